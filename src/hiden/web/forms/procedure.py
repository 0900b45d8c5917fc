# SPDX-License-Identifier: Apache-2.0
"""Forms of the guided procedure: who we are, what a starter pack proposes, patent or secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hiden import registry
from hiden.guideline.packs import Pack
from hiden.guideline.patent_or_secret import DecisionRules
from hiden.web.reader import language
from hiden.web.words import choices
from hiden.workspace.queries.procedure import PackProposal, Proposal

__all__ = ["BusinessForm", "CriteriaForm", "FilingForm", "PrefixForm", "ProposalForm", "proposals"]


class BusinessForm(forms.Form):
    """How many people work here, and in which kind of business."""

    employees = forms.IntegerField(
        label=_("People who work here"), required=False, min_value=1, max_value=10_000_000
    )

    def __init__(self, *args: Any, packs: Sequence[Pack], **kwargs: Any) -> None:
        """Make the form with the packs to choose from."""
        super().__init__(*args, **kwargs)
        self.fields["business"] = forms.ChoiceField(
            label=_("Kind of business"),
            required=False,
            choices=[
                ("", _("Not said")),
                *((pack.id, pack.wording.text(language())) for pack in packs),
            ],
        )
        self.order_fields(["business", "employees"])


class PrefixForm(forms.Form):
    """With which letters the codes of new secrets begin."""

    letters = forms.CharField(
        label=_("Codes begin with"),
        required=False,
        max_length=12,
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9-]*$", _("Use letters and digits."))],
    )


class ProposalForm(forms.Form):
    """One likely secret, as it would stand in the register."""

    take = forms.BooleanField(label=_("Take it"), required=False)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=choices("level"))
    owner = forms.CharField(label=_("Owner"), max_length=400, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, proposal: Proposal, known: str = ""
    ) -> None:
        """Make the form of one proposal.

        Args:
            data: What was sent; ``None`` for a fresh form.
            proposal: What is proposed.
            known: Code under which the register has it already; empty if it has not.
        """
        self.proposal = proposal
        self.known = known
        row = proposal.row
        initial = {
            "title": row.title,
            "level": row.level.value,
            "owner": row.owner,
        }
        super().__init__(data, prefix=proposal.likely.id, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Ask for a title of what is taken."""
        data = self.cleaned_data
        if data.get("take") and not data.get("title"):
            self.add_error("title", _("Give it a title that does not give it away."))
        return data

    def to_secret(self) -> registry.Secret | None:
        """Return the row of the register; ``None`` if it is not taken."""
        data = self.cleaned_data
        if not data["take"]:
            return None
        return attrs.evolve(
            self.proposal.row,
            title=data["title"],
            level=registry.Level(data["level"]),
            owner=data["owner"],
        )


def proposals(found: PackProposal, data: QueryDict | None = None) -> list[ProposalForm]:
    """Make a form for each proposal of a pack."""
    return [
        ProposalForm(data, proposal=proposal, known=found.known.get(proposal.row.title, ""))
        for proposal in found.proposals
    ]


class CriteriaForm(forms.Form):
    """The questions on patent or secret; a question may stay open."""

    def __init__(self, data: Mapping[str, str] | None, *, rules: DecisionRules) -> None:
        """Make the form of the questions."""
        super().__init__(data)
        for criterion in rules.criteria:
            self.fields[criterion.id] = forms.ChoiceField(
                label=criterion.wording.text(language()),
                required=False,
                help_text=_("Needed for a recommendation") if criterion.needed else "",
                widget=forms.RadioSelect(),
                choices=[
                    *((o.id, o.wording.text(language())) for o in criterion.options),
                    ("", _("I do not know yet")),
                ],
            )

    def facts(self) -> dict[str, str]:
        """Return what was answered; an answer that is not offered counts as none."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class FilingForm(forms.Form):
    """What is decided, and why."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=choices("decision"), widget=forms.RadioSelect()
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Without the content of the secret. It is kept, and stands in the ledger."),
    )
