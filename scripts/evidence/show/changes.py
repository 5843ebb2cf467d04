"""What changed for readers: the list on the page of changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.reckon.synthesis import Synthesis
from evidence.records.changes import Change, Stood
from evidence.records.condition import Condition
from evidence.say import standing
from evidence.show.page import address_of
from evidence.show.templating import Block

PAGE = "changes/"
"""Where the list stands, from the top of the site on."""


@dataclass(frozen=True)
class Told:
    """A condition that an entry is about."""

    condition: Condition
    page: str
    """Where it stands, from the top of the site on."""
    answer: str
    """Its answer from that day on; empty where that is not new."""
    before: str
    """What was another until then; empty where none is on the list."""
    sure: str
    """How sure one could be of it; empty where there is no new answer."""
    asks: str
    """Who had to ask first; empty where nobody had to."""


@dataclass(frozen=True)
class ToldChange:
    """What changed at one time."""

    on: date
    number: int
    """The how manieth of its day it is, from 1 on."""
    says: tuple[str, ...]
    """Sentences as recorded, with citations."""
    about: tuple[Told, ...]
    """The conditions, in their order on the site."""

    @property
    def answers(self) -> tuple[Told, ...]:
        """Those with a new answer."""
        return tuple(told for told in self.about if told.answer)

    @property
    def same_sure(self) -> str:
        """How sure one could be of every new answer; empty where that differs."""
        found = {told.sure for told in self.answers}
        return found.pop() if len(found) == 1 else ""

    @property
    def others(self) -> tuple[Told, ...]:
        """Those whose answer stayed as it was."""
        return tuple(told for told in self.about if not told.answer)

    @property
    def id(self) -> str:
        """The day as the end of an address, and a number where it is not the first of it."""
        return f"on-{self.on.isoformat()}" + (f"-{self.number}" if self.number > 1 else "")


def told_changes(library: Library, answers: Answers) -> tuple[ToldChange, ...]:
    """The newest first."""
    return tuple(
        ToldChange(
            change.on,
            1 + sum(older.on == change.on for older in library.changes[place + 1 :]),
            tuple(change.says),
            tuple(_about(change, library.changes[place + 1 :], answers)),
        )
        for place, change in enumerate(library.changes)
    )


def _about(change: Change, older: tuple[Change, ...], answers: Answers) -> Iterator[Told]:
    for name, synthesis in answers.syntheses.items():
        if name in change.answers or name in change.conditions:
            now = change.answers.get(name)
            then = next((each.answers[name] for each in older if name in each.answers), None)
            yield _told(synthesis, now, then if now else None)


def _told(synthesis: Synthesis, now: Stood | None, then: Stood | None) -> Told:
    """Of the answer before only what is another now."""
    if now is None:
        return Told(synthesis.condition, address_of(synthesis), "", "", "", "")
    before = standing.before(then, now) if then else ""
    sure, asks = standing.sure(now), standing.asks(now)
    return Told(synthesis.condition, address_of(synthesis), now.headline, before, sure, asks)


@dataclass(frozen=True)
class ChangesBlock(Block):
    """What changed, day by day."""

    template: ClassVar[str] = "blocks/changes.j2"
    changes: tuple[ToldChange, ...]
    """The newest first."""
    feed: str
    """Where programs find the list, from the top of the site on; empty without a feed."""

    @classmethod
    def of(cls, library: Library, answers: Answers, feed: str) -> ChangesBlock:
        """From the record; none without one."""
        return cls(told_changes(library, answers), feed)
