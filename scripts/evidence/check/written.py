"""What is asked of pages that people wrote, whatever the records say: signs, head, citations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from evidence.problems import Problem, ProblemsFound, nearest, shown
from evidence.read import citing, written
from evidence.read.text_files import place
from evidence.say.citations import CODE


def problems(docs: Path, citable: Collection[str]) -> Iterator[Problem]:
    """What is wrong with each page; `citable` are the keys that may be cited."""
    for path in sorted(docs.rglob("*.md")):
        try:
            page = written.read(path)
        except ProblemsFound as error:
            yield from error.problems
        else:
            yield from _citations(page, path, citable)


def _citations(page: written.Written, path: Path, citable: Collection[str]) -> Iterator[Problem]:
    # What stands in code is shown as it stands; spaces in its place keep lines and columns.
    text = "\n" * page.above + CODE.sub(lambda found: _blank(found[0]), page.body)
    for offset, what in citing.faults(text):
        yield Problem(path, *place(text, offset), "citation", what)
    for found in citing.CITATION.finditer(text):
        for key in citing.keys(found[0]):
            if key not in citable:
                what = f"unknown citation {shown('@' + key)}; {nearest(key, citable)}"
                told = f"{what}write the key of a .bib file"
                yield Problem(path, *place(text, found.start()), "citation", told)


def _blank(text: str) -> str:
    return "".join(char if char == "\n" else " " for char in text)
