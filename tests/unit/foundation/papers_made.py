# SPDX-License-Identifier: Apache-2.0
"""Documents with every kind of block, in both languages."""

from __future__ import annotations

import datetime as dt

from hiden.foundation.language import Language
from hiden.foundation.paper import (
    Block,
    Clause,
    Heading,
    Items,
    Labels,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Signature,
    Slide,
    Table,
)

__all__ = ["DAY", "DRAWING", "sample_rules", "sample_talk"]

DAY = dt.date(2026, 11, 23)
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" font-family="sans-serif">
  <style>text { font-family: serif; fill: #123 }</style>
  <rect x="20" y="20" width="150" height="60" fill="#dde" stroke="#333"/>
  <text x="95" y="55" text-anchor="middle" font-size="16" style="font-family: x">%s</text>
</svg>
"""


def sample_rules(language: Language) -> Paper:
    """Make rules with annexes, a form, places to sign, labels and stamps."""
    return Paper(
        title=_say(
            language, "営業秘密管理規程（ひな形）", "Trade Secret Management Rules (template)"
        ),
        language=language,
        blocks=(*_clauses(language), *_annex(language), *_signing(language)),
        subtitle=_say(language, "〇〇株式会社", "Example Corporation"),
        number=_say(language, "文書番号　規-001", "Document R-001"),
        dated=DAY,
        notice=_say(
            language, "自社に合わせて直してから使うこと。", "Adapt this before you use it."
        ),
        footer=_say(language, "〇〇株式会社　社外秘", "Example Corporation, internal"),
    )


def sample_talk(language: Language) -> Paper:
    """Make a talk of two slides, one of them with speech and source."""
    return Paper(
        title=_say(language, "営業秘密の研修", "Training on trade secrets"),
        language=language,
        blocks=(
            Slide(
                title=_say(language, "三つの要件", "Three requirements"),
                items=(
                    _say(language, "秘密管理性", "Kept secret"),
                    _say(language, "有用性", "Useful"),
                ),
                speech=_say(language, "要件を順に説明します。", "Let us look at each of them."),
                source=_say(language, "不正競争防止法2条6項", "UCPA, Article 2(6)"),
            ),
            Slide(title=_say(language, "まとめ", "In short"), items=(_say(language, "一", "One"),)),
        ),
        subtitle=_say(language, "全社員向け", "For all staff"),
        dated=DAY,
        notice=_say(
            language, "自社に合わせて直してから使うこと。", "Adapt this before you use it."
        ),
        footer=_say(language, "社外秘", "Internal"),
    )


def _say(language: Language, ja: str, en: str) -> str:
    return ja if language == "ja" else en


def _clauses(language: Language) -> tuple[Block, ...]:
    text = _say(
        language,
        "役員及び従業員は、会社の営業秘密（第2条に定めるもの。）を、本規程の定めに従って取り扱う。"
        * 2,
        "Officers and employees handle the trade secrets of the company as these rules provide. "
        * 2,
    )
    note = Note(
        text=_say(
            language, "部署名を自社のものに改める。", "Put in the names of your departments."
        ),
        mark=_say(language, "当社の提案", "own proposal"),
        sources=(_say(language, "営業秘密管理指針", "Management Guidelines"),),
    )
    titles = (_say(language, "目的", "Purpose"), _say(language, "定義", "Definitions"))
    levels = tuple(_say(language, f"区分その{n}　極秘", f"Level {n}: secret") for n in range(1, 12))
    return (
        Heading(text=_say(language, "第1章　総則", "Chapter 1. General")),
        *(
            Clause(
                number=number,
                title=titles[number % 2],
                body=(text, text) if number % 2 else (text,),
                items=levels if number == 3 else (),
                notes=(note,) if number % 4 == 1 else (),
            )
            for number in range(1, 13)
        ),
    )


def _annex(language: Language) -> tuple[Block, ...]:
    things = (
        _say(language, "施錠されている。", "It is locked."),
        _say(language, "㊙の表示がある。", "It is marked."),
    )
    rows = tuple((f"S-{n:03}", things[n % 2] * 4, "☐" if n % 3 else "") for n in range(1, 45))
    return (
        PageBreak(),
        Heading(text=_say(language, "別表", "Annex")),
        Paragraph(text=_say(language, "記入後に提出すること。", "Hand it in."), is_strong=True),
        Paragraph(
            text=_say(language, "次のとおり点検する。\n毎年行う。", "Check this.\nEvery year.")
        ),
        Heading(text=_say(language, "点検の項目", "Points to check"), level=2),
        Items(items=things),
        Items(items=things, is_numbered=True),
        Items(items=things, is_tick_list=True),
        Table(
            header=(_say(language, "番号", "No."), _say(language, "事項", "Point"), "☐"),
            rows=rows,
            widths=(1, 5, 1),
            caption=_say(language, "表1　点検表", "Table 1. Check sheet"),
        ),
        PageBreak(),
        Table(header=("A",), rows=((things[0] * 60,),)),
        Picture(svg=DRAWING % _say(language, "台帳", "Register"), alt=things[0], width=0.6),
    )


def _signing(language: Language) -> tuple[Block, ...]:
    company = _say(language, "〇〇株式会社", "Example Corporation")
    names = (_say(language, "住所", "Address"), _say(language, "氏名　　㊞", "Name (seal)"))
    word = _say(language, "極秘", "CONFIDENTIAL")
    return (
        PageBreak(),
        Signature(party=_say(language, "甲", "A"), lines=names),
        Signature(party=_say(language, "乙", "B"), lines=(f"{names[0]}　＿＿＿＿＿＿＿＿",)),
        Slide(
            title=_say(language, "要点", "In short"), items=names, speech=company, source=company
        ),
        Labels(word=word, lines=(company, "No.＿＿＿＿")),
        Labels(word=word, lines=(company,), rows=4, is_round=True),
        PageBreak(),
        Paragraph(text=_say(language, "以上", "End of the document")),
    )
