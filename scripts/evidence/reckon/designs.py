"""What a design and a role are."""

from __future__ import annotations

from evidence.records.study import Design

UNCOMPARED = ("before-after", "laboratory")
"""Designs without groups of which some walk backwards and others do not."""

RANDOMISED: tuple[Design, ...] = ("randomised-trial", "quasi-randomised")

NO_RESULTS = ("protocol", "registration")
"""Designs that only announce a trial; they are listed apart and nobody in them is counted."""

TRIALS = ("randomised-trial", "quasi-randomised", "non-randomised", "allocation-not-seen")
