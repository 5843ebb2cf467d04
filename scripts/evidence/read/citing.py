"""The syntax of citations in texts, once: `[@key]`, `[@one; @two, Table 2]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

CITATION = re.compile(r"\[(@[^\[\]]*)\](?!\()")
"""`[@key]`, `[@a; @b, Table 2]`; what stands in front of a "(" is a link."""

UNCLOSED = re.compile(r"\[@[^\s\[\]]*+(?=[^\[\]]*+(?:\[|$))")
"""The beginning of a citation that nothing closes."""

CITED = re.compile(r"\s*@(?P<key>[^\s,;@]+)(?:\s*,\s*(?P<locator>[^;@\s]+(?:\s+[^;@\s]+)*))?\s*")
"""One of the parts of a citation; no place in a work holds an @, which begins another key."""

_LOOSE = re.compile(r"(?<!\s)\s++(?=[.,;:]|$)")
"""The space that a citation leaves before a sign, or at the end."""


def parts(citation: str) -> list[str]:
    """What stands between the semicolons of a citation, its brackets left out: '@a; @b, Table 2'."""
    return citation.split(";")


def keys(text: str) -> Iterator[str]:
    """The keys that a text cites, in their order; whether they lead anywhere is asked elsewhere."""
    for found in CITATION.finditer(text):
        for part in parts(found[1]):
            if cited := CITED.fullmatch(part):
                yield cited["key"]


def without(text: str) -> str:
    """The text without its citations, signs close up to the words before them."""
    return _LOOSE.sub("", CITATION.sub("", text))
