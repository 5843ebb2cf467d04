"""A cell to plain sentences: certainty x direction x size to one of them, numbers to another.

Sources: Santesso 2020, J Clin Epidemiol 119:126 (GRADE statements that inform); Cochrane Handbook (version 6)
chapter 15.6.4. Numbers are told as better or worse: no reader has to know which end of a scale is good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from evidence.reckon.cells import Cell
from evidence.reckon.certainty import Level
from evidence.reckon.combining import HEADLINE, Combined
from evidence.reckon.designs import ROLES
from evidence.reckon.formulas import DOUBTFUL, Bounds
from evidence.records.study import Direction
from evidence.say.effects import why_not
from evidence.say.numbers import capital, lower_first, measured, number, rounded
from evidence.say.terms import comparator, found

WILL: Mapping[Level, str] = {"high": "will", "moderate": "will probably", "low": "may", "very-low": "may"}
UNSURE: Mapping[Level, str] = {"very-low": " We are very unsure."}
Size = Literal["little", "small", "noticeable"]
HOW_MUCH: Mapping[Size | None, str] = {
    "little": " very little",
    "small": " a little",
    "noticeable": " noticeably",
    None: "",
}
STANDARD = ((0.2, "very small"), (0.5, "small"), (0.8, "medium"))
"""Cohen's rule of thumb for standardised differences (Cochrane Handbook 15.5.3.1); above it, large."""


@dataclass(frozen=True)
class Shown:
    """A number as it is printed in a sentence: `amount` in `unit`, and whether it is better or worse."""

    amount: float
    unit: str
    side: Literal["better", "worse"]

    def __str__(self) -> str:
        return f"{measured(self.amount, self.unit)} {self.side}"


@dataclass(frozen=True)
class Said:
    """A sentence, and the citation keys of what it rests on beside the studies themselves."""

    text: str
    cites: tuple[str, ...] = ()


def counted(cell: Cell) -> str:
    """'2 of 4 trials favoured walking backwards; 2 found no clear difference.'"""
    total = len(cell.findings)
    if not ROLES[cell.question.comparator].group:
        one = "The one study" if total == 1 else f"All {total} studies"
        return f"{one} measured people before and after, with nobody to compare them with."
    other = comparator(cell.question.comparator)
    first, *rest = [(count, found(side, other)) for side, count in cell.counts()]
    if total == 1:
        return f"The one trial {first[1]}."
    if not rest:
        return f"{'Both' if total == 2 else f'All {total}'} trials {first[1]}."
    others = [f"{count} {words}" for count, words in rest]
    return "; ".join([f"{first[0]} of {total} trials {first[1]}", *others]) + "."


def headline(cell: Cell) -> str:
    """What it adds up to, no surer than it is judged to be; empty where that is not yet judged."""
    if not _can_be_said(cell):
        return ""
    unsure = "" if cell.verdict == "unknown" else UNSURE.get(cell.level or "very-low", "")
    return f"{_said(cell, cell.question.doing or '')}{unsure}"


def short_answer(cell: Cell) -> str:
    """The headline where question and certainty stand beside it: 'May ease pain a little.'"""
    return capital(_said(cell, "").lstrip()) if _can_be_said(cell) else ""


def _can_be_said(cell: Cell) -> bool:
    return bool(cell.level and cell.outcome.gain and cell.question.doing and cell.question.instead)


def _said(cell: Cell, doing: str) -> str:
    """The headline without how unsure it is; `doing` is what was done, empty where the reader knows it."""
    gain, instead, verdict = cell.outcome.gain, cell.question.instead or "", cell.verdict
    will = WILL[cell.level or "very-low"]
    added = ROLES[cell.question.comparator].added
    more = "" if added else f" more than {instead}"
    if verdict == "better":
        return f"{doing} {will} {gain}{HOW_MUCH[size(cell)]}{more}."
    if verdict == "worse":
        than = f" than {lower_first(doing)}" if doing else ""
        return f"{capital(instead)} {will} {gain}{HOW_MUCH[size(cell)]} more{than}."
    if verdict == "unknown":
        why = (
            "there was nobody to compare with"
            if not ROLES[cell.question.comparator].group
            else "what could be read does not say"
        )
        return f"We do not know whether {lower_first(doing) or 'it'} would {gain}{more}: {why}."
    if verdict == "little-difference":
        return f"{doing} {will} {gain} hardly more than {instead}, or not at all."
    return f"{doing} may or may not {gain}{more}: {_why_open(cell)}."


def _why_open(cell: Cell) -> str:
    """What keeps it open which side is better."""
    if cell.verdict == "mixed":
        return "the trials disagree"
    if cell.verdict == "no-clear-difference":
        return "no clear difference was found"
    side: Direction = "favours-backward" if cell.verdict == "some-better" else "favours-comparator"
    some = "one trial" if cell.sides(side) == 1 else "some trials"
    others = "another" if cell.sides("no-clear-difference") == 1 else "others"
    if cell.verdict == "some-better":
        return f"{some} found a gain, {others} no clear one"
    return f"{some} found {cell.question.instead} better, {others} no clear difference"


