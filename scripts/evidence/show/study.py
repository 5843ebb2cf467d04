"""The page of a study: people, programme, results, how it was done, and what has not been read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon import designs, effects
from evidence.reckon.answers import Answers
from evidence.reckon.directions import Sign, direction, sign_of
from evidence.reckon.effects import Effect
from evidence.reckon.provenance import second_hand
from evidence.records.claim import Claim
from evidence.records.condition import Condition
from evidence.records.instrument import Instrument
from evidence.records.study import Direction, Result, RiskLevel, Study
from evidence.say import numbers as words
from evidence.say import reading, terms
from evidence.show import risk
from evidence.show.page import Draft, address_of, record_file
from evidence.show.reports import about_report, byline, claims_about, title
from evidence.show.risk import RiskRow
from evidence.show.templating import PageView


@dataclass(frozen=True)
class ResultBlock:
    """One result as a study page shows it."""

    result: Result
    """The record."""
    outcome: str
    """Its name."""
    measure: str
    """With which scale or test it was measured."""
    unit: str | None
    """Of the scale or test."""
    when: str
    """Week, or at which moment."""
    comparison: str
    """Who was set against whom."""
    comparator: str
    """Who stands against walking backwards; empty where nobody does."""
    direction: Direction | None
    """None where nobody stands against it."""
    sign: Sign | None
    """The same as a sign among those of all trials; None where nobody stands against it."""
    second_hand: bool
    """Whether it was seen only in newspapers, slides or lay pages."""
    scores: str
    """What the averages are averages of."""
    effect: Effect | None
    """None without numbers."""


def result_blocks(library: Library, study: Study) -> list[ResultBlock]:
    """The results of a study in the order of its record."""
    names = {outcome.id: outcome.name for outcome in library.conditions[study.condition].outcomes}
    return [_block(library, study, result, names[result.outcome]) for result in study.results]


@dataclass(frozen=True)
class MeasuredOtherwise:
    """How one outcome was measured, where that is judged apart."""

    outcome: str
    """Its name for readers."""
    level: RiskLevel
    """The judgement."""
    reason: str
    """With citations."""


@dataclass(frozen=True)
class StudyPage(PageView):
    """The page of one study."""

    template: ClassVar[str] = "pages/study.md.j2"
    explained: ClassVar[bool] = True
    study: Study
    """The record."""
    title: str
    """As printed, or how else the report is told apart."""
    byline: str
    """Authors, journal and year."""
    condition: Condition
    """What it is about."""
    condition_address: str
    """Where that stands, from the top of the site on."""
    same_people: Study | None
    """Another study that is probably about the same people."""
    people: str
    """How many took part."""
    age: str
    """How old they were."""
    registration: str
    """Where and when it was registered."""
    results: tuple[ResultBlock, ...]
    """In the order of the record."""
    instruments: tuple[Instrument, ...]
    """Scales on which anything was measured."""
    risk: RiskRow | None
    """Judgements on risk of bias; None where it was not judged."""
    measured_otherwise: tuple[MeasuredOtherwise, ...]
    """Outcomes whose measuring is judged apart from that of the main one."""
    unjudged: str
    """Why risk of bias was not judged; empty where it was."""
    claims: tuple[Claim, ...]
    """Claims that it speaks to."""


def _measured_otherwise(library: Library, study: Study) -> Iterator[MeasuredOtherwise]:
    names = {outcome.id: outcome.name for outcome in library.conditions[study.condition].outcomes}
    judged = study.risk_of_bias.measurement_of if study.risk_of_bias else {}
    for outcome, judgement in judged.items():
        yield MeasuredOtherwise(names[outcome], judgement.judgement, judgement.reason)


def draft(library: Library, answers: Answers, study: Study) -> Draft:
    """The page of a study."""
    reference = library.report_of(study)
    used = dict.fromkeys(result.instrument for result in study.results if result.instrument)
    results = tuple(result_blocks(library, study))
    return Draft(
        f"studies/{study.id}.md",
        title(library, study),
        f"{reference.short()}: {_in_a_line(library, study, results)}",
        record_file(library, "studies", study.id),
        StudyPage(
            study=study,
            title=title(library, study),
            byline=byline(reference),
            condition=library.conditions[study.condition],
            condition_address=address_of(answers.syntheses[study.condition]),
            same_people=library.studies[study.may_repeat] if study.may_repeat else None,
            people=people(study),
            age=age(study),
            registration=registration(study),
            results=results,
            instruments=tuple(library.instruments[name] for name in used),
            risk=risk.row(study),
            measured_otherwise=tuple(_measured_otherwise(library, study)),
            unjudged=reading.unjudged_line(study),
            claims=claims_about(library, study),
        ),
        about_report(library, study),
    )


def _in_a_line(library: Library, study: Study, results: Sequence[ResultBlock]) -> str:
    """'randomised trial, people with neck pain. Pain: no clear difference. Read: abstract only.'"""
    who = "healthy people" if study.healthy_people else library.conditions[study.condition].people
    what = f"{terms.DESIGNS[study.design].word}, {who}."
    told = [each for each in results if each.direction not in (None, "unclear") and not each.second_hand]
    main = next((each for each in told if each.result.primary), told[0] if told else None)
    read = f"Read: {terms.READINGS[study.reading.what].word}."
    if main is None or main.direction is None:
        return f"{what} What was done, what was found, and what has not been read. {read}"
    return f"{what} {main.outcome}: {terms.RESULTS[main.direction].word}. {read}"


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
    registered = [entry.number, terms.TIMINGS[entry.timing].word if entry.timing else ""]
    status = terms.REGISTRY[entry.status].word if entry.status else ""
    dates = " to ".join(filter(None, (entry.start, entry.completion)))
    return "; ".join(filter(None, (", ".join(filter(None, registered)), status, dates)))


def _scores(study: Study, result: Result) -> str:
    term = terms.VALUES[result.values or "post"]
    return (designs.DESIGNS[study.design].session and term.short) or term.word


def _compared(study: Study, result: Result) -> str:
    """Who was set against whom; several conditions of one session all stand behind "against"."""
    first, *others = (words.lower_first(study.arms[name].label) for name in result.compares)
    if result.contrast == "backward-vs-forward" and not others:
        both = designs.ROLES[study.arms[result.compares[0]].role].backwards == "too"
        return f"{first}: {'backwards against forwards, ' if both else ''}the same people"
    return terms.CONTRASTS[result.contrast].word.format(first, " and ".join(others))


def _block(library: Library, study: Study, result: Result, outcome: str) -> ResultBlock:
    instrument, role = library.instrument_of(result), study.comparator(result)
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
        comparator=terms.comparator(role) if role else "",
        direction=direction(result, instrument) if result.compares_arms else None,
        sign=sign_of(result, instrument) if result.compares_arms else None,
        second_hand=lay,
        scores=_scores(study, result),
        effect=None if lay else effects.of_results(study, [result], instrument),
    )
