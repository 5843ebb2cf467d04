"""What a page says is what its tags say, not what only looks like one."""

from __future__ import annotations

import pytest

from evidence.run.built_page import read


@pytest.mark.parametrize(
    "text",
    [
        "<title>What src=x means</title>",
        "<p>What href=x means, with id=y and id='z'</p>",
        '<p>&lt;a href="x" id="y"&gt;</p>',
        "<!-- <a href=x id=y> -->",
        "<script>const a = '<a href=x id=y>';</script>",
        '<p title="<a href=x id=y>">x</p>',
        '<p data-href="x" data-src="x" data-id="y">x</p>',
    ],
)
def test_text_is_no_tag(text: str) -> None:
    page = read(text)
    assert not page.links
    assert not page.anchors


@pytest.mark.parametrize(
    "text",
    [
        '<a href="x&amp;y" id="a">',
        "<a href='x&amp;y' id='a'>",
        "<a href=x&amp;y id=a>",
        '<A ID="a" HREF="x&amp;y">',
    ],
)
def test_links_and_anchors_are_found_however_they_are_written(text: str) -> None:
    page = read(text)
    assert (page.links, page.anchors) == ({"x&y"}, {"a"})


def test_headings_below_the_title_and_pictures_are_found() -> None:
    page = read(
        '<h1 id="top">x</h1><h2 class="x" id="a">x</h2><h6 id="b">x</h6><p id="c">x</p><img src="p.png">'
    )
    assert page.headings == {"a", "b"}
    assert page.anchors == {"top", "a", "b", "c"}
    assert page.links == {"p.png"}


def test_what_the_head_tells_is_found() -> None:
    page = read(
        '<meta name="evidence-edit" content="docs/a&amp;b.md">'
        '<noscript><meta http-equiv="refresh" content="0; url=../x/"></noscript>'
        '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
    )
    assert (page.source, page.leads_to, page.policy) == ("docs/a&b.md", "../x/", "script-src 'self'")
