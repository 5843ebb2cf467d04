"""The built site's own links: every address and every anchor must exist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from evidence.problems import Problem, nearest, shown
from evidence.read.text_files import place_of

_LINK = re.compile(r"\s(?:href|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_ID = re.compile(r"\sid=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_HEADING = re.compile(r"<h[2-6]\b[^>]*?\sid=\"([^\"]*)\"")
_EDIT = re.compile(r'<meta name="evidence-edit" content="([^"]*)">')
_LEADS_TO = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
NO_PAGE = "404.html"
"""Its addresses start at the server's root, which a build cannot know."""


@dataclass(frozen=True)
class BuiltPage:
    """What one HTML page links to, what can be linked to in it, and the file to change."""

    links: frozenset[str]
    anchors: frozenset[str]
    headings: frozenset[str]
    """Those anchors that are headings below the title."""
    source: str
    leads_to: str
    """The file that a reader is led on to at once; empty on a page that stays."""


class Target(NamedTuple):
    """Where a link of the site leads: the file below its folder, and the place on it; empty for the top."""

    file: str
    anchor: str


@dataclass(frozen=True)
class Built:
    """A built site: every file by its path below the site's folder, and what its pages hold."""

    files: frozenset[str]
    pages: Mapping[str, BuiltPage]


def built(site: Path) -> Built:
    """The site in the folder `site`, read."""
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    names = sorted(name for name in files if name.endswith(".html") and name != NO_PAGE)
    return Built(files, {name: _read(site / name, name) for name in names})


def broken(found: Built, root: Path) -> list[Problem]:
    """Links of the pages that lead nowhere, at their place in the source below `root`."""
    return [
        _problem(root, page.source or name, link, what)
        for name, page in found.pages.items()
        for link in sorted(page.links)
        for what in _fault(name, link, found)
    ]


def target_of(name: str, link: str) -> Target | None:
    """Where `link` on the page `name` leads within the site; None where it leads off it."""
    target = _target(posixpath.dirname(name), link)
    return target if target is None or target.file else Target(name, target.anchor)


@lru_cache(maxsize=100_000)
def _target(folder: str, link: str) -> Target | None:
    """The same from any page in the folder, without a file where it leads to the page itself."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("/"):
        return None
    # "#condition=x" is no place on the page but what to choose on it, which its script reads.
    anchor = "" if "=" in parts.fragment else unquote(parts.fragment)
    if not parts.path:
        return Target("", anchor)
    file = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    if parts.path.endswith(("/", ".")):
        file = posixpath.normpath(posixpath.join(file, "index.html"))
    return Target(file, anchor)


def _read(path: Path, name: str) -> BuiltPage:
    text = path.read_text(encoding="utf-8")
    edit, leads_to = _EDIT.search(text), _LEADS_TO.search(text)
    target = target_of(name, unescape(leads_to[1])) if leads_to else None
    return BuiltPage(
        frozenset(unescape("".join(found)) for found in _LINK.findall(text)),
        frozenset(unescape("".join(found)) for found in _ID.findall(text)),
        frozenset(map(unescape, _HEADING.findall(text))),
        unescape(edit[1]) if edit else "",
        target.file if target else "",
    )


def _fault(name: str, link: str, found: Built) -> Iterator[str]:
    target = target_of(name, link)
    if target is None:
        return
    if target.file not in found.files:
        guess = nearest(
            target.file.removesuffix("index.html"), [page.removesuffix("index.html") for page in found.pages]
        )
        yield f"link {shown(link)} leads to no page; {guess}correct it"
    elif target.anchor and target.anchor not in (anchors := _anchors(target.file, found)):
        guess = nearest(target.anchor, anchors)
        yield f"link {shown(link)} leads to no such place on its page; {guess}correct the part after #"


def _anchors(file: str, found: Built) -> frozenset[str]:
    return found.pages[file].anchors if file in found.pages else frozenset()


def _problem(root: Path, source: str, link: str, what: str) -> Problem:
    """At the place in the source; MkDocs turns x.md into x/, so the last word of the link has to do."""
    path = root / source
    words = [word for word in re.split(r"[/#]", link)[::-1] if word.strip(".")]
    line, column = place_of(path, [link, *words])
    return Problem(path, line, column, "link", what)
