# SPDX-License-Identifier: Apache-2.0
"""Filling puts in what is given, leaves room for what is written by hand, and refuses the rest."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from hiden.foundation import paper
from hiden.foundation.errors import ErrorCode, InputError
from hiden.foundation.language import LANGUAGES
from hiden.foundation.wording import Localized
from hiden.guideline.facts import Mark
from hiden.guideline.grid import load_sources
from hiden.guideline.papers import Field, FieldKind, Given, Template, Value, fields_needed, fill
from hiden.guideline.papers.blocks import (
    BLANK,
    WRITTEN,
    BlockText,
    ClauseText,
    Content,
    HeadingText,
    ItemsText,
    LabelsText,
    PageBreakMark,
    ParagraphText,
    SecretColumn,
    SignatureText,
    SlideText,
    TableText,
)
from hiden.guideline.papers.template import Group, TemplateKind
from hiden.registry import Level, Secret

COMPANY = Field(
    id="company", ja="当社名", en="Our company", kind=FieldKind.TEXT, given_by=Given.ORGANISATION
)
AIM = Field(id="aim", ja="目的", en="Purpose", kind=FieldKind.TEXT, given_by=Given.ASK)
PLACE = Field(
    id="place",
    ja="場所",
    en="Place",
    kind=FieldKind.TEXT,
    given_by=Given.ASK,
    default=Localized(ja="本社", en="head office"),
)
YEARS = Field(
    id="years", ja="年数", en="Years", kind=FieldKind.NUMBER, given_by=Given.ASK, default=3
)
DATED = Field(id="dated", ja="日付", en="Date", kind=FieldKind.DATE, given_by=Given.BLANK)
SECRETS = Field(
    id="secrets", ja="秘密", en="Secrets", kind=FieldKind.SECRETS, given_by=Given.REGISTER
)
SECRET = Secret(
    code="S-001",
    title="配合{A}",
    level=Level.TOP_SECRET,
    scope="比率",
    need_to_know=("開発課", "製造課"),
    review_on=dt.date(2027, 4, 1),
)


def text(ja: str, en: str = "") -> Localized:
    """Make a text; the same in English unless said."""
    return Localized(ja=ja, en=en or ja)


def template_of(*contents: Content, fields: tuple[Field, ...] = (), **others: object) -> Template:
    """Make a template of blocks."""
    given = Template(
        urn="urn:hiden:guideline:paper:sample",
        version=1,
        as_of=dt.date(2026, 11, 23),
        id="sample",
        group=Group.PEOPLE,
        ja="見本",
        en="Sample",
        purpose=text("見本です。", "A sample."),
        mark=Mark.OWN,
        sources=("HIDEN",),
        kind=TemplateKind.FORM,
        blocks=tuple(map(BlockText, contents)),
        fields=fields,
    )
    return attrs.evolve(given, **others)  # type: ignore[arg-type]


def paragraph(ja: str, en: str = "") -> ParagraphText:
    """Make a paragraph; the same in English unless said."""
    return ParagraphText(ja=ja, en=en or ja)


def only(document: paper.Paper) -> paper.Block:
    """Return the document's only block."""
    (block,) = document.blocks
    return block


def test_values_stand_where_their_places_were() -> None:
    template = template_of(
        paragraph("{company}：{place}、{years}年、{dated}", "{company}, {place}, {years}, {dated}"),
        fields=(COMPANY, PLACE, YEARS, DATED),
    )
    values: dict[str, Value] = {
        "company": " 見本社 ",
        "years": 1200,
        "dated": dt.date(2026, 11, 23),
        "unknown": "x",
    }

    assert only(fill(template, values, language="ja")) == paper.Paragraph(
        text="見本社：本社、1,200年、2026年11月23日"
    )
    assert only(fill(template, values, language="en")) == paper.Paragraph(
        text="見本社, head office, 1,200, 23 Nov 2026"
    )


