"""A cell to plain sentences: certainty x direction x size to one of them, numbers to another.

Sources: Santesso 2020, J Clin Epidemiol 119:126 (GRADE statements that inform); Cochrane Handbook (version 6)
chapter 15.6.4. Numbers are told as better or worse: no reader has to know which end of a scale is good.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evidence.reckon.cells import Cell, Sides, StudyFinding
from evidence.reckon.certainty import Level
from evidence.reckon.combining import Combined
from evidence.reckon.conclusion import Kind, Sum, conclude
from evidence.reckon.designs import ROLES
from evidence.reckon.directions import Sign
from evidence.reckon.formulas import DOUBTFUL, Bounds
from evidence.reckon.synthesis import Synthesis
from evidence.records.study import Side
from evidence.say.effects import why_not
from evidence.say.numbers import (
    capital,
    count,
    lower_first,
    measured,
    number,
    rounded,
    rounded_bounds,
    spelled,
)
from evidence.say.terms import comparator

WILL: Mapping[Level, str] = {"high": "will", "moderate": "will probably", "low": "may", "very-low": "may"}
BUT: Mapping[Level, str] = {"very-low": ", but we are very unsure"}
WHETHER: Mapping[Level, str] = {
    "high": "How much is open, the side is not:",
    "moderate": "We are fairly sure of no more than the side:",
    "low": "We are unsure whether",
    "very-low": "We are very unsure whether",
}
STANDARD_DEVIATIONS = "standard deviations"
STANDARD = ((0.2, "very small"), (0.5, "small"), (0.8, "medium"))
"""Cohen's rule of thumb for standardised differences (Cochrane Handbook 15.5.3.1); above it, large."""


@dataclass(frozen=True)
class Shown:
    """A number as it is printed in a sentence: `amount` in `unit`, and whether it is better or worse."""

    amount: float
    unit: str
    side: Literal["better", "worse"]

    def __str__(self) -> str:
        return f"{measured(self.amount, self.unit)} {self.side}" if self.amount else "no difference"


@dataclass(frozen=True)
class Said:
    """A sentence, and the citation keys of what it rests on beside the studies themselves."""

    text: str
    cites: tuple[str, ...] = ()


def counted(cell: Cell) -> str:
    """'7 of 13 trials tell a side, and all 7 favour walking backwards, one of them not by a clear ...'"""
    total, sides = len(cell.findings), cell.sides
    if not cell.compared:
        one = "The one study" if total == 1 else f"All {total} studies"
        return f"{one} measured people before and after, with nobody to compare them with."
    if not sides.told:
        none = "The one trial tells no side" if total == 1 else f"None of the {total} trials tells a side"
        return f"{none}: {_untold(sides)}."
    other = comparator(cell.question.comparator)
    named, clear = "walking backwards" if sides.backward else other, _clearly(cell.telling)
    if total == 1:
        return f"The one trial favours {named}{clear}."
    if sides.told == total:
        return f"{capital(_favour(sides, 'walking backwards', other, ' trials'))}{clear}."
    told = _favour(sides, "walking backwards", other)
    some = f"{sides.told} of {total} trials tell a side, and {told}"
    if sides.told == 1:
        some = f"1 of {total} trials tells a side and favours {named}"
    return f"{some}{clear}. {sides.untold} {_tell(sides.untold)} none: {_untold(sides)}."


def _clearly(findings: Sequence[StudyFinding]) -> str:
    """', one of them not by a clear difference'; empty where no report found its difference unclear."""
    leaning = sum(finding.leans for finding in findings)
    if not leaning:
        return ""
    if leaning == len(findings):
        return f", {'not' if leaning == 1 else 'none'} by a clear difference"
    return f", {spelled(leaning)} of them not by a clear difference"


def _tell(number: int) -> str:
    return "tells" if number == 1 else "tell"


def _favour(sides: Sides, backward: str, other: str, trials: str = "") -> str:
    """'all 5 favour walking backwards', '3 trials favour walking backwards and 1 usual care alone'."""
    if sides.backward and sides.comparator:
        verb = "favours" if sides.backward == 1 else "favour"
        noun = trials.removesuffix("s") if sides.backward == 1 else trials
        return f"{sides.backward}{noun} {verb} {backward} and {sides.comparator} {other}"
    named = backward if sides.backward else other
    return f"{'both' if sides.told == 2 else f'all {sides.told}'}{trials} favour {named}"


