# SPDX-License-Identifier: Apache-2.0
"""Measurements of the hot paths, each beside a peer and the physical limit: ``python -m bench``.

Every module here with a function ``report`` that yields lines is a benchmark.
"""

from __future__ import annotations
