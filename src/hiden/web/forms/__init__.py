# SPDX-License-Identifier: Apache-2.0
"""Forms: what people write in, checked for form only; whether it may be is decided by the use case."""

from __future__ import annotations
