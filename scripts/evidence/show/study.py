"""What a page shows of one study: its people, its results, what it found."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.reckon import designs, effects
from evidence.reckon.directions import direction
from evidence.reckon.effects import Effect
from evidence.reckon.programmes import programmes_of
from evidence.reckon.provenance import second_hand
from evidence.reckon.synthesis import comparisons
from evidence.records.study import Direction, Result, Role, Study
from evidence.say import citations
from evidence.say import numbers as words
from evidence.say.terms import DIRECTIONS, REGISTRY, ROLES
from evidence.show.page import as_text

_CONTRASTS = {
    "between-arms": "{0} against {1}",
    "before-after": "{0}: before and after, with nothing to compare it to",
    "backward-vs-forward": "{0} against {1}, the same people",
    "between-people": "{0} against {1}: different people, the same walking",
}


_UNCOMPARED = {
    "before-after": "Before and after, nothing to compare it to:",
    "backward-vs-forward": "The same people backwards and forwards:",
    "between-people": "Different people compared, not exercise:",
}


@dataclass(frozen=True)
class ResultBlock:
    """One result as a study page shows it."""

    result: Result
    outcome: str
    measure: str
    unit: str | None
    when: str
    comparison: str
    comparator: Role | None
    direction: Direction | None
    second_hand: bool
    scores: str
    effect: Effect | None


def result_blocks(library: Library, study: Study) -> list[ResultBlock]:
    """The results of a study in the order of its record."""
    names = _outcomes(library, study)
    return [_block(library, study, result, names[result.outcome]) for result in study.results]


def found_by(library: Library, study: Study) -> list[tuple[str, list[Markup]]]:
    """Per kind of comparison its words and a line per outcome, most important first, in a few words each.

    Second-hand reports are left out. Where nothing was compared only the outcomes are named: the page of the
    study tells the rest.
    """
    names = _outcomes(library, study)
    groups: dict[str, dict[Markup, None]] = {}
    for result in sorted(study.results, key=lambda result: list(names).index(result.outcome)):
        if not second_hand(study, result.seen):
            line = _line(library, names[result.outcome], result)
            groups.setdefault(_group(study, result), {})[line] = None
    return [(group, list(lines)) for group, lines in groups.items()]


def _group(study: Study, result: Result) -> str:
    role = study.comparator(result)
    if role is None:
        return _UNCOMPARED[result.contrast]
    return f"Against {ROLES[role].word}:" if len(comparisons(study)) > 1 else ""


def tells_a_routine(study: Study) -> bool:
    """True when people walked backwards over some weeks and the minutes or the speed were seen."""
    told = any(walk.minutes_per_session or walk.speed_kmh or walk.pace for walk in programmes_of(study))
    traits = designs.DESIGNS[study.design]
    return told and not (traits.session or traits.announced or study.healthy_people)


def told_programme(study: Study) -> bool:
    """True when more than the number of weeks was seen of what people did."""
    return any(
        programme.model_dump(exclude_none=True, exclude={"weeks", "note", "seen"})
        for programme in programmes_of(study)
    )


def told_harm(study: Study) -> bool:
    """True when anything was seen about harm or about people who left."""
    harms = study.harms
    return bool(harms.statement or harms.withdrawals) or harms.reporting in ("reported", "none-occurred")


def byline(reference: Reference) -> str:
    """Authors, journal or publisher, and year."""
    place = reference.journal or reference.institution or reference.publisher or "Journal not seen"
    return f"{citations.authors(reference)}. {place}, {reference.year or 'year not seen'}."


def people(study: Study) -> str:
    """'68 randomised, 68 analysed, 5 of them without the condition'."""
    numbers = study.participants.model_dump(include={"recruited", "randomised", "analysed", "planned"})
    parts = [f"{n} {word}" for word, n in numbers.items() if n is not None]
    if study.participants.without_condition:
        parts.append(f"{study.participants.without_condition} of them without the condition")
    return ", ".join(parts)


def age(study: Study) -> str:
    """'mean 55.6 years, 40 to 70 years'."""
    people, parts = study.participants, []
    if people.age_mean is not None:
        spread = f" (± {words.number(people.age_sd)})" if people.age_sd is not None else ""
        parts.append(f"mean {words.number(people.age_mean)} years{spread}")
    if people.age is not None:
        parts.append(words.span(people.age, "years"))
    return ", ".join(parts)


def registration(study: Study) -> str:
    """'ISRCTN12850845, after the study had begun; completed; May 2015 to June 2016'."""
    entry = study.registration
    if entry is None:
        return ""
    timing = {"prospective": ", before the study began", "retrospective": ", after the study had begun"}
    status = REGISTRY[entry.status].word if entry.status else None
    dates = " to ".join(filter(None, (entry.start, entry.completion)))
    return "; ".join(filter(None, (entry.number + timing.get(entry.timing or "", ""), status, dates)))


def _outcomes(library: Library, study: Study) -> dict[str, str]:
    return {outcome.id: outcome.name for outcome in library.conditions[study.condition].outcomes}


def _line(library: Library, outcome: str, result: Result) -> Markup:
    if not result.compares_arms:
        return Markup("{}").format(as_text(outcome))
    side = direction(result, library.instrument_of(result))
    return Markup('<span class="direction {}"><span aria-hidden="true">{}</span> {}: {}</span>').format(
        side, DIRECTIONS[side].sign, outcome, DIRECTIONS[side].short
    )


def _scores(study: Study, result: Result) -> str:
    if result.values == "change":
        return "change from the start"
    return "values in the session" if designs.DESIGNS[study.design].session else "values after the programme"


def _compared(study: Study, result: Result) -> str:
    """Who was set against whom; several conditions of one session all stand behind "against"."""
    first, *others = (words.lower_first(study.arms[name].label) for name in result.compares)
    if result.contrast == "backward-vs-forward" and not others:
        both = designs.ROLES[study.arms[result.compares[0]].role].backwards == "too"
        return f"{first}: {'backwards against forwards, ' if both else ''}the same people"
    return _CONTRASTS[result.contrast].format(first, " and ".join(others))


def _block(library: Library, study: Study, result: Result, outcome: str) -> ResultBlock:
    instrument = library.instrument_of(result)
    lay = second_hand(study, result.seen)
    measured = [part for part in (instrument and instrument.name, result.measure) if part]
    return ResultBlock(
        result=result,
        outcome=outcome,
        measure=": ".join(measured) or "How it was measured was not seen",
        unit=instrument.unit if instrument else None,
        when=", ".join(
            part for part in (result.week and f"week {words.number(result.week)}", result.timing) if part
        ),
        comparison=words.capital(_compared(study, result)),
        comparator=study.comparator(result),
        direction=direction(result, instrument) if result.compares_arms else None,
        second_hand=lay,
        scores=_scores(study, result),
        effect=None if lay else effects.of_results(study, [result], instrument),
    )
