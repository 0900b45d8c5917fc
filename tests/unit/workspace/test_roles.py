# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from hiden.foundation.errors import AccessRefusedError, InputError
from hiden.workspace.roles import (
    PERMISSIONS,
    ROLE_NAMES,
    Actor,
    Permission,
    Role,
    is_permitted,
    local_operator,
    require,
    role_named,
)

WRITES = set(Permission) - {
    Permission.LOOK,
    Permission.ACKNOWLEDGE,
    Permission.EXPORT_REGISTER,
    Permission.VERIFY_LEDGER,
}


def test_every_role_has_a_list_and_a_name() -> None:
    assert set(PERMISSIONS) == set(Role) == set(ROLE_NAMES)


@pytest.mark.parametrize("permission", sorted(WRITES))
def test_an_auditor_changes_nothing_but_their_own_duties(permission: Permission) -> None:
    assert not is_permitted(Actor(name="a", role=Role.AUDITOR), permission)


def test_each_role_may_do_what_the_one_below_may() -> None:
    assert (
        PERMISSIONS[Role.CONTRIBUTOR] < PERMISSIONS[Role.MANAGER] < PERMISSIONS[Role.ADMINISTRATOR]
    )


def test_the_local_operator_may_do_everything() -> None:
    assert all(is_permitted(local_operator(), permission) for permission in Permission)


def test_a_refusal_names_role_and_permission_in_both_languages() -> None:
    with pytest.raises(AccessRefusedError) as caught:
        require(Actor(name="a", role=Role.AUDITOR), Permission.SCAN)

    assert "Auditor (read only)" in str(caught.value)
    assert "監査担当" in caught.value.text("ja")


def test_an_unknown_role_is_refused_with_the_known_ones() -> None:
    assert role_named("manager") is Role.MANAGER
    with pytest.raises(InputError, match="administrator, manager"):
        role_named("chief")


def test_who_follows_a_link_may_confirm_own_duties_and_nothing_else() -> None:
    assert PERMISSIONS[Role.MEMBER] == {Permission.ACKNOWLEDGE}
    with pytest.raises(InputError):
        role_named("member")
