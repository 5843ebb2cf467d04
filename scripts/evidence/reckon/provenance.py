"""How close to the full paper something was seen."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.records.common import SourceKind
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Study

CLOSEST: tuple[SourceKind, ...] = (
    "full-text",
    "registry",
    "abstract",
    "cochrane-data",
    "index",
    "secondary",
)
"""Kinds of pages, the closest to the full paper first.

Data that a Cochrane review took out of a paper stand behind the abstract, which is the authors' own word:
somebody else chose them, and a slip cannot be seen. They stand before an index, because they come from the
full paper.
"""


def second_hand(record: Study | Review | Source, seen: Iterable[str]) -> bool:
    """True when a fact was seen only in newspapers, slides or lay pages: shown, never counted."""
    return all(record.sources[name].kind == "secondary" for name in seen)


def best_kind(record: Study | Review | Source, seen: Iterable[str]) -> SourceKind:
    """The closest to the full paper among the pages on which something was seen."""
    return min((record.sources[name].kind for name in seen), key=CLOSEST.index)
