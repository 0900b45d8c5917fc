# SPDX-License-Identifier: Apache-2.0
"""Guideline: how a secret should be kept (管理指針).

What is known of the guidance (grid, statements, survey figures, history) with how well it is
verified; a check sheet of our own, answers, assessment, gaps and plan; what Hiden sees by itself
and what contradicts the answers; packs, courses and documents. All of it is data in YAML.

May import: registry, law, foundation.

Example:
    >>> import datetime as dt
    >>> sheet = load_sheet()
    >>> assess(sheet, Answers(sheet=sheet.id), on=dt.date(2026, 4, 1)).secrets
    ()
    >>> len(load_grid().measures)
    82
"""

from __future__ import annotations

from hiden.guideline.answers_file import read_answers
from hiden.guideline.assessment import assess
from hiden.guideline.compare import before_after
from hiden.guideline.contradictions import find_contradictions, find_unseen
from hiden.guideline.courses import load_courses
from hiden.guideline.coverage import coverage
from hiden.guideline.grid import load_grid, load_sources
from hiden.guideline.history import load_history
from hiden.guideline.markings import find_markings
from hiden.guideline.packs import load_packs
from hiden.guideline.papers import load_templates
from hiden.guideline.patent_or_secret import advise, load_decision_rules
from hiden.guideline.plan import make_plan
from hiden.guideline.procedure import load_procedure
from hiden.guideline.results import Assessment, Plan
from hiden.guideline.rulings import load_rulings
from hiden.guideline.sheet import load_sheet
from hiden.guideline.survey import load_survey
from hiden.guideline.values import Answer, Answers, Requirement, Strength

__all__ = [
    "Answer",
    "Answers",
    "Assessment",
    "Plan",
    "Requirement",
    "Strength",
    "advise",
    "assess",
    "before_after",
    "coverage",
    "find_contradictions",
    "find_markings",
    "find_unseen",
    "load_courses",
    "load_decision_rules",
    "load_grid",
    "load_history",
    "load_packs",
    "load_procedure",
    "load_rulings",
    "load_sheet",
    "load_sources",
    "load_survey",
    "load_templates",
    "make_plan",
    "read_answers",
]
