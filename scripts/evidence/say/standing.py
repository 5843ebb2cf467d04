"""What stood as the answer of a condition on some day: how sure one could be, and who had to ask first."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.records.changes import Stood
from evidence.records.ladder import Asks
from evidence.say.terms import CERTAINTY

NOT_JUDGED = "Certainty not judged."
ASKS: Mapping[Asks | None, str] = {
    "all": "Ask first.",
    "some": "Some ask first.",
    None: "Nobody has to ask first.",
}
"""Who had to ask somebody before they began."""


def sure(stood: Stood) -> str:
    """'Very low certainty.'"""
    return f"{CERTAINTY[stood.certainty].word}." if stood.certainty else NOT_JUDGED


def asks(stood: Stood) -> str:
    """'Ask first.'; that nobody has to goes without saying."""
    return ASKS[stood.ask_first] if stood.ask_first else ""


def before(then: Stood, now: Stood) -> str:
    """What of it is another now: 'Nobody knows yet. Low certainty.'; empty where it is all the same."""
    parts = [
        then.headline if then.headline != now.headline else "",
        sure(then) if then.certainty != now.certainty else "",
        ASKS[then.ask_first] if then.ask_first != now.ask_first else "",
    ]
    return " ".join(filter(None, parts))
