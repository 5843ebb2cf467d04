"""All studies and reviews as rows of one table, and the filters that readers choose rows by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.reckon.directions import direction
from evidence.reckon.provenance import second_hand
from evidence.reckon.synthesis import comparisons
from evidence.records.condition import Condition
from evidence.records.review import Review
from evidence.records.study import Direction, Study
from evidence.say import numbers
from evidence.say.terms import DESIGNS, READINGS, RESULTS, REVIEWS, ROLES
from evidence.show.page import address_of
from evidence.show.templating import Block

_LABELS = {
    "condition": "Condition",
    "design": "Design",
    "against": "Compared with",
    "outcome": "What was measured",
    "result": "Result",
    "read": "Read in",
}
_AGAINST: dict[str, str] = {**{role: term.word for role, term in ROLES.items()}, "none": "nothing else seen"}
_READ_ALIKE = {"part-of-abstract": "abstract"}
"""Who looks for what was read in full need not tell these apart."""


@dataclass(frozen=True)
class Row:
    """One study or review as the table shows it; `ids` are its choices per filter."""

    folder: Literal["studies", "reviews"]
    record: Study | Review
    name: str
    where: str
    title: str
    conditions: tuple[Condition, ...]
    design: str
    remark: str
    against: tuple[str, ...]
    results: tuple[Direction, ...]
    people: int | None
    ids: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Choice:
    """One choice of a filter; `rows` is how many rows have it."""

    id: str
    text: str
    rows: int


@dataclass(frozen=True)
class Filter:
    """One filter with the choices that some row has."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class StudyFinderBlock(Block):
    """The table of all studies and reviews, with the filters above it."""

    template: ClassVar[str] = "blocks/studies.j2"
    of_studies: ClassVar[bool] = True
    filters: tuple[Filter, ...]
    """In their order."""
    rows: tuple[Row, ...]
    """The newest first."""
    addresses: Mapping[str, str]
    """Where each condition stands, from the top of the site on."""

    @classmethod
    def of(cls, library: Library, answers: Answers) -> StudyFinderBlock:
        """Everything that is known."""
        found = rows(library)
        addresses = {name: address_of(synthesis) for name, synthesis in answers.syntheses.items()}
        return cls(tuple(filters(library, found)), tuple(found), addresses)


def rows(library: Library) -> list[Row]:
    """All studies and reviews, the newest first, those without a year last."""
    outcomes = _one_id_per_name(_outcomes(library))
    made = [
        *(_study(library, study, outcomes) for study in library.studies.values()),
        *(_review(library, review, outcomes) for review in library.reviews.values()),
    ]
    made.sort(key=lambda row: row.name.casefold())
    return sorted(made, key=lambda row: library.report_of(row.record).year, reverse=True)


def filters(library: Library, rows: Iterable[Row]) -> list[Filter]:
    """The filters in their order; conditions and outcomes by the alphabet, other choices as their terms."""
    found = Counter((name, id) for row in rows for name, ids in row.ids.items() for id in ids)
    known: dict[str, Mapping[str, str]] = {
        "condition": _by_words({id: condition.name for id, condition in library.conditions.items()}),
        "design": {
            **{design: term.word for design, term in DESIGNS.items()},
            **{_review_design(kind): term.word for kind, term in REVIEWS.items()},
        },
        "against": _AGAINST,
        "outcome": _by_words(_outcomes(library)),
        "result": {side: term.word for side, term in RESULTS.items()},
        "read": {what: term.word for what, term in READINGS.items()},
    }
    return [
        Filter(
            name,
            label,
            tuple(
                Choice(id, numbers.capital(text), found[name, id])
                for id, text in known[name].items()
                if found[name, id]
            ),
        )
        for name, label in _LABELS.items()
    ]


def _study(library: Library, study: Study, outcomes: Mapping[str, str]) -> Row:
    against = tuple(comparisons(study)) or ("none",)
    results = _results(library, study)
    return Row(
        folder="studies",
        record=study,
        **_named(library, study, study.country),
        conditions=(library.conditions[study.condition],),
        design=DESIGNS[study.design].word,
        remark="in people without the condition" if study.healthy_people else "",
        against=tuple(_AGAINST[id] for id in against),
        results=results,
        people=study.participants.people(),
        ids={
            "condition": (study.condition,),
            "design": (study.design,),
            "against": against,
            "outcome": _once(outcomes[result.outcome] for result in study.results),
            "result": results,
            "read": _read(study),
        },
    )


def _review(library: Library, review: Review, outcomes: Mapping[str, str]) -> Row:
    conditions = _once([review.condition, *review.also])
    return Row(
        folder="reviews",
        record=review,
        **_named(library, review),
        conditions=tuple(library.conditions[id] for id in conditions),
        design=REVIEWS[review.kind].word,
        remark="" if review.about_backward_walking else "not about walking backwards",
        against=(),
        results=(),
        people=review.included.people,
        ids={
            "condition": conditions,
            "design": (_review_design(review.kind),),
            "against": (),
            "outcome": _once(outcomes[pooled.outcome] for pooled in review.pooled),
            "result": (),
            "read": _read(review),
        },
    )


def _named(library: Library, record: Study | Review, country: str | None = None) -> dict[str, str]:
    """Name, title and, in small print, the country and whatever year the name leaves out."""
    reference = library.report_of(record)
    year = "" if reference.year in reference.short() else reference.year
    place = numbers.country(country) if country else ""
    return {
        "name": reference.short(),
        "title": reference.title,
        "where": ", ".join(filter(None, (place, year))),
    }


def _results(library: Library, study: Study) -> tuple[Direction, ...]:
    """Every side that some result of the study tells; that it is not told where none does."""
    found = {
        direction(result, library.instrument_of(result))
        for result in study.results
        if result.compares_arms and not second_hand(study, result.seen)
    }
    return tuple(side for side in RESULTS if side in found - {"unclear"}) or ("unclear",)


def _read(record: Study | Review) -> tuple[str, ...]:
    return (_READ_ALIKE.get(record.reading.what, record.reading.what),)


def _review_design(kind: str) -> str:
    """The plan of a review must not be taken for that of a trial."""
    return kind if kind.endswith("-review") else f"{kind}-of-review"


def _outcomes(library: Library) -> dict[str, str]:
    """Every outcome in the words that most conditions use for it."""
    used: dict[str, Counter[str]] = {}
    for condition in library.conditions.values():
        for outcome in condition.outcomes:
            used.setdefault(outcome.id, Counter())[outcome.name] += 1
    return {id: names.most_common(1)[0][0] for id, names in used.items()}


def _one_id_per_name(names: Mapping[str, str]) -> dict[str, str]:
    """Outcome id -> the first id of that name: what reads alike is one choice."""
    first: dict[str, str] = {}
    return {id: first.setdefault(name, id) for id, name in names.items()}


def _by_words(known: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(known.items(), key=lambda item: item[1].casefold()))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
