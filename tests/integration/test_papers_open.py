# SPDX-License-Identifier: Apache-2.0
"""Documents open in another program than the one that made them, and say there what they should."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from tests.unit.foundation.papers_made import sample_rules, sample_talk

from hiden.foundation.language import LANGUAGES, Language
from hiden.foundation.paper import Clause, Items, Paper, Paragraph, Signature, Slide
from hiden.foundation.paper.lines import seal_of
from hiden.foundation.paper.pdf import to_pdf
from hiden.foundation.paper.slides import to_pptx
from hiden.foundation.paper.word import to_docx
from hiden.guideline.papers import FieldKind, Value, fill, load_templates
from hiden.registry import Level, Secret

NEEDED = ("soffice", "pdftotext", "pdffonts")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)),
    reason=f"not all of {', '.join(NEEDED)} are installed (libreoffice, poppler-utils)",
)


TEXTS: Mapping[Language, Mapping[str, str]] = {
    "ja": {
        "company": "〇〇精工株式会社",
        "partner": "株式会社△△テクノ",
        "agency": "△△スタッフサービス株式会社",
        "purpose_of_use": "次世代ポンプ用シール材の共同開発の可否の検討",
        "requested": "軸受部品の製造図面及び加工条件",
        "request_purpose": "海外工場での保守体制の整備",
        "contact": "総務部情報管理担当",
        "person": "見本　太郎",
        "compensation": "退職後12か月間、毎月15万円",
        "": "工業用ポンプのシール材に関する業務",
    },
    "en": {
        "company": "Example Seiko Co., Ltd.",
        "partner": "Sample Techno Inc.",
        "agency": "Sample Staff Service Inc.",
        "purpose_of_use": "the study of a joint development of seals for pumps",
        "requested": "manufacturing drawings of a bearing part",
        "request_purpose": "setting up maintenance at an overseas plant",
        "contact": "General Affairs",
        "person": "Taro Sample",
        "compensation": "150,000 yen a month for 12 months after leaving",
        "": "work on seals for industrial pumps",
    },
}
SECRETS: Mapping[Language, tuple[Secret, ...]] = {
    "ja": (
        Secret(
            code="S-001",
            title="シール材の配合",
            level=Level.TOP_SECRET,
            scope="型式Aのシール材に用いる原料の種類、配合比及び混練の順序",
        ),
        Secret(code="S-014", title="主要顧客の取引条件", level=Level.SECRET),
    ),
    "en": (
        Secret(
            code="S-001",
            title="Seal compound",
            level=Level.TOP_SECRET,
            scope="Raw materials, proportions and order of mixing for seals of type A",
        ),
        Secret(code="S-014", title="Terms of main customers", level=Level.SECRET),
    ),
}
UNSURE = re.compile("[印㊞。、]")  # read in another place than they stand, or not at all
HEADING: Mapping[Language, str] = {"ja": r"第\d+条（[^（）]+）$", "en": r"Article\d+\([^()]+\)$"}

documents = pytest.mark.parametrize("template_id", load_templates())
languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def document(template_id: str, language: Language) -> Paper:
    """Fill a template as somebody would, every field of it."""
    template, texts = load_templates()[template_id], TEXTS[language]
    values: dict[str, Value] = {}
    for field in template.fields:
        if field.kind is FieldKind.TEXT:
            values[field.id] = texts.get(field.id, texts[""])
        elif field.kind is FieldKind.NUMBER:
            values[field.id] = 12
        elif field.kind is FieldKind.DATE:
            values[field.id] = dt.date(2026, 11, 23)
    return fill(template, values, language=language, secrets=SECRETS[language])


def run(*words: object) -> str:
    done = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, check=False, timeout=240
    )

    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample and every document as LibreOffice and typst print them."""
    folder = tmp_path_factory.mktemp("office")
    for language in LANGUAGES:
        rules, talk = sample_rules(language), sample_talk(language)
        folder.joinpath(f"rules_{language}.docx").write_bytes(to_docx(rules))
        folder.joinpath(f"clean_{language}.docx").write_bytes(to_docx(rules, clean=True))
        folder.joinpath(f"talk_{language}.pptx").write_bytes(to_pptx(talk))
        for template_id in load_templates():
            filled = document(template_id, language)
            name = f"{template_id}_{language}"
            folder.joinpath(f"{name}_typst.pdf").write_bytes(to_pdf(filled))
            folder.joinpath(f"{name}_word.docx").write_bytes(to_docx(filled))
            if filled.is_talk:
                folder.joinpath(f"{name}_slides.pptx").write_bytes(to_pptx(filled))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    files = sorted(folder.glob("*.*x"))
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files)

    assert all(file.with_suffix(".pdf").exists() for file in files)
    return folder


@cache
def texts(path: Path) -> tuple[str, ...]:
    """Return the text of each page, without any space."""
    pages = run("pdftotext", path, "-").split("\f")[:-1]
    return tuple(re.sub(r"\s", "", page) for page in pages)


def printed(office: Path, template_id: str, language: Language) -> list[Path]:
    """Return what a document looks like on paper: by typst, of Word, of PowerPoint."""
    return sorted(office.glob(f"{template_id}_{language}_*.pdf"))


def words(text: str) -> str:
    """Return a text without space and without places to write in."""
    return re.sub(r"[\s＿_]", "", text)


def bodies(path: Path, footer: str) -> list[str]:
    """Return the text of each page without its foot."""
    foot = re.compile(re.escape(words(footer)) + r"\d+(/\d+)?$")
    return [foot.sub("", words(page)) for page in texts(path)]


