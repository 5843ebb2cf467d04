"""The ladder on hand-written pages: its steps, its speeds, how much pain is all right, what to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evidence.records.ladder import AskFirst, Ladder, Place, Stage, Step
from evidence.show.templating import Block


@dataclass(frozen=True)
class LadderBlock(Block):
    """How to build up, in minutes: the steps that need neither a treadmill nor a hill."""

    template: ClassVar[str] = "blocks/ladder.j2"
    ladder: Ladder | None
    """The record; None where there is none."""
    flat: tuple[Stage, ...]
    """Steps on the flat, in their order."""

    @classmethod
    def of(cls, ladder: Ladder | None) -> LadderBlock:
        """Without what rises."""
        return cls(
            ladder, tuple(stage for stage in ladder.stages if not stage.incline_percent) if ladder else ()
        )


@dataclass(frozen=True)
class BeltStepsBlock(Block):
    """How fast and how steep each step is where speed and slope can be set."""

    template: ClassVar[str] = "blocks/belt_steps.j2"
    stages: tuple[Stage, ...]
    """Steps at a place that can rise, in their order."""
    steps: tuple[Step, ...]
    """How much more at a time."""

    @classmethod
    def of(cls, ladder: Ladder | None) -> BeltStepsBlock:
        """From the record; nothing without one."""
        if ladder is None:
            return cls((), ())
        rising = {place.id for place in ladder.places if place.slope}
        return cls(tuple(stage for stage in ladder.stages if rising & set(stage.places)), tuple(ladder.steps))


@dataclass(frozen=True)
class PainRuleBlock(Block):
    """How much pain is all right: one rule, the same on every page."""

    template: ClassVar[str] = "blocks/pain_rule.j2"
    ladder: Ladder | None
    """The record; None where there is none."""


@dataclass(frozen=True)
class BeltReadyBlock(Block):
    """What has to be so before anybody walks where not everybody is ready to, within a line of text."""

    template: ClassVar[str] = "blocks/belt_ready.j2"
    places: tuple[Place, ...]
    """Those places."""

    @classmethod
    def of(cls, ladder: Ladder | None) -> BeltReadyBlock:
        """From the record."""
        return cls(tuple(place for place in ladder.places if place.speed and place.ready) if ladder else ())


@dataclass(frozen=True)
class WhatToAskBlock(Block):
    """What to ask a doctor or physiotherapist."""

    template: ClassVar[str] = "blocks/what_to_ask.j2"
    asking: AskFirst | None
    """What the ladder says of it; None where it says nothing."""

    @classmethod
    def of(cls, ladder: Ladder | None) -> WhatToAskBlock:
        """From the record."""
        return cls(ladder.ask_first if ladder else None)
