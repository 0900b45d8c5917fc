# SPDX-License-Identifier: Apache-2.0
"""Fields that many forms have: a day, what to search a list for, which rows to list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hiden.web.words import choices

__all__ = ["date_field", "filter_field", "search_field"]


def date_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=help_text,
    )


def filter_field(label: Any, subject: str) -> forms.ChoiceField:
    """Return a field for which rows to list: all, or those with one code of a subject."""
    return forms.ChoiceField(
        label=label, required=False, choices=choices(subject, any_label=_("All"))
    )


def search_field(label: Any) -> forms.CharField:
    """Return a field for what a list is searched for; it may stay empty."""
    return forms.CharField(label=label, required=False, widget=forms.SearchInput())
