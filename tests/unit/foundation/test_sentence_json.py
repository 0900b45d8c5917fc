# SPDX-License-Identifier: Apache-2.0
"""Sentences survive being kept as JSON, in both languages."""

from __future__ import annotations

import json

import pytest

from hiden.foundation.language import Message
from hiden.foundation.sentence_json import sentence_from_json, sentence_to_json
from hiden.foundation.wording import Localized, wording


@pytest.mark.parametrize(
    "said",
    [
        wording(ja="名札", en="Name tags"),
        Message("%(count)d files", {"count": 3}),
        Message("It needs a purpose: %(purpose)s", {"purpose": wording(ja="目的", en="aim")}),
        Message("It needs a purpose: %(purpose)s", {"purpose": Message("through people")}),
    ],
)
def test_a_sentence_comes_back_as_it_went(said: Message) -> None:
    assert sentence_from_json(json.loads(json.dumps(sentence_to_json(said)))) == said


@pytest.mark.parametrize(
    "value", [None, "text", {}, {"en": "x"}, {"en": "x", "ja": "y", "z": 1}, {"msgid": "x"}]
)
def test_what_is_no_sentence_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="want a sentence"):
        sentence_from_json(value)


def test_a_sentence_is_filled_with_text_and_whole_numbers_only() -> None:
    with pytest.raises(TypeError, match="param of a sentence"):
        sentence_to_json(Message("%(share)s", {"share": 0.5}))


def test_a_text_of_data_has_both_languages() -> None:
    assert Localized(ja="名札", en="Name tags").wording.text("ja") == "名札"
    with pytest.raises(ValueError, match="ja"):
        Localized(ja="", en="Name tags")
