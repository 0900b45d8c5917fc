# SPDX-License-Identifier: Apache-2.0
"""Figures keep their year, base and mark, and nothing doubtful is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

import hiden.guideline
from hiden.foundation.errors import RuleError
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.survey import Figure, Respondents, Survey, load_survey, read_survey
from hiden.guideline.survey_comparison import Comparison, own_beside

FILE = Path(hiden.guideline.__file__).parent / "data" / "survey.yaml"


@pytest.fixture
def survey() -> Survey:
    return load_survey()


def _figure(survey: Survey, figure_id: str) -> Figure:
    return next(figure for figure in survey.figures if figure.id == figure_id)


def _of(comparisons: tuple[Comparison, ...], figure_id: str) -> Comparison:
    return next(c for c in comparisons if c.figure.id == figure_id)


def test_the_series_are_there(survey: Survey) -> None:
    assert [(series.id, len(series.figures)) for series in survey.series] == [
        ("leak-experience", 7),
        ("routes", 15),
        ("destinations", 4),
        ("damage", 6),
        ("countermeasures", 8),
        ("ai-rules", 5),
    ]


def test_any_leak_over_the_four_surveys(survey: Survey) -> None:
    found = [
        (survey.edition_of(value).year, value.percent, survey.base_of(value).n)
        for value in _figure(survey, "BM-L-any").shown
    ]

    assert found == [(2012, 13.5, 3000), (2016, 8.6, 2175), (2020, 5.2, 2161), (2024, 35.5, 1200)]


def test_what_is_clear_and_what_is_probable_add_up_to_any_leak(survey: Survey) -> None:
    clear, probable, either = (
        {value.base: value.percent or 0 for value in _figure(survey, name).values}
        for name in ("BM-L-clear", "BM-L-probable", "BM-L-any")
    )

    assert either == {base: round(clear[base] + probable[base], 1) for base in clear}


def test_the_leavers_of_2012_are_not_the_ones_a_paper_misprinted(survey: Survey) -> None:
    assert _figure(survey, "BM-R-leaver").values[0].percent == 50.3


def test_doubtful_figures_are_kept_with_the_doubt_and_not_shown(survey: Survey) -> None:
    doubtful = [
        (figure.id, value.percent)
        for figure in survey.figures
        for value in figure.values
        if not value.is_shown
    ]

    assert doubtful == [("BM-D-foreign-rival", 1.4), ("BM-C-11", 31.5)]
    assert _figure(survey, "BM-C-11").shown == ()
    assert _figure(survey, "BM-D-foreign-rival").shown[-1].percent == 10.5


def test_figures_from_memory_are_never_shown_without_saying_so(survey: Survey) -> None:
    remembered = [
        value for figure in survey.figures for value in figure.values if value.mark is Mark.MEMORY
    ]

    assert [str(value.wording) for value in remembered] == [
        "46.5% (unverified)",
        "14.1% (unverified)",
        "10.8% (unverified)",
        "18.9% (unverified)",
    ]


def test_numbers_are_said_as_people_write_them(survey: Survey) -> None:
    none, ten_billion = _figure(survey, "BM-L-none"), _figure(survey, "BM-X-10b")

    assert none.values[0].wording.text("ja") == "約70%"
    assert str(none.values[0].wording) == "about 70%"
    assert str(_figure(survey, "BM-C-08").values[0].wording) == "52.0%"
    assert ten_billion.values[0].wording.text("ja") == "1社"
    assert str(survey.base_of(none.values[0]).wording) == "companies that answered, n=about 3,000"
    assert survey.base_of(none.values[1]).wording.text("ja").endswith("、n=2,175")


def test_a_base_of_unknown_size_says_so(survey: Survey) -> None:
    base = survey.base_of(_figure(survey, "BM-C-11").values[0])

    assert base.n is None
    assert str(base.wording) == "number of answers unknown"


def test_only_the_survey_of_2024_asked_individuals(survey: Survey) -> None:
    asked = [e.year for e in survey.editions if e.respondents is Respondents.INDIVIDUALS]

    assert asked == [2024]
    assert "no rise or fall" in str(survey.comparability.wording)


def test_own_answers_stand_beside_the_latest_figure_with_the_warning(survey: Survey) -> None:
    comparisons = own_beside(survey, {"E-P4-2": True, "E-P2-8": False, "ai-rules": None, "X": True})
    agreement = _of(comparisons, "BM-C-01")

    assert agreement.own is True
    assert (agreement.value.percent, agreement.edition.year, agreement.base.n) == (56.6, 2020, 2175)
    assert str(agreement.text) == (
        "a non-disclosure agreement is concluded with employees: 56.6% (IPA, survey of fiscal 2020"
        " (12 October to 27 November 2020, 16,000 mailed); companies that answered, n=2,175)."
        " Your company does this."
    )
    assert {comparison.warning for comparison in comparisons} == {survey.comparability}
    assert _of(comparisons, "BM-C-02").own is False
    assert _of(comparisons, "BM-C-08").own is None
    assert "当社はまだ回答していません" in _of(comparisons, "BM-C-08").text.text("ja")


def test_a_close_question_is_said_to_be_no_more_than_close(survey: Survey) -> None:
    copied = _of(own_beside(survey, {"E-P3-9": False}), "BM-C-06")

    assert str(copied.text).endswith(
        "Your company does not do this. The two questions are close, but not the same."
    )
    assert "近いものの同じではありません" in copied.text.text("ja")


def test_what_was_not_answered_is_shown_as_such(survey: Survey) -> None:
    comparisons = own_beside(survey, {})

    assert [c.figure.id for c in comparisons] == [
        "BM-C-01",
        "BM-C-02",
        "BM-C-03",
        "BM-C-04",
        "BM-C-05",
        "BM-C-06",
        "BM-C-08",
    ]
    assert {comparison.own for comparison in comparisons} == {None}


def test_every_mistake_in_the_figures_is_reported(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    text = text.replace("measures: [E-P4-2]", "measures: [E-P9-9]", 1)
    text = text.replace("edition: E2014", "edition: E1999", 1)
    text = text.replace(
        "{base: BM-N-2016, percent: 4.8, mark", "{base: BM-N-2012, percent: 4.8, mark", 1
    )
    text = text.replace("{base: BM-N-2012d, percent: 30,", "{base: BM-N-1812, percent: 30,", 1)
    text = text.replace("firms: 1, mark: VT2, sources: [S55]", "mark: VT2, sources: [S999]", 1)
    text = text.replace("id: BM-Q-2020", "id: BM-C-01", 1)
    path = tmp_path / "survey.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        read_survey(path, sources=load_sources(), measures=load_grid().measures, items=("rules",))
    errors = [error for error in caught.value.exceptions if isinstance(error, RuleError)]

    assert [(error.params["fact"], error.params["detail"]) for error in errors] == [
        ("BM-C-01", "there is no measure E-P9-9"),
        ("BM-C-08", "there is no item ai-rules"),
        ("BM-C-01", "the id stands twice"),
        ("BM-N-2014", "there is no survey E1999"),
        ("BM-X-10m", "there is no base BM-N-1812"),
        ("BM-X-10b", "there is no source S999"),
        ("BM-L-clear, BM-N-2012", "the id stands twice"),
        ("BM-X-10b", "want either a share or a number of firms"),
    ]
