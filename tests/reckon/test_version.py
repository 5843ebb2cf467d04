"""Which state of the records something was made from."""

from dataclasses import replace
from pathlib import Path

from evidence.reckon.version import version
from project import load


def test_the_last_day_of_reading_and_the_mark_of_the_records(references: Path) -> None:
    assert version(replace(load(references), digest="3f2a1b9")) == "2026-01-09-3f2a1b9"