def _untold(sides: Sides) -> str:
    """What studies that tell no side do tell."""
    unread = sides.untold - sides.no_clear
    parts = []
    if sides.no_clear:
        parts.append(
            f"{sides.no_clear} found no clear difference" if unread else "no clear difference was found"
        )
    if unread:
        parts.append(f"{unread} could not be read" if sides.no_clear else "what could be read does not say")
    return ", ".join(parts)


def counted_beside(cell: Cell) -> str:
    """The count of sides where the headline does not tell it itself; empty where it does."""
    if _can_be_said(cell) and conclude(cell).kind in (
        "too-little",
        "sides",
        "nothing-told",
        "nobody-compared",
    ):
        return ""
    return counted(cell)


def headline(cell: Cell) -> str:
    """What it adds up to, no surer than it is judged to be; empty where nothing useful can be said."""
    return _said(cell, cell.question.doing or "") if _can_be_said(cell) else ""


def answer(synthesis: Synthesis) -> str:
    """The answer of a condition as its pages word it; empty where no known comparison gives one."""
    cell = synthesis.main
    return (headline(cell) or counted(cell)) if cell else ""


def short_answer(cell: Cell) -> str:
    """The headline where question and certainty stand beside it: 'May ease pain by a large amount.'"""
    return capital(_said(cell, "").lstrip()) if _can_be_said(cell) else ""


def size(cell: Cell) -> str:
    """'about 1.2 points of 10 better (0.2 to 2.1)', 'a large amount'; empty where there is no sum to tell."""
    found = conclude(cell).sum
    if conclude(cell).kind != "size" or found is None:
        return ""
    if _told_in(cell, found.combined)[1] == STANDARD_DEVIATIONS:
        return _amount(cell, found)
    return _sized(cell, found)


def summary(cell: Cell) -> str:
    """A line of a summary of findings, where outcome and certainty stand beside it.

    'About 1.2 points of 10 better (0.2 to 2.1)'; 'Not known: neither trial found a clear difference, ...'.
    """
    concluded = conclude(cell)
    if concluded.kind == "size" and concluded.sum:
        return f"{capital(_sized(cell, concluded.sum))}."
    if concluded.kind == "nothing-told":
        return f"Not known: {_why_not_told(cell)}."
    if concluded.kind == "sides":
        return f"{capital(_favoured(cell))}."
    return short_answer(cell) or counted(cell)


def estimate(cell: Cell) -> str:
    """'MD 1.2 points better (95% CI 0.2 to 2.1)', for those who know the terms.

    Only a sum, or the number of the only trial, stands for all; empty where there is neither.
    """
    combined = cell.combined
    if combined is None or not (combined.pool or len(cell.findings) == 1):
        return ""
    return _of_combined(cell, combined)


def estimate_of_one(cell: Cell) -> str:
    """'one trial of 18 people after a stroke: SMD 1.4 better (95% CI 0.3 to 2.4)', beside a count of sides.

    Empty where the numbers of several trials can be read, or that of the only one.
    """
    combined = cell.combined
    if (
        combined is None
        or combined.pool
        or len(cell.findings) == 1
        or not (told := _of_combined(cell, combined))
    ):
        return ""
    study = combined.studies[0].study
    people = _people(finding for finding in cell.findings if finding.study.id == study.id)
    who = lower_first(study.participants.description).rstrip(".")
    of = f"{people} {who.removeprefix('people ')}" if who.startswith("people ") else f"{people} ({who})"
    return f"one trial of {of if people else who}: {told}"


def by_side(cell: Cell) -> str:
    """'2 better, 1 leaning worse, 1 no clear difference, 2 not readable'."""
    if not cell.compared:
        return "Nobody to compare with"
    signs = Counter(finding.sign for finding in cell.telling)
    told = [f"{signs[key]} {word}" for key, word in _COUNTED.items() if signs[key]]
    no_clear, unread = cell.sides.no_clear, cell.sides.untold - cell.sides.no_clear
    told += [f"{no_clear} no clear difference"] if no_clear else []
    told += [f"{unread} not readable"] if unread else []
    return ", ".join(told)


_COUNTED: Mapping[Sign, str] = {
    "better": "better",
    "better-in-words": "better in the authors’ words",
    "better-not-clearly": "leaning better",
    "worse": "worse",
    "worse-in-words": "worse in the authors’ words",
    "worse-not-clearly": "leaning worse",
}
"""Trials of each sign, as counted."""


