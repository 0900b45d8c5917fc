# SPDX-License-Identifier: Apache-2.0
"""Documents made from the register: rules, contracts, pledges, labels, slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import attrs

from hiden import registry
from hiden.foundation.clock import Clock, SystemClock
from hiden.foundation.hashing import sha256
from hiden.foundation.language import Language
from hiden.foundation.paper import Paper
from hiden.foundation.paper.pdf import to_pdf
from hiden.foundation.paper.slides import to_pptx
from hiden.foundation.paper.word import to_docx
from hiden.guideline.papers import FieldKind, Template, TemplateKind, Value, fill, find_template
from hiden.workspace.acts import audited
from hiden.workspace.models import IssuedPaper, Organisation, Secret
from hiden.workspace.roles import Actor, Permission
from hiden.workspace.use_cases.register import registered_values

__all__ = ["PaperForm", "PaperOrder", "Printed", "issue_paper"]


class PaperForm(StrEnum):
    """The kinds of file that a document can be."""

    WORD = "docx"
    PDF = "pdf"
    SLIDES = "pptx"


@attrs.frozen(kw_only=True)
class Printed:
    """A document as a file.

    Attributes:
        data: The file.
        file_name: What to call it.
        row: Its record.
    """

    data: bytes
    file_name: str
    row: IssuedPaper


@attrs.frozen(kw_only=True)
class PaperOrder:
    """Which document, of what.

    Attributes:
        template: Which document.
        values: What fills its fields; the organisation's name is known.
        language: In which it is written.
        form: Word, PDF or slides.
        codes: The secrets that it names. None leaves blank rows, so that nobody outside is told of
            a secret by default; a list for one's own use then shows the whole register.
        is_clean: Without notes and the advice to adapt it.
    """

    template: str
    values: Mapping[str, Value] = attrs.field(factory=dict)
    language: Language
    form: PaperForm = PaperForm.WORD
    codes: tuple[str, ...] = ()
    is_clean: bool = False


def issue_paper(order: PaperOrder, *, by: Actor, clock: Clock = SystemClock()) -> Printed:
    """Fill a document from the register and what was given, and set it.

    Raises:
        AccessRefusedError: ``by`` may not issue documents.
        InputError: There is no such document or secret, or something is not filled in.
    """
    with audited("paper.issued", by=by, permission=Permission.ISSUE_PAPERS, clock=clock) as record:
        template = find_template(order.template)
        secrets = _secrets(template, order.codes)
        paper = fill(
            template,
            {**_of_the_organisation(), **order.values},
            language=order.language,
            secrets=secrets,
            dated=record.day,
        )
        data = _set(paper, order.form, is_clean=order.is_clean)
        row = IssuedPaper.objects.create(
            template=template.id,
            template_version=template.version,
            language=order.language,
            form=order.form.value,
            is_clean=order.is_clean,
            sha256=sha256(data),
            codes=[secret.code for secret in secrets],
            filled={name: str(value) for name, value in order.values.items()},
            issued_at=record.at,
            issued_by=by.name,
        )
        record.set(
            subject=f"paper/{row.pk}",
            facts={
                "template": f"{template.id}/{template.version}",
                "file": row.sha256,
                "secrets": row.codes,
            },
        )
    name = f"{template.id}-{order.language}.{order.form.value}"
    return Printed(data=data, file_name=name, row=row)


def _set(paper: Paper, form: PaperForm, *, is_clean: bool) -> bytes:
    if form is PaperForm.SLIDES:
        return to_pptx(paper, clean=is_clean)
    if form is PaperForm.PDF:
        return to_pdf(paper, clean=is_clean)
    return to_docx(paper, clean=is_clean)


def _of_the_organisation() -> dict[str, Value]:
    name = Organisation.objects.values_list("name", flat=True).first()
    return {"company": name} if name else {}


def _secrets(template: Template, codes: Sequence[str]) -> tuple[registry.Secret, ...]:
    if not any(field.kind is FieldKind.SECRETS for field in template.fields):
        return ()
    if not codes and template.kind is not TemplateKind.LIST:
        return ()
    if codes:
        return registered_values(sorted(set(codes)))
    rows = Secret.objects.filter(withdrawn_at=None).order_by("code")
    return tuple(map(registry.from_json, rows.values_list("value", flat=True)))
