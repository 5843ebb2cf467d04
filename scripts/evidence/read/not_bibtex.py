"""What stands in a .bib file and is no BibTeX that is read here, told before a parser stumbles over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from evidence.problems import Problem, shown
from evidence.read.text_files import place

_FORMATS = (
    (re.compile(r"\s*(?:PMID|STAT|OWN) *- "), "PubMed's own format (.nbib)"),
    (re.compile(r"\s*TY  ?- "), "RIS"),
    (re.compile(r"\s*%[0A-Z] "), "EndNote's own format (.enw)"),
    (re.compile(r"\s*(?:FN |PT [A-Z]\b)"), "Web of Science's own format"),
    (re.compile(r"\{\\rtf"), "rich text"),
    (re.compile(r"\s*[\[{]\s*[\"{\]}]"), "JSON"),
    (re.compile(r"\s*<"), "XML or HTML"),
    (re.compile(r"%PDF"), "a PDF"),
    (re.compile(r"\s*(?:---|[a-z-]+:\s)"), "YAML"),
)
"""How the file begins -> what it is."""

_NO_ENTRY = re.compile(r"@(string|preamble|comment)\b", re.IGNORECASE)
_COMMENT = re.compile(r"^[ \t]*%", re.MULTILINE)
_ROUND = re.compile(r"^[ \t]*@\w+\s*\(", re.MULTILINE)
_OPENING = re.compile(r"^[ \t]*@\w+[ \t]*\{[ \t]*([^,={}\n]*)([,=}\n])", re.MULTILINE)


def problems(text: str, path: Path) -> Iterator[Problem]:
    """Each such thing at its place; none where a parser of BibTeX may look at the text."""

    def found(offset: int, what: str) -> Problem:
        return Problem(path, *place(text, offset), "BibTeX", what)

    for begins, name in _FORMATS:
        if begins.match(text):
            what = f"this is {name}, not BibTeX; export it as BibTeX, or write @article{{{path.stem}, ...}}"
            yield found(0, what)
            return
    if other := _NO_ENTRY.search(text):
        yield found(other.start(), f"{shown(other[0])} is not read here; write each value where it belongs")
        return
    if comment := _COMMENT.search(text):
        yield found(comment.start(), "% starts no comment in a .bib file; take the line out")
    if round_ := _ROUND.search(text):
        yield found(
            round_.start(), f"a round bracket; write {round_[0].strip()[:-1].strip()}{{{path.stem}, ...}}"
        )
    for opening in _OPENING.finditer(text):
        if what := _no_key(opening[1].strip(), opening[2], path.stem):
            yield found(opening.start(1), what)


def _no_key(key: str, then: str, stem: str) -> str:
    if then == "=" or not key:
        return f"the key is missing; write {stem}, with a comma after it"
    if then == "\n":
        return f"no comma after the key {shown(key)}; write {stem}, with a comma after it"
    if " " in key or "\t" in key:
        return f"the key {shown(key)} holds a space; write {stem}"
    return ""
