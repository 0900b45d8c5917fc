# SPDX-License-Identifier: Apache-2.0
"""Show the starter packs."""

from __future__ import annotations

from hiden.cli.facts import fact_line, fact_to_json, optional_text
from hiden.cli.language import say, terminal_language
from hiden.cli.output import answer_table, tell
from hiden.foundation.canonical import JsonValue
from hiden.guideline.packs import LikelySecret, Pack, load_packs
from hiden.registry.columns import load_columns

__all__ = ["list_to_json", "pack_to_json", "show_list", "show_pack"]


def list_to_json() -> list[dict[str, JsonValue]]:
    """Return every pack with the number of its secrets."""
    return [
        {**fact_to_json(pack), "prefix": pack.prefix, "secrets": len(pack.secrets)}
        for pack in load_packs().values()
    ]


def pack_to_json(pack: Pack) -> dict[str, JsonValue]:
    """Return a pack whole."""
    return {
        **fact_to_json(pack),
        "prefix": pack.prefix,
        "questions": [fact_to_json(fact) for fact in pack.questions],
        "secrets": [_secret(secret) for secret in pack.secrets],
    }


def show_list() -> None:
    """List the packs."""
    language = terminal_language()
    answer_table(
        [say("Id"), say("Likely secrets"), say("Mark"), say("Trade")],
        [
            (
                pack.id,
                len(pack.secrets),
                pack.mark.message.text(language),
                pack.wording.text(language),
            )
            for pack in load_packs().values()
        ],
    )


def show_pack(pack: Pack) -> None:
    """Show a pack: what to ask first, then the likely secrets."""
    language = terminal_language()
    tell(fact_line(pack), style="bold")
    for question in pack.questions:
        tell(f"  - {question.wording.text(language)}")
    for secret in pack.secrets:
        tell()
        tell(f"{secret.wording.text(language)} ({_word('level', secret.level)})", style="bold")
        tell(f"  {optional_text(secret.worth)}")
        forms = (form.ja if language == "ja" else form.en for form in secret.forms)
        tell("  " + say("Usually found in: %(forms)s", forms=", ".join(forms)))
        tell("  " + say("Likely owner: %(owner)s", owner=optional_text(secret.owner)))
        if secret.patent:
            tell("  " + say("Patent: %(patent)s", patent=optional_text(secret.patent)))


def _secret(secret: LikelySecret) -> dict[str, JsonValue]:
    language = terminal_language()
    return {
        **fact_to_json(secret),
        "kind": secret.kind.value,
        "level": secret.level.value,
        "level_text": _word("level", secret.level),
        "owner_text": optional_text(secret.owner),
        "forms": [
            {"kind": form.kind.value, "text": form.ja if language == "ja" else form.en}
            for form in secret.forms
        ],
        "worth_text": optional_text(secret.worth),
        "patterns": list(secret.patterns),
        "patent_text": optional_text(secret.patent),
    }


def _word(field: str, value: str) -> str:
    choices = load_columns().choices_of(field)
    choice = next(choice for choice in choices if choice.value == value)
    return choice.ja if terminal_language() == "ja" else choice.en