def size(cell: Cell) -> Size | None:
    """How large the sum is against what people notice; None where there is no sum or no such change."""
    combined, least = cell.deciding, cell.least
    if combined is None or combined.estimate is None or not least:
        return None
    amount = abs(combined.estimate)
    return "noticeable" if amount >= least else "small" if amount >= least / 2 else "little"


def numbers(cell: Cell) -> tuple[Said, ...]:
    """The size of the effect where any study gives one, and what people notice; empty without numbers."""
    combined = cell.combined
    if combined is None:
        return ()
    told = (
        Said(_sum(cell, combined)),
        Said(_in_points(cell, combined)),
        Said(_noticed(cell, combined), cell.mcid.cites if cell.mcid else ()),
        Said(_others(combined)),
    )
    return tuple(said for said in told if said.text)


def as_text(parts: Iterable[Said]) -> str:
    """The sentences in their order, without what they cite."""
    return " ".join(part.text for part in parts)


def shown(cell: Cell, combined: Combined, estimate: float) -> Shown:
    """An estimate on the scale of the cell as a number for readers."""
    unit = (combined.instrument.unit or "") if combined.instrument else "standard deviations"
    return Shown(rounded(abs(estimate)), unit, "better" if cell.is_better(combined, estimate) else "worse")


def _sum(cell: Cell, combined: Combined) -> str:
    estimate = combined.estimate
    if estimate is None:
        count = len(combined.studies) + len(combined.elsewhere)
        return f"{_trials(count)} numbers, which are not put together. {why_not(combined)}"
    if combined.pool is None:
        between = _between(cell, combined, combined.studies[0].interval)
        unseen = "" if combined.studies[0].effect.sizes else " How many people were measured was not seen."
        return f"{_trials(1)} a number: {_of(cell, combined, estimate)} ({between}).{unseen}"
    if combined.pool.k < HEADLINE:
        return (
            f"{_trials(combined.pool.k)} numbers; together {_of(cell, combined, estimate)}. "
            f"{combined.pool.k} trials are too few to say how far that is from the truth."
        )
    bounds = _between(cell, combined, combined.pool.hksj or (estimate, estimate))
    return f"{_trials(combined.pool.k)} numbers; together {_of(cell, combined, estimate)} ({bounds})."


def _of(cell: Cell, combined: Combined, estimate: float) -> str:
    if combined.instrument:
        scale = f" on a scale of {combined.instrument.range}" if combined.instrument.range else ""
        return f"{shown(cell, combined, estimate)}{scale}"
    if abs(estimate) > DOUBTFUL:
        return f"{shown(cell, combined, estimate)}, so much that it is in doubt"
    named = next((word for limit, word in STANDARD if abs(estimate) < limit), "large")
    return f"{shown(cell, combined, estimate)}, a {named} difference by the usual rule of thumb"


def _between(cell: Cell, combined: Combined, bounds: Bounds) -> str:
    first, second = (shown(cell, combined, bound) for bound in sorted(bounds, key=abs))
    if first.side == second.side:
        return f"95 % interval {number(first.amount)} to {number(second.amount)} {first.side}"
    worse, better = (first, second) if first.side == "worse" else (second, first)
    return f"95 % interval from {number(worse.amount)} worse to {number(better.amount)} better"


def _in_points(cell: Cell, combined: Combined) -> str:
    known = cell.pooled_sd
    if known is None or combined.estimate is None:
        return ""
    points = measured(rounded(abs(combined.estimate) * known.sd), known.instrument.unit or "")
    return (
        f"That is about {points} on the {known.instrument.name}, where people differ by a "
        f"standard deviation of {number(rounded(known.sd))}."
    )


def _noticed(cell: Cell, combined: Combined) -> str:
    instrument = combined.instrument or (cell.pooled_sd.instrument if cell.pooled_sd else None)
    if cell.mcid is None or instrument is None or combined.estimate is None:
        return ""
    low, high = cell.mcid.span.low, cell.mcid.span.high
    amount = measured(high, instrument.unit or "")
    return f"People usually notice a change of {amount if low == high else f'{number(low)} to {amount}'}."


def _others(combined: Combined) -> str:
    """Trials whose numbers the sentence so far leaves out."""
    told = combined.pool.k if combined.pool else 1
    more = len(combined.studies) + len(combined.elsewhere) - told
    if combined.estimate is None or not more:
        return ""
    given = "One more trial gives a number" if more == 1 else f"{more} more trials give numbers"
    return f"{given}, not put together with {'this' if told == 1 else 'these'}. {why_not(combined)}"


def _trials(count: int) -> str:
    return "One trial gives" if count == 1 else f"{count} trials give"
