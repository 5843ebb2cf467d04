"""The addresses that a printed page lists."""

from __future__ import annotations

import pytest

from evidence.run.paper import printed_addresses

HERE, MENU = "https://example.org/site/", ["https://example.org/site/how-to/"]
OUT = '<a href="https://else.org/x">Words</a>'


@pytest.mark.parametrize(
    ("content", "listed"),
    [
        (OUT, [("Words", "https://else.org/x")]),
        (OUT + OUT, [("Words", "https://else.org/x")]),
        ('<a href="how-to/#start">Start</a>', [("Start", "https://example.org/site/how-to/#start")]),
        ('<a href="studies/a/">A study</a>', []),
        ('<a href="https://else.org/x/">else.org/x</a>', []),
        (f"<table><tr><td>{OUT}</td></tr></table>", []),
        (f'<ol class="references"><li>{OUT}<br></li></ol>', []),
        (f'<p class="references">x<br></p>{OUT}', [("Words", "https://else.org/x")]),
        (f'<a href="http://[">Words</a>{OUT}', [("Words", "https://else.org/x")]),
    ],
)
def test_links_in_prose_are_listed_once(content: str, listed: list[tuple[str, str]]) -> None:
    assert printed_addresses(content, HERE, MENU) == listed
