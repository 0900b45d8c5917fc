# SPDX-License-Identifier: Apache-2.0
"""Whatever stands in a file of answers: it is read, or refused with reasons."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given, strategies as st

from hiden.foundation.errors import SheetError
from hiden.foundation.ids import secret_id
from hiden.foundation.language import LANGUAGES, Language
from hiden.guideline.answers_file import read_answers
from hiden.guideline.blank_answers import blank_answers
from hiden.guideline.sheet import load_sheet
from hiden.guideline.values import Answers, SecretFacts
from hiden.registry import Level

SHEET = load_sheet()
NAMES = ["sheet", "company", "organisation", "secrets", "measures", "rules", "option", "evidence"]
SCALARS = st.sampled_from(
    [
        "hiden-2026",
        "yes",
        "no",
        "on",
        "none",
        "in-force",
        "2026-04-01",
        "2026-13-45",
        "1",
        "~",
        "秘",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.dictionaries(st.sampled_from([*NAMES, "on", "1", "?"]), inner, max_size=3).map(
            lambda parts: "{" + ", ".join(f"{k}: {v}" for k, v in parts.items()) + "}"
        ),
    ),
    max_leaves=6,
)
FILES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4).map(
    lambda parts: "".join(f"{key}: {value}\n" for key, value in parts.items()).encode()
)


def _read(data: bytes) -> Answers:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.yaml"
        path.write_bytes(data)
        return read_answers(path)


@given(st.one_of(st.binary(max_size=200), FILES))
@example(b"sheet: hiden-2026\norganisation: {[1]: 2}\n")
@example(b"sheet: hiden-2026\nsecrets: 5\n")
@example(b"sheet: hiden-2026\ncompany: !!python/object:os.system {}\n")
def test_a_file_is_read_or_refused_with_reasons(data: bytes) -> None:
    refused: tuple[Exception, ...] = ()
    try:
        _read(data)
    except ExceptionGroup as mistakes:
        refused = mistakes.exceptions

    assert all(isinstance(error, SheetError) for error in refused)


LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)


@given(
    st.lists(
        st.tuples(LINES.filter(str.isprintable), LINES, st.sampled_from(Level), st.booleans()),
        max_size=3,
        unique_by=lambda row: row[0].strip(),
    ),
    st.sampled_from(LANGUAGES),
)
def test_a_blank_file_brings_every_secret_back(
    rows: list[tuple[str, str, Level, bool]], language: Language
) -> None:
    secrets = tuple(
        SecretFacts(code=secret_id(code), title=title, level=level, is_shown_to_partners=shown)
        for code, title, level, shown in rows
    )

    answers = _read(blank_answers(SHEET, secrets, language=language).encode())

    assert answers.secrets == secrets
    assert not any(answers.by_secret.values())
