"""Everything known about a condition: its questions with their cells, and what answers none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evidence.read.library import Library
from evidence.reckon.cells import Cell, cell_of, people, uncounted
from evidence.reckon.designs import NO_RESULTS, TRIALS
from evidence.reckon.provenance import second_hand
from evidence.records.condition import Condition, Outcome, Question
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Result, Study


@dataclass(frozen=True)
class Answer:
    """One question of a condition with its cells in order of importance to people."""

    question: Question
    cells: tuple[Cell, ...]

    @property
    def studies(self) -> list[Study]:
        """Every study that speaks to the question, once."""
        return list({f.study.id: f.study for cell in self.cells for f in cell.findings}.values())

    @property
    def people(self) -> int:
        """People in these studies, all arms together."""
        return people(self.studies)

    @property
    def uncounted(self) -> int:
        """How many of these studies do not say how many people took part."""
        return uncounted(self.studies)


@dataclass(frozen=True)
class Synthesis:
    """Everything a condition page says, before it is written."""

    condition: Condition
    studies: tuple[Study, ...]
    healthy: tuple[Study, ...]
    repeats: tuple[Study, ...]
    announced: tuple[Study, ...]
    reviews: tuple[Review, ...]
    answers: tuple[Answer, ...]

    @property
    def people(self) -> int:
        """People in all studies of the condition."""
        return people(self.studies)

    @property
    def uncounted(self) -> int:
        """How many of the studies do not say how many people took part."""
        return uncounted(self.studies)

    @property
    def known(self) -> tuple[Study, ...]:
        """Every study of the condition, with results or without."""
        return self.studies + self.healthy + self.repeats + self.announced

    @property
    def reviewed(self) -> date:
        """The latest day on which a study or review was read or the certainty of an answer judged."""
        records: list[Study | Review] = [*self.known, *self.reviews]
        read = [record.reading.on for record in records]
        judged = [cell.judged.on for cell in self.cells() if cell.judged]
        return max([*read, *judged], default=date(1970, 1, 1))

    @property
    def has_page(self) -> bool:
        """Two studies or one review fill a page; less stands on the page that such conditions share."""
        return self.condition.lead or len(self.known) > 1 or bool(self.reviews)

    @property
    def unreported(self) -> list[Study]:
        """Trials that the registry calls completed and of which no results were seen."""
        return [study for study in self.announced if _status(study) == "completed"]

    @property
    def coming(self) -> list[Study]:
        """Announced trials that are not known to be over."""
        return [study for study in self.announced if _status(study) not in ("completed", "stopped")]

    @property
    def stopped(self) -> list[Study]:
        """Announced trials that the registry calls stopped."""
        return [study for study in self.announced if _status(study) == "stopped"]

    @property
    def only_sessions(self) -> bool:
        """True when every study measured people in one session and none trained them."""
        return all(study.design == "laboratory" for study in self.studies)

    def measured(self) -> list[tuple[Outcome, list[tuple[Study, list[Result]]]]]:
        """Per outcome what was measured in one session: the same people both ways, or different people."""
        shown = self.studies + self.healthy + self.repeats
        sessions = [study for study in shown if study.design == "laboratory"]
        found = [
            (outcome, [(study, _of_session(study, outcome)) for study in sessions])
            for outcome in self.condition.outcomes
        ]
        kept = [(outcome, [pair for pair in pairs if pair[1]]) for outcome, pairs in found]
        return [(outcome, pairs) for outcome, pairs in kept if pairs]

    def leading(self) -> list[tuple[Answer, list[Cell]]]:
        """What a reader wants first: known comparisons, and in each the two outcomes that matter most."""
        known = [a for a in self.answers if a.cells and a.question.comparator != "not-seen"]
        return [(answer, list(answer.cells[:2])) for answer in known[:2]]

    def cells(self) -> Iterator[Cell]:
        """Every cell of every answer."""
        for answer in self.answers:
            yield from answer.cells

    @property
    def compared(self) -> list[Study]:
        """Studies that compared walking backwards with something else over some weeks."""
        return [study for study in self.studies if study.design in TRIALS and comparisons(study)]


def comparisons(study: Study) -> list[str]:
    """Roles that backward walking was compared with, in the order of the record.

    People who walked both ways were compared with their own walking forwards.
    """
    roles = [arm.role for arm in study.arms.values()]
    others = [role for role in roles if role != "backward-walking"] if "backward-walking" in roles else []
    if any(result.contrast == "backward-vs-forward" for result in study.results):
        others.append("forward-walking")
    return list(dict.fromkeys(others))


def _status(study: Study) -> str | None:
    return study.registration.status if study.registration else None


def _of_session(study: Study, outcome: Outcome) -> list[Result]:
    return [
        result
        for result in study.results
        if result.outcome == outcome.id and result.finding and not second_hand(study, result.seen)
    ]


def synthesise(library: Library) -> dict[str, Synthesis]:
    """One synthesis per condition, in the order of the conditions."""
    return {condition.id: _synthesis(library, condition) for condition in library.conditions.values()}


def newest_day(library: Library) -> date:
    """The latest day on which anything in the library was read."""
    records: list[Study | Review | Source] = [
        *library.studies.values(),
        *library.reviews.values(),
        *library.sources.values(),
    ]
    days = [seen.on for record in records for seen in record.sources.values()]
    return max(days, default=date(1970, 1, 1))


def _synthesis(library: Library, condition: Condition) -> Synthesis:
    known = library.studies_of(condition.id)
    announced = tuple(study for study in known if study.design in NO_RESULTS)
    done = [study for study in known if study.design not in NO_RESULTS]
    repeats = tuple(study for study in done if study.may_repeat)
    healthy = tuple(study for study in done if study.healthy_people and not study.may_repeat)
    studies = tuple(study for study in done if not (study.healthy_people or study.may_repeat))
    answers = tuple(_answer(library, condition, question, studies) for question in condition.questions)
    reviews = tuple(library.reviews_of(condition.id))
    return Synthesis(condition, studies, healthy, repeats, announced, reviews, answers)


def _answer(library: Library, condition: Condition, question: Question, studies: Iterable[Study]) -> Answer:
    designs = ("before-after",) if question.comparator == "before" else TRIALS
    asked = [study for study in studies if study.design in designs]
    cells = [cell_of(library, condition, question, outcome, asked) for outcome in condition.outcomes]
    return Answer(question, tuple(cell for cell in cells if cell.findings))
