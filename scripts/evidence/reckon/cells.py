"""One outcome in one comparison: what each study found, what it adds up to, and how sure one can be.

Sides are counted per study, whether or not a test was seen, and never from second-hand reports (Synthesis
Without Meta-analysis guideline, Campbell 2020; Cochrane Handbook chapter 12).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.read.library import Library
from evidence.reckon import certainty, directions, effects
from evidence.reckon.combining import Combined, combine
from evidence.reckon.designs import ROLES
from evidence.reckon.directions import Basis, Sign, sign
from evidence.reckon.formulas import Bounds, sign_test
from evidence.reckon.points import Mcid, PooledSd, mcid, spread
from evidence.reckon.provenance import second_hand
from evidence.records.common import Span
from evidence.records.condition import Condition, Outcome, Question
from evidence.records.study import Result, Side, Study


@dataclass(frozen=True)
class StudyFinding:
    """What one study says about one outcome in one comparison; `results` are its rows in the record."""

    study: Study
    results: tuple[Result, ...]
    side: Side | None
    """The side that they tell; None where they tell none, or not the same."""
    basis: Basis | None
    """What the side rests on."""
    tested: bool
    """Whether a test of the groups was seen: a p value, an interval, or averages with their spread."""
    clear: bool | None
    """Whether a test found its side's difference clear; False where none was found so, or by the report."""
    no_clear: bool
    """Whether the report says, or its numbers show, no clear difference. Not the same as none."""
    people: int | None
    """People in the arms compared; None where that was not seen."""
    about: bool = False
    """Whether `people` holds an equal share of the people in arms whose number was not seen."""

    @property
    def leans(self) -> bool:
        """Whether it tells a side, and by its own test or words no clear difference."""
        return self.side is not None and self.clear is False

    @property
    def figures(self) -> bool:
        """Whether averages, a difference or a size were seen."""
        return any(result.arms or result.difference or result.cohen_d for result in self.results)

    @property
    def sign(self) -> Sign:
        """Its sign among those of all trials."""
        return sign(self.side, self.basis, self.clear, no_clear=self.no_clear)

    @property
    def seen(self) -> list[str]:
        """Names of the pages on which any of its results was seen."""
        return [name for result in self.results for name in result.seen]


@dataclass(frozen=True)
class Sides:
    """Studies, and people in the arms compared, by the side that they tell. Nothing is weighed by a test.

    Source: Boon and Thomson 2021, Res Synth Methods 12:29; Campbell 2020, BMJ 368:l6890.
    """

    backward: int
    comparator: int
    untold: int
    """Studies that tell no side: missing information, and no vote."""
    no_clear: int
    """Of those, how many tell only that no clear difference was found."""
    people: int
    """People in the arms compared of those that tell a side, as far as seen."""

    @classmethod
    def of(cls, findings: Iterable[StudyFinding]) -> Sides:
        """The count over these findings."""
        known = tuple(findings)
        told = [finding for finding in known if finding.side]
        backward = sum(finding.side == "favours-backward" for finding in told)
        return cls(
            backward,
            len(told) - backward,
            len(known) - len(told),
            sum(finding.no_clear for finding in known if not finding.side),
            sum(finding.people or 0 for finding in told),
        )

    @property
    def told(self) -> int:
        """Studies that tell a side."""
        return self.backward + self.comparator

    @property
    def p(self) -> float:
        """Two-sided exact p of the sign test over the studies that tell a side."""
        return sign_test(self.backward, self.told)

    @property
    def p_bounds(self) -> Bounds:
        """Smallest and largest p, whichever way the studies lie that tell no side."""
        total = self.told + self.untold
        possible = [sign_test(self.backward + more, total) for more in range(self.untold + 1)]
        return min(possible), max(possible)