def _of_combined(cell: Cell, combined: Combined) -> str:
    """The number itself; one that is hard to believe never without saying so."""
    if combined.estimate is None or combined.interval is None:
        return ""
    name = "MD" if combined.scale == "raw" else "SMD"
    amount = _estimated(cell, combined, combined.estimate, combined.interval)
    if combined.pool is None and combined.studies[0].doubtful:
        return f"{name} {amount}, so much that it is in doubt"
    rest = combined.without_doubtful
    if rest is None:
        return f"{name} {amount}"
    fewer = _estimated(cell, combined, rest.estimate, rest.hksj or rest.wald)
    return f"{name} {amount}; without {count(len(combined.doubtful), 'implausible trial')}, {fewer}"


def _estimated(cell: Cell, combined: Combined, value: float, bounds: Bounds) -> str:
    told = shown(cell, combined, value, bounds)
    if told.unit == STANDARD_DEVIATIONS and told.amount:
        # SMD says the unit, and 1 stands as exactly as 1.4.
        least = number(told.amount) if told.amount < 1 else f"{told.amount:.1f}"
        return f"{least} {told.side} (95% CI {_interval(cell, combined, bounds, sided=False)})"
    return f"{told} (95% CI {_interval(cell, combined, bounds, sided=False)})"


def difference(cell: Cell) -> str:
    """'about 1.2 points of 10 less (0.2 to 2.1)'; empty where there is no sum in a unit to tell."""
    found = conclude(cell).sum
    if conclude(cell).kind != "size" or found is None or found.combined.instrument is None:
        return ""
    direction = "less" if found.estimate < 0 else "more"
    return f"{_amount(cell, found)} {direction} ({_exactly(cell, found)})"


def _sized(cell: Cell, found: Sum) -> str:
    """'about 1.2 points of 10 better (0.2 to 2.1)', 'a large amount better (1.4 standard ...)'."""
    side = "better" if found.side == "favours-backward" else "worse"
    return f"{_amount(cell, found)} {side} ({_exactly(cell, found)})"


def _can_be_said(cell: Cell) -> bool:
    return bool(cell.outcome.gain and cell.question.doing and cell.question.instead)


def _said(cell: Cell, doing: str) -> str:
    """The headline; `doing` is what was done, empty where the reader knows it."""
    return _HEADLINES[conclude(cell).kind](cell, doing)


def _whether(cell: Cell, doing: str) -> str:
    """'walking backwards would ease pain more than walking forwards'."""
    more = "" if ROLES[cell.question.comparator].added else f" more than {cell.question.instead}"
    return f"{lower_first(doing) or 'it'} would {cell.outcome.gain}{more}"


def _nobody_compared(cell: Cell, doing: str) -> str:
    return f"We do not know whether {_whether(cell, doing)}: there was nobody to compare with."


def _comparator_unknown(*_: object) -> str:
    """Nothing: a gain over what nobody knows helps no reader."""
    return ""


def _nothing_told(cell: Cell, doing: str) -> str:
    """'We do not know whether ...: the one trial, of 34 people, found no clear difference.'"""
    return f"We do not know whether {_whether(cell, doing)}: {_why_not_told(cell)}."


def _why_not_told(cell: Cell) -> str:
    sides, total = cell.sides, len(cell.findings)
    if sides.no_clear == total == 1:
        people = _people(cell.findings)
        of = f", of {people}," if people else ""
        why = f"the one trial{of} found no clear difference"
    elif sides.no_clear == total:
        why = f"{_none_of(total)} found a clear difference, and none tells a side"
    elif sides.no_clear:
        why = f"{_none_of(total)} tells a side; {_untold(sides)}"
    else:
        why = "what could be read does not say"
    return why


def _none_of(total: int) -> str:
    return "neither trial" if total == 2 else f"none of {spelled(total)} trials"


def _too_little(cell: Cell, doing: str) -> str:
    """'Too little to tell whether ...: one trial of 48 people found it better; two more could not ...'"""
    whether = f" whether {_whether(cell, doing)}" if doing else ""
    alike = (([f for f in cell.telling if f.sign == sign], verbs) for sign, verbs in _FOUND.items())
    groups = [(found, verbs) for found, verbs in alike if found]
    told = [_found(found, verbs, first=not place) for place, (found, verbs) in enumerate(groups)]
    return f"Too little to tell{whether}: {'; '.join([*told, *_others_found(cell.sides, ' more')])}."


def _others_found(sides: Sides, more: str = "") -> Iterator[str]:
    """'two found no clear difference', 'one more could not be read': trials that tell no side."""
    unread = sides.untold - sides.no_clear
    if sides.no_clear:
        yield f"{spelled(sides.no_clear)}{more} found no clear difference"
    if unread:
        yield f"{spelled(unread)}{'' if sides.no_clear else more} could not be read"


