"""Markdown extension: whole HTML elements at the start of a line go past the Markdown parser untouched.

Python-Markdown, and MkDocs once more, read all HTML of a page letter by letter to see where elements end.
Here it was written by templates: an element ends at its own end tag, which one pattern finds. What asks to be
read as Markdown (md_in_html) is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

BEFORE_HTML = 22
"""Of Python-Markdown's preprocessors the one for HTML has priority 20, that of MkDocs 21."""
_TAGS = (
    "address|article|aside|blockquote|details|dialog|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|"
    "hgroup|main|menu|nav|ol|p|pre|script|section|style|table|ul"
)
_START = re.compile(rf"^<(?P<tag>{_TAGS})(?=[\s>])[^>]*>", re.MULTILINE)
_AS_MARKDOWN = re.compile(r"<[a-z0-9]+\b[^>]*\smarkdown(?:[\s=>])")
_RAW = ("script", "style", "pre")
"""Within these a tag is no tag."""


class WholeHtml(Extension):  # type: ignore[misc]
    """The extension, named in mkdocs.yml by this module."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Put the preprocessor before those that read HTML."""
        md.preprocessors.register(_Stash(md), "whole_html", BEFORE_HTML)


def makeExtension(**settings: Any) -> WholeHtml:  # noqa: N802 - Python-Markdown's name
    """The extension, as Python-Markdown asks a module for it."""
    return WholeHtml(**settings)


class _Stash(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        """The lines with a stand-in for each run of whole elements."""
        text = "\n".join(lines)
        pieces, position = [], 0
        for start, end in _runs(text):
            stand_in = self.md.htmlStash.store(text[start:end])
            pieces.append(f"{text[position:start]}\n\n{stand_in}\n\n")
            position = end
        return ("".join(pieces) + text[position:]).split("\n")


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of whole elements with nothing but space between them start and end."""
    start, end = -1, -1
    for first, last in _elements(text):
        if start >= 0 and text[end:first].strip():
            yield start, end
            start = -1
        start, end = first if start < 0 else start, last
    if start >= 0:
        yield start, end


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """Where each element starts and ends that stands on lines of its own and asks for no Markdown within."""
    position = 0
    while found := _START.search(text, position):
        end = _end(text, found["tag"], found.start())
        if end is None:
            position = found.end()
            continue
        line_end = text.find("\n", end)
        alone = not text[end : None if line_end < 0 else line_end].strip()
        if alone and not _AS_MARKDOWN.search(text, found.start(), end):
            yield found.start(), end
        position = end


def _end(text: str, tag: str, start: int) -> int | None:
    """Where the element that starts at `start` ends; None where no end tag is its own."""
    if tag in _RAW:
        found = text.find(f"</{tag}>", start)
        return None if found < 0 else found + len(tag) + 3
    depth = 0
    for part in _tags(tag).finditer(text, start):
        depth += -1 if part["end"] else 1
        if depth == 0:
            return part.end() + 1
    return None


@cache
def _tags(tag: str) -> re.Pattern[str]:
    return re.compile(rf"<(?P<end>/?){tag}(?=[\s>])")