def test_what_is_not_given_has_its_default_or_room_to_write() -> None:
    place = attrs.evolve(PLACE, given_by=Given.BLANK, default=None)
    number = attrs.evolve(YEARS, id="number", given_by=Given.BLANK, default=None)
    template = template_of(
        paragraph("{place}/{number}/{years}/{dated}/{secrets}"),
        fields=(place, number, YEARS, DATED, SECRETS),
    )

    assert only(fill(template, {"place": "  "}, language="ja")) == paper.Paragraph(
        text="＿＿＿＿＿＿＿＿/＿＿＿/3/　　　　年　　月　　日/＿＿＿＿＿＿＿＿"
    )
    assert only(fill(template, {}, language="en")) == paper.Paragraph(
        text="＿＿＿＿＿＿＿＿/＿＿＿/3/＿＿~＿＿＿＿＿~20＿＿/＿＿＿＿＿＿＿＿".replace(
            "~", "\N{NO-BREAK SPACE}"
        )
    )


def test_everything_missing_is_named_at_once() -> None:
    template = template_of(
        paragraph("{company}{aim}{place}{dated}"), fields=(COMPANY, AIM, PLACE, DATED)
    )

    assert fields_needed(template, {"company": " "}) == (COMPANY, AIM)
    assert fields_needed(template, {"company": "見本社", "aim": "検討"}) == ()
    with pytest.raises(InputError) as caught:
        fill(template, {"company": ""}, language="ja")
    assert caught.value.code is ErrorCode.PAPER_FIELDS
    assert caught.value.params == {"paper": "見本", "fields": "当社名、目的"}
    with pytest.raises(InputError, match="Our company, Purpose"):
        fill(template, {}, language="en")


def test_a_value_of_another_type_is_a_mistake_of_the_programmer() -> None:
    template = template_of(paragraph("{years}"), fields=(YEARS,))

    with pytest.raises(TypeError, match="years: got str, want int"):
        fill(template, {"years": "3"}, language="ja")


def test_a_place_without_field_never_reaches_a_document() -> None:
    template = template_of(
        SignatureText(party=text("甲"), name="{nobody}", lines=(text("氏名"),)), fields=()
    )

    with pytest.raises(InputError, match="nobody"):
        fill(template, {}, language="en")


def test_braces_in_values_and_secrets_are_no_places() -> None:
    template = template_of(
        paragraph("{company}", "{company}"), paragraph("{secrets}"), fields=(COMPANY, SECRETS)
    )
    secrets = (SECRET, attrs.evolve(SECRET, code="S-002", title="図面"))

    document = fill(template, {"company": "{aim}"}, language="ja", secrets=secrets)

    assert document.blocks == (
        paper.Paragraph(text="｛aim｝"),
        paper.Paragraph(text="S-001「配合｛A｝」、S-002「図面」"),
    )
    document = fill(template, {"company": "X"}, language="en", secrets=secrets)
    assert document.blocks[1] == paper.Paragraph(text="S-001 “配合｛A｝”, S-002 “図面”")


def test_clauses_are_numbered_and_can_be_referred_to() -> None:
    first = ClauseText(
        id="first",
        title=text("一", "One"),
        body=(text("{second-one}"),),
        mark=Mark.OWN,
        sources=("HIDEN",),
    )
    second = ClauseText(
        id="second-one",
        title=text("二", "Two"),
        body=(text("本文", "Body"),),
        items=(text("号", "Item"),),
        note=text("注", "Note"),
        mark=Mark.MEMORY,
        sources=("HIDEN",),
    )
    template = template_of(first, second)

    ja, en = (fill(template, {}, language=language).blocks for language in ("ja", "en"))

    assert ja[0] == paper.Clause(number=1, title="一", body=("第2条",))
    assert en == (
        paper.Clause(number=1, title="One", body=("Article 2",)),
        paper.Clause(
            number=2,
            title="Two",
            body=("Body",),
            items=("Item",),
            notes=(
                paper.Note(
                    text="Note",
                    mark="unverified: from memory, not read in a text",
                    sources=("Hiden's own proposal",),
                ),
            ),
        ),
    )