def first_words(given: Paper) -> str:
    """Return what the first clause of a document says or, if it has none, its first block."""
    blocks = [block for block in given.blocks if isinstance(block, Clause)] or given.blocks
    match blocks[0]:
        case Clause(body=(text, *_)) | Items(items=(text, *_)) | Slide(items=(text, *_)):
            return text
        case Paragraph(text=text):
            return text
        case block:
            return str(getattr(block, "text", ""))


def assert_fonts_are_inside(path: Path) -> None:
    fonts = run("pdffonts", path).splitlines()[2:]
    inside = [re.search(r" (yes|no) +(yes|no) +(yes|no) ", font) for font in fonts]

    assert fonts
    assert all(found and found[1] == "yes" for found in inside), fonts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_file_opens_and_says_what_it_should(office: Path, language: Language) -> None:
    pages = texts(office / f"rules_{language}.pdf")
    text = "".join(pages)

    for want in {
        "ja": ("営業秘密管理規程（ひな形）", "2026年11月23日", "第12条（目的）", "（11）区分その11",
               "注記：部署名", "㊙の表示がある。", "表1点検表", "要点", "自社に合わせて"),
        "en": ("TradeSecretManagementRules", "23November2026", "Article12(Purpose)", "(k)Level11",
               "Note—Putin", "Itismarked.", "Table1.Checksheet", "Inshort", "Adaptthis"),
    }[language]:  # fmt: skip
        assert want in text
    assert f"1/{len(pages)}" in pages[0]
    assert_fonts_are_inside(office / f"rules_{language}.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_word_file_is_empty(office: Path, language: Language) -> None:
    given = sample_rules(language)
    margins = (given.number, given.footer)
    for page in texts(office / f"rules_{language}.pdf"):
        body = page
        for margin in margins:
            body = body.replace(re.sub(r"\s", "", margin), "")

        assert re.sub(r"\d+/\d+", "", body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_of_labels_take_one_page_each(office: Path, language: Language) -> None:
    word = {"ja": "極秘", "en": "CONFIDENTIAL"}[language]
    *_, labels, stamps, end = texts(office / f"rules_{language}.pdf")

    assert (labels.count(word), stamps.count(word)) == (24, 12)
    assert {"ja": "以上", "en": "Endofthedocument"}[language] in end


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_is_the_last_line_of_a_page(office: Path, language: Language) -> None:
    heading = {"ja": re.compile(r"第\d+条（..）$"), "en": re.compile(r"Article\d+\(\w+\)$")}
    footer = re.sub(r"\s", "", sample_rules(language).footer)
    printed = office / f"pdf_{language}.pdf"
    printed.write_bytes(to_pdf(sample_rules(language)))
    for path in (printed, office / f"rules_{language}.pdf"):
        for page in texts(path):
            body = page.partition(footer)[0]

            assert not heading[language].search(body), path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clean_form_has_no_notes(office: Path, language: Language) -> None:
    text = "".join(texts(office / f"clean_{language}.pdf"))

    assert {"ja": "注記：", "en": "Note—"}[language] not in text
    assert {"ja": "自社に合わせて", "en": "Adaptthis"}[language] not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_powerpoint_file_opens_with_a_page_for_each_slide(
    office: Path, language: Language
) -> None:
    opening, first, last = texts(office / f"talk_{language}.pdf")

    assert {"ja": "営業秘密の研修", "en": "Trainingontradesecrets"}[language] in opening
    assert {"ja": "秘密管理性", "en": "Keptsecret"}[language] in first
    assert {"ja": "出典：不正競争防止法", "en": "Source:UCPA"}[language] in first
    assert {"ja": "まとめ", "en": "Inshort"}[language] in last
    assert_fonts_are_inside(office / f"talk_{language}.pdf")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_holds_its_font_and_its_words(tmp_path: Path, language: Language) -> None:
    path = tmp_path / "rules.pdf"
    path.write_bytes(to_pdf(sample_rules(language)))
    text = "".join(texts(path))

    assert {"ja": "営業秘密管理規程（ひな形）", "en": "TradeSecretManagementRules"}[
        language
    ] in text
    assert {"ja": "㊙の表示がある。", "en": "Itismarked."}[language] in text
    assert_fonts_are_inside(path)
    assert "BIZUDPGothic" in run("pdffonts", path)


@documents
@languages
def test_every_document_opens_and_says_what_it_should(
    office: Path, template_id: str, language: Language
) -> None:
    given = document(template_id, language)
    found = printed(office, template_id, language)

    assert len(found) == (3 if given.is_talk else 2)
    for path in found:
        text = words("".join(texts(path)))
        assert words(given.title) in text, path.name
        assert words(first_words(given)) in text, path.name
        assert not re.search("[{}�]", text), path.name
        assert_fonts_are_inside(path)


@documents
@languages
def test_no_page_of_a_document_is_empty_or_ends_with_a_heading(
    office: Path, template_id: str, language: Language
) -> None:
    given = document(template_id, language)
    for path in printed(office, template_id, language):
        for body in bodies(path, given.footer):
            assert body, path.name
            assert not re.search(HEADING[language], body), path.name


@documents
@languages
def test_a_place_to_sign_stands_on_one_page_with_the_text_before_it(
    office: Path, template_id: str, language: Language
) -> None:
    given = document(template_id, language)
    for path in printed(office, template_id, language):
        pages = bodies(path, given.footer)
        for before, block in zip(("", *given.blocks), given.blocks, strict=False):
            if isinstance(block, Signature):
                lead = before.text if isinstance(before, Paragraph) else ""
                want = words(lead + block.party + "".join(seal_of(line)[0] for line in block.lines))

                assert any(UNSURE.sub("", want) in UNSURE.sub("", page) for page in pages), want
