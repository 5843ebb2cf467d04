"""Effects of studies to English: what a number was worked out from, and why some stand in no sum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from evidence.reckon.combining import Combined, WhyNot
from evidence.reckon.effects import Effect, Origin, Several

ORIGINS: Mapping[Origin, str] = {
    "groups": "From the groups’ means, standard deviations and numbers of people.",
    "interval": "From the difference between the groups and its 95 % interval.",
    "se": "From the difference between the groups and its standard error.",
    "p": "From the difference between the groups and p = {p}.",
    "means-and-p": "From the groups’ means and p = {p}.",
    "p-alone": "From p = {p} alone, with the side that the report names.",
    "d": "From the effect size d = {d} that the report prints.",
}
"""What an effect was worked out from; `p` and `d` as printed."""
SEVERAL: Mapping[Several, str] = {
    "none": "",
    "merged": "Groups of the same kind were merged (Cochrane Handbook 6.5.2.10).",
    "first": "The trial has several such groups, which cannot be merged; the first with a number is taken.",
}
SHARED: Mapping[Literal["both", "first", "second"], str] = {
    "both": "each group",
    "first": "the group that walked backwards",
    "second": "the group that it is compared with",
}
"""Groups whose number of people was not seen."""
WHY_NOT: Mapping[WhyNot, str] = {
    "formation": "Trials with groups formed at random and others are not put together.",
    "values": "Scores after the programme, changes from the start and numbers of unknown kind "
    "cannot be put together without a common scale.",
    "scales": "The trials used scales that cannot be put together.",
}


def derivation(effect: Effect) -> str:
    """How the effect was worked out, in sentences."""
    p, d = effect.result.p or "", effect.result.cohen_d or 0.0
    told = (
        SEVERAL[effect.several],
        ORIGINS[effect.origin].format(p=p.lstrip("="), d=f"{d:g}"),
        _people(effect),
    )
    return " ".join(sentence for sentence in told if sentence)


def _people(effect: Effect) -> str:
    """What was not seen of their number; empty where all is known that the effect needs."""
    if effect.sizes and (shared := effect.sizes.shared):
        return (
            f"How many people were in {SHARED[shared.place]} was not seen; {shared.people} people in "
            f"{shared.groups} groups are taken as equal groups of {shared.each}."
        )
    if effect.too_narrow:
        return "The number of people was not seen, so the interval is a little too narrow."
    return ""


def why_not(combined: Combined) -> str:
    """Why some or all effects stand in no sum, in sentences; empty where all do."""
    return " ".join(WHY_NOT[code] for code in combined.why_not)
