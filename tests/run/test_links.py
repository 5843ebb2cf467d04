"""Links inside a built site: which lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.run.links import broken, built

PAGE = '<meta name="evidence-edit" content="docs/index.md"><h1 id="top">x</h1><a href="{}">y</a>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("a/index.html", "b.css"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('<p id="here">x</p>')
    return tmp_path / "site"


def said(site: Path, link: str) -> list[str]:
    (site / "index.html").write_text(PAGE.format(link), encoding="utf-8")
    return [problem.what for problem in broken(built(site), site.parent)]


@pytest.mark.parametrize(
    "link",
    [
        "a/",
        "a/#here",
        "#top",
        "b.css",
        "./",
        "a/?q=1#x=2",
        "/outside/",
        "https://example.org/",
        "mailto:x@y.z",
    ],
)
def test_links_that_lead_somewhere_or_out(site: Path, link: str) -> None:
    assert said(site, link) == []


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("c/", "leads to no page"),
        ("a/#there", "leads to no such place"),
        ("#bottom", "leads to no such place"),
    ],
)
def test_links_that_lead_nowhere(site: Path, link: str, what: str) -> None:
    (found,) = said(site, link)
    assert what in found


@pytest.mark.parametrize("link", ["http://[", "http://[x]/", "https://ex\u2100mple.org/"])
def test_what_is_no_address_is_told_and_stops_nothing(site: Path, link: str) -> None:
    (found,) = said(site, link)
    assert "is no address" in found


def test_what_stands_in_the_page_of_a_lost_reader_is_not_looked_at(site: Path) -> None:
    (site / "404.html").write_text('<a href="nowhere/">x</a>', encoding="utf-8")
    assert said(site, "a/") == []
