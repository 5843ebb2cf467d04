"""What a careful editor would ask of the list of changes: days in order, every answer as it stands.

Only records as they are now can be looked at: that somebody rewrote an older entry is not seen here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from evidence.problems import Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.answers import Answers
from evidence.reckon.synthesis import Synthesis
from evidence.records.changes import Changes, Stood
from evidence.say.answers import answer

FILE = "changes.yml"
"""Where the list stands, among the records."""


def _days(_: Library, entry: Entry[Changes]) -> Iterator[Problem]:
    """The newest first; of one day there may be several."""
    for index, (newer, older) in enumerate(pairwise(entry.record.entries), start=1):
        if older.on > newer.on:
            what = f"{older.on} stands below {newer.on}; put the newest first"
            yield entry.problem(("entries", index, "on"), what)


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


def standing_now(library: Library, synthesis: Synthesis) -> Stood | None:
    """What the list has to say of a condition; None where it has no answer."""
    headline, cell = answer(synthesis), synthesis.main
    if not headline or cell is None:
        return None
    asking = library.ladder.ask_first if library.ladder else None
    whom = asking.whom(synthesis.condition.id) if asking else None
    return Stood(headline=headline, certainty=cell.level, ask_first=whom)


def problems(library: Library, answers: Answers) -> Iterator[Problem]:
    """Answers that are not those of the newest entry that names their condition; that there is no list."""
    now = {
        name: stood
        for name, synthesis in answers.syntheses.items()
        if (stood := standing_now(library, synthesis))
    }
    for entry in library.entries:
        if isinstance(entry.record, Changes):
            for name, stood in now.items():
                yield from _stands(entry, name, stood)
    path = library.root / FILE
    # A list that could not be read is told of already.
    if now and not library.changes and all(problem.path != path for problem in library.problems):
        yield Problem(path, 1, 1, "file", _missing(now))


def _missing(now: Mapping[str, Stood]) -> str:
    lines = ", ".join(as_line(name, stood) for name, stood in now.items())
    entry = f'{{on: {date.today()}, says: ["The list begins."], answers: {{{lines}}}}}'
    return (
        "the list is missing, but there are answers to tell; bring it back as it was, or begin it with: "
        f"{{id: changes, entries: [{entry}]}}"
    )


def as_line(name: str, stood: Stood) -> str:
    """What stands under `answers` for a condition, as YAML reads it."""
    headline = json.dumps(stood.headline, ensure_ascii=False)
    rest = stood.model_dump(exclude_none=True, exclude={"headline"})
    said = ", ".join([f"headline: {headline}", *(f"{key}: {value}" for key, value in rest.items())])
    return f"{name}: {{{said}}}"


_ASKED = {
    "headline": "the answer is another now",
    "certainty": "how sure one can be is another now",
    "ask_first": "who has to ask first is another now",
}
"""What is said where a field of it differs."""


def _stands(entry: Entry[Changes], name: str, now: Stood) -> Iterator[Problem]:
    todo = (
        "put a new entry of today at the top (two of one day are fine), say under says what changed, "
        f"and write under answers: {as_line(name, now)}"
    )
    for index, change in enumerate(entry.record.entries):
        if then := change.answers.get(name):
            other = [said for field, said in _ASKED.items() if getattr(then, field) != getattr(now, field)]
            if other:
                yield entry.problem(("entries", index, "answers", name), f"{', and '.join(other)}; {todo}")
            return
    yield entry.problem(("entries",), f'no entry tells the answer for "{name}"; {todo}')
