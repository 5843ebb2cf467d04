"""One outcome in one comparison: what each study found, what it adds up to, and how sure one can be.

Directions are counted per study, not per p value, and never from second-hand reports (Synthesis Without
Meta-analysis guideline, Campbell 2020; Cochrane Handbook chapter 12).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from evidence.read.library import Library
from evidence.reckon import certainty, effects
from evidence.reckon.combining import HEADLINE, Combined, combine
from evidence.reckon.designs import ROLES
from evidence.reckon.directions import better_side, direction
from evidence.reckon.points import Mcid, PooledSd, mcid, pooled_sd
from evidence.reckon.provenance import second_hand
from evidence.records.common import Span
from evidence.records.condition import Condition, Outcome, Question
from evidence.records.study import Direction, Result, Study

ORDER: tuple[Direction, ...] = ("favours-backward", "no-clear-difference", "favours-comparator", "unclear")

_VERDICTS: dict[Direction, CellVerdict] = {
    "favours-backward": "better",
    "favours-comparator": "worse",
    "no-clear-difference": "no-clear-difference",
}

MAJORITY = 0.7
"""The share of studies that must point one way; a rule of this project's own."""

CellVerdict = Literal[
    "better",
    "worse",
    "little-difference",
    "mixed",
    "some-better",
    "some-worse",
    "no-clear-difference",
    "unknown",
]
"""Which way a cell points. `little-difference` needs a narrow interval; `no-clear-difference`
claims no such thing. `mixed`: studies on both sides. `some-...`: on one side, others with no clear one."""


@dataclass(frozen=True)
class StudyFinding:
    """What one study says about one outcome in one comparison; `results` are its rows in the record."""

    study: Study
    results: tuple[Result, ...]
    direction: Direction
    lean: Direction | None = None
    """The side that the averages lean to, clear or not; None when no averages were seen."""

    @property
    def side(self) -> Direction:
        """Where the effect lies, clear or not; "no-clear-difference" when only that much is told."""
        return (self.lean or self.direction) if self.direction == "no-clear-difference" else self.direction

    @property
    def seen(self) -> list[str]:
        """Names of the pages on which any of its results was seen."""
        return [name for result in self.results for name in result.seen]


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
        """How sure one can be; None when that is not yet judged."""
        return certainty.level(self.judged, self.studies) if self.judged else None

    @property
    def studies(self) -> list[Study]:
        """The studies that measured it."""
        return [finding.study for finding in self.findings]

    @property
    def verdict(self) -> CellVerdict:
        """Which way the cell points: by its sum where that decides, else by the studies' directions."""
        return self._of_interval(self.deciding) if self.deciding else self._of_directions()

    @property
    def deciding(self) -> Combined | None:
        """The sum, where it takes in three studies and half of those whose direction is told; else None."""
        told = sum(finding.side != "unclear" for finding in self.findings)
        pool = self.combined.pool if self.combined else None
        return self.combined if pool and pool.k >= HEADLINE and 2 * pool.k >= told else None

    def _of_interval(self, combined: Combined) -> CellVerdict:
        low, high = combined.interval or (0.0, 0.0)
        if low <= 0 <= high:
            narrow = self.least is not None and max(-low, high) < self.least
            return "little-difference" if narrow else "no-clear-difference"
        return "better" if self.is_better(combined, low) else "worse"

    def _of_directions(self) -> CellVerdict:
        """Every study counts as one, by the side it leans to, clear or not."""
        told = [finding.side for finding in self.findings if finding.side != "unclear"]
        if not told or not ROLES[self.question.comparator].group:
            return "unknown"
        counted = Counter(told)
        ((side, number),) = counted.most_common(1)
        if number >= MAJORITY * len(told):
            return _VERDICTS[side]
        if not counted["favours-comparator"]:
            return "some-better"
        return "mixed" if counted["favours-backward"] else "some-worse"

    def sides(self, side: Direction) -> int:
        """How many studies lean to this side, clear or not."""
        return sum(finding.side == side for finding in self.findings)

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

    def counts(self) -> list[tuple[Direction, int]]:
        """How many studies point each way, in a fixed order, zeros left out."""
        counted = Counter(finding.direction for finding in self.findings)
        return [(side, counted[side]) for side in ORDER if counted[side]]


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
    combined = combine((study, effect) for study, effect in found if effect)
    told_on, known = combined.instrument if combined else None, None
    if combined and combined.scale == "standardised":
        own = [s for s in library.studies_of(condition.id) if not (s.healthy_people or s.may_repeat)]
        natural = library.instrument(outcome.natural)
        known = pooled_sd(own, natural)
        told_on = natural if known else None
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
            sides = {direction(result, library.instrument_of(result)) for result in results}
            leans = {better_side(result, library.instrument_of(result)) for result in results} - {None}
            yield StudyFinding(
                study,
                results,
                sides.pop() if len(sides) == 1 else "unclear",
                leans.pop() if len(leans) == 1 else None,
            )


def _answers(study: Study, result: Result, question: Question) -> bool:
    """Whether the result speaks to the question and was seen in more than second-hand reports."""
    if second_hand(study, result.seen):
        return False
    if not ROLES[question.comparator].group:
        return result.contrast == "before-after"
    return study.comparator(result) == question.comparator
