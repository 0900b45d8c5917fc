# SPDX-License-Identifier: Apache-2.0
"""The XML inside Office files, as paragraphs of text.

One walker serves documents, slides, charts, diagrams, comments and drawings: they share the names
of their elements for paragraphs, runs, tabs and breaks.

Rules:
    * Entities are not resolved, no DTD is loaded, nothing is fetched.
    * Runs of a paragraph are joined without anything between them.
    * Of alternative content the fallback, and of ruby and phonetic guides the reading, are left
      out.
    * Deleted text that a tracked change keeps is given apart: it is in the file, and it leaks.

Sources:
    ECMA-376 part 1, 17.3 (WordprocessingML), 21.1 (DrawingML), part 2 (relationships), part 3, 7
    (fallback).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from importlib.metadata import version

import attrs
from lxml import etree

from hiden.intake.documents.archive import Archive
from hiden.intake.documents.details import Detail
from hiden.intake.documents.encoding import unify_line_ends
from hiden.intake.documents.extraction import UnreadablePartError
from hiden.intake.documents.values import ProblemReason, Region

__all__ = [
    "WALKER",
    "Paragraph",
    "Related",
    "main_part",
    "paragraphs",
    "parse",
    "properties",
    "related",
    "satellites",
    "sheet_parts",
]

WALKER = f"lxml {version('lxml')}"
"""The library and its version, for the record of what read a file."""

_DROPPED = ("{*}Fallback", "{*}rt", "{*}rPh", "{*}instrText")
_MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_TAB_STOPS = ("tabs", "tabLst")
_BLOCKS = ("p", "text", "v")
_WANTED = tuple(
    f"{{*}}{name}"
    for name in (*_BLOCKS, *_MARKS, "t", "delText", "sym", "docPr", "cNvPr", "textpath")
)
_PROPERTY_PARTS = ("docProps/core.xml", "docProps/custom.xml")
_PROPERTY_NAMES = ("title", "subject", "description", "keywords", "category", "lpwstr", "lpstr")

_REGIONS = {
    "header": Region.HEADER,
    "footer": Region.FOOTER,
    "footnotes": Region.FOOTNOTE,
    "endnotes": Region.FOOTNOTE,
    "comments": Region.COMMENT,
    "threadedComment": Region.COMMENT,
    "notesSlide": Region.NOTES,
    "chart": Region.CHART,
    "chartEx": Region.CHART,
    "diagramData": Region.DIAGRAM,
    "drawing": Region.DRAWING,
    "chartUserShapes": Region.DRAWING,
}
_EMBEDDED = frozenset({"package", "oleObject", "aFChunk", "control"})


@attrs.frozen
class Paragraph:
    """A paragraph, or whatever else stands alone.

    Attributes:
        text: Its text; line breaks inside it stay.
        number: Its number among the paragraphs of the part, from 1; 0 if it is none.
        is_deleted: True for text that a tracked change has deleted.
        cell: Address of the cell that a comment is about.
    """

    text: str
    number: int = 0
    is_deleted: bool = False
    cell: str = ""


@attrs.frozen
class Related:
    """A part that another one refers to.

    Attributes:
        id: The name of the relationship in the referring part.
        kind: Last step of the relationship's type, such as ``header``.
        target: Path in the archive.
    """

    id: str
    kind: str
    target: str

    @property
    def region(self) -> Region | None:
        """The piece of the document which the part is, if it holds text."""
        return _REGIONS.get(self.kind)

    @property
    def is_embedded(self) -> bool:
        """True if the part is a file of its own."""
        return self.kind in _EMBEDDED


def parse(archive: Archive, part: str) -> etree._Element:
    """Parse a part.

    Raises:
        UnreadablePartError: It is not there, or not XML; what ``piece`` of the file says which.
    """
    data = archive.read_name(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePartError(
            ProblemReason.DAMAGED, Detail.DAMAGED_PIECE, piece=part
        ) from error


def paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    """Give the text of a part, paragraph by paragraph.

    Paragraphs inside another one (text boxes) come before it.
    """
    for dropped in list(root.iter(*_DROPPED)):
        parent = dropped.getparent()
        if parent is not None:
            parent.remove(dropped)
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=_WANTED):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name in _BLOCKS:
                walk.enter()
        else:
            yield from walk.leave(element, name)


class _Walk:
    """The paragraphs that are open, the innermost last."""

    def __init__(self) -> None:
        self._open: list[tuple[list[str], list[str], int]] = []
        self._count = 0

    def enter(self) -> None:
        self._count += 1
        self._open.append(([], [], self._count))

    def leave(self, element: etree._Element, name: str) -> Iterator[Paragraph]:
        if name in _BLOCKS:
            yield from self._close(element, name)
        elif name in {"docPr", "cNvPr", "textpath"}:
            text = element.get("descr") or element.get("string")
            if text:
                yield Paragraph(unify_line_ends(text))
        else:
            yield from self._add(_run_text(element, name), is_deleted=name == "delText")

    def _close(self, element: etree._Element, name: str) -> Iterator[Paragraph]:
        kept, deleted, number = self._open.pop()
        if name != "p" and element.text and element.text.strip():
            kept.insert(0, element.text)
        if kept:
            parent = element.getparent()
            cell = parent.get("ref", "") if parent is not None else ""
            yield Paragraph("".join(kept), number, cell=str(cell))
        if deleted:
            yield Paragraph("".join(deleted), number, is_deleted=True)

    def _add(self, text: str, *, is_deleted: bool) -> Iterator[Paragraph]:
        if self._open:
            kept, deleted, _ = self._open[-1]
            (deleted if is_deleted else kept).append(text)
        elif text.strip():
            yield Paragraph(text, is_deleted=is_deleted)


def _run_text(element: etree._Element, name: str) -> str:
    if name in {"t", "delText"}:
        return element.text or ""
    if name == "sym":
        code = "".join(str(value) for key, value in element.items() if str(key).endswith("}char"))
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
    parent = element.getparent()
    is_stop = parent is not None and parent.tag.rpartition("}")[2] in _TAB_STOPS
    return "" if is_stop else _MARKS[name]


def properties(archive: Archive) -> Iterator[str]:
    """Give the title, subject, keywords and custom properties of a file; not who wrote it."""
    names = tuple(f"{{*}}{name}" for name in _PROPERTY_NAMES)
    for part in _PROPERTY_PARTS:
        if part in archive.names():
            for element in parse(archive, part).iter(*names):
                if element.text and element.text.strip():
                    yield unify_line_ends(element.text.strip())


def related(archive: Archive, part: str) -> tuple[Related, ...]:
    """Return the parts inside the file that a part refers to; the empty part is the file itself."""
    folder, _, name = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in archive.names():
        return ()
    return tuple(
        Related(
            element.get("Id", ""),
            element.get("Type", "").rpartition("/")[2],
            _target(folder, element.get("Target", "")),
        )
        for element in parse(archive, rels).iter("{*}Relationship")
        if element.get("TargetMode") != "External"
    )


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def main_part(archive: Archive, default: str) -> str:
    """Return the part which a file starts from."""
    try:
        relations = related(archive, "")
    except UnreadablePartError:
        return default
    return next(
        (relation.target for relation in relations if relation.kind == "officeDocument"), default
    )


def satellites(archive: Archive, part: str) -> Iterator[Related]:
    """Give the parts around a part, and around these, that hold text or are files of their own."""
    seen = {part}
    stack = list(reversed(related(archive, part)))
    while stack:
        relation = stack.pop()
        is_wanted = relation.region is not None or relation.is_embedded
        if not is_wanted or relation.target in seen or relation.target not in archive.names():
            continue
        seen.add(relation.target)
        yield relation
        if not relation.is_embedded:
            stack.extend(reversed(related(archive, relation.target)))


def sheet_parts(archive: Archive) -> dict[str, str]:
    """Return the part of each sheet of a workbook, by its name, in order."""
    main = main_part(archive, "xl/workbook.xml")
    targets = {relation.id: relation.target for relation in related(archive, main)}
    parts = {}
    for element in parse(archive, main).iter("{*}sheet"):
        ids = [str(value) for name, value in element.items() if str(name).endswith("}id")]
        if ids and ids[0] in targets:
            parts[str(element.get("name"))] = targets[ids[0]]
    return parts
