"""The sections of a condition's page: what each is given, and for what reason it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon.cells import Cell
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
from evidence.show.answers import Asked, ToldCell, leading, told
from evidence.show.figures import bias, direction_plot, forest
from evidence.show.programmes import ProgrammeRow, programme_rows
from evidence.show.reports import pooled_outcomes
from evidence.show.study_rows import StudyRow, study_rows
from evidence.show.templating import Section


def standing(library: Library, synthesis: Synthesis, *, planned: bool) -> Iterator[Section]:
    """The sections that stand, in their order; `planned` says whether a plan can stand beside the studies."""
    measured = MeasuredSection.of(synthesis)
    yield MeaningSection.of(synthesis, planned=planned)
    if synthesis.condition.also_helps:
        yield HelpsSection(tuple(synthesis.condition.also_helps))
    if synthesis.compared or synthesis.answers or not measured.outcomes:
        yield ComparedSection.of(library, synthesis)
    if measured.outcomes:
        yield measured
    yield StudiesSection.of(library, synthesis)
    yield ProgrammesSection.of(synthesis)
    yield HarmsSection.of(synthesis)
    if synthesis.reviews:
        yield ReviewsSection.of(library, synthesis)
    if synthesis.coming:
        yield AnnouncedSection(tuple(synthesis.coming))
    if synthesis.unreported:
        yield UnreportedSection(tuple(synthesis.unreported))
    if synthesis.stopped:
        yield StoppedSection(tuple(synthesis.stopped))
    yield DisagreementsSection.of(synthesis)
    yield OpenSection(synthesis.condition, len(synthesis.known))


@dataclass(frozen=True)
class MeaningSection(Section):
    """What the answers mean for a reader."""

    template: ClassVar[str] = "sections/meaning.j2"
    id: ClassVar[str] = "meaning"
    title: ClassVar[str] = "What this means"
    condition: Condition
    """The record."""
    asked: tuple[Asked, ...]
    """Leading questions of which the short answer does not say all."""
    others: int
    """Comparisons that stand further down only."""
    harms: str
    """How many studies say whether anyone was harmed."""
    planned: bool
    """Whether a plan can stand beside the studies."""

    @classmethod
    def of(cls, synthesis: Synthesis, *, planned: bool) -> MeaningSection:
        """The question of the short answer comes back where something about it was judged."""
        asked = leading(synthesis)
        again = tuple(first for first in asked[:1] if any(each.judged for each in first.cells))
        answered = sum(bool(answer.cells) for answer in synthesis.answers)
        return cls(
            condition=synthesis.condition,
            asked=again + asked[1:],
            others=answered - len(asked),
            harms=reading.harms_line(synthesis),
            planned=planned,
        )


@dataclass(frozen=True)
class HelpsSection(Section):
    """What is known to help beside walking backwards."""

    template: ClassVar[str] = "sections/helps.j2"
    id: ClassVar[str] = "also-helps"
    title: ClassVar[str] = "What else helps"
    sentences: tuple[str, ...]
    """As recorded, with citations."""


@dataclass(frozen=True)
class ForestFigure:
    """An outcome with two or more numbers, and the picture of them."""

    outcome: Outcome
    plot: forest.Forest
    mcid: Mcid | None
    """Where the band of the picture comes from."""


@dataclass(frozen=True)
class Comparison:
    """A question with everything that answers it."""

    answer: Answer
    cells: tuple[ToldCell, ...]
    directions: direction_plot.DirectionPlot | None
    """What each study found; None where that would be no more than the table says."""
    forests: tuple[ForestFigure, ...]

    @classmethod
    def of(cls, library: Library, answer: Answer) -> Comparison:
        """The pictures leave out what they cannot show."""
        return cls(
            answer=answer,
            cells=told(answer.cells),
            directions=_directions(library, answer),
            forests=tuple(found for cell in answer.cells if (found := _forest(library, cell))),
        )


def _directions(library: Library, answer: Answer) -> direction_plot.DirectionPlot | None:
    """None where a plot of sides would show no more than the table: one study, or no side told."""
    told = len(answer.studies) > 1 and any(cell.telling for cell in answer.cells)
    return direction_plot.direction_plot(answer, library.references) if answer.compares and told else None


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
    title: ClassVar[str] = "What was compared with what"
    any_compared: bool
    """Whether any study compared walking backwards with something else over some weeks."""
    comparisons: tuple[Comparison, ...]
    """One for each question of the condition."""

    @classmethod
    def of(cls, library: Library, synthesis: Synthesis) -> ComparedSection:
        """Questions in the order of the record."""
        comparisons = tuple(Comparison.of(library, answer) for answer in synthesis.answers)
        return cls(bool(synthesis.compared), comparisons)


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
    outcomes: tuple[MeasuredOutcome, ...]
    """In order of importance to people."""

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
    searched: ClassVar[bool] = False
    studies: tuple[Study, ...]
    """Their registry entries or published plans."""


@dataclass(frozen=True)
class UnreportedSection(Section):
    """Trials that are completed, and of which no results were seen."""

    template: ClassVar[str] = "sections/unreported.j2"
    id: ClassVar[str] = "unreported"
    title: ClassVar[str] = "Finished, but no results seen"
    searched: ClassVar[bool] = False
    studies: tuple[Study, ...]
    """Their registry entries or published plans."""


@dataclass(frozen=True)
class StoppedSection(Section):
    """Trials that were stopped."""

    template: ClassVar[str] = "sections/stopped.j2"
    id: ClassVar[str] = "stopped"
    title: ClassVar[str] = "Stopped"
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
    """What does not fit."""

    template: ClassVar[str] = "sections/disagreements.j2"
    id: ClassVar[str] = "disagreements"
    title: ClassVar[str] = "What does not fit"
    between: tuple[str, ...]
    """Between studies, as recorded, with citations."""
    within: tuple[Misfit, ...]
    """Inside one study."""

    @classmethod
    def of(cls, synthesis: Synthesis) -> DisagreementsSection:
        """What does not fit inside a study stands in the order of the studies."""
        return cls(
            between=tuple(synthesis.condition.disagreements),
            within=tuple(
                Misfit(study, item.what) for study in synthesis.studies for item in study.contradictions
            ),
        )


@dataclass(frozen=True)
class OpenSection(Section):
    """What nobody knows yet."""

    template: ClassVar[str] = "sections/open.j2"
    id: ClassVar[str] = "open"
    title: ClassVar[str] = "What nobody knows yet"
    condition: Condition
    """The record."""
    here: int
    """How many studies are on the page."""
