"""The feed of changes: what RFC 4287 asks of it, whole addresses, and nothing where they are not known."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from evidence.reckon.answers import reckon
from evidence.show import feed, site
from evidence.show.feed import FILE
from evidence.show.page import Home
from project import INVENTED, edit, load

HERE = Home("Juggling & more", "https://example.org/balls/")
ATOM = "{http://www.w3.org/2005/Atom}"


def made(references: Path, home: Home = HERE) -> dict[str, bytes]:
    library = load(references)
    return feed.files(library, reckon(library), home)


@pytest.fixture
def read(references: Path) -> Xml.Element:
    return Xml.fromstring(made(references)[FILE])


def text(of: Xml.Element, name: str) -> str:
    return of.findtext(f"{ATOM}{name}") or ""


def test_it_has_all_that_a_feed_must_have(read: Xml.Element) -> None:
    assert read.tag == f"{ATOM}feed"
    for of in (read, *read.iter(f"{ATOM}entry")):
        assert text(of, "title") and text(of, "id").startswith(HERE.at)
        assert text(of, "updated").endswith("T00:00:00Z")
    ids = [text(entry, "id") for entry in read.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 2
    assert read.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in read.findall(f"{ATOM}link")}
    assert links == {"self": f"{HERE.at}changes.xml", "alternate": f"{HERE.at}changes/"}
    assert text(read, "title") == "Juggling & more: what changed"


def test_the_newest_stands_first_and_dates_the_feed(read: Xml.Element) -> None:
    first = next(read.iter(f"{ATOM}entry"))
    assert text(first, "updated") == text(read, "updated") == "2026-01-11T00:00:00Z"
    assert text(first, "id") == f"{HERE.at}changes/#on-2026-01-11"


def test_a_second_change_of_a_day_is_an_entry_of_its_own_and_newer(references: Path) -> None:
    edit(references / "changes.yml", "on: 2026-01-11", "on: 2026-01-10")
    read = Xml.fromstring(made(references)[FILE])
    told = [(text(entry, "id"), text(entry, "updated")) for entry in read.iter(f"{ATOM}entry")]
    assert told == [
        (f"{HERE.at}changes/#on-2026-01-10-2", "2026-01-10T00:01:00Z"),
        (f"{HERE.at}changes/#on-2026-01-10", "2026-01-10T00:00:00Z"),
    ]
    assert text(read, "updated") == "2026-01-10T00:01:00Z"


def test_what_people_wrote_is_text_without_its_citations(read: Xml.Element) -> None:
    content = next(read.iter(f"{ATOM}content"))
    assert content.get("type") == "html" and content.text
    assert "<p>A trial is new, &amp; its balls &lt;b&gt;bounced&lt;/b&gt;.</p>" in content.text
    assert f'<a href="{HERE.at}stiff-thumbs/">Stiff thumbs</a>: Too little to tell' in content.text
    assert "found it worse. Very low certainty. Some ask first.</p>" in content.text
    assert f'<a href="{HERE.at}cold-feet/">Cold feet</a></p>' in content.text


def test_a_named_publisher_is_its_author(references: Path) -> None:
    edit(references / "site.yml", "id: site\n", "id: site\npublisher: The Ball Society\n")
    assert b"<name>The Ball Society</name>" in made(references)[FILE]


def test_where_the_address_is_not_known_there_is_none(references: Path) -> None:
    assert made(references, Home("Juggling")) == {}


def test_without_an_entry_there_is_none(references: Path) -> None:
    (references / "changes.yml").unlink()
    assert made(references) == {}


def test_the_page_leads_to_it_only_where_it_is(references: Path) -> None:
    library = load(references)
    answers, docs = reckon(library), INVENTED / "docs"
    with_place = site.made(library, answers, docs, HERE.at).files
    assert FILE in with_place and b'href="../changes.xml"' in with_place["changes.md"]
    without = site.made(library, answers, docs).files
    assert FILE not in without and b"changes.xml" not in without["changes.md"]
