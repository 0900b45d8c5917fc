# SPDX-License-Identifier: Apache-2.0
"""Forms of the registry: filter, import, one secret, its originals.

Lists are written as in the register's file (``registry.list_text``), so that what works in Excel
works here: one per line, a support with its day in front, a container with its kind in front.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiden import registry
from hiden.foundation.errors import HidenError
from hiden.registry.columns import load_columns
from hiden.registry.list_text import (
    join_containers,
    join_names,
    join_supports,
    split_containers,
    split_names,
    split_supports,
)
from hiden.web.forms.fields import date_field, filter_field, search_field
from hiden.web.reader import language
from hiden.web.words import choices

__all__ = [
    "ImportForm",
    "OriginalsForm",
    "RegistryFilterForm",
    "SecretForm",
    "WithdrawForm",
    "initial_of",
]


class RegistryFilterForm(forms.Form):
    """Which secrets to list."""

    text = search_field(_("Code, title or owner"))
    level = filter_field(_("Level"), "level")
    kind = filter_field(_("Kind"), "kind")
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("In the register")),
            ("findings", _("With findings to decide")),
            ("unindexed", _("Without an original in the index")),
            ("due", _("Review or end of secrecy has passed")),
            ("withdrawn", _("Withdrawn")),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class ImportForm(forms.Form):
    """A register file."""

    file = forms.FileField(
        label=_("Register file"),
        help_text=_("Excel (.xlsx, .xlsm, .xls), CSV or TSV. Any order of columns will do."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.tsv,.txt"}),
    )


class WithdrawForm(forms.Form):
    """Why a secret is one no longer."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "For example: published in a patent on 1 April 2026. It is kept in the ledger."
        ),
    )


class OriginalsForm(forms.Form):
    """Where the originals of a secret are."""

    paths = forms.CharField(
        label=_("Files or folders on this machine"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_(
            "One path per line. Hiden reads them here and keeps keyed fingerprints only,"
            " never the text."
        ),
    )


class SecretForm(forms.Form):
    """One secret of the register."""

    code = forms.CharField(label=_("Code"), max_length=200)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("A name by which insiders know it; it must not give the secret away."),
    )
    level = forms.ChoiceField(label=_("Level"), choices=choices("level"))
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=choices("kind", any_label=_("Not said"))
    )
    owner = forms.CharField(label=_("Owner"), required=False, max_length=400)
    custodian = forms.CharField(label=_("Custodian"), required=False, max_length=400)
    scope = forms.CharField(
        label=_("Scope"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Which information is meant, told apart from general know-how."),
    )
    containers = forms.CharField(
        label=_("Containers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line, with its kind: “Paper: safe of the design department”."),
    )
    need_to_know = forms.CharField(
        label=_("Need to know"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who may know it: people, posts or groups, one per line."),
    )
    secrecy = forms.CharField(
        label=_("Kept secret: what supports it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line, the day first: “2026-04-01 locked and marked”."),
    )
    usefulness = forms.CharField(
        label=_("Useful: what supports it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line, the day first: “2026-04-01 scrap rate fell by 3 points”."),
    )
    non_public = forms.CharField(
        label=_("Not publicly known: what supports it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line, the day first: “2026-04-01 searched patents, none found”."),
    )
    origin = forms.ChoiceField(
        label=_("Origin"),
        required=False,
        choices=choices("secret-origin", any_label=_("Not said")),
    )
    decision = forms.ChoiceField(
        label=_("Patent or secret"),
        required=False,
        choices=choices("decision", any_label=_("Not said")),
    )
    decided_on = date_field(_("Decided on"))
    value_jpy = forms.IntegerField(
        label=_("Value (yen)"), required=False, min_value=0, max_value=2**53 - 1
    )
    lead_time_months = forms.IntegerField(
        label=_("Lead over a rival (months)"), required=False, min_value=0, max_value=1200
    )
    registered_on = date_field(_("Registered on"))
    review_on = date_field(_("Review by"))
    expires_on = date_field(_("Secret until"))
    sites = forms.CharField(
        label=_("Sites"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Codes or names, one per line."),
    )
    partners = forms.CharField(
        label=_("Partners who were shown it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Codes or names, one per line."),
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    GROUPS = (
        (_("What it is"), ("code", "title", "level", "kind", "scope")),
        (
            _("Who and where"),
            ("owner", "custodian", "need_to_know", "containers", "sites", "partners"),
        ),
        (_("The three requirements"), ("secrecy", "usefulness", "non_public")),
        (
            _("Value and dates"),
            (
                "origin", "decision", "decided_on", "value_jpy", "lead_time_months",
                "registered_on", "review_on", "expires_on", "notes",
            ),
        ),
    )  # fmt: skip

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Return the fields in the groups in which they are shown."""
        return [(label, [self[name] for name in names]) for label, names in self.GROUPS]

    def to_secret(self) -> registry.Secret | None:
        """Return the secret; ``None``, with an error in the form, if it is none."""
        try:
            return registry.Secret(**_values(self.cleaned_data))
        except HidenError as problem:
            self.add_error(None, problem.text(language()))
        except ValueError:
            self.add_error(
                None,
                _(
                    "These values do not go together. Check that review and end are not before the"
                    " registration, that no line is repeated or longer than 500 characters, and"
                    " that nothing holds a control character."
                ),
            )
        return None


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a secret from what a form holds."""
    table = load_columns()
    values = {name: data[name] for name in _PLAIN}
    values.update({name: kind(data[name]) if data[name] else None for name, kind in _CHOICES})
    values.update({name: split_names(data[name]) for name in _NAMES})
    for name in _SUPPORTS:
        values[name] = split_supports(data[name], on=None, nothing=table.nothing_labels)
    return {
        **values,
        "level": registry.Level(data["level"]),
        "containers": split_containers(data["containers"], media=(), assumed="", table=table),
    }


_PLAIN = (
    "code", "title", "owner", "custodian", "scope", "decided_on", "value_jpy", "lead_time_months",
    "registered_on", "review_on", "expires_on", "notes",
)  # fmt: skip
_CHOICES = (
    ("kind", registry.SecretKind),
    ("origin", registry.Origin),
    ("decision", registry.Decision),
)
_NAMES = ("need_to_know", "sites", "partners")
_SUPPORTS = ("secrecy", "usefulness", "non_public")


def initial_of(secret: registry.Secret) -> dict[str, Any]:
    """Return what the form holds for a secret."""
    table = load_columns()
    return {
        **{name: getattr(secret, name) for name in (*_PLAIN, "level")},
        **{name: getattr(secret, name) or "" for name, _kind in _CHOICES},
        **{
            name: join_names(getattr(secret, name), nothing=table.nothing_labels) for name in _NAMES
        },
        "containers": join_containers(secret.containers, language=language(), table=table),
        **{
            name: join_supports(
                getattr(secret, name), language=language(), nothing=table.nothing_labels
            )
            for name in _SUPPORTS
        },
    }
