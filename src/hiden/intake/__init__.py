# SPDX-License-Identifier: Apache-2.0
"""Intake: what comes in from outside.

``documents`` turns any file into text with places; ``logs`` turns any log into one table of events;
``permissions`` says who can open a folder.

May import: registry, law, foundation.
"""

from __future__ import annotations
