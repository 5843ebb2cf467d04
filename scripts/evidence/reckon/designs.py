"""What a design and a role are."""

from __future__ import annotations

from typing import Literal, get_args

from evidence.records.study import Design

UNCOMPARED = ("before-after", "laboratory")
"""Designs without groups of which some walk backwards and others do not."""

RANDOMISED: tuple[Design, ...] = ("randomised-trial", "quasi-randomised")

Formation = Literal["at-random", "otherwise"]
"""How the groups of a study were formed; studies without groups are "otherwise"."""
FORMATIONS: tuple[Formation, ...] = get_args(Formation)

NO_RESULTS = ("protocol", "registration")
"""Designs that only announce a trial; they are listed apart and nobody in them is counted."""

TRIALS = ("randomised-trial", "quasi-randomised", "non-randomised", "allocation-not-seen")


def formation(design: Design) -> Formation:
    """How studies of this design form their groups."""
    return "at-random" if design in RANDOMISED else "otherwise"
