# SPDX-License-Identifier: Apache-2.0
"""Guideline: how a secret should be kept (管理指針).

Measures, check sheets, scoring, gaps and plans; their text is data in ``sheets/``.

May import: registry, law, foundation.
"""

from __future__ import annotations
