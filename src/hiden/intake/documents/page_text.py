# SPDX-License-Identifier: Apache-2.0
"""What a person sees of an HTML page, with its title and the alternative texts of pictures.

Rules:
    * Block elements break lines, inline elements do not; cells of a row are separated by a tab.
    * White space collapses as a browser does it, except in ``pre`` and ``textarea``.
    * Scripts, styles and templates are left out.

Does not: run scripts, follow frames or links, or read comments.

Sources:
    HTML Living Standard, 15.3 (rendering of non-replaced elements).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["RENDERER", "page_text"]

RENDERER = f"selectolax {version('selectolax')}"
"""The library and its version, for the record of what read a page."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_RUNS = re.compile(r" +")
_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
_KEEP = {ord(" "): "\x01", ord("\n"): "\x02", ord("\t"): "\x03"}
_RESTORE = {1: " ", 2: "\n", 3: "\t"}
_SKIPPED = frozenset({"script", "style", "template", "noframes", "-comment", "iframe", "svg"})
_BLOCKS = frozenset(
    re.findall(
        "[a-z0-9]+",
        """
        address article aside blockquote body center dd details dialog dir div dl dt fieldset
        figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main
        menu nav ol option p pre section select summary table tbody textarea tfoot thead title tr ul
        """,
    )
)
_CELLS = frozenset({"td", "th"})
_KEPT_SPACE = frozenset({"pre", "textarea", "xmp", "listing"})


def page_text(page: str) -> str:
    r"""Return what a person sees of a page, one line for each block.

    Example:
        >>> page_text("<p>原<b>価</b>表<p>秘")
        '原価表\n秘'
    """
    root = LexborHTMLParser(page).root
    if root is None:
        return ""
    text = _RUNS.sub(" ", "".join(_pieces(root)))
    return _BREAKS.sub("\n", text).strip().translate(_RESTORE)


def _pieces(root: LexborNode) -> Iterator[str]:
    """Walk the tree without recursion, for pages nest as deep as they like."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    kept_space = 0
    while stack:
        node, is_left = stack.pop()
        tag = str(node.tag)
        if is_left:
            kept_space -= tag in _KEPT_SPACE
            yield "\t" if tag in _CELLS else _edge(tag)
            continue
        if node.next is not None and len(stack) > 0:
            stack.append((node.next, False))
        if tag == "-text":
            content = node.text_content or ""
            yield content.translate(_KEEP) if kept_space else _SPACES.sub(" ", content)
        elif tag not in _SKIPPED:
            kept_space += tag in _KEPT_SPACE
            yield _alternative(node, tag) + _edge(tag)
            stack.append((node, True))
            if node.first_child is not None:
                stack.append((node.first_child, False))


def _edge(tag: str) -> str:
    return "\n" if tag in _BLOCKS else ""


def _alternative(node: LexborNode, tag: str) -> str:
    """Return what stands for an element which has no text of its own."""
    if tag == "br":
        return "\n"
    if tag in {"img", "area", "input"}:
        return f" {node.attributes.get('alt') or ''} "
    return ""
