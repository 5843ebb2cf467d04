"""The syntax of citations in texts, once: `[@key]`, `[@one; @two, Table 2]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.problems import shown

CITATION = re.compile(r"\[(@[^\[\]]*)\](?!\()")
"""`[@key]`, `[@a; @b, Table 2]`; what stands in front of a "(" is a link."""

UNCLOSED = re.compile(r"\[@[^\s\[\]]*+(?=[^\[\]]*+(?:\[|$))")
"""The beginning of a citation that nothing closes."""

CITED = re.compile(r"\s*@(?P<key>[^\s,;@]+)(?:\s*,\s*(?P<locator>[^;@\s]+(?:\s+[^;@\s]+)*))?\s*")
"""One of the parts of a citation; no place in a work holds an @, which begins another key."""

LOOSE_KEY = re.compile(r"(?<![\w.@/])@[A-Za-z][\w-]*(?![^\[\]]*\]\()")
"""A key with its sign and no bracket of its own; an address of e-mail and the words of a link are none."""

BRACKETED = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)+)\](?![(\[:])")
"""What may be the key of a work in brackets, its sign forgotten; a link is none."""

_LOOSE = re.compile(r"(?<!\s)\s++(?=[.,;:]|$)")
"""The space that a citation leaves before a sign, or at the end."""


def parts(citation: str) -> list[str]:
    """What stands between the semicolons of a citation, its brackets left out: '@a; @b, Table 2'."""
    return citation.split(";")


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Offset of whatever was meant as a citation and is none, and what to write."""
    for unclosed in UNCLOSED.finditer(text):
        yield unclosed.start(), f"{shown(unclosed[0])} is never closed; write [@key]"
    for found in CITATION.finditer(text):
        if not all(map(CITED.fullmatch, parts(found[1]))):
            what = f"{shown(found[0])} is no citation; write [@key], [@one; @two] or [@key, Table 2]"
            yield found.start(), what
    if "@" in text:
        yield from _loose(text)


def _loose(text: str) -> Iterator[tuple[int, str]]:
    """Keys outside of brackets that hold nothing else: `@key`, `(@key)`, `[see @key]`, `[-@key]`."""
    rest = CITATION.sub(lambda found: " " * len(found[0]), text)
    rest = UNCLOSED.sub(lambda found: " " * len(found[0]), rest)
    for loose in LOOSE_KEY.finditer(rest):
        yield (
            loose.start(),
            f"{shown(loose[0])} is no citation; write [{loose[0]}] with nothing else in it",
        )


def keys(text: str) -> Iterator[str]:
    """The keys that a text cites, in their order; whether they lead anywhere is asked elsewhere."""
    for found in CITATION.finditer(text):
        for part in parts(found[1]):
            if cited := CITED.fullmatch(part):
                yield cited["key"]


def without(text: str) -> str:
    """The text without its citations, signs close up to the words before them."""
    return _LOOSE.sub("", CITATION.sub("", text))
