# SPDX-License-Identifier: Apache-2.0
"""Properties of reading permissions, for whatever bytes and modes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, strategies as st

from hiden.foundation.errors import InputError
from hiden.intake.permissions import Accounts, Right, read_export
from hiden.intake.permissions.posix_acl import AccessRules, Entry, Tag, parse_acl, rules_of
from hiden.intake.permissions.posix_reach import OTHERS, Place, grants_at

DAY = dt.date(2026, 11, 20)
WORDS = ["C:\\a", "Everyone", "BUILTIN\\Users", "Allow", "秘"]
HEADINGS = ["Path", "IdentityReference", "FileSystemRights", "AccessToString"]
SIGNS = [":(", "(I)", "(RX)", ")", ",", '"', ":", "\\", " ", "  ", "\n"]
PIECES = st.sampled_from([*WORDS, *HEADINGS, *SIGNS])
USERS, GROUPS = (1, 2, 3), (10, 20)
ACCOUNTS = Accounts(
    users={0: "root", 1: "u1", 2: "u2", 3: "u3"},
    groups={10: "g10", 20: "g20"},
    members={10: frozenset({1, 2}), 20: frozenset({2})},
)
BITS = st.integers(0, 7)


def outcome(data: bytes) -> int | None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        try:
            return len(read_export(path, on=DAY).grants)
        except InputError:
            return None


@given(data=st.binary(max_size=400))
def test_no_bytes_fail_with_anything_but_an_input_error(data: bytes) -> None:
    assert outcome(data) in {None, *range(401)}


@given(pieces=st.lists(PIECES, max_size=40))
def test_no_text_like_an_export_fails_with_anything_but_an_input_error(pieces: list[str]) -> None:
    assert outcome("".join(pieces).encode("cp932")) in {None, *range(401)}


@given(data=st.binary(max_size=60))
def test_an_access_list_is_read_or_refused(data: bytes) -> None:
    try:
        entries = parse_acl(data)
    except ValueError:
        return

    assert len(data) == 4 + 8 * len(entries)


@st.composite
def rules(draw: st.DrawFn) -> AccessRules:
    named = draw(st.lists(st.tuples(st.sampled_from(USERS), BITS), max_size=2))
    groups = draw(st.lists(st.tuples(st.sampled_from(GROUPS), BITS), max_size=2))
    acl = (
        *(Entry(Tag.USER, bits, uid) for uid, bits in dict(named).items()),
        *(Entry(Tag.GROUP, bits, gid) for gid, bits in dict(groups).items()),
        Entry(Tag.MASK, draw(BITS)),
    )
    mode = draw(st.integers(0, 0o777))
    return rules_of(mode, draw(st.sampled_from(USERS)), draw(st.sampled_from(GROUPS)), acl)


def naive_may_read(uid: int, place: Place) -> bool:
    """The naive twin: walk down, and look at every entry of every list."""
    gids = {gid for gid, members in ACCOUNTS.members.items() if uid in members}
    steps = [(one, 1) for one in place.above] + [(place.rules, 4)]
    steps += [(place.rules, 1)] if place.is_folder else []
    for one, bit in steps:
        if uid == one.owner:
            bits = [one.owner_bits]
        elif uid in dict(one.users):
            bits = [dict(one.users)[uid]]
        else:
            bits = [granted for gid, granted in one.groups if gid in gids] or [one.other_bits]
        if not any(granted & bit for granted in bits):
            return False
    return True


@given(above=st.lists(rules(), max_size=2), own=rules(), is_folder=st.booleans())
def test_the_grants_say_for_every_known_user_what_the_lists_say(
    above: list[AccessRules], own: AccessRules, *, is_folder: bool
) -> None:
    place = Place(above=frozenset(above), rules=own, is_folder=is_folder)
    grants = grants_at(place, ACCOUNTS)
    allowed = {g.who for g in grants if Right.READ in g.rights and not g.is_deny}
    denied = {g.who for g in grants if Right.READ in g.rights and g.is_deny}

    for uid in USERS:
        names = {OTHERS, ACCOUNTS.user(uid), *map(ACCOUNTS.group, ACCOUNTS.groups_of(uid))}
        said = bool(names & allowed) and ACCOUNTS.user(uid) not in denied
        is_candidate = ACCOUNTS.user(uid) in denied | allowed or uid in _named(place)
        if is_candidate:
            assert said == naive_may_read(uid, place)


def _named(place: Place) -> set[int]:
    """Users who are named, own something, or are in a group that is named."""
    found: set[int] = set()
    for one in (*place.above, place.rules):
        found |= {one.owner, *dict(one.users)}
        for gid, _ in one.groups:
            found |= ACCOUNTS.members.get(gid, frozenset())
    return found
