# SPDX-License-Identifier: Apache-2.0
"""Documents to sign, to post up and to fill in: templates as data, and how they are filled.

Templates are YAML in ``templates/``. They are Hiden's own proposals: who uses one adapts it first.
A secret stands in a document by its code, title, level and scope; its content stands nowhere.

Example:
    >>> template = find_template("pledge-joining")
    >>> [field.id for field in fields_needed(template, {"company": "見本製作所"})]
    []
"""

from __future__ import annotations

from hiden.guideline.papers.fields import Field, FieldKind, Given
from hiden.guideline.papers.fill import Value, fields_needed, fill
from hiden.guideline.papers.loader import find_template, load_templates, read_templates
from hiden.guideline.papers.template import Group, Template, TemplateKind

__all__ = [
    "Field",
    "FieldKind",
    "Given",
    "Group",
    "Template",
    "TemplateKind",
    "Value",
    "fields_needed",
    "fill",
    "find_template",
    "load_templates",
    "read_templates",
]
