# SPDX-License-Identifier: Apache-2.0
"""Forms of duties: whom to ask, a signed paper, an agreement, a quiz; and the filters of lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from hiden import registry
from hiden.foundation.language import LANGUAGES, as_language
from hiden.guideline.courses import Course, load_courses
from hiden.web.forms.fields import date_field, filter_field, search_field
from hiden.web.reader import language
from hiden.web.templatetags.hiden_guidance import in_language
from hiden.web.words import choices
from hiden.workspace.queries.papers import secret_choices
from hiden.workspace.use_cases.duties import Asked

__all__ = [
    "AgreementFilterForm",
    "AgreementForm",
    "AskForm",
    "DueFilterForm",
    "QuizForm",
    "RequestFilterForm",
    "SignedPaperForm",
    "TrainingFilterForm",
    "agreement_initial",
]


class RequestFilterForm(forms.Form):
    """Which requests to list."""

    text = search_field(_("Person, or code of a secret"))
    state = filter_field(_("State"), "request")
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class AgreementFilterForm(forms.Form):
    """Which agreements to list."""

    text = search_field(_("Code or other party"))
    kind = filter_field(_("Kind"), "agreement-kind")
    state = filter_field(_("State"), "agreement")
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class TrainingFilterForm(forms.Form):
    """Which training records to list."""

    text = search_field(_("Person"))
    course = forms.ChoiceField(
        label=_("Course"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *((c.id, c.wording.text(language())) for c in load_courses().values()),
        ],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("open", _("Everything that is open")),
            *choices("training"),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class DueFilterForm(forms.Form):
    """Which due days to list."""

    kind = filter_field(_("Kind"), "due")
    ahead = forms.ChoiceField(
        label=_("Look ahead"),
        required=False,
        choices=[
            ("", _("in 12 months")),
            ("30", _("in 30 days")),
            ("92", _("in 3 months")),
            ("1096", _("in 3 years")),
        ],
    )


class _SecretsField(forms.MultipleChoiceField):
    """Secrets of the register, by code and title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.CheckboxSelectMultiple(),
            choices=lambda: [(code, f"{code} {title}") for code, title in secret_choices()],
            **kwargs,
        )


class AskForm(forms.Form):
    """Who is asked to confirm what."""

    person = forms.CharField(
        label=_("Person"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        help_text=_("Name of an account of Hiden, or the person's own name."),
    )
    codes = _SecretsField(
        label=_("Secrets the person may come to know"),
        help_text=_("None chosen means everything that is designated as secret."),
    )
    language = forms.ChoiceField(
        label=_("Language of the statement"),
        choices=[(code, {"ja": "日本語", "en": "English"}[code]) for code in LANGUAGES],
    )
    due_on = date_field(_("Confirm by"))
    mail = forms.EmailField(
        label=_("Mail address"),
        required=False,
        help_text=_("Only for preparing the mail. Hiden itself sends nothing."),
    )

    def to_asked(self) -> Asked:
        """Return what is asked."""
        data = self.cleaned_data
        return Asked(
            person=data["person"],
            codes=tuple(data["codes"]),
            language=as_language(data["language"]),
            mail=data["mail"],
            due_on=data["due_on"],
        )


class SignedPaperForm(forms.Form):
    """A statement that was signed on paper."""

    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        help_text=_(
            "Only its SHA-256 is kept, not the file. Keep the paper and the scan yourself."
        ),
    )
    signed_on = date_field(_("Signed on"), required=True)


class AgreementForm(forms.Form):
    """A duty of secrecy that somebody signed."""

    code = forms.CharField(
        label=_("Code"),
        max_length=200,
        help_text=_("Its number in your files, such as NDA-2026-01."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=choices("agreement-kind"))
    party = forms.CharField(
        label=_("Other party"),
        max_length=400,
        help_text=_("Code or name of the person or company that signed."),
    )
    signed_on = date_field(_("Signed on"))
    starts_on = date_field(_("First day"))
    ends_on = date_field(_("Last day"), help_text=_("Empty if it does not end."))
    secrets = _SecretsField(label=_("Secrets it names"), help_text=_("None if it names none."))
    scope = forms.CharField(
        label=_("What it covers"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In the words of the agreement, without the secret itself."),
    )
    scan = forms.FileField(
        label=_("Scan of the signed agreement"),
        required=False,
        help_text=_(
            "Only its SHA-256 is kept, not the file. Keep the paper and the scan yourself."
        ),
    )

    def to_agreement(self) -> registry.Agreement | None:
        """Return the agreement; ``None``, with an error in the form, if it is none."""
        data = self.cleaned_data
        starts, ends = data["starts_on"], data["ends_on"]
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day lies before the first."))
            return None
        try:
            return registry.Agreement(
                code=data["code"],
                kind=registry.AgreementKind(data["kind"]),
                party=data["party"],
                signed_on=data["signed_on"],
                starts_on=starts,
                ends_on=ends,
                secrets=tuple(data["secrets"]),
                scope=data["scope"],
            )
        except ValueError as problem:
            self.add_error(None, str(problem))
            return None


class QuizForm(forms.Form):
    """The questions of a course."""

    def __init__(self, data: Mapping[str, Any] | None, *, course: Course) -> None:
        """Make the form of a course's questions."""
        super().__init__(data, prefix="q")
        for number, question in enumerate(course.questions, start=1):
            self.fields[question.id] = forms.ChoiceField(
                label=f"{number}. {question.wording.text(language())}",
                widget=forms.RadioSelect(),
                choices=[(option.id, in_language(option)) for option in question.options],
                error_messages={"required": pgettext_lazy("quiz", "Choose an answer.")},
            )


def agreement_initial(value: registry.Agreement) -> dict[str, Any]:
    """Return what stands in the form of an agreement that is recorded."""
    return {
        "code": value.code,
        "kind": value.kind.value,
        "party": value.party,
        "signed_on": value.signed_on,
        "starts_on": value.starts_on,
        "ends_on": value.ends_on,
        "secrets": list(value.secrets),
        "scope": value.scope,
    }
