"""Studies as rows of a table: with whom walking backwards was compared, and what was found, in few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.read.library import Library
from evidence.reckon.cells import finding
from evidence.reckon.directions import Sign
from evidence.reckon.provenance import second_hand
from evidence.reckon.risk_of_bias import Judged
from evidence.reckon.synthesis import comparisons
from evidence.records.study import Result, Study
from evidence.say.numbers import lower_first
from evidence.say.terms import CONTRASTS, DIRECTIONS, ROLES
from evidence.show import risk


@dataclass(frozen=True)
class FoundLine:
    """What was found on one outcome in the fewest words; the page of the study tells the rest."""

    outcome: str
    sign: Sign | None
    """Which side the study tells, as a sign among those of all trials; None where nothing was compared."""


@dataclass(frozen=True)
class FoundGroup:
    """What one kind of comparison found."""

    words: str
    """Which comparison; empty for the only one of a study."""
    lines: tuple[FoundLine, ...]

    @property
    def by_sign(self) -> tuple[tuple[Sign | None, tuple[str, ...]], ...]:
        """The outcomes of each sign, those in favour first; a heading's capital is gone."""
        signs = (
            (sign, tuple(lower_first(line.outcome) for line in self.lines if line.sign == sign))
            for sign in (*DIRECTIONS, None)
        )
        return tuple((sign, outcomes) for sign, outcomes in signs if outcomes)


@dataclass(frozen=True)
class StudyRow:
    """One study as a table of studies shows it."""

    study: Study
    """The record."""
    against: str
    """What walking backwards was compared with, in words; empty where with nothing, or that was not seen."""
    found: tuple[FoundGroup, ...]
    """Empty where no results were seen."""
    risk: Judged | None
    """Risk of bias of the whole study; None where it was not judged."""


def study_rows(library: Library, studies: Iterable[Study]) -> tuple[StudyRow, ...]:
    """The rows of these studies, in the order given."""
    return tuple(_row(library, study) for study in studies)


def _row(library: Library, study: Study) -> StudyRow:
    judged = risk.row(study)
    return StudyRow(
        study=study,
        against="; ".join(ROLES[role].word for role in comparisons(study)),
        found=found_by(library, study),
        risk=judged.overall if judged else None,
    )


def found_by(library: Library, study: Study) -> tuple[FoundGroup, ...]:
    """What the study found, outcomes in order of importance to people; second-hand reports are left out."""
    names = {outcome.id: outcome.name for outcome in library.conditions[study.condition].outcomes}
    groups: dict[str, dict[str, list[Result]]] = {}
    for result in sorted(study.results, key=lambda result: list(names).index(result.outcome)):
        if not second_hand(study, result.seen):
            groups.setdefault(_group(study, result), {}).setdefault(result.outcome, []).append(result)
    return tuple(
        FoundGroup(
            words,
            tuple(FoundLine(names[outcome], _sign(library, study, found)) for outcome, found in by.items()),
        )
        for words, by in groups.items()
    )


def _group(study: Study, result: Result) -> str:
    role = study.comparator(result)
    if role is None:
        return f"{CONTRASTS[result.contrast].short}:"
    return f"Against {ROLES[role].word}:" if len(comparisons(study)) > 1 else ""


def _sign(library: Library, study: Study, results: list[Result]) -> Sign | None:
    compared = tuple(result for result in results if result.compares_arms)
    return finding(library, study, compared).sign if compared else None
