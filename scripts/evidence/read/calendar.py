"""Days that can be: nothing was read, written or judged on a day that is still to come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def latest_day() -> date:
    """Today wherever it is day first: where clocks are ahead of those at Greenwich, it is tomorrow."""
    return datetime.now(UTC).date() + timedelta(days=1)
