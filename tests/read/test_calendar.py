"""The last day on which something may have been done."""

from datetime import UTC, datetime, timedelta, timezone

from evidence.read.calendar import latest_day


def test_it_is_today_wherever_in_the_world_somebody_writes() -> None:
    """Clocks are up to 14 hours ahead of Greenwich, and 12 behind."""
    here = [datetime.now(timezone(timedelta(hours=hours))).date() for hours in range(-12, 15)]
    assert max(here) <= latest_day() <= datetime.now(UTC).date() + timedelta(days=1)
