# SPDX-License-Identifier: Apache-2.0
"""The words by which pieces of guidance are sorted: documents, people, categories, topics.

Rules:
    * A value is what stands in the YAML files; ``message`` is what a reader sees.
"""

from __future__ import annotations

from enum import StrEnum

from hiden.foundation.language import Message, mark

__all__ = ["Document", "MethodCategory", "People", "Precision", "Relation", "Topic"]


class Document(StrEnum):
    """A document of the ministry that has editions."""

    GUIDELINE = "guideline"
    HANDBOOK = "handbook"
    OUTFLOW = "outflow"
    OUTFLOW_GUIDANCE = "outflow-guidance"
    CHECK_SHEET = "check-sheet"

    @property
    def message(self) -> Message:
        """Its title, for the reader."""
        return Message(_DOCUMENTS[self])


_DOCUMENTS = {
    Document.GUIDELINE: mark("Management Guidelines for Trade Secrets (METI)"),
    Document.HANDBOOK: mark("Handbook for the Protection of Confidential Information (METI)"),
    Document.OUTFLOW: mark("Guideline on Preventing Technology Outflow (METI, 2003)"),
    Document.OUTFLOW_GUIDANCE: mark("Guidance on Measures against Technology Outflow (METI)"),
    Document.CHECK_SHEET: mark("Trade Secret Management Check Sheet (METI, withdrawn)"),
}


class Precision(StrEnum):
    """How exactly the day of an edition is known."""

    DAY = "day"
    MONTH = "month"


class People(StrEnum):
    """Against whose taking a measure works."""

    EMPLOYEES = "employees"
    LEAVERS = "leavers"
    PARTNERS = "partners"
    OUTSIDERS = "outsiders"

    @property
    def letter(self) -> str:
        """The letter with which the ids of their measures begin."""
        return _LETTERS[self]

    @property
    def message(self) -> Message:
        """Who they are, for the reader."""
        return Message(_PEOPLE[self])


_LETTERS = {
    People.EMPLOYEES: "E",
    People.LEAVERS: "L",
    People.PARTNERS: "B",
    People.OUTSIDERS: "O",
}
_PEOPLE = {
    People.EMPLOYEES: mark("employees and others who work here"),
    People.LEAVERS: mark("those who leave or have left"),
    People.PARTNERS: mark("business partners"),
    People.OUTSIDERS: mark("outsiders"),
}


class MethodCategory(StrEnum):
    """Part of the guidelines of 2010 to 2013 in which a method stood."""

    DESIGNATION = "designation"
    PHYSICAL = "physical"
    PERSONNEL = "personnel"
    ORGANISATION = "organisation"
    OTHER_COMPANIES = "other-companies"

    @property
    def message(self) -> Message:
        """Its name, for the reader."""
        return Message(_CATEGORIES[self])


_CATEGORIES = {
    MethodCategory.DESIGNATION: mark("designation of secrets and of who may access them"),
    MethodCategory.PHYSICAL: mark("physical and technical management"),
    MethodCategory.PERSONNEL: mark("management of people"),
    MethodCategory.ORGANISATION: mark("management by organisation"),
    MethodCategory.OTHER_COMPANIES: mark("contracts with other companies"),
}


class Relation(StrEnum):
    """What the target of a crossing is, seen from its origin."""

    SAME = "same"
    NARROWER = "narrower"
    BROADER = "broader"
    REPLACED = "replaced"

    @property
    def message(self) -> Message:
        """What it means, for the reader."""
        return Message(_RELATIONS[self])


_RELATIONS = {
    Relation.SAME: mark("asks for the same"),
    Relation.NARROWER: mark("is one part or one way of it"),
    Relation.BROADER: mark("covers more or goes further"),
    Relation.REPLACED: mark("took its place in a later document"),
}


class Topic(StrEnum):
    """What a statement is about."""

    TIERS = "tiers"
    EDITION_2015 = "edition-2015"
    EDITION_2019 = "edition-2019"
    EDITION_2025 = "edition-2025"
    TELEWORK = "telework"
    PROCEDURE = "procedure"
    TEMPLATES = "templates"
    HANDBOOK = "handbook"
    OUTFLOW = "outflow"
    OUTFLOW_GUIDANCE = "outflow-guidance"
    NOT_KNOWN = "not-known"

    @property
    def message(self) -> Message:
        """Its heading, for the reader."""
        return Message(_TOPICS[self])


_TOPICS = {
    Topic.TIERS: mark("the two tiers"),
    Topic.EDITION_2015: mark("guidelines of 2015"),
    Topic.EDITION_2019: mark("guidelines of 2019"),
    Topic.EDITION_2025: mark("guidelines of 2025, in force"),
    Topic.TELEWORK: mark("telework"),
    Topic.PROCEDURE: mark("introduction procedure"),
    Topic.TEMPLATES: mark("sample contracts and rules"),
    Topic.HANDBOOK: mark("the Handbook"),
    Topic.OUTFLOW: mark("guideline of 2003 on technology outflow"),
    Topic.OUTFLOW_GUIDANCE: mark("guidance of 2025 on technology outflow"),
    Topic.NOT_KNOWN: mark("what is not known here"),
}
