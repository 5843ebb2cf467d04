"""Words of a handout."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

from evidence.say import handout

SITE = "https://example.org/walking/"


def test_an_address_is_printed_as_it_is_typed() -> None:
    assert handout.typed(SITE, "knee/") == "example.org/walking/knee/"
    assert handout.typed("", "knee/") == "/knee/"
    assert "“Backwards”" in handout.where("", "Backwards")
    assert "example.org/walking/safety/" in handout.none_of_these(SITE)


def test_three_lines_hold_answer_certainty_day_version_and_address() -> None:
    lines = handout.notes("Thumbs", "It helps.", ("Low.", "May differ."), "v1", date(2026, 1, 9), "x.org/t/")
    assert lines == ("Thumbs: It helps.", "Low. May differ.", "Checked 9 January 2026, version v1. x.org/t/")


def test_a_line_that_would_be_empty_is_left_out() -> None:
    assert len(handout.notes("Thumbs", "Two studies.", ("", ""), "v1", date(2026, 1, 9), "/t/")) == 2


def test_what_search_engines_say_of_a_sheet_begins_with_the_answer() -> None:
    assert handout.description("Thumbs: It helps. Low.") == "Thumbs: It helps. Low. One sheet to print."


def test_a_letter_begins_with_the_same_lines() -> None:
    lines = ("50% & more?", "Line two #1")
    parts = parse_qs(urlsplit(handout.mail("A & B", lines)).query)
    assert parts == {"subject": ["A & B"], "body": ["50% & more?\r\nLine two #1"]}


def test_what_to_do_with_an_answer_depends_on_who_may_begin_alone() -> None:
    alone = handout.choice(alone=True, helps=True, who="you")
    asks = handout.choice(alone=False, helps=False, who="your child")
    assert alone == "Slow walking backwards is an extra. Doing nothing new is a choice too."
    assert asks.startswith(
        "Talk walking backwards over with the people who treat your child. Nobody can be sure"
    )
    assert "an extra" not in asks
