# SPDX-License-Identifier: Apache-2.0
"""Real spreadsheets, many of them odd or broken, never end the reader."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hiden.foundation.errors import ErrorCode, RegistryFileError
from hiden.registry import read_register

KNOWN = {
    ErrorCode.REGISTER_DAMAGED,
    ErrorCode.REGISTER_EMPTY,
    ErrorCode.REGISTER_ENCRYPTED,
    ErrorCode.REGISTER_NOT_TABLE,
    ErrorCode.REGISTER_NO_HEADER,
    ErrorCode.REGISTER_TOO_BIG,
}


@pytest.mark.real
def test_no_real_spreadsheet_ends_the_reader_in_any_other_way(real_data: Path) -> None:
    folder = real_data / "files" / "poi" / "test-data" / "spreadsheet"
    seen: Counter[ErrorCode] = Counter()

    for path in sorted(folder.glob("*.xls[xm]")) + sorted(folder.glob("*.xls"))[:20]:
        try:
            read_register(path)
        except RegistryFileError as error:
            seen[error.code] += 1

    assert set(seen) <= KNOWN
    assert seen[ErrorCode.REGISTER_NO_HEADER] > 30
