"""Addresses are promises: each that was ever published leads to where the thing is now.

Promised are every page, every download below data/, every sheet as PDF, every heading below a page's title,
and every place to which another page leads. Not promised are places whose ids are counted (citations,
their references, results), and whatever is only led to from its own page: parts of pictures, explained words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evidence.download.package import FOLDER
from evidence.problems import Problem, nearest
from evidence.run.links import Built, BuiltPage, Target, target_of

NAME = "addresses.txt"
"""The list, beside the records: an address a line, from the top of the site on, sorted."""
HEAD = """\
# Every address that was published, from the top of the site on. None may vanish: `evidence build` tells.
# `evidence addresses` adds the new ones. Take a line out only if nobody can ever have kept it.
"""
_INDEX, SHEET = "index.html", ".pdf"
_COUNTED = re.compile(r"(?:cite|ref|result)-\d+")


def listed(path: Path) -> list[tuple[int, str]]:
    """The addresses of the list, each with its line; none where there is no list."""
    if not path.is_file():
        return []
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return [(number, line) for number, line in lines if line and not line.startswith("# ")]


def lost(built: Built, path: Path) -> list[Problem]:
    """Addresses of the list that lead to nothing on the built site."""
    return [
        Problem(path, number, 1, "address", what)
        for number, address in listed(path)
        if (what := _fault(built, address))
    ]


def promised(built: Built) -> frozenset[str]:
    """Every address of the built site that belongs on the list."""
    pages = {_address(name) for name in built.pages}
    downloads = {
        name
        for name in built.files - built.pages.keys()
        if name.startswith(f"{FOLDER}/") or name.endswith(SHEET)
    }
    lasting = (place for place in _places(built) if not _COUNTED.fullmatch(place.anchor))
    return frozenset(pages | downloads | {f"{_address(file)}#{anchor}" for file, anchor in lasting})


def add(built: Built, path: Path) -> list[str]:
    """Put the addresses that are not on the list there; they, sorted."""
    if new := unlisted(built, path):
        every = sorted({*new, *(address for _, address in listed(path))})
        path.write_text(HEAD + "".join(f"{address}\n" for address in every), encoding="utf-8")
    return new


def unlisted(built: Built, path: Path) -> list[str]:
    """Addresses of the built site that belong on the list and are not there, sorted."""
    return sorted(promised(built) - {address for _, address in listed(path)})


def _places(built: Built) -> Iterator[Target]:
    """Each heading, and each place that another page leads to."""
    for name, page in built.pages.items():
        yield from (Target(name, anchor) for anchor in page.headings)
        for link in page.links:
            target = target_of(name, link)
            if target and target.anchor and target.file != name:
                yield target


def _address(file: str) -> str:
    """'x/index.html' -> 'x/'; the home page is './'."""
    return file.removesuffix(_INDEX) or "./"


def _fault(built: Built, address: str) -> str:
    """What is wrong with a promised address; empty where it leads to what it promised."""
    where, _, anchor = address.partition("#")
    file = where.removeprefix("./")
    file = f"{file}{_INDEX}" if not file or file.endswith("/") else file
    if file not in built.files:
        guess = nearest(where, [_address(page) for page in built.pages])
        what = f'"{where}" was published and is gone; {guess}'
        return f"{what}make a page there that leads on (formerly: of a record does), or take the line out"
    page = _reached(built, file)
    if not anchor or (page and anchor in page.anchors):
        return ""
    guess = nearest(anchor, page.anchors if page else ())
    what = f'"#{anchor}" was published on "{where}" and is gone; {guess}'
    return f"{what}give its id to the place where the thing is now, or to the link that leads there"


def _reached(built: Built, file: str) -> BuiltPage | None:
    """The page that a reader of `file` comes to; scripts take the part after # along."""
    page, seen = built.pages.get(file), {file}
    while page and page.leads_to and page.leads_to not in seen:
        seen.add(page.leads_to)
        page = built.pages.get(page.leads_to)
    return page
