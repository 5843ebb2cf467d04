"""Everything known about a condition: its questions with their cells, and what answers none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evidence.read.library import Library
from evidence.reckon.cells import Cell, cell_of, people, uncounted
from evidence.reckon.designs import DESIGNS, ROLES
from evidence.reckon.provenance import second_hand
from evidence.records.condition import Condition, Outcome, Question
from evidence.records.review import Review
from evidence.records.source import Source
from evidence.records.study import Result, Role, Study


@dataclass(frozen=True)
class Answer:
    """One question of a condition with its cells in order of importance to people."""

    question: Question
    cells: tuple[Cell, ...]

    @property
    def compares(self) -> bool:
        """Whether walking backwards is set against another group."""
        return ROLES[self.question.comparator].group

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
        return all(DESIGNS[study.design].session for study in self.studies)

    def measured(self) -> list[tuple[Outcome, list[tuple[Study, list[Result]]]]]:
        """Per outcome what was measured in one session: the same people both ways, or different people."""
        shown = self.studies + self.healthy + self.repeats
        sessions = [study for study in shown if DESIGNS[study.design].session]
        found = [
            (outcome, [(study, _of_session(study, outcome)) for study in sessions])
            for outcome in self.condition.outcomes
        ]
        kept = [(outcome, [pair for pair in pairs if pair[1]]) for outcome, pairs in found]
        return [(outcome, pairs) for outcome, pairs in kept if pairs]

    @property
    def known_answers(self) -> list[Answer]:
        """Answers of which it is known what walking backwards was compared with."""
        return [a for a in self.answers if a.cells and ROLES[a.question.comparator].seen]

    @property
    def main(self) -> Cell | None:
        """The cell of its answer: the outcome that matters most, of the first known comparison."""
        return self.known_answers[0].cells[0] if self.known_answers else None

    def leading(self) -> list[tuple[Answer, list[Cell]]]:
        """What a reader wants first: known comparisons, and in each the two outcomes that matter most."""
        return [(answer, list(answer.cells[:2])) for answer in self.known_answers[:2]]

    def cells(self) -> Iterator[Cell]:
        """Every cell of every answer."""
        for answer in self.answers:
            yield from answer.cells

    @property
    def compared(self) -> list[Study]:
        """Studies that compared walking backwards with something else over some weeks."""
        return [study for study in self.studies if DESIGNS[study.design].trial and comparisons(study)]


def comparisons(study: Study) -> list[Role]:
    """Roles that backward walking was compared with, in the order of the record.

    People who walked both ways were compared with their own walking forwards.
    """
    roles = [arm.role for arm in study.arms.values()]
    others: list[Role] = [role for role in roles if ROLES[role].backwards != "only"]
    # Where nobody only walked backwards, there is nothing to compare the others with.
    compared = others if len(others) < len(roles) else []
    if any(result.contrast == "backward-vs-forward" for result in study.results):
        compared = [*compared, "forward-walking"]
    return list(dict.fromkeys(compared))


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
    announced = tuple(study for study in known if DESIGNS[study.design].announced)
    done = [study for study in known if not DESIGNS[study.design].announced]
    repeats = tuple(study for study in done if study.may_repeat)
    healthy = tuple(study for study in done if study.healthy_people and not study.may_repeat)
    studies = tuple(study for study in done if not (study.healthy_people or study.may_repeat))
    answers = tuple(_answer(library, condition, question, studies) for question in condition.questions)
    reviews = tuple(library.reviews_of(condition.id))
    return Synthesis(condition, studies, healthy, repeats, announced, reviews, answers)


def _answer(library: Library, condition: Condition, question: Question, studies: Iterable[Study]) -> Answer:
    group = ROLES[question.comparator].group
    asked = [
        study
        for study in studies
        if (DESIGNS[study.design].trial if group else DESIGNS[study.design].follows)
    ]
    cells = [cell_of(library, condition, question, outcome, asked) for outcome in condition.outcomes]
    return Answer(question, tuple(cell for cell in cells if cell.findings))
