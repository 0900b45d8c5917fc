# SPDX-License-Identifier: Apache-2.0
"""The form of one answer on a check sheet or in the grid of measures, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from hiden.foundation.canonical import canonical_json
from hiden.foundation.hashing import sha256
from hiden.guideline.values import Answer, Evidence, EvidenceKind
from hiden.registry import to_json
from hiden.web.forms.fields import date_field
from hiden.web.words import choices

__all__ = ["AnswerForm", "evidence_key"]

_KEY_DIGITS = 16
_OF_EVIDENCE = ("kind", "on", "received_on", "expires_on", "where")


class AnswerForm(forms.Form):
    """One answer, and one more piece of evidence for it.

    What was shown when the page was made stands in hidden fields: only what a reader changed is
    saved, so that two readers do not undo each other's answers.
    """

    was_option = forms.CharField(required=False, widget=forms.HiddenInput())
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    was_note = forms.CharField(required=False, strip=False, widget=forms.HiddenInput())
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=choices("evidence", any_label=_("None"))
    )
    on = date_field(pgettext_lazy("evidence", "Its own date"))
    received_on = date_field(_("Received"))
    expires_on = date_field(_("Expires"))
    where = forms.CharField(
        label=_("Where it is found"),
        required=False,
        max_length=500,
        help_text=_("Never the content of the secret."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        item: str,
        options: Sequence[tuple[str, str]],
        answer: Answer | None,
    ) -> None:
        """Make the form of an item.

        Args:
            data: What was sent; ``None`` for a form to fill in.
            item: Id of the item, in front of the names of its fields.
            options: Ids of the options with their words.
            answer: What is answered now.
        """
        said = {"option": answer.option, "note": answer.note} if answer else {}
        was = {f"was_{name}": value for name, value in said.items()}
        super().__init__(data, prefix=item, initial={**said, **was})
        self.item, self.answer = item, answer
        self.own = [e for e in answer.evidence if not e.by_hiden] if answer else []
        self.fields["option"] = forms.ChoiceField(required=False, choices=[("", ""), *options])
        self.fields["drop"] = forms.MultipleChoiceField(
            required=False,
            widget=forms.CheckboxSelectMultiple(),
            choices=[(evidence_key(piece), piece.note) for piece in self.own],
        )

    def clean(self) -> dict[str, Any]:
        """Check that new evidence is whole and has an answer."""
        data = super().clean() or {}
        if not any(data.get(name) for name in _OF_EVIDENCE):
            return data
        if not data.get("option"):
            self.add_error("option", _("Choose an answer before you add evidence for it."))
        if not data.get("kind"):
            self.add_error("kind", _("Say what kind of evidence it is."))
        if not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Evidence needs its own date."))
        elif data.get("expires_on") and data["expires_on"] < data["on"]:
            self.add_error("expires_on", _("It expires before its own date."))
        return data

    def to_answer(self) -> Answer | None:
        """Return the answer as it is to be; ``None`` if the reader changed nothing."""
        data = self.cleaned_data
        added = self._added()
        dropped = set(data["drop"])
        is_said = data["option"] != data["was_option"] or data["note"] != data["was_note"].strip()
        if not (is_said or added or dropped):
            return None
        kept = [piece for piece in self.own if evidence_key(piece) not in dropped]
        answer = self.answer or Answer(item=self.item, option="")
        if is_said:
            answer = attrs.evolve(answer, option=data["option"], note=data["note"])
        return attrs.evolve(answer, evidence=(*kept, *added))

    def _added(self) -> tuple[Evidence, ...]:
        data = self.cleaned_data
        if not data["kind"]:
            return ()
        return (
            Evidence(
                kind=EvidenceKind(data["kind"]),
                on=data["on"],
                received_on=data["received_on"],
                expires_on=data["expires_on"],
                note=data["where"],
            ),
        )


def evidence_key(piece: Evidence) -> str:
    """Return a short name of a piece of evidence by which a form can take it away."""
    return sha256(canonical_json(to_json(piece)))[:_KEY_DIGITS]
