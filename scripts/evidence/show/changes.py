"""What changed for readers: the list on the page of changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.records.changes import Change
from evidence.records.condition import Condition
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
    """Its answer until then; empty where none is on the list."""


@dataclass(frozen=True)
class ToldChange:
    """What changed on one day."""

    on: date
    says: tuple[str, ...]
    """Sentences as recorded, with citations."""
    about: tuple[Told, ...]
    """The conditions, in their order on the site."""

    @property
    def answers(self) -> tuple[Told, ...]:
        """Those with a new answer."""
        return tuple(told for told in self.about if told.answer)

    @property
    def others(self) -> tuple[Told, ...]:
        """Those whose answer stayed as it was."""
        return tuple(told for told in self.about if not told.answer)

    @property
    def id(self) -> str:
        """The day as the end of an address."""
        return f"on-{self.on.isoformat()}"


def told_changes(library: Library, answers: Answers) -> tuple[ToldChange, ...]:
    """The newest first."""
    return tuple(
        ToldChange(
            change.on, tuple(change.says), tuple(_about(change, library.changes[place + 1 :], answers))
        )
        for place, change in enumerate(library.changes)
    )


def _about(change: Change, older: tuple[Change, ...], answers: Answers) -> Iterator[Told]:
    for name, synthesis in answers.syntheses.items():
        if name in change.answers or name in change.conditions:
            before = next((each.answers[name] for each in older if name in each.answers), "")
            yield Told(synthesis.condition, address_of(synthesis), change.answers.get(name, ""), before)


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
