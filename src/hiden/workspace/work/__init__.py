# SPDX-License-Identifier: Apache-2.0
"""What the kinds of jobs do, each in steps that may be done again."""

from __future__ import annotations
