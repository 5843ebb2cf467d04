"""The built site's own links: every address and every anchor must exist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from evidence.kept import NOTHING, Kept
from evidence.problems import Problem, nearest, shown
from evidence.read.text_files import place_of
from evidence.run import built_page

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
    policy: str
    """What it may load and run; empty where nothing says so."""


class Target(NamedTuple):
    """Where a link of the site leads: the file below its folder, and the place on it; empty for the top."""

    file: str
    anchor: str


@dataclass(frozen=True)
class Built:
    """A built site: every file by its path below the site's folder, and what its pages hold."""

    files: frozenset[str]
    pages: Mapping[str, BuiltPage]


def built(site: Path, kept: Kept = NOTHING) -> Built:
    """The site in the folder `site`, read."""
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    names = sorted(name for name in files if name.endswith(".html") and name != NO_PAGE)
    return Built(files, {name: _read(site / name, name, kept) for name in names})


def broken(found: Built, root: Path) -> list[Problem]:
    """Links of the pages that lead nowhere, at their place in the source below `root`."""
    return [
        _problem(root, page.source or name, link, what)
        for name, page in found.pages.items()
        for link in sorted(page.links)
        for what in _fault(name, link, found)
    ]


def target_of(name: str, link: str) -> Target | None:
    """Where `link` on the page `name` leads within the site; None where it leads off it.

    Raises ValueError for what is no address.
    """
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


def _read(path: Path, name: str, kept: Kept) -> BuiltPage:
    content = path.read_bytes()
    links, anchors, headings, source, leads_to, policy = kept.get("links", content, lambda: _found(content))
    target = target_of(name, leads_to) if leads_to else None
    return BuiltPage(
        frozenset(links),
        frozenset(anchors),
        frozenset(headings),
        source,
        target.file if target else "",
        policy,
    )


def _found(content: bytes) -> tuple[list[str], list[str], list[str], str, str, str]:
    """What a page says, as plain data."""
    page = built_page.read(content.decode())
    links, anchors, headings = (sorted(each) for each in (page.links, page.anchors, page.headings))
    return links, anchors, headings, page.source, page.leads_to, page.policy


def _fault(name: str, link: str, found: Built) -> Iterator[str]:
    try:
        target = target_of(name, link)
    except ValueError as error:
        yield f"link {shown(link)} is no address ({error}); correct it"
        return
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
