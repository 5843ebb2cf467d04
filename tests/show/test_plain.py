"""Pages as plain Markdown: readable, numbered sources, and no words that Markdown takes for markup."""

from __future__ import annotations

import pytest

from evidence.read.bibliography import Reference
from evidence.show import plain

REFERENCES = {
    name: Reference(key=name, kind="article", title=f"On {name}", journal="Hands", year="2001")
    for name in ("adams-2001", "bell-2005")
}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain words, 5% (of 10) - snake_case [sic]", "plain words, 5% (of 10) - snake_case [sic]"),
        ("<script> *so* `x`", r"\<script\> \*so\* \`x\`"),
        ("_so_ &amp; a & b", r"\_so\_ \&amp; a & b"),
        ("[here](http://evil)", r"[here\](http://evil)"),
        ("[x]: http://evil", r"[x\]: http://evil"),
    ],
)
def test_what_markdown_would_not_show_as_it_is_is_escaped(text, told):
    assert plain.as_text(text) == told


def test_citations_become_numbers_by_first_mention_and_stand_at_the_end():
    text = plain.cited("So *it* was [@bell-2005, page 3] [@adams-2001]. Again [@bell-2005].")
    assert plain.numbered(text, REFERENCES) == "\n".join(
        [
            r"So \*it\* was [1, page 3; 2]. Again [1].",
            "",
            "## Sources",
            "",
            "1. On bell-2005. Hands. 2001.",
            "2. On adams-2001. Hands. 2001.",
            "",
        ]
    )


def test_a_text_that_cites_nothing_has_no_list():
    assert plain.numbered("Nothing.\n", {}) == "Nothing.\n"
