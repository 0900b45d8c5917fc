# SPDX-License-Identifier: Apache-2.0
"""Forms of documents: the fields of a template, its language and kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hiden.foundation.language import Language
from hiden.foundation.wording import Localized
from hiden.guideline.papers import Field, FieldKind, Given, Template, TemplateKind, Value
from hiden.guideline.papers.loader import load_templates
from hiden.web.forms.fields import search_field
from hiden.web.reader import language as page_language
from hiden.web.words import choices
from hiden.workspace.queries.papers import secret_choices
from hiden.workspace.use_cases.papers import PaperForm as FileKind

__all__ = ["IssuedFilterForm", "PaperForm"]

_LONGEST = 500


class IssuedFilterForm(forms.Form):
    """Which issued documents to list."""

    text = search_field(_("Filled in, issued by, or hash"))
    template = forms.ChoiceField(
        label=_("Document"),
        required=False,
        choices=lambda: [
            ("", _("All")),
            *((t.id, t.wording.text(page_language())) for t in load_templates().values()),
        ],
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput())


class PaperForm(forms.Form):
    """What fills one document; its fields are those of the template, with ``f-`` in front."""

    codes = forms.MultipleChoiceField(
        label=_("Secrets it names"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("None chosen means all of the register. Only names are printed, no content."),
    )
    state = forms.ChoiceField(
        label=_("For whom"),
        choices=[
            ("notes", _("For adapting: with notes, sources and the advice to have it checked")),
            ("clean", _("For signing: clean, without notes")),
        ],
        initial="notes",
        widget=forms.RadioSelect(),
    )
    form = forms.ChoiceField(label=_("Kind of file"), widget=forms.RadioSelect())

    def __init__(
        self, data: QueryDict | None, *, template: Template, language: Language, company: str
    ) -> None:
        """Make the form of a template.

        Args:
            data: What was sent; ``None`` for a fresh form.
            template: The document.
            language: In which it is written; its defaults are in it.
            company: Name of the organisation; empty if it has none.
        """
        super().__init__(data)
        self._template = template
        names = {field.id: f"f-{field.id}" for field in template.fields if _is_typed(field)}
        for field in template.fields:
            if _is_typed(field):
                self.fields[names[field.id]] = _form_field(field, language, company)
        kinds = _file_kinds(template)
        self.fields["form"] = forms.ChoiceField(
            label=_("Kind of file"),
            choices=[item for item in choices("paper-form") if item[0] in kinds],
            widget=forms.RadioSelect(),
            initial=kinds[0].value,
        )
        lists_secrets = any(field.kind is FieldKind.SECRETS for field in template.fields)
        self._offer_secrets(is_listing=lists_secrets)
        if template.kind in {TemplateKind.LABELS, TemplateKind.SLIDES}:
            del self.fields["state"]
        self.order_fields([*names.values(), "codes", "state", "form"])

    def values(self) -> dict[str, Value]:
        """Return what was filled in and makes sense so far, by field of the template."""
        data: Mapping[str, Any] = self.cleaned_data
        found = {field.id: data.get(f"f-{field.id}") for field in self._template.fields}
        return {name: value for name, value in found.items() if value not in (None, "")}

    def chosen(self) -> tuple[str, ...]:
        """Return the secrets that were chosen."""
        return tuple(self.cleaned_data.get("codes", ()))

    def is_clean(self) -> bool:
        """Say whether notes are left out."""
        return self.cleaned_data.get("state") == "clean"

    def kind(self) -> FileKind:
        """Return the kind of file."""
        return FileKind(self.cleaned_data["form"])

    def _offer_secrets(self, *, is_listing: bool) -> None:
        offered = secret_choices() if is_listing else ()
        field = self.fields["codes"]
        if offered and isinstance(field, forms.MultipleChoiceField):
            field.choices = [(code, f"{code} {title}") for code, title in offered]
        else:
            del self.fields["codes"]


def _is_typed(field: Field) -> bool:
    return field.kind is not FieldKind.SECRETS


def _file_kinds(template: Template) -> tuple[FileKind, ...]:
    if template.kind is TemplateKind.SLIDES:
        return FileKind.SLIDES, FileKind.PDF
    return FileKind.WORD, FileKind.PDF


def _form_field(field: Field, language: Language, company: str) -> forms.Field:
    """Make the form's field of a template's: what has neither default nor name must be given."""
    is_asked = field.given_by is Given.ASK and field.default is None
    is_ours = field.given_by is Given.ORGANISATION
    common: dict[str, Any] = {
        "label": field.wording.text(page_language()),
        "required": is_asked or (is_ours and not company),
        "initial": company if is_ours else _default(field, language),
    }
    if field.given_by is Given.BLANK:
        common["help_text"] = _("Left empty, it is a place to write by hand.")
    if field.kind is FieldKind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=1_000_000, **common)
    if field.kind is FieldKind.DATE:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **common)
    return forms.CharField(max_length=_LONGEST, **common)


def _default(field: Field, language: Language) -> str | int | None:
    if isinstance(field.default, Localized):
        return field.default.wording.text(language)
    return field.default
