# SPDX-License-Identifier: Apache-2.0
"""Tags and filters of the pages."""

from __future__ import annotations
