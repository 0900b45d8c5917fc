# SPDX-License-Identifier: Apache-2.0
"""Registry: what is secret (台帳).

Secrets, containers, persons, sites, partners and agreements as frozen values; reading registers
from Excel and CSV as companies keep them; immutable snapshots. It never holds a secret's content.

May import: foundation.
"""

from __future__ import annotations
