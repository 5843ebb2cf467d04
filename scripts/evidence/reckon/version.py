"""Which state of the records something was made from: the last day of reading, and a mark of every record."""

from __future__ import annotations

from evidence.read.library import Library
from evidence.reckon.synthesis import newest_day


def version(library: Library) -> str:
    """Such as "2026-01-09-3f2a1b9": states of the records that differ anywhere have different ones."""
    return f"{newest_day(library).isoformat()}-{library.digest}"
