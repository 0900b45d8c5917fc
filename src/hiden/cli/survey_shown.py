# SPDX-License-Identifier: Apache-2.0
"""Show figures of surveys: never without survey, base, mark and the warning."""

from __future__ import annotations

from hiden.cli.facts import fact_line, fact_to_json, mark_to_json, optional_text
from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_table, tell
from hiden.foundation.canonical import JsonValue
from hiden.guideline.survey import Figure, Value, load_survey

__all__ = ["show", "to_json"]


def to_json() -> dict[str, JsonValue]:
    """Return the figures, with the warning that they make no trend."""
    survey = load_survey()
    return {
        "warning": fact_to_json(survey.comparability),
        "as_of": survey.as_of.isoformat(),
        "editions": {
            edition.id: {
                **fact_to_json(edition),
                "year": edition.year,
                "respondents": edition.respondents.value,
            }
            for edition in survey.editions
        },
        "bases": {
            base.id: {
                **fact_to_json(base),
                "edition": base.edition,
                "n": base.n,
                "approximate": base.approximate,
                "composition_text": optional_text(base.composition),
            }
            for base in survey.bases
        },
        "series": [
            {
                **fact_to_json(series),
                "notes": [fact_to_json(note) for note in series.notes],
                "figures": [_figure(figure) for figure in series.figures],
            }
            for series in survey.series
        ],
        "others": [fact_to_json(fact) for fact in survey.others],
    }


def show() -> None:
    """Show the figures that can be shown, the warning first."""
    survey, language = load_survey(), terminal_language()
    tell(fact_line(survey.comparability), style="bold")
    for series in survey.series:
        tell()
        answer_table(
            [say("Figure"), say("Share or number"), say("Among whom"), say("Survey"), say("Mark")],
            [
                (
                    figure.wording.text(language),
                    value.wording.text(language),
                    survey.base_of(value).wording.text(language),
                    survey.edition_of(value).wording.text(language),
                    f"{value.mark.message.text(language)}: {', '.join(value.sources)}",
                )
                for figure in series.figures
                for value in figure.shown
            ],
            title=series.wording.text(language),
        )
        for note in series.notes:
            tell(f"  {fact_line(note)}")
    tell()
    for fact in survey.others:
        tell(fact_line(fact))


def _figure(figure: Figure) -> dict[str, JsonValue]:
    return {
        **fact_to_json(figure),
        "measures": list(figure.measures),
        "items": list(figure.items),
        "fit": figure.fit.value,
        "values": [_value(value) for value in figure.values],
    }


def _value(value: Value) -> dict[str, JsonValue]:
    language = terminal_language()
    return {
        "text": value.wording.text(language),
        "edition": load_survey().base_of(value).edition,
        "base": value.base,
        "percent": value.percent,
        "firms": value.firms,
        "approximate": value.approximate,
        **mark_to_json(value),
        "doubt_text": optional_text(value.doubt),
    }
