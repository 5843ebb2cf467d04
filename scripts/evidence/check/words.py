"""Words that readers should not meet, and slips of the keyboard, in any text of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from evidence.problems import Problem, shown
from evidence.read.citing import UNCLOSED
from evidence.read.library import Library
from evidence.read.record_files import Entry

SHUNNED = re.compile(
    r"\b(significan\w*|proven|proves?|cure[sd]?|suffer\w*|no effect|breakthrough|miracle\w*|guarantee\w*)\b",
    re.IGNORECASE,
)
"""Words that promise, frighten, or mean something else to readers than to those who measure."""

# In pieces, so that whoever looks for such notes in this project does not find these.
_NOTES = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "lorem"))
SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^\s|\s\Z"), "begins or ends with a space or a new line; take it out, after > write >-"),
    (re.compile(r"(?<=\S)  "), "holds two spaces in a row; keep one"),
    (re.compile(r" [,;.](?=\s|$)"), "holds a space before a sign; take it out"),
    (re.compile(r"\.\.(?!\.)(?<!\.\.\.)"), "holds two full stops; keep one, or write three"),
    (re.compile(rf"\b({_NOTES})\b"), "holds a note to oneself; do it, or name it under open_questions"),
    (re.compile(r"\(\)|\[\]"), "holds empty brackets; fill them, or take them out"),
    (re.compile(r"\.\./|file://"), "leads to a place on one machine; give an address on the web"),
)
"""What nobody should read, and what to do about it."""
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
"""What opens has to close."""


def problems(_: Library, entry: Entry[Any]) -> Iterator[Problem]:
    """All that is wrong with the words of one record; addresses are left out."""
    for location, value in entry.document.leaves:
        if isinstance(value, str) and location[-1] != "address":
            for what in _faults(value):
                yield entry.problem(location, what)


def _faults(text: str) -> Iterator[str]:
    if found := SHUNNED.search(text):
        yield f"{shown(found[0])} promises, frightens or misleads readers; say what was found in plain words"
    for slip, what in SLIPS:
        if slip.search(text):
            yield f"{shown(text)} {what}"
    for left, right in PAIRS:
        if text.count(left) != text.count(right) and not (left == "[" and UNCLOSED.search(text)):
            yield f"{shown(text)} holds {text.count(left)} {left} and {text.count(right)} {right}; close each"
