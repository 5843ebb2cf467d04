"""Words that must not stand where people look for what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from evidence.check import care


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("Wait and see your GP.", '"Wait" puts help off'),
        ("See your GP next week.", '"next week" puts help off'),
        ("Walk it off.", '"Walk it off" tells people to go on'),
        ("Keep walking to the end.", '"Keep walking" tells people to go on'),
        ("Carry on.", '"Carry on" tells people to go on'),
        ("Take two aspirins and walk on.", '"walk on" tells people to go on'),
        ("Use your GTN spray.", '"GTN" names a medicine'),
        ("Do not wait for more signs: one is enough.", ""),
        ("Next time go slower, along a wall.", ""),
        ("your walking goes wrong", ""),
        ("you take blood thinners", ""),
    ],
)
def test_no_red_box_delays_sends_on_or_prescribes(says: str, found: str) -> None:
    faults = list(care.delaying(says))
    assert bool(faults) == bool(found)
    assert not found or any(fault.startswith(found) for fault in faults)


@pytest.mark.parametrize(
    ("judge", "says", "faults"),
    [
        (care.letting_go, "Pregnancy: go ahead.", 1),
        (care.letting_go, "Heart trouble: it is safe.", 1),
        (care.letting_go, "Pregnancy, or brittle bones.", 0),
        (care.letting_go, "A fall, feeling unsteady.", 0),
        (care.not_asking, "Begin from this page.", 1),
        (care.not_asking, "Ask, but it is fine.", 1),
        (care.not_asking, "Ask your doctor before you start.", 0),
    ],
)
def test_who_asks_first_is_not_let_go(judge: Callable[[str], Iterator[str]], says: str, faults: int) -> None:
    assert len(list(judge(says))) == faults
