"""Pages that people wrote (docs/*.md): as strictly read as records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.problems import Problem, ProblemsFound, nearest, shown
from evidence.read import strict_yaml, text_files
from evidence.read.text_files import Unreadable

META = ("title", "description", "hide", "search", "sources", "glossary", "picture", "audience", "kept")
"""What may stand above a hand-written page; `picture` on the home page only."""
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_SEARCH: Mapping[str, tuple[type, ...]] = {"boost": (int, float), "exclude": (bool,), "words": (str,)}
"""What a page may tell the search, and what each must be."""


@dataclass(frozen=True)
class Written:
    """A page as somebody wrote it."""

    meta: Mapping[str, Any]
    """Title, description and the like."""
    body: str
    """What stands below them."""
    above: int
    """Number of lines above the body."""


def read(path: Path) -> Written:
    """The page at the path. Raises ProblemsFound with the first fault of the file, at its place."""
    try:
        text = text_files.decoded(text_files.read(path)).replace("\r\n", "\n")
    except Unreadable as error:
        raise ProblemsFound([error.problem(path)]) from error
    return parse(text, path)


def parse(text: str, path: Path) -> Written:
    """Title, description and the like, the body, and the number of lines above it.

    Raises ProblemsFound where they are missing or cannot be read, and at the line of a name that no page has.
    """
    found = _HEAD.match(text)
    # The line that opens the head counts: what is told of a line below it is told at its own number.
    head = strict_yaml.parse(f"\n{found[1]}".encode(), path) if found else None
    if found and head and head.problems:
        raise ProblemsFound(head.problems)
    if not found or not head or not {"title", "description"} <= set(head.value):
        what = "the page must open with --- and lines for title: and description:, then ---"
        raise ProblemsFound([Problem(path, 1, 1, "front matter", what)])
    if faults := list(_faults(head)):
        raise ProblemsFound(faults)
    return Written(head.value, text[found.end() :], text[: found.end()].count("\n"))


def _faults(head: strict_yaml.Document) -> list[Problem]:
    def at(name: str, what: str, where: str = "front matter") -> list[Problem]:
        line, _ = head.key_marks[(name,)]
        return [Problem(head.path, line, 1, where, what)]

    meta = head.value
    for name in meta:
        if name not in META:
            what = f"a page has no such line; {nearest(name, META)}allowed: {', '.join(META)}"
            return at(name, what, f'front matter "{name}"')
    for name in ("title", "description"):
        if not isinstance(meta[name], str) or not meta[name].strip() or "\n" in meta[name].strip():
            return at(name, f"{name}: {shown(meta[name])} is no line of text; write one, in quotes")
    if wrong := _search_fault(meta.get("search", {})):
        return at("search", f"search: {wrong}")
    return []


def _search_fault(search: Any) -> str:
    """What is wrong with a page's line for the search; empty where nothing is."""
    allowed = "boost: a number, exclude: true, words: a line of words"
    if not isinstance(search, dict):
        return f"{shown(search)} says nothing; allowed: {{{allowed}}}"
    for key, value in search.items():
        if key not in _SEARCH:
            return f"{shown(key)} says nothing; {nearest(key, _SEARCH)}allowed: {allowed}"
        if not isinstance(value, _SEARCH[key]):
            return f"{key}: {shown(value)} cannot be used; allowed: {allowed}"
    return ""
