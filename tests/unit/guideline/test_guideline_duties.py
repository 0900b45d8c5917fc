# SPDX-License-Identifier: Apache-2.0
"""What a person confirms names secrets without disclosing them, and every duty."""

from __future__ import annotations

import pytest

from hiden.foundation.ids import secret_id
from hiden.foundation.language import LANGUAGES, Language
from hiden.guideline.duties import LEVELS, load_duties, statement
from hiden.guideline.values import EvidenceKind
from hiden.registry import Level, Secret

SECRET = Secret(
    code=secret_id("T-1"), title="塗工条件", level=Level.TOP_SECRET, scope="第2工程の速度と温度"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_names_the_secrets_by_code_title_and_level_and_nothing_more(
    language: Language,
) -> None:
    text = statement([SECRET], company="見本製作所", language=language)

    assert "見本製作所" in text
    assert all(
        word in text for word in ("T-1", "塗工条件", LEVELS[Level.TOP_SECRET].text(language))
    )
    assert "温度" not in text
    assert all(duty.wording.text(language) in text for duty in load_duties())


def test_without_secrets_it_is_about_all_that_are_designated_and_without_a_name_about_us() -> None:
    text = statement([], company="", language="ja")

    assert text.startswith("当社が秘密に指定し")
    assert "・" not in text.splitlines()[1]


def test_every_kind_of_evidence_and_every_level_has_a_name() -> None:
    assert set(LEVELS) == set(Level)
    assert len({kind.message.text("ja") for kind in EvidenceKind}) == len(EvidenceKind)
