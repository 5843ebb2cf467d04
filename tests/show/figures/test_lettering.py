"""Letters in pictures: measured, broken into lines, and as large as those of the text beside them."""

from __future__ import annotations

import re

import pytest

from evidence.say.terms import LETTERS
from evidence.show import site
from evidence.show.figures import bias, doses, forest, lettering
from project import ROOT


def _styles() -> str:
    folder = ROOT / "docs" / site.STYLES
    return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def _only(pattern: str) -> float:
    (found,) = re.findall(pattern, _styles())
    return float(found)


def test_the_style_sheet_gives_letters_the_size_that_they_are_measured_with() -> None:
    assert _only(r"\.chart text \{[^}]*font-size: ([\d.]+)px") == lettering.FONT


@pytest.mark.parametrize("frame", [each.FRAME for each in (bias, doses, forest)])
def test_on_a_screen_letters_are_neither_small_print_nor_larger_than_the_text(frame) -> None:
    """A picture is at most so wide, whatever its view box: so wide are its letters then, in rem."""
    widest = _only(r"figure\.chart > svg \{[^}]*max-width: ([\d.]+)rem")
    small, text = (_only(rf"--{name}: ([\d.]+)rem") for name in ("tiny", "text"))
    assert small < lettering.FONT / frame.width * widest < text


@pytest.mark.parametrize(
    ("text", "wide"), [("", 0), ("i", 0.24 * 16), ("é", 0.58 * 16), ("走", 16), ("mm", 2 * 0.86 * 16)]
)
def test_how_wide_a_text_is(text: str, wide: float) -> None:
    assert lettering.width(text, 16) == pytest.approx(wide)
    assert lettering.width(text, 32) == pytest.approx(2 * wide)


def test_lines_break_between_words_and_the_last_is_cut() -> None:
    room = lettering.width("one two")
    assert lettering.wrapped("one two six", room, 2) == ("one two", "six")
    assert lettering.wrapped("one two six", room, 1) == ("one t…",)
    assert lettering.wrapped("one two", room - 0.1, 2) == ("one", "two")


def test_lines_lie_evenly_about_their_middle() -> None:
    first, second, third = lettering.stacked(["a", "b", "c"], 100)
    assert second == ("b", 100 + lettering.BASELINE)
    assert second.y - first.y == third.y - second.y == lettering.LINE


def test_letters_are_told_once_each() -> None:
    assert list(lettering.letters(["F", "F", "A"])) == [sign for sign in LETTERS if sign in ("F", "A")]
