"""Promised addresses: which there are, which have vanished, and how new ones come on the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.problems import ProblemsFound
from evidence.run import build
from evidence.run.addresses import add, listed, lost, promised
from evidence.run.links import built
from project import edit

PAGES = {
    "index.html": '<h1 id="top">x</h1><a href="a/#deep">y</a><a href="a/#ref-1">1</a>'
    '<a href="#self">z</a><p id="self">',
    "a/index.html": '<h2 class="b" id="part">x</h2><p id="deep">x</p><p id="ref-1">x</p><p id="quiet">x</p>',
    "old/index.html": '<meta http-equiv="refresh" content="0; url=../a/"><a href="../a/">x</a>',
    "data/all.csv": "",
    "a/b.pdf": "",
    "assets/x.css": "",
    "404.html": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def said(site: Path, *lines: str) -> list[str]:
    path = site.parent / "addresses.txt"
    path.write_text("# A list.\n" + "\n".join(lines), encoding="utf-8")
    return [f"{problem.line} {problem.what}" for problem in lost(built(site), path)]


def test_pages_downloads_headings_and_places_led_to_are_promised(site: Path) -> None:
    assert promised(built(site)) == {"./", "a/", "old/", "a/#part", "a/#deep", "data/all.csv", "a/b.pdf"}


@pytest.mark.parametrize("address", ["./", "a/", "a/#quiet", "data/all.csv", "old/", "old/#deep", "./#self"])
def test_what_leads_somewhere_keeps_its_promise(site: Path, address: str) -> None:
    assert said(site, address) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("gone/", '2 "gone/" was published and is gone; '),
        ("data/al.csv", '2 "data/al.csv" was published and is gone; '),
        ("a/#dep", '2 "#dep" was published on "a/" and is gone; did you mean "deep"? give its id'),
        ("old/#part2", '2 "#part2" was published on "old/" and is gone; did you mean "part"? '),
    ],
)
def test_what_has_vanished_is_told_with_its_line(site: Path, address: str, expected: str) -> None:
    (found,) = said(site, address)
    assert found.startswith(expected)


def test_new_addresses_are_added_and_old_ones_stay(site: Path) -> None:
    path = site.parent / "addresses.txt"
    path.write_text("gone/\n", encoding="utf-8")
    assert add(built(site), path) == ["./", "a/", "a/#deep", "a/#part", "a/b.pdf", "data/all.csv", "old/"]
    assert [address for _, address in listed(path)] == sorted([*promised(built(site)), "gone/"])
    assert add(built(site), path) == []


def test_a_build_without_a_promised_address_writes_nothing(project: Path) -> None:
    (project / "references" / "addresses.txt").write_text("stiff-thumbs/#no-longer\n", encoding="utf-8")
    with pytest.raises(ProblemsFound, match="no-longer"):
        build.build(build.Project(project, project / "references"))
    assert not (project / "site").exists()


def test_short_and_former_addresses_lead_on_and_take_the_place_along(project: Path) -> None:
    thumbs = project / "references" / "conditions" / "stiff-thumbs.yml"
    edit(thumbs, "name: Stiff thumbs\n", "name: Stiff thumbs\nshort: thumbs\n")
    build.promise(build.Project(project, project / "references"))
    page = (project / "site" / "thumbs" / "index.html").read_text(encoding="utf-8")
    assert '<noscript><meta http-equiv="refresh" content="0; url=../stiff-thumbs/"></noscript>' in page
    assert '<script src="../assets/moved.js" data-to="../stiff-thumbs/"></script>' in page
    known = [address for _, address in listed(project / "references" / "addresses.txt")]
    assert {"thumbs/", "thumb-stiffness/", "stiff-thumbs/#meaning"} <= {*known}
    assert (project / "site" / "data" / "citations" / "bell-2004.bib").is_file()
