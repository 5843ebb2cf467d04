"""Citations in a text: what it cites, and what it says without them."""

from __future__ import annotations

import time

import pytest

from evidence.read.citing import UNCLOSED, faults, keys, without


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
    ("text", "told"),
    [
        ("Ten minutes.[@adams-2001; @bell-2005, Table 2]", []),
        ("Write to me@example-1.org, or see [@this](page.md).", []),
        ("Ten [@adams-2001, @bell-2005].", [(4, '"[@adams-2001, @bell-2005]" is no citation')]),
        ("Ten @adams-2001.", [(4, "write [@adams-2001]")]),
        ("Ten (@adams-2001).", [(5, "write [@adams-2001]")]),
        ("Ten [see @adams-2001].", [(9, "write [@adams-2001]")]),
        ("Ten [ @adams-2001 ].", [(6, "write [@adams-2001]")]),
        ("Ten [-@adams-2001].", [(6, "write [@adams-2001]")]),
        ("Ten [@adams-2001.", [(4, "is never closed")]),
    ],
)
def test_what_was_meant_as_a_citation_and_is_none(text: str, told: list[tuple[int, str]]) -> None:
    found = list(faults(text))
    assert [offset for offset, _ in found] == [offset for offset, _ in told]
    assert all(part in what for (_, what), (_, part) in zip(found, told, strict=True))


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
    assert time.monotonic() - start < 20
