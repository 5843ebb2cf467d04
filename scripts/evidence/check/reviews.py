"""What a careful editor would ask of a review: its studies, its sums, until when it looked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evidence.check.results import interval
from evidence.check.scales import range_of, unit
from evidence.problems import Problem
from evidence.read.calendar import latest_day
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.reckon.formulas import DOUBTFUL
from evidence.records.review import Pooled, Review

BEYOND = 5.0
"""No sum of trials differs by more standard deviations."""
LEAST_PEOPLE = 2
"""No study of a review has fewer people on average."""
OLDEST = 1950
"""Nobody searched a database before."""
_YEAR = re.compile(r"\b(?:1[0-9]|20|21)[0-9]{2}\b")


def _pooled(library: Library, entry: Entry[Review]) -> Iterator[Problem]:
    review = entry.record
    for index, pooled in enumerate(review.pooled):
        here = ("pooled", index)
        yield from interval(entry, (*here, "ci95"), pooled.estimate, pooled.ci95)
        if why := _off_centre(pooled):
            yield entry.problem((*here, "ci95"), why, level="hint")
        if review.included.studies is not None and (pooled.studies or 0) > review.included.studies:
            what = f"{pooled.studies} studies in the sum, {review.included.studies} in the review"
            yield entry.problem((*here, "studies"), f"{what}; correct one of them")
        if pooled.standardised:
            yield from _standardised(entry, index, pooled)
        else:
            yield from _beyond_the_scales(library, entry, index, pooled)


def _off_centre(pooled: Pooled) -> str:
    """The interval of a difference lies evenly around it but for rounding, or a tenth of its width."""
    low, high = pooled.ci95 or (pooled.estimate, pooled.estimate)
    off = abs((low + high) / 2 - pooled.estimate) > max((high - low) / 10, unit(pooled.estimate, low, high))
    told = f"the estimate {pooled.estimate} is not in the middle of [{low}, {high}]; is one of them mistyped?"
    return told if low <= pooled.estimate <= high and off else ""


def _standardised(entry: Entry[Review], index: int, pooled: Pooled) -> Iterator[Problem]:
    if abs(pooled.estimate) > BEYOND:
        what = f"{pooled.estimate:g} standard deviations cannot be; correct it, or leave standardised out"
        yield entry.problem(("pooled", index, "estimate"), what)
    elif abs(pooled.estimate) > DOUBTFUL:
        what = f"a standardised difference of {pooled.estimate:g} is rare; look again"
        yield entry.problem(("pooled", index, "estimate"), what, level="hint")


def _beyond_the_scales(
    library: Library, entry: Entry[Review], index: int, pooled: Pooled
) -> Iterator[Problem]:
    """More than all scales are wide on which studies of the condition measured the outcome."""
    condition = entry.record.condition
    used = {
        result.instrument
        for study in library.studies.values()
        if study.condition == condition
        for result in study.results
        if result.outcome == pooled.outcome and result.instrument
    }
    ranges = [range_of(library.instrument(name)) for name in used]
    widths = [known.width for known in ranges if known]
    if widths and len(widths) == len(ranges) and abs(pooled.estimate) > max(widths):
        what = (
            f"{pooled.estimate:g} on scales that are {max(widths):g} wide; is it mistyped, or standardised?"
        )
        yield entry.problem(("pooled", index, "estimate"), what, level="hint")


def _included(_: Library, entry: Entry[Review]) -> Iterator[Problem]:
    included = entry.record.included
    if included.studies and included.people is not None and included.people < LEAST_PEOPLE * included.studies:
        what = f"{included.people} people in {included.studies} studies; correct one of them"
        yield entry.problem(("included", "people"), what)


def _searched(library: Library, entry: Entry[Review]) -> Iterator[Problem]:
    """The last year in which it looked: not to come, nor after the review was published."""
    given, review = entry.record.searched_until, entry.record
    years = [int(year) for year in _YEAR.findall(given or "")]
    if not years or review.kind == "protocol":
        return
    reference = library.references.get(review.reports[0])
    published = int(reference.year) if reference and reference.year.isdecimal() else latest_day().year
    last = min(published, latest_day().year)
    if not OLDEST <= max(years) <= last:
        what = f"{max(years)} cannot be; the review is of {published}, so give a year from {OLDEST} to {last}"
        yield entry.problem(("searched_until",), what)


def _also(_: Library, entry: Entry[Review]) -> Iterator[Problem]:
    review = entry.record
    for index, name in enumerate(review.also):
        if name == review.condition or name in review.also[:index]:
            yield entry.problem(("also", index), f'"{name}" is named already; leave it out')


RULES: tuple[Callable[[Library, Entry[Review]], Iterator[Problem]], ...] = (
    _pooled,
    _included,
    _searched,
    _also,
)
"""What is asked of each review."""
