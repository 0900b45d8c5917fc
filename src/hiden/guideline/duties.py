# SPDX-License-Identifier: Apache-2.0
"""What a person confirms before the first access: which secrets, and which duties (確認書).

Rule: a secret is named by code, title and level; nothing of it is disclosed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

from hiden.foundation.language import Language, Message, mark
from hiden.foundation.strict_yaml import load_yaml
from hiden.foundation.wording import wording
from hiden.guideline.facts import Fact, FactFile
from hiden.registry import Level, Secret

__all__ = ["LEVELS", "load_duties", "statement"]

LEVELS = {
    Level.TOP_SECRET: wording(ja="極秘", en="Top secret"),
    Level.SECRET: wording(ja="秘", en="Secret"),
    Level.CONFIDENTIAL: wording(ja="社外秘", en="Confidential"),
}
"""The levels as they are marked on paper."""
_SECRETS = mark("The following information of %(company)s is kept as a trade secret:")
_ALL = mark("All information that %(company)s designates as secret, as its register lists it.")
_OUR_COMPANY = mark("our company")
_DUTIES = mark("For this information I have the following duties:")
_CONFIRM = mark("I have read and understood this, and I will keep it.")


@cache
def load_duties() -> tuple[Fact, ...]:
    """Return the duties, in their order.

    Raises:
        ExceptionGroup: Of ``RuleError``, if the file was damaged.
    """
    source = resources.files("hiden.guideline").joinpath("data", "duties.yaml")
    return load_yaml(source, FactFile[Fact]).facts


def statement(secrets: Sequence[Secret], *, company: str, language: Language) -> str:
    """Write what a person confirms; one paragraph a line.

    Args:
        secrets: Those that the person may come to know; none means all that are designated.
        company: Whose they are; without a name they are our company's.
        language: In which it is written.
    """
    named = company or Message(_OUR_COMPANY).text(language)
    intro = Message(_SECRETS if secrets else _ALL, {"company": named})
    listed = [
        f"・{secret.code}　{secret.title}（{LEVELS[secret.level].text(language)}）"
        if language == "ja"
        else f"- {secret.code}: {secret.title} ({LEVELS[secret.level].text(language)})"
        for secret in secrets
    ]
    duties = [
        f"{number}. {duty.wording.text(language)}"
        for number, duty in enumerate(load_duties(), start=1)
    ]
    lines = [
        intro.text(language),
        *listed,
        Message(_DUTIES).text(language),
        *duties,
        Message(_CONFIRM).text(language),
    ]
    return "\n".join(lines)
