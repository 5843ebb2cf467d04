"""What a careful editor would ask of the programme of a group: times in all, in a week and in a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evidence.problems import Location, Problem
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.records.common import Span
from evidence.records.study import Programme, Study

DAYS = 7


def _times(_: Library, entry: Entry[Study]) -> Iterator[Problem]:
    for name, arm in entry.record.arms.items():
        if arm.programme:
            yield from _of_one(entry, ("arms", name, "programme"), arm.programme)


def _of_one(entry: Entry[Study], here: Location, programme: Programme) -> Iterator[Problem]:
    week, total = _in_a_week(programme), programme.sessions_in_all
    if (
        programme.sessions_per_week
        and not programme.sessions_per_day
        and programme.sessions_per_week.low > DAYS
    ):
        what = f"{programme.sessions_per_week.low:g} times a week is more than daily; add sessions_per_day"
        yield entry.problem((*here, "sessions_per_week"), what, level="hint")
    if week is None or total is None or programme.weeks is None:
        return
    planned = programme.weeks.times(week)
    if not planned.low <= total <= planned.high:
        span = f"{planned.low:g}" if planned.low == planned.high else f"{planned.low:g} to {planned.high:g}"
        what = f"{total} times in all, but so many weeks and times a week make {span}"
        # A week more is a matter of counting, and people miss a time now and then.
        slip = total > planned.high + week.high or total < planned.low / 2
        yield entry.problem(
            (*here, "sessions_in_all"), f"{what}; correct one of them", level="error" if slip else "hint"
        )


def _in_a_week(programme: Programme) -> Span | None:
    """Times in a week; days in a week times sessions in a day where both are given."""
    week, day = programme.sessions_per_week, programme.sessions_per_day
    if week is None:
        return None
    if day is None or week.high > DAYS:
        return week
    return Span(low=week.low, high=week.high * day.high)


RULES: tuple[Callable[[Library, Entry[Study]], Iterator[Problem]], ...] = (_times,)
"""What is asked of the programmes of each study."""