_FOUND: Mapping[Sign, tuple[str, str]] = {
    "better": ("found it better", "found it better"),
    "better-in-words": ("says it was better", "say it was better"),
    "worse": ("found it worse", "found it worse"),
    "worse-in-words": ("says it was worse", "say it was worse"),
    "better-not-clearly": (
        "leans towards it, but found no clear difference",
        "lean towards it, but found no clear difference",
    ),
    "worse-not-clearly": (
        "leans the other way, but found no clear difference",
        "lean the other way, but found no clear difference",
    ),
}
"""What trials of each sign found, as told of one and of several."""


def _found(findings: Sequence[StudyFinding], verbs: tuple[str, str], *, first: bool) -> str:
    """'one trial of 48 people found it better', 'two of 64 people together lean towards it, ...'."""
    total, people = len(findings), _people(findings)
    noun = ("" if not first else " trial" if total == 1 else " trials") + (f" of {people}" if people else "")
    together = " together" if people and total > 1 else ""
    return f"{spelled(total)}{noun}{together} {verbs[total > 1]}{_lacking(findings)}"


def _lacking(findings: Sequence[StudyFinding]) -> str:
    """', without figures': what is missing where trials tell a side in words; empty where they show it."""
    if not all(finding.sign.endswith("-in-words") for finding in findings):
        return ""
    return ", without a test" if any(finding.figures for finding in findings) else ", without figures"


def _people(findings: Iterable[StudyFinding]) -> str:
    """'64 people', 'about 24 people', 'at least 44 people'; empty where none is known."""
    known = list(findings)
    total = sum(finding.people or 0 for finding in known)
    least = "at least " if any(finding.people is None for finding in known) else ""
    about = "about " if any(finding.people and finding.about for finding in known) else ""
    return f"{least}{about}{count(total, 'person', 'people')}" if total else ""


def _size(cell: Cell, doing: str) -> str:
    """'Walking backwards may ease pain by about 1 point of 10 (0.2 to 2.1), but we are very unsure.'"""
    found = conclude(cell).sum
    if found is None:
        raise ValueError("a size without a sum")
    will, but = WILL[cell.level or "very-low"], BUT.get(cell.level or "very-low", "")
    instead, gain = cell.question.instead or "", cell.outcome.gain
    if not shown(cell, found.combined, found.estimate).amount:
        name = lower_first(cell.outcome.name)
        return f"{doing} {will} make no difference to {name} ({_range(cell, found)}){but}."
    # Beside its question only the word is said: standard deviations tell most readers nothing.
    worded = not doing and _told_in(cell, found.combined)[1] == STANDARD_DEVIATIONS
    amount = f"by {_amount(cell, found) if worded else _about(cell, found)}"
    if found.side == "favours-comparator":
        than = f" than {lower_first(doing)}" if doing else ""
        return f"{capital(instead)} {will} {gain} more{than}, {amount}{but}."
    more = "" if ROLES[cell.question.comparator].added else f" more than {instead},"
    return f"{doing} {will} {gain}{more} {amount}{but}."


def _little_difference(cell: Cell, doing: str) -> str:
    """Only where the whole interval is smaller than what people notice."""
    found = conclude(cell).sum
    if found is None:
        raise ValueError("a size without a sum")
    will, but = WILL[cell.level or "very-low"], BUT.get(cell.level or "very-low", "")
    name = lower_first(cell.outcome.name)
    return f"{doing} {will} make little to no difference to {name} ({_range(cell, found, sided=True)}){but}."


def _sides(cell: Cell, doing: str) -> str:
    """'We are very unsure whether ...: all 5 trials (233 people) favour it.'"""
    return f"{WHETHER[cell.level or 'very-low']} {_whether(cell, doing)}: {_favoured(cell)}."


def _favoured(cell: Cell) -> str:
    """'4 of 5 trials (142 people) favour it; one could not be read'."""
    alike = (
        (verbs, [finding for finding in cell.telling if finding.side == side])
        for side, verbs in _FAVOURED.items()
    )
    total = len(cell.findings)
    told: list[str] = []
    for verbs, found in alike:
        if not found:
            continue
        many = f"all {total}" if len(found) == total else str(len(found))
        of = "" if told else " trials" if len(found) == total else f" of {total} trials"
        people = f" ({of_them})" if (of_them := _people(found)) else ""
        told.append(f"{many}{of}{people} {verbs[len(found) > 1]}{_clearly(found)}")
    return "; ".join([*told, *_others_found(cell.sides)])


