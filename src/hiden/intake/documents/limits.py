# SPDX-License-Identifier: Apache-2.0
"""How much one file may cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

__all__ = ["MEMORY_SHARE", "Limits"]

MEMORY_SHARE = 4
"""Whoever fails while so large a part of the memory is in use fails for want of it.

A buffer that doubles is refused when a third is in use.
"""

_MIB = 1024 * 1024
_positive: Callable[[Any, Any, Any], None] = attrs.validators.gt(0)


@attrs.frozen(kw_only=True)
class Limits:
    """Bounds for reading one file; beyond one of them stands a Problem.

    Attributes:
        wall_s: Seconds by the clock without any progress.
        total_wall_s: Seconds by the clock for the whole file.
        cpu_s: Seconds of processor time for one part of the file.
        memory_bytes: Address space of the process which parses.
        file_bytes: Size of a file which is not a zip archive.
        text_bytes: Bytes read of one plain text.
        output_chars: Characters of text from the whole file.
        nesting: Containers inside one another: a zip in a mail in a zip is 3.
        entries: Entries of one archive.
        ratio: Bytes unpacked for one byte packed, for whatever is larger than
            ``ratio_floor_bytes``.
        ratio_floor_bytes: Up to here any ratio passes.
        total_bytes: Bytes unpacked from the whole file, its containers included.
    """

    wall_s: float = attrs.field(default=30.0, validator=_positive)
    total_wall_s: float = attrs.field(default=600.0, validator=_positive)
    cpu_s: int = attrs.field(default=20, validator=_positive)
    memory_bytes: int = attrs.field(default=2048 * _MIB, validator=_positive)
    file_bytes: int = attrs.field(default=512 * _MIB, validator=_positive)
    text_bytes: int = attrs.field(default=64 * _MIB, validator=_positive)
    output_chars: int = attrs.field(default=50_000_000, validator=_positive)
    nesting: int = attrs.field(default=3, validator=_positive)
    entries: int = attrs.field(default=10_000, validator=_positive)
    ratio: int = attrs.field(default=100, validator=_positive)
    ratio_floor_bytes: int = attrs.field(default=10 * _MIB, validator=_positive)
    total_bytes: int = attrs.field(default=1024 * _MIB, validator=_positive)
