"""The sections of a condition's page: what each is given, and for what reason it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Level
from evidence.reckon.points import Mcid, Points, in_points
from evidence.reckon.programmes import programmes_of
from evidence.reckon.provenance import best_kind
from evidence.reckon.synthesis import Answer, Synthesis
from evidence.records.common import Reporting, SourceKind
from evidence.records.condition import Condition, Outcome
from evidence.records.review import Pooled, Review
from evidence.records.study import Result, Study
from evidence.say import reading
from evidence.show import risk
from evidence.show.answers import ToldCell, told
from evidence.show.figures import bias, forest
from evidence.show.programmes import ProgrammeRow, programme_rows
from evidence.show.reports import pooled_outcomes
from evidence.show.sides import OutcomeSides, TrialLine, by_outcome, trials
from evidence.show.study_rows import StudyRow, study_rows
from evidence.show.templating import Section

SUMMARY = 7
"""Outcomes in a summary of findings (Cochrane Handbook chapter 14.1.2: at most seven)."""


def of_evidence(library: Library, synthesis: Synthesis) -> Iterator[Section]:
    """What the studies add up to, and what does not fit."""
    measured = MeasuredSection.of(synthesis)
    if synthesis.compared or synthesis.answers or not measured.outcomes:
        yield ComparedSection.of(library, synthesis)
    if measured.outcomes:
        yield measured
    if synthesis.reviews:
        yield ReviewsSection.of(library, synthesis)
    yield DisagreementsSection.of(synthesis)
    yield OpenSection(synthesis.condition, len(synthesis.known))


def of_sums(library: Library, synthesis: Synthesis) -> Iterator[Section]:
    """How what the studies add up to was worked out; nothing where nothing was."""
    sums = SumsSection.of(library, synthesis)
    if sums.comparisons:
        yield sums


def of_studies(library: Library, synthesis: Synthesis) -> Iterator[Section]:
    """The studies themselves: who took part, what they did, and how far to trust them."""
    yield StudiesSection.of(library, synthesis)
    yield ProgrammesSection.of(synthesis)
    yield HarmsSection.of(synthesis)
    if synthesis.coming:
        yield AnnouncedSection(tuple(synthesis.coming))
    if synthesis.unreported:
        yield UnreportedSection(tuple(synthesis.unreported))
    if synthesis.stopped:
        yield StoppedSection(tuple(synthesis.stopped))


@dataclass(frozen=True)
class ForestFigure:
    """An outcome with two or more numbers, and the picture of them."""

    outcome: Outcome
    plot: forest.Forest
    mcid: Mcid | None
    """Where the band of the picture comes from."""


@dataclass(frozen=True)
class Comparison:
    """A question and what answers it."""

    answer: Answer
    cells: tuple[ToldCell, ...]
    sides: tuple[OutcomeSides, ...]
    """What each trial found; empty where that would be no more than the table says."""
    trials: tuple[TrialLine, ...]
    """Every study of the question."""

    @property
    def summary(self) -> tuple[ToldCell, ...]:
        """What matters most to people, as many outcomes as a summary of findings may hold."""
        return self.cells[:SUMMARY]

    @property
    def same_level(self) -> Level | None:
        """How sure one can be of every outcome of the summary; None where that differs."""
        levels = {told.cell.level for told in self.summary}
        return levels.pop() if len(levels) == 1 else None

    @classmethod
    def of(cls, library: Library, answer: Answer) -> Comparison:
        """With all that is known of the question."""
        references = library.references
        return cls(
            answer,
            told(answer.cells),
            by_outcome(answer, references),
            trials(answer, references),
        )


@dataclass(frozen=True)
class Sums:
    """How everything that answers a question was worked out."""

    answer: Answer
    cells: tuple[ToldCell, ...]
    forests: tuple[ForestFigure, ...]

    @property
    def beyond(self) -> int:
        """From which outcome on no summary says what it adds up to."""
        return SUMMARY

    @classmethod
    def of(cls, library: Library, answer: Answer) -> Sums:
        """The pictures leave out what they cannot show."""
        found = (_forest(library, cell) for cell in answer.cells)
        return cls(answer, told(answer.cells), tuple(figure for figure in found if figure))


def _forest(library: Library, cell: Cell) -> ForestFigure | None:
    if cell.combined is None or len(cell.combined.studies) < 2:
        return None
    plot = forest.forest(cell.combined, cell.mcid_on_scale, library.references)
    return ForestFigure(cell.outcome, plot, cell.mcid)


@dataclass(frozen=True)
class ComparedSection(Section):
    """What was compared with what."""

    template: ClassVar[str] = "sections/compared.j2"
    id: ClassVar[str] = "compared"
    title: ClassVar[str] = "Summary of findings"
    brief: ClassVar[str] = "Findings"
    any_compared: bool
    """Whether any study compared walking backwards with something else over some weeks."""
    comparisons: tuple[Comparison, ...]
    """One for each question of the condition."""

    @classmethod
    def of(cls, library: Library, synthesis: Synthesis) -> ComparedSection:
        """Questions in the order of the record."""
        comparisons = tuple(Comparison.of(library, answer) for answer in synthesis.answers)
        return cls(bool(synthesis.compared), comparisons)

    @property
    def inner(self) -> tuple[str, ...]:
        """One for each question."""
        return tuple(f"question-{comparison.answer.question.comparator}" for comparison in self.comparisons)


@dataclass(frozen=True)
class SumsSection(Section):
    """Sides, numbers and reasons behind each summary of findings."""

    template: ClassVar[str] = "sections/sums.j2"
    id: ClassVar[str] = "sums"
    title: ClassVar[str] = "Behind each summary"
    brief: ClassVar[str] = "Sums"
    comparisons: tuple[Sums, ...]
    """One for each question that something answers."""

    @classmethod
    def of(cls, library: Library, synthesis: Synthesis) -> SumsSection:
        """Questions in the order of the record."""
        return cls(tuple(Sums.of(library, answer) for answer in synthesis.answers if answer.cells))

    @property
    def inner(self) -> tuple[str, ...]:
        """One for each question."""
        return tuple(f"question-{sums.answer.question.comparator}" for sums in self.comparisons)

    @property
    def judged_on(self) -> date | None:
        """The day of all judgements on certainty; None where they are of several days, or none was made."""
        days = {told.judged.on for sums in self.comparisons for told in sums.cells if told.judged}
        return days.pop() if len(days) == 1 else None


@dataclass(frozen=True)
class Measurement:
    """A result of one session."""

    study: Study
    result: Result
    read_in: SourceKind
    """The closest to the full paper of the pages on which it was seen."""


@dataclass(frozen=True)
class MeasuredOutcome:
    """What was measured on one outcome."""

    outcome: Outcome
    found: tuple[Measurement, ...]


@dataclass(frozen=True)
class MeasuredSection(Section):
    """What was measured in one session."""

    template: ClassVar[str] = "sections/measured.j2"
    id: ClassVar[str] = "measured"
    title: ClassVar[str] = "What was measured in one session"
    brief: ClassVar[str] = "One session"
    outcomes: tuple[MeasuredOutcome, ...]
    """In order of importance to people."""

    @property
    def inner(self) -> tuple[str, ...]:
        """One for each outcome."""
        return tuple(f"measured-{found.outcome.id}" for found in self.outcomes)

    @classmethod
    def of(cls, synthesis: Synthesis) -> MeasuredSection:
        """Results in the order of the studies."""
        return cls(
            tuple(
                MeasuredOutcome(
                    outcome,
                    tuple(
                        Measurement(study, result, best_kind(study, result.seen))
                        for study, results in pairs
                        for result in results
                    ),
                )
                for outcome, pairs in synthesis.measured()
            )
        )


@dataclass(frozen=True)
class StudiesSection(Section):
    """The studies, how they were read and how far they can be trusted."""

    template: ClassVar[str] = "sections/studies.j2"
    id: ClassVar[str] = "studies"
    title: ClassVar[str] = "The studies"
    brief: ClassVar[str] = "Overview"
    searched: ClassVar[bool] = False
    condition: Condition
    """The record."""
    read_in: tuple[tuple[str, int], ...]
    """How many studies were read in full, in the abstract and so on."""
    reading: str
    """The same as a sentence."""
    results: str
    """Where the results themselves were seen; empty for a single one."""
    rows: tuple[StudyRow, ...]
    """Every study that counts."""
    bias: tuple[bias.BiasSummary, ...]
    """Risk of bias, once for each tool."""
    judged_from: str
    """What was read for that: 'full texts and abstracts'."""
    healthy: tuple[Study, ...]
    """Studies of people without the condition."""
    repeats: tuple[tuple[Study, Study], ...]
    """Each with the study whose people it probably counts again."""

    @property
    def strip(self) -> tuple[tuple[str, int, int], ...]:
        """The same as parts of a bar: where each begins and how long it is, a study one wide."""
        ends = accumulate(count for _, count in self.read_in)
        return tuple(
            (what, end - count, count) for (what, count), end in zip(self.read_in, ends, strict=True)
        )

    @property
    def inner(self) -> tuple[str, ...]:
        """The pictures of risk of bias."""
        return ("bias",) if self.bias else ()

    @classmethod
    def of(cls, library: Library, synthesis: Synthesis) -> StudiesSection:
        """Studies in their order, the oldest first."""
        return cls(
            condition=synthesis.condition,
            read_in=tuple(reading.read_in(synthesis)),
            reading=reading.reading_line(synthesis),
            results=reading.results_line(synthesis),
            rows=study_rows(library, synthesis.studies),
            bias=tuple(bias.summary(table) for table in risk.tables(synthesis.studies)),
            judged_from=reading.judged_from(synthesis.studies),
            healthy=synthesis.healthy,
            repeats=tuple(
                (study, library.studies[study.may_repeat]) for study in synthesis.repeats if study.may_repeat
            ),
        )


@dataclass(frozen=True)
class ProgrammesSection(Section):
    """What people did."""

    template: ClassVar[str] = "sections/programmes.j2"
    id: ClassVar[str] = "programmes"
    title: ClassVar[str] = "What people did"
    brief: ClassVar[str] = "Programmes"
    searched: ClassVar[bool] = False
    rows: tuple[ProgrammeRow, ...]
    """Of the studies that tell more than the number of weeks."""
    untold: tuple[Study, ...]
    """The other studies."""

    @classmethod
    def of(cls, synthesis: Synthesis) -> ProgrammesSection:
        """Studies in their order, the oldest first."""
        told = [study for study in synthesis.studies if _tells_programme(study)]
        untold = tuple(study for study in synthesis.studies if not _tells_programme(study))
        return cls(programme_rows(told), untold)


def _tells_programme(study: Study) -> bool:
    """True when more than the number of weeks was seen of what people did."""
    return any(
        programme.model_dump(exclude_none=True, exclude={"weeks", "note", "seen"})
        for programme in programmes_of(study)
    )


@dataclass(frozen=True)
class Silent:
    """Studies that say nothing of harm, and how they are silent."""

    reporting: Reporting
    studies: tuple[Study, ...]


@dataclass(frozen=True)
class HarmsSection(Section):
    """Whether anyone was harmed."""

    template: ClassVar[str] = "sections/harms.j2"
    id: ClassVar[str] = "harms"
    title: ClassVar[str] = "Was anyone harmed?"
    brief: ClassVar[str] = "Harm"
    line: str
    """How many studies say so."""
    told: tuple[Study, ...]
    """Studies of which anything was seen about harm or about people who left."""
    silent: tuple[Silent, ...]
    """The other studies."""

    @classmethod
    def of(cls, synthesis: Synthesis) -> HarmsSection:
        """Studies in their order, the oldest first."""
        told = tuple(study for study in synthesis.studies if _tells_harm(study))
        others = [study for study in synthesis.studies if not _tells_harm(study)]
        kinds: tuple[Reporting, ...] = ("not-mentioned", "not-seen")
        silent = [Silent(kind, tuple(s for s in others if s.harms.reporting == kind)) for kind in kinds]
        return cls(reading.harms_line(synthesis), told, tuple(each for each in silent if each.studies))


def _tells_harm(study: Study) -> bool:
    """True when anything was seen about harm or about people who left."""
    harms = study.harms
    return bool(harms.statement or harms.withdrawals) or harms.reporting in ("reported", "none-occurred")


@dataclass(frozen=True)
class PooledFigure:
    """A figure that the authors of a review added up."""

    outcome: Outcome
    pooled: Pooled
    points: Points | None
    """None where it has a unit of its own, or the spread on the scale is not known."""


@dataclass(frozen=True)
class ReviewSum:
    """A review, and its figures."""

    review: Review
    figures: tuple[PooledFigure, ...]


@dataclass(frozen=True)
class ReviewsSection(Section):
    """What others have added up."""

    template: ClassVar[str] = "sections/reviews.j2"
    id: ClassVar[str] = "reviews"
    title: ClassVar[str] = "What others have added up"
    brief: ClassVar[str] = "Reviews"
    reviews: tuple[ReviewSum, ...]
    """The newest first."""

    @classmethod
    def of(cls, library: Library, synthesis: Synthesis) -> ReviewsSection:
        """Every review that covers the condition, each with the outcomes of its own."""
        return cls(
            tuple(
                ReviewSum(
                    review,
                    tuple(
                        PooledFigure(outcome, pooled, in_points(library, review, outcome, pooled))
                        for outcome, pooled in pooled_outcomes(library, review)
                    ),
                )
                for review in synthesis.reviews
            )
        )


@dataclass(frozen=True)
class AnnouncedSection(Section):
    """Trials that are not known to be over."""

    template: ClassVar[str] = "sections/announced.j2"
    id: ClassVar[str] = "announced"
    title: ClassVar[str] = "What is coming"
    brief: ClassVar[str] = "Planned"
    searched: ClassVar[bool] = False
    studies: tuple[Study, ...]
    """Their registry entries or published plans."""


@dataclass(frozen=True)
class UnreportedSection(Section):
    """Trials that are completed, and of which no results were seen."""

    template: ClassVar[str] = "sections/unreported.j2"
    id: ClassVar[str] = "unreported"
    title: ClassVar[str] = "Finished, but no results seen"
    brief: ClassVar[str] = "Unreported"
    searched: ClassVar[bool] = False
    studies: tuple[Study, ...]
    """Their registry entries or published plans."""


@dataclass(frozen=True)
class StoppedSection(Section):
    """Trials that were stopped."""

    template: ClassVar[str] = "sections/stopped.j2"
    id: ClassVar[str] = "stopped"
    title: ClassVar[str] = "Stopped"
    brief: ClassVar[str] = "Stopped"
    studies: tuple[Study, ...]
    """Their registry entries or published plans."""


@dataclass(frozen=True)
class Misfit:
    """A contradiction inside one study."""

    study: Study
    what: str
    """As recorded, with citations."""


@dataclass(frozen=True)
class DisagreementsSection(Section):
    """What does not fit between studies; what does not fit inside one stands on its own page."""

    template: ClassVar[str] = "sections/disagreements.j2"
    id: ClassVar[str] = "disagreements"
    title: ClassVar[str] = "What does not fit"
    brief: ClassVar[str] = "Contradictions"
    between: tuple[str, ...]
    """As recorded, with citations."""
    within: int
    """How many studies hold something that contradicts itself."""

    @classmethod
    def of(cls, synthesis: Synthesis) -> DisagreementsSection:
        """Every study that counts."""
        return cls(
            between=tuple(synthesis.condition.disagreements),
            within=sum(bool(study.contradictions) for study in synthesis.studies),
        )


@dataclass(frozen=True)
class OpenSection(Section):
    """What nobody knows yet."""

    template: ClassVar[str] = "sections/open.j2"
    id: ClassVar[str] = "open"
    title: ClassVar[str] = "What nobody knows yet"
    brief: ClassVar[str] = "Open questions"
    condition: Condition
    """The record."""
    here: int
    """How many studies are on the page."""
