# SPDX-License-Identifier: Apache-2.0
"""Forms for signing in, and for changing the own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from hiden.web.throttle import forget_failures, is_paused, note_failure

__all__ = ["PasswordForm", "SignInForm"]


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
    error_messages = {  # noqa: RUF012 - as in the class above
        "invalid_login": _("User name and password do not match. Mind upper and lower case."),
        "inactive": _("This account is closed. Ask an administrator."),
    }

    def clean(self) -> dict[str, Any]:
        """Check name and password, unless too many wrong ones came before."""
        name = self.cleaned_data.get("username", "")
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        if is_paused(name, address=address):
            raise forms.ValidationError(
                _("Too many wrong passwords. Wait five minutes, then try again.")
            )
        try:
            cleaned: dict[str, Any] = super().clean()
        except forms.ValidationError:
            note_failure(name, address=address)
            raise
        forget_failures(name, address=address)
        return cleaned


class PasswordForm(forms.Form):
    """Another password for the reader's own account."""

    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters, not a common word, not like the user name."),
    )

    def __init__(self, *args: Any, user: AbstractBaseUser | AnonymousUser, **kwargs: Any) -> None:
        """Make the form for one user."""
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_old(self) -> str:
        """Check the present password."""
        old: str = self.cleaned_data["old"]
        if not self._user.check_password(old):
            raise forms.ValidationError(_("This is not your present password."))
        return old
