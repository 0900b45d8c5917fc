# SPDX-License-Identifier: Apache-2.0
"""The sample company: a machine maker that does not exist, written to disk from a seed."""

from __future__ import annotations
