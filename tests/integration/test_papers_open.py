# SPDX-License-Identifier: Apache-2.0
"""Documents open in another program than the one that made them, and say there what they should."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.unit.foundation.papers_made import sample_rules, sample_talk

from hiden.foundation.language import LANGUAGES, Language
from hiden.foundation.paper.pdf import to_pdf
from hiden.foundation.paper.slides import to_pptx
from hiden.foundation.paper.word import to_docx

NEEDED = ("soffice", "pdftotext", "pdffonts")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)),
    reason=f"not all of {', '.join(NEEDED)} are installed (libreoffice, poppler-utils)",
)


def run(*words: object) -> str:
    done = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, check=False, timeout=240
    )

    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("office")
    for language in LANGUAGES:
        rules, talk = sample_rules(language), sample_talk(language)
        folder.joinpath(f"rules_{language}.docx").write_bytes(to_docx(rules))
        folder.joinpath(f"clean_{language}.docx").write_bytes(to_docx(rules, clean=True))
        folder.joinpath(f"talk_{language}.pptx").write_bytes(to_pptx(talk))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    files = sorted(folder.glob("*.*x"))
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files)
    return folder


def texts(path: Path) -> list[str]:
    """Return the text of each page, without any space."""
    pages = run("pdftotext", path, "-").split("\f")[:-1]
    return [re.sub(r"\s", "", page) for page in pages]


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