@dataclass(frozen=True)
class Cell:
    """All findings on one outcome in one comparison, the oldest study first."""

    question: Question
    outcome: Outcome
    findings: tuple[StudyFinding, ...]
    combined: Combined | None = None
    mcid: Mcid | None = None
    """The change that people notice, in the unit that the effect is told in."""
    pooled_sd: PooledSd | None = None
    """Where `combined` is standardised: what tells it in points."""
    judged: certainty.Judged | None = None

    @property
    def level(self) -> certainty.Level | None:
        """How sure one can be; None when that is not yet judged.

        Where groups were formed at random in some of the studies heard, it is the level of these.
        """
        return certainty.level(self.judged, self.heard) if self.judged else None

    @property
    def level_others(self) -> certainty.Level | None:
        """How sure one can be of the other studies heard; None unless there are both kinds."""
        return certainty.level_others(self.judged, self.heard) if self.judged else None

    @property
    def start(self) -> certainty.Level:
        """Where the level starts before anything is taken off."""
        return certainty.start(self.heard)

    @property
    def heard(self) -> list[Study]:
        """Studies on which the level rests: those that tell a side, or all where none does."""
        return [finding.study for finding in self.telling or self.findings]

    @property
    def studies(self) -> list[Study]:
        """The studies that measured it."""
        return [finding.study for finding in self.findings]

    @property
    def telling(self) -> tuple[StudyFinding, ...]:
        """Findings that tell a side."""
        return tuple(finding for finding in self.findings if finding.side)

    @property
    def read(self) -> tuple[StudyFinding, ...]:
        """Findings whose result can be read: they tell a side, or that no clear difference was found."""
        if not self.compared:
            return self.findings
        return tuple(finding for finding in self.findings if finding.side or finding.no_clear)

    @property
    def sides(self) -> Sides:
        """How many studies and people lie on each side."""
        return Sides.of(self.findings)

    @property
    def compared(self) -> bool:
        """Whether walking backwards was set against another group."""
        return ROLES[self.question.comparator].group

    def is_better(self, combined: Combined, estimate: float) -> bool:
        """Whether an estimate on the scale of `combined` speaks for walking backwards."""
        return (estimate < 0) == (combined.better == "lower")

    @property
    def least(self) -> float | None:
        """The smallest change that people notice, on the scale of `combined`; None where nobody can tell."""
        return self.mcid_on_scale.low if self.mcid_on_scale else None

    @property
    def mcid_on_scale(self) -> Span | None:
        """The change that people notice, on the scale of `combined`; None where nobody can tell."""
        if self.mcid is None or self.combined is None:
            return None
        span = self.mcid.span
        if self.combined.scale == "raw":
            return span
        sd = self.pooled_sd.sd if self.pooled_sd else None
        return Span(low=span.low / sd, high=span.high / sd) if sd else None

    @property
    def people(self) -> int:
        """People in these studies, all arms together."""
        return people(self.studies)

    @property
    def uncounted(self) -> int:
        """How many of these studies do not say how many people took part."""
        return uncounted(self.studies)

    @property
    def people_read(self) -> int:
        """People in the arms compared whose result can be read: on these rests what the cell says."""
        return sum(finding.people or 0 for finding in self.read)

    @property
    def uncounted_read(self) -> int:
        """How many studies whose result can be read do not say how many people were compared."""
        return sum(finding.people is None for finding in self.read)


def people(studies: Iterable[Study]) -> int:
    """People who have the condition, over studies; a study whose number was not seen adds none."""
    return sum(study.participants.with_condition() or 0 for study in studies)


def uncounted(studies: Iterable[Study]) -> int:
    """How many of the studies do not say how many people took part."""
    return sum(study.participants.people() is None for study in studies)


def cell_of(
    library: Library, condition: Condition, question: Question, outcome: Outcome, studies: list[Study]
) -> Cell:
    """What these studies of the condition say about the outcome, second-hand reports left out."""
    findings = tuple(_findings(library, studies, question, outcome))
    found = [(f.study, effects.of_study(f.study, f.results, library.instruments)) for f in findings]
    combined = combine(((study, effect) for study, effect in found if effect), library.instruments)
    told_on, known = combined.instrument if combined else None, None
    if combined and combined.scale == "standardised":
        known = spread(library, condition.id, outcome)
        told_on = known.instrument if known else None
    return Cell(
        question=question,
        outcome=outcome,
        findings=findings,
        combined=combined,
        mcid=mcid(told_on, condition.id),
        pooled_sd=known,
        judged=certainty.judge(condition.certainty, question.comparator, outcome.id, len(findings)),
    )


def _findings(
    library: Library, studies: Iterable[Study], question: Question, outcome: Outcome
) -> Iterable[StudyFinding]:
    for study in studies:
        results = tuple(
            result
            for result in study.results
            if result.outcome == outcome.id and _answers(study, result, question)
        )
        if results:
            yield finding(library, study, results)


def finding(library: Library, study: Study, results: tuple[Result, ...]) -> StudyFinding:
    """What these results, all on one outcome and in one comparison, tell together."""
    told = [directions.told(result, library.instrument_of(result)) for result in results]
    sides = {each.side for each in told if each.side}
    agreed = sides.pop() if len(sides) == 1 else None
    with_side = [each for each in told if each.side]
    named = {directions.direction(result, library.instrument_of(result)) for result in results}
    return StudyFinding(
        study,
        results,
        agreed,
        ("numbers" if any(each.basis == "numbers" for each in with_side) else "words") if agreed else None,
        any(each.tested for each in (with_side if agreed else told)),
        _clear(with_side) if agreed else None,
        "no-clear-difference" in named,
        effects.people_compared(study, results),
        effects.is_share(study, results),
    )


def _clear(told: Iterable[directions.Told]) -> bool | None:
    """Whether a test found any of them clear; None where of some that is not known."""
    found = {each.clear for each in told}
    return True if True in found else None if None in found else False


def _answers(study: Study, result: Result, question: Question) -> bool:
    """Whether it speaks to the question: of a programme, and seen in more than second-hand reports."""
    if result.one_session or second_hand(study, result.seen):
        return False
    if not ROLES[question.comparator].group:
        return result.contrast == "before-after"
    return study.comparator(result) == question.comparator