_FAVOURED: Mapping[Side, tuple[str, str]] = {
    "favours-backward": ("favours it", "favour it"),
    "favours-comparator": ("found it worse", "found it worse"),
}
"""A side, as told of one trial and of several."""


_HEADLINES: Mapping[Kind, Callable[[Cell, str], str]] = {
    "nobody-compared": _nobody_compared,
    "comparator-unknown": _comparator_unknown,
    "nothing-told": _nothing_told,
    "too-little": _too_little,
    "size": _size,
    "little-difference": _little_difference,
    "sides": _sides,
}
"""The sentence of each kind of conclusion."""


def _about(cell: Cell, found: Sum) -> str:
    """'about 1.2 points of 10 (0.2 to 2.1)'; what is standardised is told in points where that is known."""
    return f"{_amount(cell, found)} ({_exactly(cell, found)})"


def _exactly(cell: Cell, found: Sum) -> str:
    """'0.2 to 2.1', '1.4 standard deviations, 0.5 to 2.2'."""
    unit = _told_in(cell, found.combined)[1]
    exact = f"{measured(rounded(abs(found.estimate)), unit)}, " if unit == STANDARD_DEVIATIONS else ""
    return f"{exact}{_range(cell, found)}"


def _amount(cell: Cell, found: Sum) -> str:
    """'about 1.2 points of 10', 'a large amount'."""
    factor, unit, top = _told_in(cell, found.combined)
    if unit == STANDARD_DEVIATIONS:
        return f"a {_in_words(found.estimate)} amount"
    return f"about {measured(rounded(abs(found.estimate) * factor), unit)}{f' of {top}' if top else ''}"


def _in_words(standardised: float) -> str:
    return next((word for limit, word in STANDARD if abs(standardised) < limit), "large")


def _range(cell: Cell, found: Sum, *, sided: bool = False) -> str:
    """'0.2 to 2.1', or 'from 0.3 worse to 2.1 better' where the interval holds both."""
    factor, _, _ = _told_in(cell, found.combined)
    return _interval(cell, found.combined, found.interval, factor, sided=sided)


def _interval(cell: Cell, combined: Combined, bounds: Bounds, factor: float = 1.0, *, sided: bool) -> str:
    """'0.2 to 2.1', 'from 0.3 worse to 2.1 better', 'from no difference to 2.1'.

    `sided` says better or worse even where both bounds lie on one side.
    """
    near, far = sorted(bounds, key=abs)
    small, large = rounded_bounds(near, far, factor)
    first, second = ("better" if cell.is_better(combined, bound) else "worse" for bound in (near, far))
    side = f" {second}" if sided or first != second else ""
    if not small:
        return f"from no difference to {number(large)}{side}"
    if first == second:
        return f"{number(small)} to {number(large)}{side}"
    worse, better = (small, large) if second == "better" else (large, small)
    return f"from {number(worse)} worse to {number(better)} better"


def _told_in(cell: Cell, combined: Combined) -> tuple[float, str, str]:
    """What an estimate is multiplied by, its unit, and the top of a scale that begins at 0, else ''."""
    instrument, factor = combined.instrument, 1.0
    if instrument is None and cell.pooled_sd:
        instrument, factor = cell.pooled_sd.instrument, cell.pooled_sd.sd
    if instrument is None:
        return 1.0, STANDARD_DEVIATIONS, ""
    top = re.fullmatch(r"0 to (\d+)", instrument.range or "")
    return factor, instrument.unit or "", top[1] if top else ""


def sign_test_line(cell: Cell) -> str:
    """How often chance alone would split the sides so unevenly; empty below two that tell a side.

    For the evidence layer only: no verdict rests on it.
    """
    sides = cell.sides
    if sides.told < 2 or not cell.compared:
        return ""
    split = f"{sides.backward} to {sides.comparator}"
    low, high = (number(round(bound, 4)) for bound in sides.p_bounds)
    others = "the other one lies" if sides.untold == 1 else f"the other {sides.untold} lie"
    bounds = f" ({low} to {high}, whichever way {others})" if sides.untold else ""
    return f"Sides {split}; sign test p = {number(round(sides.p, 4))}{bounds}. No verdict rests on it."


