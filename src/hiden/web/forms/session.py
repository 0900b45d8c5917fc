# SPDX-License-Identifier: Apache-2.0
"""The form for signing in."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

__all__ = ["SignInForm"]


class SignInForm(AuthenticationForm):
    """Name and password."""

    username = forms.CharField(
        label=_("User name"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages: ClassVar = {
        "invalid_login": _("User name and password do not match. Mind upper and lower case."),
        "inactive": _("This account is closed. Ask an administrator."),
    }
