"""Citations in a text: what it cites, and what it says without them."""

from __future__ import annotations

import time

import pytest

from evidence.read.citing import UNCLOSED, keys, without


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Ten minutes.", []),
        ("Ten minutes.[@adams-2001]", ["adams-2001"]),
        (
            "Ten [@adams-2001; @bell-2005, Table 2] or five.[@chen-2010]",
            ["adams-2001", "bell-2005", "chen-2010"],
        ),
        ("Write to me@example-1.org or see [@this](page.md).", []),
    ],
)
def test_what_a_text_cites(text: str, cited: list[str]) -> None:
    assert list(keys(text)) == cited


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ten minutes.[@adams-2001]", "Ten minutes."),
        ("Ten minutes [@adams-2001].", "Ten minutes."),
        ("Ten [@adams-2001], or five [@bell-2005]", "Ten, or five"),
        ("See [@this](page.md).", "See [@this](page.md)."),
    ],
)
def test_a_text_without_its_citations(text: str, plain: str) -> None:
    assert without(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        f"[@key,{' ' * 200_000};]",
        f"[@key{' ' * 200_000}x]",
        f"[@key, a{' ' * 200_000};]",
        f"[@{'a' * 200_000}]",
        f"x{' ' * 200_000}y",
        "[@" * 100_000,
        f"[@key, {'a ' * 100_000};]",
    ],
    ids=range(7),
)
def test_no_text_takes_long(text: str) -> None:
    """Each of these took a minute or more, or would have, when its parts were tried again from every sign."""
    start = time.monotonic()
    list(keys(text))
    without(text)
    UNCLOSED.search(text)
    assert time.monotonic() - start < 2
