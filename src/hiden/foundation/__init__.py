# SPDX-License-Identifier: Apache-2.0
"""Foundation: what every room stands on.

Errors, clock, ids, hashing, canonical JSON, Japanese text, languages, strict loading of files that
people write.

May import: nothing of Hiden.
"""

from __future__ import annotations
