# SPDX-License-Identifier: Apache-2.0
"""What people read for each code that is kept: a word, and shape and tone where it has a degree.

Rule: a colour never stands alone; the word says the same, and the shape is different, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

__all__ = ["WORDS", "Tone", "Word", "choices", "word"]

Tone = Literal["", "good", "warn", "bad", "quiet", "info"]


@attrs.frozen
class Word:
    """How a code is shown.

    Attributes:
        label: The word.
        tone: The colour by meaning; empty for none.
        icon: The shape in ``icons.svg``; empty for none.
    """

    label: str | Promise
    tone: Tone = ""
    icon: str = ""


WORDS: Mapping[str, Mapping[str, Word]] = {
    "level": {
        "top_secret": Word(_("Top secret"), "bad"),
        "secret": Word(pgettext_lazy("level", "Secret"), "warn"),
        "confidential": Word(_("Confidential"), "info"),
    },
    "kind": {
        "technical": Word(_("Technical")),
        "business": Word(_("Business")),
    },
    "secret-origin": {
        "own": Word(_("Our own")),
        "licensed_in": Word(_("Licensed in")),
    },
    "decision": {
        "secret": Word(_("Keep secret")),
        "patent": Word(_("Apply for a patent")),
        "both": Word(_("Part patented, the rest secret")),
        "undecided": Word(_("Undecided")),
    },
    "container": {
        "file": Word(_("File")),
        "paper": Word(_("Paper")),
        "sample": Word(_("Sample product")),
        "mould": Word(_("Mould")),
        "machine": Word(_("Machine")),
        "person": Word(_("Know-how in heads")),
        "other": Word(_("Other")),
    },
    "requirement": {
        "secrecy": Word(_("Kept secret")),
        "usefulness": Word(_("Useful")),
        "non_public": Word(_("Not publicly known")),
    },
    "field": {
        "code": Word(_("Code")),
        "title": Word(_("Title")),
        "level": Word(_("Level")),
        "scope": Word(_("Scope")),
        "owner": Word(_("Owner")),
        "custodian": Word(_("Custodian")),
        "need_to_know": Word(_("Need to know")),
        "containers": Word(_("Containers")),
        "secrecy": Word(_("Kept secret")),
        "usefulness": Word(_("Useful")),
        "non_public": Word(_("Not publicly known")),
        "review_on": Word(_("Review by")),
        "expires_on": Word(_("Secret until")),
    },
    "support": {
        "dated": Word(_("Dated support"), "good", "full"),
        "undated": Word(_("Support without date"), "warn", "half"),
        "missing": Word(_("Nothing recorded"), "bad", "none"),
    },
    "route": {
        "people": Word(_("People"), "", "route-people"),
        "overseas": Word(_("Overseas bases"), "", "route-overseas"),
        "cyber": Word(_("Cyber attacks"), "", "route-cyber"),
        "partners": Word(_("Partners"), "", "route-partners"),
        "unknown": Word(_("Not known yet"), "", "route-unknown"),
    },
    "strength": {
        "strong": Word(_("Strong"), "bad", "strong"),
        "moderate": Word(_("Moderate"), "warn", "moderate"),
        "weak": Word(_("Weak"), "quiet", "weak"),
    },
    "finding-state": {
        "open": Word(_("To decide"), "info", "open"),
        "confirmed": Word(_("Confirmed"), "bad", "confirmed"),
        "dismissed": Word(_("Dismissed"), "quiet", "dismissed"),
    },
    "original-state": {
        "indexed": Word(_("Indexed"), "good", "good"),
        "too-short": Word(_("Too short to judge"), "warn", "warn"),
        "unreadable": Word(_("Could not be read"), "bad", "bad"),
    },
    "outcome": {
        "match": Word(_("Secret seen"), "bad", "confirmed"),
        "clean": Word(_("No secret seen"), "good", "good"),
        "too-short": Word(_("Too short to judge"), "warn", "warn"),
        "unreadable": Word(_("Could not be looked at"), "quiet", "bad"),
    },
    "job": {
        "index": Word(_("Index originals")),
        "scan": Word(_("Search of files")),
        "look": Word(_("Look at the secrets")),
        "sample": Word(_("Load the sample company")),
    },
    "job-state": {
        "queued": Word(_("Waiting"), "quiet", "clock"),
        "running": Word(_("Running"), "info", "clock"),
        "done": Word(_("Done"), "good", "good"),
        "failed": Word(_("Failed"), "bad", "bad"),
        "cancelled": Word(_("Cancelled"), "quiet", "dismissed"),
    },
    "act": {
        "access-list.imported": Word(_("List of permissions taken in")),
        "access-list.removed": Word(_("List of permissions removed")),
        "acknowledgement.given": Word(_("Duty confirmed")),
        "acknowledgement.requested": Word(_("Confirmation asked for")),
        "acknowledgement.scanned": Word(_("Signed paper kept")),
        "agreement.recorded": Word(_("Agreement entered")),
        "agreement.removed": Word(_("Agreement removed")),
        "calendar.linked": Word(_("Calendar link made")),
        "case.closed": Word(_("Case closed")),
        "case.opened": Word(_("Case opened")),
        "contradiction.decided": Word(_("Contradiction decided")),
        "finding": Word(_("Finding made")),
        "finding.decided": Word(_("Finding decided")),
        "finding.passages-read": Word(_("Texts of a finding shown")),
        "first-start.skipped": Word(_("Step of the first start left out")),
        "job.cancelled": Word(_("Job cancelled")),
        "ledger.opened": Word(_("Proof of an entry given out")),
        "ledger.verified": Word(_("Ledger verified")),
        "look.requested": Word(_("Look asked for")),
        "measures.answered": Word(_("Measures answered")),
        "organisation.described": Word(_("Company described")),
        "organisation.named": Word(_("Company named")),
        "originals.indexed": Word(_("Originals indexed")),
        "originals.indexing-requested": Word(_("Indexing asked for")),
        "originals.removed": Word(_("Originals taken out of the index")),
        "paper.issued": Word(_("Document issued")),
        "plan.adopted": Word(_("Steps of the plan taken on")),
        "plan.step-changed": Word(_("Step of the plan changed")),
        "procedure.step-set": Word(_("Step of the procedure set")),
        "register.exported": Word(_("Register given out")),
        "register.imported": Word(_("Register imported")),
        "sample.removed": Word(_("Sample company removed")),
        "sample.requested": Word(_("Sample company asked for")),
        "scan.finished": Word(_("Search finished")),
        "scan.requested": Word(_("Search asked for")),
        "secret.filing-decided": Word(_("Patent or secret decided")),
        "secret.saved": Word(_("Secret saved")),
        "secret.withdrawn": Word(_("Secret withdrawn")),
        "secrets.looked-at": Word(_("Secrets looked at")),
        "secrets.saved": Word(_("Secrets saved")),
        "sheet.answered": Word(_("Check sheet answered")),
        "sheet.answers-taken": Word(_("File of answers taken in")),
        "sheet.assessed": Word(_("Assessment kept")),
        "source.added": Word(_("Source added")),
        "source.removed": Word(_("Source removed")),
        "training.taken": Word(_("Course taken")),
        "user.activated": Word(_("Account opened again")),
        "user.created": Word(_("Account made")),
        "user.deactivated": Word(_("Account closed")),
        "user.password-changed": Word(_("Password changed")),
        "user.role-changed": Word(_("Role changed")),
    },
    "severity": {
        "error": Word(_("Not taken"), "bad", "bad"),
        "warning": Word(_("To be checked"), "warn", "warn"),
    },
    "verdict": {
        "strong": Word(pgettext_lazy("verdict", "Strong"), "good", "full"),
        "arguable": Word(pgettext_lazy("verdict", "Arguable"), "warn", "half"),
        "weak": Word(pgettext_lazy("verdict", "Weak"), "bad", "none"),
    },
    "answer-state": {
        "evidenced": Word(_("Evidenced"), "good", "full"),
        "claimed": Word(_("Claimed"), "warn", "half"),
        "expired": Word(_("Evidence expired"), "bad", "clock"),
        "unanswered": Word(_("Not answered"), "quiet", "none"),
    },
    "evidence": {
        "document": Word(_("Document")),
        "log": Word(_("Log")),
        "setting": Word(_("Setting")),
        "receipt": Word(_("Receipt")),
        "training": Word(_("Training record")),
        "agreement": Word(_("Agreement in force")),
        "marking": Word(_("Marking in the files")),
        "review": Word(_("Record of a review")),
    },
    "measure-option": {
        "yes": Word(_("In place"), "good", "full"),
        "partly": Word(_("Partly in place"), "warn", "half"),
        "no": Word(_("Not in place"), "bad", "none"),
        "not-for-us": Word(_("Not for us"), "quiet", "dismissed"),
    },
    "contradiction-state": {
        "open": Word(_("Open"), "warn", "open"),
        "accepted": Word(_("Accepted"), "quiet", "confirmed"),
        "gone": Word(_("Gone"), "good", "good"),
    },
    "sight-severity": {
        "strong": Word(_("Contradicts the answer"), "bad", "bad"),
        "weak": Word(_("To be looked at"), "warn", "warn"),
    },
    "tier": {
        "1": Word(_("Legal minimum"), "info"),
        "2": Word(_("Beyond it")),
    },
    "step-state": {
        "to-do": Word(_("To do"), "info", "open"),
        "doing": Word(_("Under way"), "info", "half"),
        "done": Word(_("Finished"), "good", "good"),
        "dropped": Word(_("Dropped"), "quiet", "dismissed"),
    },
    "law-mark": {
        "T": Word(_("Law text read"), "good", "full"),
        "R": Word(_("Read in commentary"), "info", "half"),
        "D": Word(_("Derived by comparison"), "warn", "half"),
        "M": Word(_("From memory, unverified"), "bad", "none"),
    },
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


def word(subject: str, code: str) -> Word:
    """Return how a code is shown; a code without a word is shown as it is."""
    return WORDS[subject].get(code) or Word(code)


def choices(subject: str, *, any_label: Promise | None = None) -> list[tuple[str, str | Promise]]:
    """Return the codes of a subject with their words, for a form.

    Args:
        subject: Which codes.
        any_label: What stands first for "no choice made"; ``None`` leaves it out.
    """
    first: list[tuple[str, str | Promise]] = [] if any_label is None else [("", any_label)]
    return [*first, *((code, item.label) for code, item in WORDS[subject].items())]
