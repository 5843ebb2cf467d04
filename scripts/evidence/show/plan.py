"""The form that makes a plan, the diary beside it, and what its script has to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, ClassVar

from evidence.read import citing
from evidence.read.library import Library
from evidence.reckon.programmes import Dose
from evidence.records.common import Span
from evidence.records.condition import Condition
from evidence.records.ladder import AmountName, AskFirst, Ladder, Place
from evidence.records.origin import Origin
from evidence.records.study import Programme
from evidence.show.templating import Block

SHORT: dict[AmountName, str] = {
    "minutes_per_session": "minutes",
    "sessions_per_week": "times",
    "speed_kmh": "speed",
    "incline_percent": "slope",
}
"""Names of the amounts in the page and in its address."""
_SEEN: dict[str, Callable[[Programme], Span | None]] = {
    "minutes": lambda programme: programme.minutes_per_session,
    "times": lambda programme: programme.sessions_per_week,
    "speed": lambda programme: programme.speed_kmh,
    "slope": lambda programme: programme.incline_percent,
    "total": lambda programme: programme.minutes_per_week(),
    "weeks": lambda programme: programme.weeks,
}


@dataclass(frozen=True)
class Form:
    """The form that makes a plan."""

    data: Mapping[str, Any]
    """Everything that its script reads."""
    conditions: tuple[Condition, ...]
    """What the plan can be for, the leading ones first."""
    places: tuple[Place, ...]
    routine: Programme
    """What the post says."""


@dataclass(frozen=True)
class PlanBlock(Block):
    """The form, and the plan that comes of it."""

    template: ClassVar[str] = "blocks/plan.j2"
    form: Form | None
    """None without a ladder and a post."""

    @classmethod
    def of(cls, library: Library, known: Mapping[str, Any] | None) -> PlanBlock:
        """`known` as from data."""
        if known is None or library.ladder is None or library.origin is None:
            return cls(None)
        offered = [library.conditions[name] for name in known["conditions"]]
        in_order = tuple(sorted(offered, key=lambda condition: not condition.lead))
        return cls(Form(known, in_order, tuple(library.ladder.places), library.origin.routine))


@dataclass(frozen=True)
class PlanBlankBlock(Block):
    """A diary to print, for those who fill it in by hand."""

    template: ClassVar[str] = "blocks/plan_blank.j2"
    weeks: tuple[int, ...]
    """None without a ladder and a post."""
    walks: tuple[int, ...]
    """Those of a week."""

    @classmethod
    def of(cls, known: Mapping[str, Any] | None) -> PlanBlankBlock:
        """`known` as from data; as many walks as on the lowest rung."""
        if known is None:
            return cls((), ())
        walks = int(known["amounts"]["times"]["start"])
        return cls(tuple(range(1, known["weeks"]["usual"] + 1)), tuple(range(1, walks + 1)))


def data(library: Library, doses: Iterable[Dose]) -> dict[str, Any] | None:
    """Everything that the script of the page reads, as JSON; None without a ladder and an origin.

    Speeds are in km/h, slopes in percent. What studies used is [lowest, highest, number of studies]; an
    amount that none printed is left out.
    """
    if library.ladder is None or library.origin is None:
        return None
    walked = [dose for dose in doses if dose.stage == "walked"]
    every, ladder, origin = _used(walked), library.ladder, library.origin
    longest = int(every["weeks"][1]) if "weeks" in every else ladder.most_weeks
    return {
        "amounts": _amounts(ladder, origin, every),
        "total": {
            "post": _pair(origin.routine.minutes_per_week()),
            "enough": origin.enough_minutes_per_week,
        },
        "weeks": {"usual": min(longest, ladder.most_weeks), "most": ladder.most_weeks},
        "places": {place.id: _place(place) for place in ladder.places},
        "ask": citing.without(ladder.ask_first.says) if ladder.ask_first else "",
        "conditions": _conditions(library.conditions.values(), ladder.ask_first, walked),
    }


def _place(place: Place) -> dict[str, Any]:
    notes = [citing.without(note.says) for note in place.notes]
    return {"name": place.name, "slope": place.slope, "notes": notes}


def _conditions(
    known: Iterable[Condition], first: AskFirst | None, walked: Iterable[Dose]
) -> dict[str, dict[str, Any]]:
    """Each condition of which somebody walked, and what was used there; healthy people tell nothing of it."""
    of: dict[str, list[Dose]] = {}
    for dose in walked:
        if not dose.study.healthy_people:
            of.setdefault(dose.study.condition, []).append(dose)
    return {
        condition.id: {
            "name": condition.name,
            "people": condition.people,
            "lead": condition.lead,
            "ask": first is not None and condition.id in first.conditions,
            "used": _used(of[condition.id]),
        }
        for condition in known
        if condition.id in of
    }


def _amounts(ladder: Ladder, origin: Origin, every: dict[str, list[float]]) -> dict[str, Any]:
    """Per amount, in the order in which they grow: the post, limits, step, and both ends of the ladder."""
    found = {}
    for step in ladder.steps:
        post, name = getattr(origin.routine, step.of), SHORT[step.of]
        ends = [getattr(stage, step.of) for stage in (ladder.stages[0], ladder.stages[-1])]
        found[name] = {
            "post": _pair(post),
            "least": min(step.by.low, ends[0]),
            "most": max([*ends, *(_pair(post) or []), *every.get(name, [])[:2]]),
            "by": [step.by.low, step.by.high],
            "start": ends[0],
            "goal": ends[1],
        }
    return found


def _pair(span: Span | None) -> list[float] | None:
    return [span.low, span.high] if span else None


def _used(walked: Iterable[Dose]) -> dict[str, list[float]]:
    """Lowest, highest and the number of studies that print it, per amount that some study prints."""
    known = list(walked)
    found: dict[str, list[float]] = {}
    for name, seen in _SEEN.items():
        spans = [(dose.study.id, span) for dose in known if (span := seen(dose.programme))]
        if spans:
            ends = list(chain.from_iterable((span.low, span.high) for _, span in spans))
            found[name] = [min(ends), max(ends), len({study for study, _ in spans})]
    return found
