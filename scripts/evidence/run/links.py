"""The built site's own links: every address and every anchor must exist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from evidence.problems import Problem, nearest, shown
from evidence.read.text_files import place_of

_LINK = re.compile(r"\s(?:href|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_ID = re.compile(r"\sid=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_EDIT = re.compile(r'<meta name="evidence-edit" content="([^"]*)">')


@dataclass(frozen=True)
class _Page:
    """What one HTML page links to, what can be linked to in it, and the file to change."""

    links: frozenset[str]
    anchors: frozenset[str]
    source: str


def broken(site: Path, root: Path) -> list[Problem]:
    """Links of the HTML pages under `site` that lead nowhere, at their place in the source below `root`."""
    present = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    # 404.html is left out: its addresses start at the server's root, which a build cannot know.
    names = sorted(name for name in present if name.endswith(".html") and name != "404.html")
    pages = {name: _read(site / name) for name in names}
    return [
        _problem(root, page.source or name, link, what)
        for name, page in pages.items()
        for link in sorted(page.links)
        for what in _fault(name, link, present, pages)
    ]


def _read(path: Path) -> _Page:
    text = path.read_text(encoding="utf-8")
    edit = _EDIT.search(text)
    return _Page(
        frozenset(unescape("".join(found)) for found in _LINK.findall(text)),
        frozenset(unescape("".join(found)) for found in _ID.findall(text)),
        unescape(edit[1]) if edit else "",
    )


def _fault(name: str, link: str, present: set[str], pages: dict[str, _Page]) -> Iterator[str]:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("/"):
        return
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        if parts.path
        else name
    )
    if not parts.path or parts.path.endswith(("/", ".")):
        target = name if not parts.path else posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in present:
        guess = nearest(
            target.removesuffix("index.html"), [page.removesuffix("index.html") for page in pages]
        )
        yield f"link {shown(link)} leads to no page; {guess}correct it"
    elif "=" in parts.fragment:
        # No place on the page but what to choose on it, which its script reads.
        return
    elif parts.fragment and unquote(parts.fragment) not in (anchors := _anchors(target, pages)):
        guess = nearest(unquote(parts.fragment), anchors)
        yield f"link {shown(link)} leads to no such place on its page; {guess}correct the part after #"


def _anchors(target: str, pages: dict[str, _Page]) -> frozenset[str]:
    return pages[target].anchors if target in pages else frozenset()


def _problem(root: Path, source: str, link: str, what: str) -> Problem:
    """At the place in the source; MkDocs turns x.md into x/, so the last word of the link has to do."""
    path = root / source
    words = [word for word in re.split(r"[/#]", link)[::-1] if word.strip(".")]
    line, column = place_of(path, [link, *words])
    return Problem(path, line, column, "link", what)
