"""What stood on some day, told with what is another now."""

from __future__ import annotations

from evidence.records.changes import Stood
from evidence.say import standing

THEN = Stood(headline="Nobody knows.", certainty="low")


def test_what_stands_is_told_with_its_certainty_and_who_asks_first() -> None:
    assert (standing.sure(THEN), standing.asks(THEN)) == ("Low certainty.", "")
    other = Stood(headline="x", ask_first="all")
    assert (standing.sure(other), standing.asks(other)) == ("Certainty not judged.", "Ask first.")


def test_of_what_stood_before_only_what_is_another_now_is_told() -> None:
    assert standing.before(THEN, THEN) == ""
    assert standing.before(THEN, THEN.model_copy(update={"certainty": "high"})) == "Low certainty."
    assert standing.before(THEN, THEN.model_copy(update={"headline": "Yes."})) == "Nobody knows."
    assert standing.before(THEN, THEN.model_copy(update={"ask_first": "all"})) == "Nobody has to ask first."
