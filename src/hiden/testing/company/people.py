# SPDX-License-Identifier: Apache-2.0
"""The people of the sample company: 180 of them, with numbers for names.

A name such as 見本 四十二郎 is made from the employee's number, so that nobody real can be meant.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Sequence

import attrs
import numpy as np

from hiden.testing.company.knowledge import Department, company

__all__ = ["Employee", "hire", "people_csv"]

_FAMILY = ("見本", "架空", "例示", "仮定", "標本")
_KANJI_DIGITS = "〇一二三四五六七八九"
_TEN = 10
_OFFICERS = 3
_PLEDGED = 0.86
_OVERSEAS_FROM = 156
LEAVER = "社員042"
"""The one whose folder is among the outgoing ones."""
_LEAVERS = (LEAVER, "社員066", "社員077", "社員101", "社員119", "社員133", "社員158", "社員171")
_COLUMNS = (
    "社員番号",
    "氏名",
    "所属",
    "役職",
    "雇用区分",
    "勤務地",
    "メールアドレス",
    "入社日",
    "秘密保持誓約日",
    "退職申出日",
    "最終出社日",
    "退職日",
)


@attrs.frozen(kw_only=True)
class Employee:
    """A person who works for the company; ``kind`` as the company calls it, ``site`` a code."""

    code: str
    name: str
    department: str
    post: str
    kind: str
    site: str
    mail: str
    joined: dt.date
    pledged: dt.date | None
    notice: dt.date | None = None
    last_day: dt.date | None = None
    left: dt.date | None = None


def hire(*, rng: np.random.Generator) -> tuple[Employee, ...]:
    """Make the people, in the order of their codes."""
    departments = company().departments
    fixed = {department.head: department for department in departments}
    fixed |= {f"社員{number:03d}": departments[0] for number in range(1, _OFFICERS)}
    taken = Counter(department.code for department in fixed.values())
    seats = [d for d in departments for _ in range(d.count - taken[d.code])]
    others = iter([seats[int(i)] for i in rng.permutation(len(seats))])
    total = sum(department.count for department in departments)
    return tuple(
        _employee(number, department=fixed.get(f"社員{number:03d}") or next(others), rng=rng)
        for number in range(1, total + 1)
    )


def _employee(number: int, *, department: Department, rng: np.random.Generator) -> Employee:
    code = f"社員{number:03d}"
    is_head = code == department.head
    kind = _kind(number, is_head=is_head, draw=float(rng.random()))
    joined = dt.date(int(rng.integers(1988, 2025)), 4, 1)
    pledged = joined if rng.random() < _PLEDGED else None
    person = Employee(
        code=code,
        name=_name(number),
        department=department.name,
        post=_post(number, is_head=is_head),
        kind=kind,
        site=_site(number, is_head=is_head),
        mail=f"k{number:03d}@{company().domain}",
        joined=joined,
        pledged=pledged,
    )
    if code not in _LEAVERS:
        return person
    notice = company().as_of - dt.timedelta(days=int(rng.integers(20, 50)))
    if code == LEAVER:
        notice = dt.date(2026, 9, 24)
    last = notice + dt.timedelta(days=35)
    return attrs.evolve(person, notice=notice, last_day=last, left=last + dt.timedelta(days=14))


def _kind(number: int, *, is_head: bool, draw: float) -> str:
    if number <= _OFFICERS:
        return "役員"
    if is_head or f"社員{number:03d}" in _LEAVERS:
        return "正社員"
    shares = ((0.74, "正社員"), (0.88, "派遣社員"), (1.0, "業務委託"))
    return next(kind for bound, kind in shares if draw < bound)


def _post(number: int, *, is_head: bool) -> str:
    if number <= _OFFICERS:
        return ("代表取締役", "取締役", "取締役経営企画室長")[number - 1]
    if is_head:
        return "部長"
    return "課長" if number % 9 == 0 else "主任" if number % 5 == 0 else ""


def _site(number: int, *, is_head: bool) -> str:
    if is_head or number < _OVERSEAS_FROM:
        return "S02" if number % 6 == 0 and not is_head else "S01"
    return "S03" if number % 3 else "S04"


def _name(number: int) -> str:
    family = _FAMILY[number % len(_FAMILY)]
    if number >= _OVERSEAS_FROM:
        return f"Sample Person-{number:03d}"
    suffix = "郎" if number % 2 else "子"
    return f"{family} {_kanji(number)}{suffix}"


def _kanji(number: int) -> str:
    """Write a number below 1000 in kanji."""
    hundreds, rest = divmod(number, _TEN * _TEN)
    tens, ones = divmod(rest, _TEN)
    parts = [(hundreds, "百"), (tens, "十")]
    text = "".join((_KANJI_DIGITS[n] if n > 1 else "") + sign for n, sign in parts if n)
    return text + (_KANJI_DIGITS[ones] if ones else "")


def people_csv(people: Sequence[Employee]) -> bytes:
    """Write the list as the personnel system exports it: cp932, CRLF, slashed dates."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for person in people:
        dates = (person.joined, person.pledged, person.notice, person.last_day, person.left)
        writer.writerow(
            (
                person.code,
                person.name,
                person.department,
                person.post,
                person.kind,
                person.site,
                person.mail,
                *(f"{day:%Y/%m/%d}" if day else "" for day in dates),
            )
        )
    return buffer.getvalue().encode("cp932")