def numbers(cell: Cell) -> tuple[Said, ...]:
    """The size of the effect where any study gives one, and what people notice; empty without numbers."""
    combined = cell.combined
    if combined is None:
        return ()
    told = (
        Said(_sum(cell, combined)),
        Said(_assumed(combined)),
        _without(cell, combined),
        Said(_in_points(cell, combined)),
        *_noticed(cell, combined),
        Said(_others(combined)),
    )
    return tuple(said for said in told if said.text)


def as_text(parts: Iterable[Said]) -> str:
    """The sentences in their order, without what they cite."""
    return " ".join(part.text for part in parts)


def shown(cell: Cell, combined: Combined, estimate: float, bounds: Bounds | None = None) -> Shown:
    """An estimate on the scale of the cell as a number for readers; `bounds` are its own, else of the sum."""
    unit = (combined.instrument.unit or "") if combined.instrument else STANDARD_DEVIATIONS
    widest = max(map(abs, bounds or combined.interval or (0.0,)))
    side: Literal["better", "worse"] = "better" if cell.is_better(combined, estimate) else "worse"
    return Shown(rounded(abs(estimate), widest), unit, side)


def _sum(cell: Cell, combined: Combined) -> str:
    estimate = combined.estimate
    if estimate is None:
        count = len(combined.studies) + len(combined.elsewhere)
        return f"{_trials(count)} numbers, which are not put together. {why_not(combined)}"
    if combined.pool is None:
        between = _between(cell, combined, combined.studies[0].interval)
        unseen = "" if combined.studies[0].effect.sizes else " How many people were measured was not seen."
        return f"{_trials(1)} a number: {_of(cell, combined, estimate)} ({between}).{unseen}"
    bounds = _between(cell, combined, combined.interval or (estimate, estimate))
    return f"{_trials(combined.pool.k)} numbers; together {_of(cell, combined, estimate)} ({bounds})."


def _of(cell: Cell, combined: Combined, estimate: float) -> str:
    if combined.instrument:
        told, range_, unit = (
            shown(cell, combined, estimate),
            combined.instrument.range,
            combined.instrument.unit,
        )
        # A bare number says nothing: without a unit or a range the scale itself is named.
        scale = (
            f" on a scale of {range_}" if range_ else "" if unit else f" on the {combined.instrument.name}"
        )
        return f"{told}{scale}"
    if abs(estimate) > DOUBTFUL:
        return f"{shown(cell, combined, estimate)}, so much that it is in doubt"
    return f"{shown(cell, combined, estimate)}, a {_in_words(estimate)} difference by the usual rule of thumb"


def _between(cell: Cell, combined: Combined, bounds: Bounds) -> str:
    return f"95% interval {_interval(cell, combined, bounds, sided=True)}"


def _in_points(cell: Cell, combined: Combined) -> str:
    known = cell.pooled_sd
    if known is None or combined.estimate is None or not shown(cell, combined, combined.estimate).amount:
        return ""
    points = measured(rounded(abs(combined.estimate) * known.sd), known.instrument.unit or "")
    return (
        f"That is about {points} on the {known.instrument.name}, where people differ by a "
        f"standard deviation of {number(rounded(known.sd))}."
    )


def _noticed(cell: Cell, combined: Combined) -> Iterator[Said]:
    """What people notice, each change as its source says it."""
    instrument = combined.instrument or (cell.pooled_sd.instrument if cell.pooled_sd else None)
    if cell.mcid is None or instrument is None or combined.estimate is None:
        return
    for threshold, points in cell.mcid.known:
        low, high = points.low, points.high
        amount = measured(high, instrument.unit or "")
        plain = f"People notice a change of {amount if low == high else f'{number(low)} to {amount}'}."
        yield Said(threshold.says or plain, (threshold.cites,))


def _assumed(combined: Combined) -> str:
    """That a scale in the sum is an assumption."""
    instruments = [row.effect.instrument for row in combined.studies]
    return " ".join(dict.fromkeys(each.assumed for each in instruments if each and each.assumed))


def _without(cell: Cell, combined: Combined) -> Said:
    """The sum without studies whose effect is hard to believe."""
    rest, left = combined.without_doubtful, combined.doubtful
    if rest is None:
        return Said("")
    what = "the trial" if len(left) == 1 else f"the {len(left)} trials"
    cites = tuple(row.study.reports[0] for row in left)
    bounds = rest.hksj or rest.wald
    told = shown(cell, combined, rest.estimate, bounds)
    said = f"Without {what} whose effect is hard to believe, {told}"
    return Said(f"{said} ({_between(cell, combined, bounds)}).", cites)


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
