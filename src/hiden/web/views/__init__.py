# SPDX-License-Identifier: Apache-2.0
"""Views: parse, call one use case or query, show the answer."""

from __future__ import annotations
