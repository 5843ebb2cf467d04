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
from evidence.records.ladder import AMOUNTS, Advice, AmountName, AskFirst, AskSome, Ladder, Place, Stage, Step
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
}


@dataclass(frozen=True)
class Form:
    """The form that makes a plan."""

    data: Mapping[str, Any]
    """Everything that its script reads."""
    conditions: tuple[Condition, ...]
    """What a plan is made for, the leading ones first."""
    asking: tuple[Condition, ...]
    """What no plan is made for before somebody has been asked."""
    places: tuple[Place, ...]
    slope: Step
    """How a slope grows, and what is known of that."""
    pain: tuple[Advice, ...]
    """How much pain is all right."""
    fits: tuple[Advice, ...]
    """What makes anybody ask first; nobody is given a plan who has not said that none of it is true."""


@dataclass(frozen=True)
class PlanBlock(Block):
    """The form, and the plan that comes of it."""

    template: ClassVar[str] = "blocks/plan.j2"
    of_studies: ClassVar[bool] = True
    form: Form | None
    """None without a ladder and a post."""
    ask_first: AskFirst | None
    """Who should ask somebody first, and whom."""
    first_to_ask: tuple[Condition, ...]
    """The conditions of those."""

    @classmethod
    def of(cls, library: Library, known: Mapping[str, Any] | None) -> PlanBlock:
        """`known` as from data."""
        if known is None or library.ladder is None:
            return cls(None, None, ())
        ladder, first = library.ladder, library.ladder.ask_first
        offered = [library.conditions[name] for name in known["conditions"]]
        in_order = sorted(offered, key=lambda condition: not condition.lead)
        form = Form(
            known,
            tuple(condition for condition in in_order if known["conditions"][condition.id]["plan"]),
            tuple(condition for condition in in_order if not known["conditions"][condition.id]["plan"]),
            tuple(ladder.places),
            next(step for step in ladder.steps if step.of == "incline_percent"),
            tuple(ladder.pain),
            tuple(ladder.fits),
        )
        asked = tuple(library.conditions[name] for name in first.conditions) if first else ()
        return cls(form, first, asked)


@dataclass(frozen=True)
class PlanBlankBlock(Block):
    """The usual plan, to print: for those without a script, and wherever nobody has chosen."""

    template: ClassVar[str] = "blocks/plan_blank.j2"
    weeks: tuple[Mapping[str, float], ...]
    """The amounts of each, by their short names; none without a ladder and a post."""
    walks: tuple[int, ...]
    """Those of the fullest week, numbered from 1."""
    place: Place | None
    """Where they are walked."""
    how: tuple[Advice, ...]
    """How the first of them is walked."""
    pain: tuple[Advice, ...]
    """How much pain is all right."""

    @classmethod
    def of(cls, library: Library, known: Mapping[str, Any] | None) -> PlanBlankBlock:
        """`known` as from data."""
        if known is None or library.ladder is None:
            return cls((), (), None, (), ())
        ladder, usual = library.ladder, known["usual"]["place"]
        place = next(place for place in ladder.places if place.id == usual)
        weeks = usual_weeks(ladder)[: known["weeks"]["usual"]]
        most = max(int(week["times"]) for week in weeks)
        walks = tuple(range(1, most + 1))
        return cls(tuple(weeks), walks, place, tuple(ladder.stages[0].how), tuple(ladder.pain))


def data(library: Library, doses: Iterable[Dose]) -> dict[str, Any] | None:
    """Everything that the script of the page reads, as JSON; None without a ladder and an origin.

    Speeds are in km/h, slopes in percent. What studies used is [lowest, highest, number of studies]; an
    amount that none printed is left out.
    """
    if library.ladder is None or library.origin is None:
        return None
    walked = [dose for dose in doses if dose.stage == "walked"]
    ladder = library.ladder
    return {
        "usual": {"place": ladder.stages[0].places[0]},
        "amounts": _amounts(ladder, library.origin, _used(walked)),
        "weeks": {"usual": min(len(usual_weeks(ladder)), ladder.most_weeks), "most": ladder.most_weeks},
        "places": {place.id: _place(place, ladder.stages[0]) for place in ladder.places},
        "known": {
            SHORT[step.of]: [
                {"says": citing.without(known.says), "conditions": known.conditions} for known in step.known
            ]
            for step in ladder.steps
            if step.known
        },
        "conditions": _conditions(library.conditions.values(), ladder.ask_first, walked),
        "together": _together([library.origin.routine, *(dose.programme for dose in walked)]),
    }


