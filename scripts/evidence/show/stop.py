"""The red boxes that hand-written pages put in: when to stop, and when to call for help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import ClassVar

from evidence.read import citing
from evidence.read.library import Library
from evidence.records.stop import Said, Stop
from evidence.show.templating import Block


@dataclass(frozen=True)
class StopBoxBlock(Block):
    """When to stop, and when to call an ambulance: the red box of every page that is about walking."""

    template: ClassVar[str] = "blocks/stop_box.j2"
    stop: Stop | None
    """The record; None where there is none."""


@dataclass(frozen=True)
class StopShortBlock(Block):
    """The red box with its call in a sentence: for a page that has to fit a sheet."""

    template: ClassVar[str] = "blocks/stop_short.j2"
    stop: Stop | None
    """The record; None where there is none."""


@dataclass(frozen=True)
class SecondHand:
    """A source that was read on pages of others only."""

    key: str
    name: str
    """How it is called."""
    read: str
    """What was read instead, first of all."""
    on: date
    """The day on which it was read."""


@dataclass(frozen=True)
class StopMoreBlock(Block):
    """What else there is to say about the red boxes, and who says it."""

    template: ClassVar[str] = "blocks/stop_more.j2"
    stop: Stop | None
    """The record; None where there is none."""
    keys: tuple[str, ...]
    """What the red box cites, in the order of first mention."""
    own: tuple[str, ...]
    """Signs that are our own advice, without the full stop."""
    second_hand: tuple[SecondHand, ...]
    """What any of the red boxes cites and was not read itself."""

    @classmethod
    def of(cls, library: Library) -> StopMoreBlock:
        """From the record."""
        stop = library.stop
        if stop is None:
            return cls(None, (), (), ())
        boxed = [*stop.signs, stop.at_once, *stop.emergency.signs, *stop.then, *stop.cannot_phone]
        signs = chain.from_iterable(one.signs for one in stop.calls())
        own = tuple(said.says.rstrip(".") for said in stop.signs if said.basis == "common-sense")
        return cls(stop, _keys(boxed), own, tuple(_second_hand(library, _keys([*boxed, *signs]))))


def _keys(said: Iterable[Said]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for each in said for key in citing.keys(each.says)))


def _second_hand(library: Library, keys: Iterable[str]) -> Iterator[SecondHand]:
    for key in keys:
        source = library.sources.get(library.owners[key][1])
        if source and source.second_hand:
            read = next(iter(source.sources.values()))
            yield SecondHand(key, library.references[key].short(), read.what, read.on)


@dataclass(frozen=True)
class HelpSignsBlock(Block):
    """Signs of each part of the body that need help, each with one instruction."""

    template: ClassVar[str] = "blocks/help_signs.j2"
    stop: Stop | None
    """The record; None where there is none."""
