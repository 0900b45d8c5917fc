# SPDX-License-Identifier: Apache-2.0
"""Small forms with which something is done: searching, deciding, cases, sources, accounts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hiden import routes
from hiden.foundation.language import LANGUAGES
from hiden.web.forms.fields import date_field, filter_field, search_field
from hiden.web.reader import language
from hiden.web.words import choices
from hiden.workspace.roles import ACCOUNT_ROLES, ROLE_NAMES

__all__ = [
    "CaseFilterForm",
    "CloseCaseForm",
    "CompanyForm",
    "DayForm",
    "DecisionForm",
    "FindingFilterForm",
    "JobFilterForm",
    "LedgerFilterForm",
    "OpenCaseForm",
    "ScanForm",
    "SourceForm",
    "UserForm",
]


class CompanyForm(forms.Form):
    """The organisation's name."""

    name = forms.CharField(label=_("Name of the company"), max_length=200)


class FindingFilterForm(forms.Form):
    """Which findings to list."""

    text = search_field(_("Secret or document"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*choices("finding-state"), ("all", _("All"))],
    )
    route = filter_field(_("Route"), "route")
    level = filter_field(_("Level"), "level")
    strength = filter_field(_("Strength"), "strength")
    scan = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class DayForm(forms.Form):
    """The day of an act."""

    on = date_field(_("Day of the act"))


class DecisionForm(forms.Form):
    """What somebody makes of a finding."""

    state = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect(),
        choices=[
            ("confirmed", _("Confirm: the secret is in this document")),
            ("dismissed", _("Dismiss: it is not, or it may be there")),
            ("open", _("Leave it to decide")),
        ],
    )
    note = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpenCaseForm(forms.Form):
    """A case over findings."""

    title = forms.CharField(label=_("Title of the case"), max_length=400)
    reason = forms.CharField(
        label=_("Reason for opening it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CloseCaseForm(forms.Form):
    """The result of a case."""

    note = forms.CharField(
        label=_("Result"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CaseFilterForm(forms.Form):
    """Which cases to list."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("All")), ("open", _("Open cases")), ("closed", _("Closed cases"))],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class JobFilterForm(forms.Form):
    """Which jobs to list."""

    state = filter_field(_("State"), "job-state")


class LedgerFilterForm(forms.Form):
    """Which entries of the ledger to list."""

    text = search_field(_("Subject or account"))


class _OriginField(forms.ChoiceField):
    """Where files came from, in the words of ``routes``."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Where its content came from"),
            help_text=_("It decides the route of the findings."),
            choices=lambda: [
                (origin.value, routes.load_tables().origin(origin).wording.text(language()))
                for origin in routes.Origin
            ],
        )


class ScanForm(forms.Form):
    """Files to be searched once."""

    paths = forms.CharField(
        label=_("Files or folders on this machine"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("One path per line. What is in them stays where it is."),
    )
    origin = _OriginField()


class SourceForm(forms.Form):
    """A folder that is searched again and again."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("For example: outgoing mail of the sales office"),
    )
    path = forms.CharField(
        label=_("Folder on this machine"),
        max_length=4096,
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    origin = _OriginField()


class UserForm(forms.Form):
    """A new account."""

    name = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=lambda: [(role.value, ROLE_NAMES[role].text(language())) for role in ACCOUNT_ROLES],
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, {"ja": "日本語", "en": "English"}[code]) for code in LANGUAGES],
    )
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters, not a common word, not like the user name."),
    )
