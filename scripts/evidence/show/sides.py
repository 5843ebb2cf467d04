"""What each trial of a question found: for every outcome the trials by what they tell, and each trial once.

After the effect direction plot (Boon and Thomson 2021, Res Synth Methods 12:29-33), with names in the
place of marks: words need no key, grow with the reader's letters and stand upright on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evidence.read.bibliography import Reference
from evidence.read.library import by_age
from evidence.reckon.cells import Cell, StudyFinding
from evidence.reckon.directions import SIGNS, Sign
from evidence.reckon.provenance import best_kind
from evidence.reckon.risk_of_bias import Judged
from evidence.reckon.synthesis import Answer
from evidence.records.common import SourceKind
from evidence.records.condition import Outcome
from evidence.records.study import Study
from evidence.show import risk


@dataclass(frozen=True)
class SameSign:
    """The trials that found the same on one outcome."""

    sign: Sign
    names: tuple[str, ...]
    """How the trials are called, the oldest first."""


@dataclass(frozen=True)
class OutcomeSides:
    """One outcome, and what the trials found on it."""

    outcome: Outcome
    found: tuple[SameSign, ...]
    """Those with a side first."""


@dataclass(frozen=True)
class TrialLine:
    """One trial, and how far to trust it in this question."""

    study: Study
    people: int | None
    """People in the groups compared, of its largest finding; None where that was not seen."""
    bias: Judged | None
    """Risk of bias of the whole study; None where it was not judged."""
    read_in: SourceKind
    """The closest to the full paper of the pages on which its findings were seen."""


def by_outcome(answer: Answer, references: Mapping[str, Reference]) -> tuple[OutcomeSides, ...]:
    """Every outcome that was measured, in the order of the record.

    Empty where it would say no more than a table of sums: for one study, where no side is told, or where
    walking backwards was set against nothing.
    """
    telling = any(cell.telling for cell in answer.cells)
    if not answer.compares or len(answer.studies) < 2 or not telling:
        return ()
    return tuple(
        OutcomeSides(cell.outcome, tuple(_found(cell, references))) for cell in answer.cells if cell.findings
    )


def _found(cell: Cell, references: Mapping[str, Reference]) -> Iterator[SameSign]:
    for sign in SIGNS:
        names = tuple(
            references[finding.study.reports[0]].short() for finding in cell.findings if finding.sign == sign
        )
        if names:
            yield SameSign(sign, names)


def trials(answer: Answer, references: Mapping[str, Reference]) -> tuple[TrialLine, ...]:
    """Every study of the question, the oldest first, those without a year last."""
    return tuple(_trial(answer, study) for study in by_age(answer.studies, references))


def _trial(answer: Answer, study: Study) -> TrialLine:
    found = [finding for cell in answer.cells for finding in cell.findings if finding.study is study]
    judged = risk.row(study)
    return TrialLine(
        study,
        _most(found),
        judged.overall if judged else None,
        best_kind(study, [page for finding in found for page in finding.seen]),
    )


def _most(found: list[StudyFinding]) -> int | None:
    return max((finding.people or 0 for finding in found), default=0) or None
