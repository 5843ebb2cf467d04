"""What a careful editor would ask of the list of changes: days in order, every answer as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise

from evidence.problems import Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.synthesis import Synthesis
from evidence.records.changes import Changes
from evidence.say.answers import answer


def _days(_: Library, entry: Entry[Changes]) -> Iterator[Problem]:
    """The newest first, each day once."""
    for index, (newer, older) in enumerate(pairwise(entry.record.entries), start=1):
        here = ("entries", index, "on")
        if older.on == newer.on:
            yield entry.problem(here, f"{older.on} has an entry already; put both into one")
        elif older.on > newer.on:
            yield entry.problem(here, f"{older.on} stands below {newer.on}; put the newest first")


def _twice(_: Library, entry: Entry[Changes]) -> Iterator[Problem]:
    """A condition that one entry names more than once."""
    for index, change in enumerate(entry.record.entries):
        for place, name in enumerate(change.conditions):
            if name in change.answers or name in change.conditions[:place]:
                where = "answers" if name in change.answers else "conditions"
                what = f'"{name}" stands under {where} already; take it out here'
                yield entry.problem(("entries", index, "conditions", place), what)


RULES = (_days, _twice)
"""What is asked of the list by itself."""


def standing(entry: Entry[Changes], syntheses: Iterable[Synthesis]) -> Iterator[Problem]:
    """Answers that are not, word for word, those of the newest entry that names their condition."""
    for synthesis in syntheses:
        if now := answer(synthesis):
            yield from _stands(entry, synthesis.condition.id, now)


def _stands(entry: Entry[Changes], name: str, now: str) -> Iterator[Problem]:
    # Written as YAML and JSON both read it.
    line = f"{name}: {json.dumps(now, ensure_ascii=False)}"
    todo = f"in an entry of today, at the top, say what changed, and write under answers: {line}"
    for index, change in enumerate(entry.record.entries):
        if name in change.answers:
            if change.answers[name] != now:
                yield entry.problem(("entries", index, "answers", name), f"the answer is another now; {todo}")
            return
    yield entry.problem(("entries",), f'no entry tells the answer for "{name}"; {todo}')
