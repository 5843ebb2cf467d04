"""What is written into pictures of numbers: words that have to be measured before they are drawn."""

from __future__ import annotations

from evidence.say.numbers import count

WHOLE_STUDY = "Whole study"
PEOPLE_NOT_SEEN = "people not seen"
STANDARDISED = "standard deviations (Hedges g)"
PREDICTION = "Where a further study may lie"
BETTER = ("better with", "walking backwards →")
"""What the right side means, line by line."""
WORSE = ("← better without",)
"""What the left side means."""


def together(studies: int) -> str:
    """What the sum is of: '5 studies together'."""
    return f"{count(studies, 'study', 'studies')} together"


def groups(first: int, second: int, *, assumed: bool) -> str:
    """People in two groups: '20 + 21', 'about 20 + 20'."""
    return f"{'about ' if assumed else ''}{first} + {second}"
