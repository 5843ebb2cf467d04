"""Signs that stand in more than one picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evidence.reckon.risk_of_bias import Judged

SAMPLE = 16
"""Width and height of the little picture of a sign in a legend."""
ON = 4
"""How far below the middle of a shape the letters on it stand."""


@dataclass(frozen=True)
class RiskSign:
    """A judgement on risk of bias: a letter in a circle about the place given."""

    level: Judged
    x: float
    y: float
    radius: ClassVar[float] = 6.5

    @property
    def baseline(self) -> float:
        """Where its letter stands."""
        return self.y + ON
