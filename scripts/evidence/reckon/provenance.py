"""How close to the full paper something was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evidence.records.common import SourceKind
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Study


def second_hand(record: Study | Review | Source, seen: Iterable[str]) -> bool:
    """True when a fact was seen only in newspapers, slides or lay pages: shown, never counted."""
    return all(record.sources[name].kind == "secondary" for name in seen)


IN_KIND: Mapping[SourceKind, str] = {
    "full-text": "full texts",
    "registry": "registries",
    "abstract": "abstracts",
    "index": "indexes",
    "secondary": "second-hand reports",
}
"""Kinds of pages, the closest to the full paper first."""


def best_kind(record: Study | Review | Source, seen: Iterable[str]) -> SourceKind:
    """The closest to the full paper among the pages on which something was seen."""
    return min((record.sources[name].kind for name in seen), key=list(IN_KIND).index)
