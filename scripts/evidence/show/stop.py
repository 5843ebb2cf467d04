"""The red boxes that hand-written pages put in: when to stop, and when to call for help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evidence.read import citing
from evidence.records.stop import Stop
from evidence.show.templating import Block


@dataclass(frozen=True)
class StopBoxBlock(Block):
    """When to stop, and when to call an ambulance: the red box of every page that is about walking."""

    template: ClassVar[str] = "blocks/stop_box.j2"
    stop: Stop | None
    """The record; None where there is none."""


@dataclass(frozen=True)
class StopMoreBlock(Block):
    """What else there is to say about the red box, and who says it."""

    template: ClassVar[str] = "blocks/stop_more.j2"
    stop: Stop | None
    """The record; None where there is none."""
    keys: tuple[str, ...]
    """What the red box cites, in the order of first mention."""
    own: tuple[str, ...]
    """Signs that are our own advice, without the full stop."""

    @classmethod
    def of(cls, stop: Stop | None) -> StopMoreBlock:
        """From the record."""
        if stop is None:
            return cls(None, (), ())
        boxed = [*stop.signs, stop.at_once, *stop.emergency.signs, *stop.then]
        keys = dict.fromkeys(key for said in boxed for key in citing.keys(said.says))
        own = tuple(said.says.rstrip(".") for said in stop.signs if said.basis == "common-sense")
        return cls(stop, tuple(keys), own)


@dataclass(frozen=True)
class HelpSignsBlock(Block):
    """Signs of each part of the body that need help, each with one instruction."""

    template: ClassVar[str] = "blocks/help_signs.j2"
    stop: Stop | None
    """The record; None where there is none."""
