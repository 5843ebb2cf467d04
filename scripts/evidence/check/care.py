"""Words that must not stand where people look for what to do: a short list, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOT = r"(?<!do not )(?<!not )(?<!never )"
_DELAYS = (
    (re.compile(rf"\b{_NOT}wait\b", re.IGNORECASE), "puts help off"),
    (
        re.compile(
            r"\b(?:next (?:week|month)|in a (?:week|month)|when you (?:have|find) time)\b", re.IGNORECASE
        ),
        "puts help off",
    ),
    (
        re.compile(
            rf"\b{_NOT}(?:(?:walk|go|carry|keep|continue|push)\s+(?:on|walking|going|through)"
            r"|(?:walk|shake|sleep)\s+it\s+off)\b",
            re.IGNORECASE,
        ),
        "tells people to go on",
    ),
    (
        re.compile(
            r"\b(?:aspirins?|paracetamol|ibuprofen|naproxen|diclofenac|codeine|tramadol|morphine|diazepam"
            r"|nitroglycerin|GTN|painkillers?|tablets?|pills?)\b",
            re.IGNORECASE,
        ),
        "names a medicine, which only those who know the person may advise",
    ),
)
"""What no red box may say."""
_GREEN = re.compile(
    r"\b(?:go ahead|no need|fine|all right|okay|ok|safe|harmless|no problem|no risk|can start|may start)\b",
    re.IGNORECASE,
)
"""What lets people go: no line of a list of those who ask first may say it."""
_ASKS = re.compile(r"\bask(?:s|ed)?\b", re.IGNORECASE)


def delaying(text: str) -> Iterator[str]:
    """What is wrong with words of a red box: each of its shunned words, and why it is shunned."""
    for pattern, why in _DELAYS:
        if found := pattern.search(text):
            yield f'"{found[0]}" {why}; take it out of the red box'


def letting_go(text: str) -> Iterator[str]:
    """What is wrong with a line that names who asks first."""
    if found := _GREEN.search(text):
        yield f'"{found[0]}" lets people go on without asking; say only who should ask first'


def not_asking(text: str) -> Iterator[str]:
    """What is wrong with a sentence that has to tell people to ask."""
    if not _ASKS.search(text):
        yield 'does not tell anybody to ask; say "ask your doctor or physiotherapist"'
    yield from letting_go(text)
