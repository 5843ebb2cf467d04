"""Whole HTML elements go past the Markdown parser, and nothing else does."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from evidence.run.whole_html import WholeHtml

EXTENSIONS = ["attr_list", "md_in_html", "tables", "def_list", "toc"]


def html(text: str, *, past: bool) -> str:
    """The text as HTML, with and without the extension; white space between tags means nothing."""
    made = Markdown(extensions=[*EXTENSIONS, *([WholeHtml()] if past else [])]).convert(text)
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", made)


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\n<ul>\n<li>*a*</li>\n\n<li>b</li>\n</ul>\n\nText *b*.",
        "<div>\n<div>\n\na</div>\n</div>\n<p>b</p>\n\n## Next",
        '<section class="x">\n\n<h2>A &lt; b</h2>\n\n</section>\n\n[link](a.md)',
        "<script>if (a </b) { '<div>' }</script>\n\n*a*",
        "<pre>*a*\n\n<div>\n</pre>\n\n*a*",
        '<div markdown>\n*a*\n\n<div class="b">\n*c*\n</div>\n</div>\n\n*a*',
        "<div>a</div> *and more*\n\n*b*",
        "A line with <p>HTML</p> within.\n\n- item\n- <div>b</div>",
        "<table>\n<tr><td>a</td></tr>\n</table>\n<p>b</p>\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "<p>a</p>\n\nword\n\n<p>b</p>\n\n<p>c</p>",
    ],
)
def test_the_page_is_the_same(text: str) -> None:
    assert html(text, past=True) == html(text, past=False)


def test_what_goes_past_is_not_read() -> None:
    made = Markdown(extensions=[WholeHtml()])
    made.convert("# A\n\n<ul>\n<li>*a*</li>\n</ul>\n\n<p>b</p>\n\n*c*")
    assert made.htmlStash.rawHtmlBlocks == ["<ul>\n<li>*a*</li>\n</ul>\n\n<p>b</p>"]


def test_an_element_without_its_end_is_left_to_the_parser() -> None:
    made = Markdown(extensions=[WholeHtml()])
    made.convert("<section>\n\n*a*\n\n*c*")
    assert len(made.htmlStash.rawHtmlBlocks) == 1 and "*a*" in made.htmlStash.rawHtmlBlocks[0]
    assert html("*a*\n\n<section>", past=True) == html("*a*\n\n<section>", past=False)
