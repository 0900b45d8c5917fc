# SPDX-License-Identifier: Apache-2.0
"""Routes: matches, alerts and scores become findings about a secret (経路).

The four routes of a leak are people, overseas bases, cyber attacks and partners.

May import: matching, detection, marking, intake, guideline, registry, law, foundation.
"""

from __future__ import annotations
