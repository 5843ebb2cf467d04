"""Citations in a text: what it cites, and what it says without them."""

from __future__ import annotations

import pytest

from evidence.read.citing import keys, without


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
