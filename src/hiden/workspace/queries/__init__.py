# SPDX-License-Identifier: Apache-2.0
"""Queries: what pages and commands read. They change nothing.

Rules:
    * A query returns frozen values or tuples of rows, never a query that is still open.
    * What is read here needs no more than the permission to look; what needs more says so and takes
      ``by``.
"""

from __future__ import annotations