def test_a_table_shows_what_the_register_calls_the_secrets() -> None:
    table = TableText(of="secrets", columns=tuple(SecretColumn), rows=2)
    template = template_of(table, fields=(SECRETS,))

    shown = only(fill(template, {}, language="ja", secrets=(SECRET,)))

    assert isinstance(shown, paper.Table)
    assert shown.header == (
        "管理番号", "名称", "秘密区分", "秘密の範囲", "所管部署", "管理責任者", "アクセス権者",
        "登録日", "見直し日",
    )  # fmt: skip
    assert shown.rows == (
        ("S-001", "配合｛A｝", "極秘", "比率", "", "", "開発課、製造課", "", "2027年4月1日"),
    )
    english = only(fill(template, {}, language="en", secrets=(SECRET,)))
    assert isinstance(english, paper.Table)
    assert english.rows[0][2] == "Top secret"
    assert english.rows[0][6] == "開発課, 製造課"
    empty = only(fill(template, {}, language="en"))
    assert isinstance(empty, paper.Table)
    assert empty.rows == (("",) * 9,) * 2


def test_tables_are_written_or_blank() -> None:
    header = (text("甲", "A"), text("乙", "B"))
    written = TableText(
        of=WRITTEN,
        header=header,
        cells=((text("一", "1"), text("{years}")),),
        widths=(1, 2),
        caption=text("表", "Table"),
    )
    blank = TableText(of=BLANK, header=header, rows=3)

    tables = fill(template_of(written, blank, fields=(YEARS,)), {}, language="en").blocks

    assert tables == (
        paper.Table(header=("A", "B"), rows=(("1", "3"),), widths=(1, 2), caption="Table"),
        paper.Table(header=("A", "B"), rows=(("", ""),) * 3),
    )


def test_every_other_kind_of_block_is_set() -> None:
    template = template_of(
        HeadingText(ja="見出し", en="Heading", level=2),
        ItemsText(items=(text("一", "One"),), numbered=True, tick=True),
        SignatureText(party=text("甲", "Party A"), name="{company}", lines=(text("印", "Seal"),)),
        SignatureText(party=text("乙", "Party B"), lines=(text("印", "Seal"),)),
        LabelsText(word=text("極秘", "SECRET"), lines=(text("{company}"),), rows=2, round=True),
        PageBreakMark(),
        SlideText(
            title=text("題", "Title"),
            items=(text("一", "One"),),
            speech=text("話", "Talk"),
            mark=Mark.OWN,
            sources=("HIDEN",),
        ),
        ParagraphText(ja="強調", en="Strong", strong=True),
        fields=(COMPANY,),
    )

    ja, en = (
        fill(template, {"company": "X"}, language=language).blocks for language in ("ja", "en")
    )

    assert en == (
        paper.Heading(text="Heading", level=2),
        paper.Items(items=("One",), is_numbered=True, is_tick_list=True),
        paper.Signature(party="Party A: X", lines=("Seal",)),
        paper.Signature(party="Party B", lines=("Seal",)),
        paper.Labels(word="SECRET", lines=("X",), columns=3, rows=2, is_round=True),
        paper.PageBreak(),
        paper.Slide(
            title="Title",
            items=("One",),
            speech="Talk",
            source="proposed by Hiden",
        ),
        paper.Paragraph(text="Strong", is_strong=True),
    )
    assert ja[2] == paper.Signature(party="甲　X", lines=("印",))
    assert isinstance(ja[6], paper.Slide)
    assert ja[6].source == "秘伝の提案"


def test_the_document_has_head_and_foot() -> None:
    template = template_of(paragraph("本文"), title=text("題", "Printed title"), landscape=True)

    document = fill(template, {}, language="en", dated=dt.date(2026, 11, 23))

    assert document.title == document.footer == "Printed title"
    assert document.dated == dt.date(2026, 11, 23)
    assert document.is_landscape
    assert document.notice.startswith("This wording is Hiden's own")


