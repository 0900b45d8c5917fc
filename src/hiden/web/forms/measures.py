# SPDX-License-Identifier: Apache-2.0
"""Forms of the measures: filters, steps of the plan, contradictions, lists of permissions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from hiden.guideline.grid import load_grid
from hiden.guideline.grid_words import People
from hiden.guideline.packs import load_packs
from hiden.web.forms.fields import date_field, filter_field, search_field
from hiden.web.reader import language
from hiden.web.words import choices

__all__ = [
    "AccessListForm",
    "AdoptForm",
    "AsOfForm",
    "CompanySizeForm",
    "CompareForm",
    "ContradictionFilterForm",
    "DecideForm",
    "GridFilterForm",
    "MeasuresFilterForm",
    "PlanFilterForm",
    "StepForm",
]


class MeasuresFilterForm(forms.Form):
    """Which secrets to list, and as of which day."""

    text = search_field(_("Code or title"))
    level = filter_field(_("Level"), "level")
    verdict = filter_field(_("Weakest verdict"), "verdict")
    on = forms.DateField(required=False, widget=forms.HiddenInput())
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class AsOfForm(forms.Form):
    """As of which day to look at things."""

    on = date_field(_("As of"))


class GridFilterForm(forms.Form):
    """Which measures to list."""

    text = search_field(_("Measure"))
    aim = forms.ChoiceField(
        label=_("Aim"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *((aim.id, aim.wording.text(language())) for aim in load_grid().aims.values()),
        ],
    )
    people = forms.ChoiceField(
        label=_("Against whose taking"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *((people.value, people.message.text(language()).capitalize()) for people in People),
        ],
    )
    answer = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=[
            *choices("measure-option", any_label=_("All")),
            ("open", _("Not answered")),
        ],
    )
    tier = filter_field(_("Tier"), "tier")


class PlanFilterForm(forms.Form):
    """Which adopted steps to list."""

    text = search_field(_("Owner or note"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("under-way", _("Not ended")),
            *choices("step-state"),
            ("all", _("All")),
        ],
    )


class ContradictionFilterForm(forms.Form):
    """Which contradictions to list."""

    text = search_field(_("Code or title"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*choices("contradiction-state"), ("all", _("All"))],
    )
    severity = filter_field(_("Weight"), "sight-severity")


class CompanySizeForm(forms.Form):
    """How large the company is, and what it does."""

    employees = forms.IntegerField(
        label=_("People who work here"),
        required=False,
        min_value=1,
        help_text=_("The effort of a step depends on it."),
    )
    business = forms.ChoiceField(
        label=_("Business"),
        required=False,
        choices=lambda: [
            ("", _("Not said")),
            *((pack.id, pack.wording.text(language())) for pack in load_packs().values()),
        ],
    )


class AdoptForm(forms.Form):
    """Who takes steps on, and until when."""

    owner = forms.CharField(label=pgettext_lazy("step", "Owner"), required=False, max_length=200)
    due_on = date_field(_("Until"))


class StepForm(forms.Form):
    """What is said of a step that was taken on."""

    state = forms.ChoiceField(label=_("State"), choices=choices("step-state"))
    owner = forms.CharField(label=pgettext_lazy("step", "Owner"), required=False, max_length=200)
    due_on = date_field(_("Until"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecideForm(forms.Form):
    """What somebody makes of a contradiction."""

    state = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect(),
        choices=[
            ("accepted", _("Accept: it is known and justified")),
            ("open", _("Leave it open")),
        ],
    )
    note = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class AccessListForm(forms.Form):
    """A list of permissions that was exported from a file server."""

    file = forms.FileField(
        label=_("Export of permissions"),
        help_text=_("What icacls /T or Get-Acl (as CSV) wrote. Names and rights are kept."),
    )
    taken_on = date_field(_("Exported on"), help_text=_("Empty: today."))


class CompareForm(forms.Form):
    """Which two assessments to compare."""

    before = forms.IntegerField(required=False, min_value=1)
    after = forms.IntegerField(required=False, min_value=0)
