# SPDX-License-Identifier: Apache-2.0
"""What an opinion shows, and what it never hides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.wording import wording
from hiden.law import Act, ActKind, ActorClass, Mark, Opinion, Part, Purpose, load_law, opinion
from hiden.law.elements import is_crime
from hiden.law.rules import When
from hiden.law.statements import Statement, state


def ask(on: str, kind: ActKind, actor: ActorClass, **facts: Any) -> Opinion:
    act = attrs.evolve(Act(on=dt.date.fromisoformat(on), kind=kind, actor=actor), **facts)
    return opinion(act, law=load_law())


def texts(found: Opinion) -> str:
    return "\n".join(statement.message.text("ja") for statement in found.statements)


def test_no_requirements_make_no_crime() -> None:
    assert not is_crime(())


def test_a_rule_without_kinds_of_act_is_never_shown() -> None:
    act = Act(on=dt.date(2020, 1, 1), kind=ActKind.A1, actor=ActorClass.OUTSIDER)

    assert not When(acts=()).is_fulfilled(act, ActKind.A1)


def test_a_kind_that_the_actor_cannot_commit_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        ask("2020-01-01", ActKind.B1, ActorClass.OUTSIDER)

    assert caught.value.code is ErrorCode.LAW_ACTOR
    assert caught.value.params["want"] == "trusted, leaver"
    assert "ACT-B1" in caught.value.text("ja")


def test_before_1991_the_opinion_says_that_there_was_no_rule() -> None:
    found = ask("1991-06-14", ActKind.A1, ActorClass.OUTSIDER)

    assert "営業秘密の規定がなかった" in found.elements[0].text.text("ja")
    assert found.civil == ()
    assert [limit.rule_id for limit in found.limits] == ["LIM-OLD"]
    assert found.provisions == ()
    assert found.maxima is None
    assert found.corporate is None
    assert found.procedure == ()


def test_an_unverified_fact_is_shown_with_its_mark_and_listed_again() -> None:
    found = ask("2004-06-01", ActKind.B2, ActorClass.LEAVER)

    assert found.provisions[0].mark is Mark.MEMORY
    assert "未確認" in found.provisions[0].message.text("ja")
    assert found.provisions[0] in found.unverified
    assert found.corporate in found.unverified


def test_a_part_that_is_unverified_makes_the_sentence_say_so() -> None:
    found = ask("1992-01-01", ActKind.A1, ActorClass.OUTSIDER)

    assert found.governing.mark is Mark.TEXT
    assert found.governing.parts[Part.ACT] is Mark.MEMORY
    assert found.governing.is_unverified
    assert "改正法：未確認" in found.governing.message.text("ja")


def test_a_part_with_the_same_mark_as_the_whole_is_not_said_twice() -> None:
    said = Statement(
        rule_id="X", text=wording(ja="文", en="text"), mark=Mark.TEXT, sources=("S01",),
        parts={Part.DATES: Mark.TEXT},
    )  # fmt: skip

    assert str(said.message) == "text [verified in the text of the law]"


def test_the_opinion_says_that_it_is_no_legal_advice() -> None:
    found = ask("2025-06-01", ActKind.A1, ActorClass.OUTSIDER)

    assert "法的助言ではありません" in found.disclaimer.text("ja")


def test_a_limit_of_a_provision_is_said() -> None:
    found = ask("2006-01-01", ActKind.A1, ActorClass.OUTSIDER)

    assert "予備としての行為" in found.provisions[0].message.text("ja")


def test_the_penalty_is_said_in_both_languages() -> None:
    found = ask("2025-06-01", ActKind.E2, ActorClass.OUTSIDER)

    assert found.maxima
    assert found.maxima.text.text("ja") == "10年以下の拘禁刑・3,000万円以下の罰金（併科あり）"
    assert str(found.maxima.text) == (
        "up to 10 years of imprisonment, or a fine of up to JPY 30 million, or both"
    )


def test_the_time_limit_names_the_article() -> None:
    found = ask("2025-06-01", ActKind.A1, ActorClass.OUTSIDER)

    assert found.prosecution_limit
    assert found.prosecution_limit.rule_id == "LIM-CRIM-7"


def test_an_act_in_the_future_is_answered_and_noted() -> None:
    act = Act(on=dt.date(2030, 1, 1), kind=ActKind.A1, actor=ActorClass.OUTSIDER)
    found = opinion(act, law=load_law(), today=dt.date(2026, 11, 23))

    assert found.version_id == "UCPA-V09"
    assert [warning.text("ja") for warning in found.warnings] == [
        "行為の日（2030年1月1日）が将来の日付です。現時点の法令によって示しています。",
        "収録している法令は2026年11月23日時点のものです。その後の改正は反映されていません。",
    ]


def test_an_act_of_today_is_not_noted() -> None:
    day = load_law().as_of
    act = Act(on=day, kind=ActKind.A1, actor=ActorClass.OUTSIDER)

    assert opinion(act, law=load_law(), today=day).warnings == ()


def test_an_act_abroad_warns_of_the_law_of_the_place() -> None:
    found = ask("2025-06-01", ActKind.A1, ActorClass.OUTSIDER, country="KR")

    assert [warning.text("ja") for warning in found.warnings] == [
        "行為地（KR）の法令が適用されることもありますが、ここでは判断していません。"
    ]


def test_an_act_abroad_that_is_not_punishable_asks_for_a_part_done_in_japan() -> None:
    found = ask("2015-12-31", ActKind.A1, ActorClass.OUTSIDER, country="KR")

    assert not found.crime
    assert "刑法1条" in found.warnings[-1].text("ja")
    assert "未確認" in found.warnings[-1].text("ja")


def test_an_act_abroad_before_any_crime_is_not_asked_about_japan() -> None:
    found = ask("2003-12-31", ActKind.A1, ActorClass.OUTSIDER, country="KR")

    assert len(found.warnings) == 1


def test_the_aggravation_is_not_applied_before_it_existed() -> None:
    found = ask("2015-12-31", ActKind.E1, ActorClass.OUTSIDER)

    assert [provision.kind for provision in found.provisions] == [ActKind.A1]
    assert found.maxima
    assert not found.maxima.overseas


def test_an_aggravated_kind_stands_beside_the_plain_act_of_its_actor() -> None:
    recipient = ask("2025-06-01", ActKind.E3, ActorClass.RECIPIENT_N)
    insider = ask("2025-06-01", ActKind.E3, ActorClass.LEAVER)

    assert [p.article.ja for p in recipient.provisions] == ["21条1項4号", "21条4項3号"]
    assert [p.article.ja for p in insider.provisions] == ["21条2項2号", "21条5項3号"]


def test_who_took_without_using_is_told_about_prevention() -> None:
    found = ask("2025-06-01", ActKind.B1, ActorClass.TRUSTED)

    assert "NOTE-TAKING" in [note.rule_id for note in found.notes]


def test_an_element_that_is_met_is_not_an_open_question() -> None:
    found = ask("2025-06-01", ActKind.A1, ActorClass.OUTSIDER, purpose=Purpose.GAIN_OR_HARM)

    assert found.open_questions == ()
    assert all(element.met for element in found.elements)


def test_a_goods_rule_is_shown_while_it_is_open_whether_the_secret_is_technical() -> None:
    found = ask("2025-06-01", ActKind.D1, ActorClass.OUTSIDER)

    assert "CIV-10" in found.civil_ids


def test_goods_from_a_recipients_crime_are_of_the_outsiders_side() -> None:
    found = ask("2025-06-01", ActKind.D1, ActorClass.RECIPIENT_1, technical=True)

    assert [p.article.ja for p in found.provisions] == ["21条1項5号"]


@pytest.mark.parametrize("country", ["jp", "JPN", "J", "", "日本", "J1"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    with pytest.raises(ValueError, match="country"):
        Act(on=dt.date(2020, 1, 1), kind=ActKind.A1, actor=ActorClass.OUTSIDER, country=country)


def test_every_label_has_japanese() -> None:
    labels = [*ActorClass, *Purpose, *Mark, *Part]

    assert all(not label.message.text("ja").isascii() for label in labels)


def test_a_rule_without_article_is_said_as_it_is() -> None:
    rule = load_law().rule("CHOICE-1")

    assert state(rule).text.text("ja") == rule.ja
    assert rule.ja in texts(ask("2025-06-01", ActKind.A1, ActorClass.OUTSIDER))
