# SPDX-License-Identifier: Apache-2.0
"""Forms: what people write in, checked for form only; the use case decides whether it may be."""

from __future__ import annotations
