"""The built site's own links: every address and every anchor must exist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from evidence.problems import Problem, nearest, shown
from evidence.text_files import place_of

_LINK = re.compile(r"\s(?:href|src)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_ID = re.compile(r"\sid=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_EDIT = re.compile(r'<meta name="evidence-edit" content="([^"]*)">')


def broken(site: Path, root: Path) -> list[Problem]:
    """Links of the HTML pages under `site` that lead nowhere, at their place in the source below `root`."""
    html = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")
    }
    html.pop("404.html", None)  # its addresses start at the server's root, which a build cannot know
    present = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    anchors = {name: {unescape("".join(found)) for found in _ID.findall(text)} for name, text in html.items()}
    return [
        _problem(root, html[name], name, link, what)
        for name, text in sorted(html.items())
        for link in sorted({unescape("".join(found)) for found in _LINK.findall(text)})
        for what in _fault(name, link, present, anchors)
    ]


def _fault(name: str, link: str, present: set[str], anchors: dict[str, set[str]]) -> Iterator[str]:
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
        pages = [page.removesuffix("index.html") for page in anchors]
        guess = nearest(target.removesuffix("index.html"), pages)
        yield f"link {shown(link)} leads to no page; {guess}correct it"
    elif parts.fragment and unquote(parts.fragment) not in anchors.get(target, set()):
        guess = nearest(unquote(parts.fragment), anchors.get(target, set()))
        yield f"link {shown(link)} leads to no such place on its page; {guess}correct the part after #"


def _problem(root: Path, text: str, name: str, link: str, what: str) -> Problem:
    """At the place in the source; MkDocs turns x.md into x/, so the last word of the link has to do."""
    edit = _EDIT.search(text)
    source = root / unescape(edit[1]) if edit else Path(name)
    words = [word for word in re.split(r"[/#]", link)[::-1] if word.strip(".")]
    line, column = place_of(source, [link, *words])
    return Problem(source, line, column, "link", what)
