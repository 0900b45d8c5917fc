# SPDX-License-Identifier: Apache-2.0
"""Logs: any log becomes one table of events with provenance.

May import: registry, law, foundation.
"""

from __future__ import annotations
