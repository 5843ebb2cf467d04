"""The library: everything that is known, by id, every reference resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evidence.problems import Problem
from evidence.read.bibliography import Reference
from evidence.read.record_files import Entry
from evidence.records.changes import Change
from evidence.records.claim import Claim
from evidence.records.common import Record
from evidence.records.condition import Condition
from evidence.records.excluded import LeftOut
from evidence.records.glossary import Term
from evidence.records.instrument import Instrument
from evidence.records.ladder import Ladder
from evidence.records.origin import Origin
from evidence.records.questions import AskedByPeople
from evidence.records.review import Review
from evidence.records.site import Site
from evidence.records.source import Source
from evidence.records.stop import Stop
from evidence.records.study import Result, Study


@dataclass(frozen=True)
class Library:
    """Everything that is known, by id, every reference resolved."""

    root: Path
    conditions: Mapping[str, Condition]
    instruments: Mapping[str, Instrument]
    studies: Mapping[str, Study]
    reviews: Mapping[str, Review]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    origin: Origin | None
    ladder: Ladder | None
    stop: Stop | None
    site: Site | None
    excluded: tuple[LeftOut, ...]
    glossary: tuple[Term, ...]
    """By the alphabet."""
    questions: tuple[AskedByPeople, ...]
    """In the order of the record."""
    changes: tuple[Change, ...]
    """The newest first."""
    references: Mapping[str, Reference]
    owners: Mapping[str, tuple[str, str]]
    """Citation key -> (folder, record id) of the record that the .bib file belongs to."""
    entries: tuple[Entry[Any], ...] = field(repr=False)
    """Every record with its file, those of kinds that have no field above too."""
    problems: tuple[Problem, ...]
    """What is wrong in the files; where there is something, the rest may name what is not there."""
    unread: tuple[str | None, ...] = ()
    """Of each file that became no study, the condition that it names; None where that cannot be read."""
    citable: frozenset[str] = frozenset()
    """Citation keys that may be named, those of faulty entries too."""
    digest: str = ""
    """A mark of everything that stands in the files."""

    def settled(self, faulty: Collection[Path]) -> Library:
        """The conditions about which no fault in these record files can change anything, and what they need.

        A condition stays while it, each of its studies and each instrument that these name are faultless.
        """
        paths = {id(entry.record): entry.document.path for entry in self.entries}

        def sound(record: Record | None) -> bool:
            return record is not None and paths[id(record)] not in faulty

        def whole(study: Study) -> bool:
            named = [result.instrument for result in study.results if result.instrument]
            return sound(study) and all(sound(self.instruments.get(name)) for name in named)

        doubtful = {*self.unread, *(study.condition for study in self.studies.values() if not whole(study))}
        conditions = {
            name: condition
            for name, condition in self.conditions.items()
            if sound(condition) and name not in doubtful and None not in doubtful
        }
        studies = {name: study for name, study in self.studies.items() if study.condition in conditions}
        reviews = {name: review for name, review in self.reviews.items() if sound(review)}
        kept = {id(record) for record in (*conditions.values(), *studies.values(), *reviews.values())}
        return replace(
            self,
            conditions=conditions,
            studies=studies,
            reviews=reviews,
            entries=tuple(entry for entry in self.entries if id(entry.record) in kept),
        )

    def instrument(self, name: str | None) -> Instrument | None:
        """The instrument of this id; None without one."""
        return self.instruments.get(name or "")

    def instrument_of(self, result: Result) -> Instrument | None:
        """What the result was measured with; None where that was not seen."""
        return self.instrument(result.instrument)

    def report_of(self, record: Study | Review) -> Reference:
        """The main report of a study or a review."""
        return self.references[record.reports[0]]

    def studies_of(self, condition: str) -> list[Study]:
        """Studies of a condition, oldest first, those without a year last."""
        found = [study for study in self.studies.values() if study.condition == condition]
        return by_age(found, self.references)

    def reviews_of(self, condition: str) -> list[Review]:
        """Reviews that cover a condition, newest first."""
        found = [review for review in self.reviews.values() if condition in (review.condition, *review.also)]
        return sorted(found, key=lambda review: self.report_of(review).year, reverse=True)


def by_age(studies: Iterable[Study], references: Mapping[str, Reference]) -> list[Study]:
    """The oldest study first, those without a year last."""
    return sorted(studies, key=lambda study: (references[study.reports[0]].year or "9999", study.id))
