# SPDX-License-Identifier: Apache-2.0
"""What Word and PowerPoint files have in common: fonts, what the file says of itself, fixed bytes.

Rules:
    * Nothing of the library's template stays: no author, no preview, no settings of a printer.
    * The bytes depend on the document alone; no time of writing is kept.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping

from docx.opc.coreprops import CoreProperties
from lxml import etree
from pptx.parts.coreprops import CorePropertiesPart

from hiden.foundation.language import Language
from hiden.foundation.paper.drawing import FIRST_DAY
from hiden.foundation.paper.values import Paper

__all__ = ["EAST_ASIAN_FONT", "LATIN_FONTS", "TAGS", "describe", "pack"]

EAST_ASIAN_FONT = "BIZ UDPゴシック"
LATIN_FONTS: Mapping[Language, str] = {"ja": EAST_ASIAN_FONT, "en": "Arial"}
TAGS: Mapping[Language, str] = {"ja": "ja-JP", "en": "en-GB"}

_LEFTOVERS = re.compile(
    r"docProps/(app\.xml|thumbnail)|customXml/|stylesWithEffects|printerSettings"
)
_CONTENT_TYPES = "[Content_Types].xml"
_TITLE_LIMIT = 255  # of the format
_STAMP = (1980, 1, 1, 0, 0, 0)


def describe(properties: CoreProperties | CorePropertiesPart, paper: Paper) -> None:
    """Write title, language and day into the properties of a file, and nobody's name."""
    day = paper.dated or FIRST_DAY
    made = dt.datetime.combine(day, dt.time(), dt.UTC)
    properties.title = paper.title[:_TITLE_LIMIT]
    properties.language = TAGS[paper.language]
    properties.created = properties.modified = made
    properties.revision = 1
    properties.author = properties.last_modified_by = ""
    properties.comments = properties.keywords = properties.subject = properties.category = ""


def pack(office_file: bytes) -> bytes:
    """Pack a docx or pptx file anew: without what the template left in it, with one time for all.

    Args:
        office_file: A file as the library saved it.
    """
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(office_file)) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for name in source.namelist():
            if not _LEFTOVERS.search(name):
                target.writestr(_entry(name), _cleaned(name, source.read(name)))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _cleaned(name: str, data: bytes) -> bytes:
    """Take the leftovers out of a table of parts; anything else stays as it is."""
    if name != _CONTENT_TYPES and not name.endswith(".rels"):
        return data
    root = etree.fromstring(data)
    for entry in list(root):
        if any(_LEFTOVERS.search(str(value)) for value in entry.attrib.values()):
            root.remove(entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
