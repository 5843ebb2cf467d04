"""Signs that stand in more than one picture."""

from __future__ import annotations

from evidence.show.figures.signs import ON, SAMPLE, RiskSign


def test_a_letter_stands_below_the_middle_of_its_sign_and_inside_it() -> None:
    sign = RiskSign("low", 10, 20)
    assert sign.baseline == 20 + ON
    assert RiskSign.radius > ON and 2 * RiskSign.radius < SAMPLE
