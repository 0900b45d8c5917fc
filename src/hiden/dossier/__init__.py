# SPDX-License-Identifier: Apache-2.0
"""Dossier: elements of a claim against exhibits, with what is missing; drafts (書面).

May import: routes, evidence and the rooms below them.
"""

from __future__ import annotations
