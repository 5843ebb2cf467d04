"""The page for clinicians behind the page of a condition: what one needs at work, on one screen or sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, get_args

from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Level
from evidence.reckon.designs import DESIGNS
from evidence.reckon.programmes import DoseAmount, Range, ranges
from evidence.reckon.synthesis import Synthesis
from evidence.records.instrument import Instrument, Threshold
from evidence.records.ladder import Advice, Asking, Known, Ladder, Stage
from evidence.records.stop import Brief, Help, Stop
from evidence.records.study import Study
from evidence.say import reading
from evidence.say.answers import answer, by_side, estimate, estimate_of_one
from evidence.say.cited_page import CitedPage
from evidence.say.numbers import lower_first, span
from evidence.say.terms import comparator
from evidence.show.templating import PageView, Sources

FILE, NAME = "for-clinicians", "For professionals"
"""The end of its address, and what links call it."""
ROWS = 4
_RARE: frozenset[DoseAmount] = frozenset({"sessions_per_day"})
"""What nobody misses: hardly any programme is more than once a day."""
"""Outcomes of the first comparison; of each other one it is one."""


@dataclass(frozen=True)
class EffectRow:
    """One outcome of one comparison."""

    cell: Cell
    against: str
    """What walking backwards was set against; empty in the first comparison, which the caption names."""
    scale: str
    """What a mean difference is told on; empty for any other effect."""
    effect: str
    """The sum, or the number of the only trial; else how many trials lie on each side."""
    of_one: str
    """The number of a single trial among several; empty where there is a sum, or no such number."""
    trials: str
    """'5 of 13' where not all stand in the sum, else how many there are."""
    change: str
    """'1 to 2 points', the change that people notice; empty where none is known."""
    sources: tuple[Reference, ...]
    """Where that was found."""
    among_measures: bool
    """Whether a change is known on a scale or test of the row that the effect is not told on."""


@dataclass(frozen=True)
class KnownChange:
    """A change on a scale that matters, or that is more than error of measurement, and its source."""

    threshold: Threshold
    source: Reference


@dataclass(frozen=True)
class Measure:
    """A scale or test that studies of the condition used, and what is known of changes on it."""

    instrument: Instrument
    known: tuple[KnownChange, ...]
    alike: tuple[Instrument, ...]
    """Others of the answers whose points mean the same."""


@dataclass(frozen=True)
class CliniciansPage(PageView):
    """What a clinician needs of a condition."""

    template: ClassVar[str] = "pages/clinicians.md.j2"
    sources: ClassVar[Sources] = "gathered"
    search: ClassVar[Mapping[str, Any] | None] = {"boost": 2}
    hide: ClassVar[tuple[str, ...]] = ("navigation", "toc")
    synthesis: Synthesis
    """Everything that is known of the condition."""
    answer: str
    """What patients read first."""
    ask: str
    """The first comparison as a question."""
    rows: tuple[EffectRow, ...]
    """The outcomes that matter most."""
    harms: str
    """How many studies say anything of harm, beside what those say."""
    silence: str
    """The same, as patients are told it: that silence is no safety."""
    doses: tuple[Range, ...]
    """What people did over some weeks."""
    untold: tuple[DoseAmount, ...]
    """What no study tells of that."""
    walked: int
    """How many studies lasted some weeks."""
    ladder: Ladder | None
    """How to build up; None where there is no such record."""
    stages: tuple[Stage, ...]
    """Its rungs."""
    known: tuple[Known, ...]
    """What is known of letting amounts grow, of these people or of anybody."""
    pain: tuple[Advice, ...]
    """How much pain is all right; nothing where somebody else must say so first."""
    left_out: tuple[Study, ...]
    """Studies of which it was seen who could not take part."""
    silent: int
    """How many studies with results there are of which that was not seen."""
    measured: tuple[Measure, ...]
    """Scales and tests with a known change."""
    unmeasured: tuple[Instrument, ...]
    """The others."""
    asking: Asking | None
    """Who has to ask first; None where anybody may begin."""
    alone: bool
    """Whether some people with the condition may begin alone."""
    stop: Stop | None
    """When to stop; None where there is no such record."""
    briefs: tuple[tuple[Help, Brief], ...]
    """Signs of the body part that the condition is of."""
    checked: tuple[str, ...]
    """What one should know of the page itself."""
    cited: CitedPage
    """How to cite the short page."""

    @property
    def same_level(self) -> Level | None:
        """How sure one can be of every row; None where that differs."""
        levels = {row.cell.level for row in self.rows}
        return levels.pop() if len(levels) == 1 else None

    @property
    def any_change(self) -> bool:
        """Whether a change that people notice is known for any row."""
        return any(row.change or row.among_measures for row in self.rows)


def page(
    library: Library, answers: Answers, synthesis: Synthesis, checked: tuple[str, ...], cited: CitedPage
) -> CliniciansPage:
    """The page of a condition that has an answer."""
    ladder, condition = library.ladder, synthesis.condition
    ask_first = ladder.ask_first if ladder else None
    asking = ask_first.of(condition.id) if ask_first else None
    alone = asking is None or asking is not ask_first
    told_of_harm = reading.harms_beside_line if condition.harm_in_short else reading.harms_line
    here = {study.id for study in synthesis.studies}
    walked = [dose for dose in answers.doses if dose.stage == "walked" and dose.study.id in here]
    told, measures = ranges(walked), tuple(_measures(library, synthesis))
    seen = {amount.of for amount in told}
    return CliniciansPage(
        synthesis=synthesis,
        answer=answer(synthesis),
        ask=synthesis.known_answers[0].question.ask,
        rows=tuple(_rows(library, synthesis)),
        harms=told_of_harm(synthesis),
        silence=reading.harms_line(synthesis),
        doses=told,
        untold=tuple(amount for amount in get_args(DoseAmount) if amount not in seen | _RARE),
        walked=sum(not DESIGNS[study.design].session for study in synthesis.studies),
        ladder=ladder,
        stages=tuple(ladder.stages) if ladder else (),
        known=tuple(_known_of_steps(ladder, condition.id, alone=alone)) if ladder else (),
        pain=tuple(ladder.pain) if ladder and alone else (),
        left_out=tuple(study for study in synthesis.known if study.participants.left_out),
        silent=sum(study.participants.left_out is None for study in synthesis.studies),
        measured=tuple(measure for measure in measures if measure.known),
        unmeasured=tuple(measure.instrument for measure in measures if not measure.known),
        asking=asking,
        alone=alone,
        stop=library.stop,
        briefs=tuple(library.stop.briefs(condition.id)) if library.stop else (),
        checked=checked,
        cited=cited,
    )


def _known_of_steps(ladder: Ladder, condition: str, *, alone: bool) -> Iterator[Known]:
    """What is known of people with the condition; what holds for anybody only beside our own steps."""
    for step in ladder.steps:
        for known in step.known:
            if known.holds_for(condition) and (alone or known.conditions):
                yield known


def _rows(library: Library, synthesis: Synthesis) -> Iterator[EffectRow]:
    """The outcomes that matter most of the first comparison, then the first outcome of each other one."""
    first, *others = synthesis.known_answers
    name = synthesis.condition.id
    for cell in first.cells[:ROWS]:
        yield _row(library, name, cell, "")
    for other in others:
        against = other.question.instead or comparator(other.question.comparator)
        yield _row(library, name, other.cells[0], against)


def _row(library: Library, condition: str, cell: Cell, against: str) -> EffectRow:
    all_of_them = len(cell.findings)
    pool = cell.combined.pool if cell.combined else None
    summed = pool.k if pool else all_of_them
    return EffectRow(
        cell,
        against,
        _scale(cell),
        estimate(cell) or by_side(cell),
        estimate_of_one(cell),
        str(all_of_them) if summed == all_of_them else f"{summed} of {all_of_them}",
        _change(cell),
        tuple(library.references[key] for key in cell.mcid.cites) if cell.mcid else (),
        not cell.mcid
        and any(_known(library, library.instruments[name].scale, condition) for name in _instruments([cell])),
    )


def _change(cell: Cell) -> str:
    """'1 to 2 points'; a standardised effect has a scale of its own, so the scale is named."""
    if cell.mcid is None:
        return ""
    known = cell.pooled_sd.instrument if cell.pooled_sd else None
    instrument = known or (cell.combined.instrument if cell.combined else None)
    unit = (instrument.unit if instrument else None) or ""
    return f"{span(cell.mcid.span, unit)}{f' on the {lower_first(known.name)}' if known else ''}"


def _scale(cell: Cell) -> str:
    """'Numerical rating scale for pain, 0 to 10'."""
    instrument = cell.combined.instrument if cell.combined and cell.combined.estimate is not None else None
    return ", ".join(filter(None, (instrument.name, instrument.range))) if instrument else ""


def _measures(library: Library, synthesis: Synthesis) -> Iterator[Measure]:
    """Every scale and test of the answers, by the order of outcomes; those with the same points once."""
    cells = [cell for each in synthesis.known_answers for cell in each.cells]
    order = [outcome.id for outcome in synthesis.condition.outcomes]
    cells.sort(key=lambda cell: order.index(cell.outcome.id))
    used = [library.instruments[name] for name in _instruments(cells)]
    for scale in dict.fromkeys(map(_sure_scale, used)):
        alike = tuple(each for each in used if _sure_scale(each) == scale and each.id != scale)
        yield Measure(library.instruments[scale], _known(library, scale, synthesis.condition.id), alike)


def _sure_scale(instrument: Instrument) -> str:
    """Id of the instrument in whose points it is told, but for one whose scale is an assumption."""
    return instrument.id if instrument.assumed else instrument.scale


def _instruments(cells: Iterable[Cell]) -> Iterable[str]:
    """Ids of the scales and tests of these cells, each once."""
    results = (result for cell in cells for finding in cell.findings for result in finding.results)
    return dict.fromkeys(result.instrument for result in results if result.instrument)


def _known(library: Library, instrument: str, condition: str) -> tuple[KnownChange, ...]:
    """What was found of changes on it among people with the condition."""
    found = (each for each in library.instruments[instrument].thresholds if condition in each.applies_to)
    return tuple(KnownChange(each, library.references[each.cites]) for each in found)
