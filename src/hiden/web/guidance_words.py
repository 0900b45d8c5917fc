# SPDX-License-Identifier: Apache-2.0
"""What people read for the codes of duties, documents and the calendar."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from hiden.web.words import Word

__all__ = ["GUIDANCE_WORDS", "guidance_choices", "guidance_word"]

GUIDANCE_WORDS: Mapping[str, Mapping[str, Word]] = {
    "step": {
        "done": Word(_("done"), "good", "good"),
        "next": Word(_("next"), "info", "next"),
        "later": Word(_("later"), "quiet", "clock"),
    },
    "request": {
        "given": Word(_("Confirmed"), "good", "good"),
        "open": Word(_("Waiting for confirmation"), "info", "clock"),
        "overdue": Word(_("Overdue"), "bad", "bad"),
    },
    "means": {
        "page": Word(_("on a page of the account")),
        "link": Word(_("by the personal link")),
        "paper": Word(_("on paper")),
    },
    "agreement": {
        "in-force": Word(_("In force"), "good", "good"),
        "ending": Word(_("Ends within 90 days"), "warn", "warn"),
        "ended": Word(_("Ended"), "quiet", "dismissed"),
        "unsigned": Word(_("Not signed"), "bad", "bad"),
    },
    "agreement-kind": {
        "nda": Word(_("Confidentiality agreement")),
        "entry_pledge": Word(_("Pledge on joining")),
        "project_pledge": Word(_("Pledge for a project")),
        "exit_pledge": Word(_("Pledge on leaving")),
        "non_compete": Word(_("Non-competition")),
        "licence": Word(_("Licence")),
        "joint_development": Word(_("Joint development")),
        "outsourcing": Word(_("Outsourcing")),
        "other": Word(_("Other")),
    },
    "training": {
        "never": Word(_("Course not taken yet"), "bad", "none"),
        "failed": Word(_("Not passed yet"), "warn", "half"),
        "expired": Word(_("Run out"), "bad", "bad"),
        "due": Word(_("Due within 30 days"), "warn", "clock"),
        "valid": Word(pgettext_lazy("training", "Valid"), "good", "good"),
    },
    "due": {
        "review": Word(_("Review"), "info", "clock"),
        "expiry": Word(_("End of secrecy"), "warn", "warn"),
        "evidence": Word(_("Evidence runs out"), "warn", "half"),
        "agreement": Word(_("Agreement ends"), "warn", "warn"),
        "acknowledgement": Word(_("Confirmation"), "info", "clock"),
        "training": Word(_("Training"), "info", "clock"),
        "step": Word(_("Step of the plan"), "info", "next"),
    },
    "paper-kind": {
        "contract": Word(_("Contract")),
        "rule": Word(_("Rules")),
        "pledge": Word(_("Pledge")),
        "form": Word(_("Form to fill in")),
        "list": Word(_("List")),
        "labels": Word(_("Labels")),
        "slides": Word(_("Slides")),
    },
    "paper-form": {
        "docx": Word(_("Word (.docx)")),
        "pdf": Word("PDF"),
        "pptx": Word(_("PowerPoint (.pptx)")),
    },
    "respondents": {
        "companies": Word(_("companies answered")),
        "individuals": Word(_("individuals answered")),
        "unknown": Word(_("who answered is not known")),
    },
}


def guidance_word(subject: str, code: str) -> Word:
    """Return how a code is shown; a code without a word is shown as it is."""
    return GUIDANCE_WORDS[subject].get(code) or Word(code)


def guidance_choices(
    subject: str, *, any_label: Promise | None = None
) -> list[tuple[str, str | Promise]]:
    """Return the codes of a subject with their words, for a form.

    Args:
        subject: Which codes.
        any_label: What stands first for "no choice made"; ``None`` leaves it out.
    """
    first: list[tuple[str, str | Promise]] = [] if any_label is None else [("", any_label)]
    return [*first, *((code, item.label) for code, item in GUIDANCE_WORDS[subject].items())]
