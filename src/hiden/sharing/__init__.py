# SPDX-License-Identifier: Apache-2.0
"""Sharing: de-identified cases, statistics and lessons, shared with consent (共有).

May import: dossier and the rooms below it.
"""

from __future__ import annotations
