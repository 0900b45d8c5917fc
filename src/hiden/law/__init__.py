# SPDX-License-Identifier: Apache-2.0
"""Law: which law governs an act on its date (法令).

Provisions, maximum penalties, clocks and presumptions are data in ``rules/``; this room reads them
and chooses by date. It gives information with sources and marks, never legal advice.

May import: foundation.
"""

from __future__ import annotations