def test_labels_have_nothing_beside_them() -> None:
    labels = template_of(LabelsText(word=text("秘", "SECRET")), kind=TemplateKind.LABELS)

    document = fill(labels, {}, language="ja")

    assert not document.notice
    assert not document.footer
    assert document.title == "見本"


@pytest.mark.parametrize(
    ("mark", "sources", "ja", "en"),
    [
        (Mark.OWN, ("HIDEN",), "秘伝の提案", "proposed by Hiden"),
        (Mark.OWN, ("HIDEN", "S09"), "{S09}（秘伝の提案）", "{S09} (proposed by Hiden)"),
        (
            Mark.TEXT,
            ("S09", "HIDEN"),
            "{S09}、{HIDEN}（原文で確認）",
            "{S09}; {HIDEN} (read in the text itself)",
        ),
    ],
)
def test_a_slide_says_where_it_comes_from(
    mark: Mark, sources: tuple[str, ...], ja: str, en: str
) -> None:
    known = load_sources()
    slide = SlideText(title=text("題", "Title"), items=(), mark=mark, sources=sources)

    shown = {
        language: only(fill(template_of(slide), {}, language=language)) for language in LANGUAGES
    }

    assert shown == {
        "ja": paper.Slide(
            title="題", items=(), source=ja.format(**{name: s.ja for name, s in known.items()})
        ),
        "en": paper.Slide(
            title="Title", items=(), source=en.format(**{name: s.en for name, s in known.items()})
        ),
    }


def test_what_no_word_file_can_hold_is_left_out() -> None:
    template = template_of(paragraph("{company}", "{company}"), fields=(COMPANY,))

    document = fill(template, {"company": "見本\x00製\ufffe作所\x1f"}, language="ja")

    assert only(document) == paper.Paragraph(text="見本製作所")
    assert [field.id for field in fields_needed(template, {"company": "\x0b"})] == ["company"]


def test_english_has_the_quotation_marks_of_print_and_japanese_keeps_its_own() -> None:
    template = template_of(paragraph('「甲」("A")', '"A" (the "B")'))

    assert only(fill(template, {}, language="en")) == paper.Paragraph(text="“A” (the “B”)")
    assert only(fill(template, {}, language="ja")) == paper.Paragraph(text='「甲」("A")')


def test_lines_of_a_letter_stand_at_the_right_in_japanese_alone() -> None:
    line = ParagraphText(ja="敬具", en="Yours faithfully,", place="right")
    template = template_of(line)

    assert only(fill(template, {}, language="ja")) == paper.Paragraph(text="敬具", place="right")
    assert only(fill(template, {}, language="en")) == paper.Paragraph(text="Yours faithfully,")


def test_a_cell_that_is_filled_in_by_hand_is_empty() -> None:
    place = attrs.evolve(PLACE, given_by=Given.BLANK, default=None)
    cells = ((Localized(ja="場所", en="Place"), Localized(ja="{place}", en="{place}")),)
    header = (Localized(ja="項目", en="Subject"), Localized(ja="内容", en="Entry"))
    table = TableText(of=WRITTEN, header=header, cells=cells)
    template = template_of(table, fields=(place,))

    made = only(fill(template, {}, language="ja"))
    given = only(fill(template, {"place": "第一工場"}, language="ja"))

    assert isinstance(made, paper.Table)
    assert isinstance(given, paper.Table)
    assert (made.rows, given.rows) == ((("場所", ""),), (("場所", "第一工場"),))


def test_a_talk_opens_with_the_name_of_the_company() -> None:
    slides = attrs.evolve(template_of(paragraph("{company}", "{company}"), fields=(COMPANY,)))
    talk = attrs.evolve(slides, kind=TemplateKind.SLIDES)

    assert fill(talk, {"company": "見本製作所"}, language="ja").subtitle == "見本製作所"
    assert fill(slides, {"company": "見本製作所"}, language="ja").subtitle == ""
