"""What a careful editor would ask of what a study or a review says about harm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evidence.problems import Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.records.review import Review
from evidence.records.study import Study

Told = Entry[Study] | Entry[Review]

_ABSENT = re.compile(
    r"\b(?:no|not|none|nothing|nobody|never|without|whether|silent|ends? before)\b", re.IGNORECASE
)
"""What a statement says where nothing that happened was mentioned, or seen."""
_HURT = re.compile(
    r"\b(?:pain|injur\w+|fell|falls?|fallen|dizz\w+|adverse|unwell|sprain\w*|hurt|sore\w*|hospital\w*)\b",
    re.IGNORECASE,
)
_NONE_OF_THEM = re.compile(r"\b(?:no|none|nobody|not|0 of)\b", re.IGNORECASE)


def _statement(_: Library, entry: Told) -> Iterator[Problem]:
    harms = entry.record.harms
    if harms.reporting in ("reported", "none-occurred") and not harms.statement:
        what = f'"{harms.reporting}" needs a statement; say in your words what was printed'
        yield entry.problem(("harms",), what)
    told = harms.statement and not _ABSENT.search(harms.statement)
    if harms.reporting in ("not-mentioned", "not-seen") and told:
        what = (
            f'"{harms.reporting}", but this says what happened; say that it is "reported", or what is missing'
        )
        yield entry.problem(("harms", "statement"), what)


def _withdrawals(_: Library, entry: Told) -> Iterator[Problem]:
    """People who left because of something that is said not to have occurred."""
    harms = entry.record.harms
    if harms.reporting in ("none-occurred", "not-mentioned") and harms.withdrawals:
        found = _HURT.search(harms.withdrawals)
        if found and not _NONE_OF_THEM.search(harms.withdrawals):
            what = f'"{harms.reporting}", yet people left for "{found[0]}"; see whether that was harm'
            yield entry.problem(("harms", "withdrawals"), what, level="hint")


def _seen(_: Library, entry: Told) -> Iterator[Problem]:
    harms = entry.record.harms
    if harms.reporting != "not-seen" and not harms.seen:
        yield entry.problem(("harms",), "seen is missing; say where harm was, or was not, mentioned")


RULES: tuple[Callable[[Library, Told], Iterator[Problem]], ...] = (_statement, _withdrawals, _seen)
"""What is asked of studies and reviews alike."""
