# SPDX-License-Identifier: Apache-2.0
"""Workspace: where everything is kept and joined.

Django models, migrations, jobs and one function per use case. One use case is one transaction and
one ledger leaf. ``web`` and ``cli`` call it and decide nothing.

May import: every room but web, cli and testing.
"""

from __future__ import annotations
