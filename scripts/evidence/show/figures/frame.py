"""What the pictures of a page share: how wide they are, where their numbers lie, boxes and marks on an axis.

Modules of this folder decide every place, in units of the view box; templates only print them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

HEAD, HEAD_BASELINE = 22.0, 14
"""Height of a line of words at the top of a picture, and how low its letters stand."""
SAMPLE = 16
"""Width and height of the little picture of a sign in a legend."""
ON = 6
"""How far below the middle of a shape the letters on it stand."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A picture is `width` wide; its numbers lie between `left` and `right`, words on both sides of them."""

    left: float
    right: float
    width: float = 360

    @property
    def middle(self) -> int:
        """Halfway between the ends, in whole units."""
        return round((self.left + self.right) / 2)

    @property
    def edge(self) -> float:
        """Where words end that stand at the right edge of the picture."""
        return self.width - 2

    @property
    def across(self) -> float:
        """From end to end."""
        return self.right - self.left


@dataclass(frozen=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str

    @property
    def beside(self) -> float:
        """Where its label stands if the axis goes up."""
        return self.at + 4


class Place(NamedTuple):
    """Where a text begins, has its middle or ends, and where its letters stand."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