def _place(place: Place, first: Stage) -> dict[str, Any]:
    """What is told of a place: where a plan begins, how to walk the first stage too."""
    how = first.how if place.id in first.places else []
    return {
        "name": place.name,
        "slope": place.slope,
        "speed": place.speed,
        "ready": citing.without(place.ready.says) if place.ready else "",
        "notes": [citing.without(note.says) for note in [*how, *place.notes]],
    }


def _conditions(
    known: Iterable[Condition], first: AskFirst | None, walked: Iterable[Dose]
) -> dict[str, dict[str, Any]]:
    """Each condition of which somebody walked or should ask first, and what was used there.

    Healthy people tell nothing of it.
    """
    of: dict[str, list[Dose]] = {}
    for dose in walked:
        if not dose.study.healthy_people:
            of.setdefault(dose.study.condition, []).append(dose)
    return {
        condition.id: {
            "name": condition.name,
            "people": condition.people,
            "asking": _asking(first, condition),
            "plan": first is None or condition.id not in first.conditions,
            "used": _used(of.get(condition.id, [])),
        }
        for condition in known
        if condition.id in of or (first and first.of(condition.id))
    }


def _asking(first: AskFirst | None, condition: Condition) -> dict[str, str] | None:
    """What people with this condition are told to ask first, and what is to be ticked by the others."""
    asking = first.of(condition.id) if first else None
    if asking is None:
        return None
    ready = asking.ready if isinstance(asking, AskSome) else ""
    return {"title": asking.title, "says": citing.without(asking.says), "ready": ready}


def usual_weeks(ladder: Ladder) -> list[dict[str, float]]:
    """The amounts of each week, by their short names, of the plan that nobody has changed.

    From the first stage on by the smallest step a week, to the last stage that is no faster and no steeper.
    """
    first, last = ladder.stages[0], _farthest(ladder)
    weeks = [{SHORT[name]: float(getattr(first, name)) for name in AMOUNTS}]
    for step in ladder.steps:
        name, goal = SHORT[step.of], getattr(last, step.of)
        while weeks[-1][name] < goal:
            weeks.append(weeks[-1] | {name: min(goal, round(weeks[-1][name] + step.by.low, 1))})
    return weeks


def _farthest(ladder: Ladder) -> Stage:
    """How far the usual plan goes: nobody is led to a speed or a slope that they did not ask for."""
    first = ladder.stages[0]
    as_gentle = (
        stage
        for stage in ladder.stages
        if (stage.speed_kmh, stage.incline_percent) == (first.speed_kmh, first.incline_percent)
    )
    return list(as_gentle)[-1]


def _amounts(ladder: Ladder, origin: Origin, every: dict[str, list[float]]) -> dict[str, Any]:
    """Per amount, in the order in which they grow: the post, limits, step, ends of the usual plan."""
    found = {}
    for step in ladder.steps:
        post, name = getattr(origin.routine, step.of), SHORT[step.of]
        stages = [getattr(stage, step.of) for stage in ladder.stages]
        found[name] = {
            "post": _pair(post),
            "least": min(step.by.low, stages[0]),
            "most": max([*stages, *(_pair(post) or []), *every.get(name, [])[:2]]),
            "by": [step.by.low, step.by.high],
            "start": stages[0],
            "goal": getattr(_farthest(ladder), step.of),
        }
    return found


def _pair(span: Span | None) -> list[float] | None:
    return [span.low, span.high] if span else None


def _together(programmes: Iterable[Programme]) -> list[dict[str, float]]:
    """The most of each amount that one programme prints, for every programme that no other outdoes."""
    most = [{name: span.high for name, seen in _SEEN.items() if (span := seen(each))} for each in programmes]
    several: list[dict[str, float]] = []
    # Whatever outdoes another comes before it.
    for each in sorted(filter(None, most), key=lambda told: (len(told), *told.values()), reverse=True):
        if not any(_within(each, other) for other in several):
            several.append(each)
    return several


def _within(amounts: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return all(name in other and amount <= other[name] for name, amount in amounts.items())


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
