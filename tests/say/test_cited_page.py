"""How a page is cited: in NLM style, and for reference managers, with its date and version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import rispy

from evidence.download.references import bibtex, ris
from evidence.say import cited_page
from evidence.say.cited_page import CitedPage

PAGE = CitedPage(
    key="stiff-thumbs",
    site="Juggling, honestly",
    title="Juggling for stiff thumbs",
    publisher="",
    day=date(2026, 1, 9),
    version="2026-01-09-3f2a1b9",
    address="stiff-thumbs/",
    files="stiff-thumbs/citation",
)


def test_what_is_not_known_is_said_as_the_style_has_it():
    assert cited_page.nlm(PAGE) == (
        "Juggling, honestly [Internet]. [place unknown]: [publisher unknown]; 2026. "
        "Juggling for stiff thumbs; [updated 2026 Jan 9]. Version 2026-01-09-3f2a1b9. Available from:"
    )


def test_who_answers_for_the_site_is_its_publisher():
    named = replace(PAGE, publisher="The Example Trust")
    assert "[place unknown]: The Example Trust; 2026." in cited_page.nlm(named)
    assert "publisher = {The Example Trust}" in bibtex([cited_page.reference(named, "")])


def test_reference_managers_read_title_date_version_and_address():
    address = "https://example.org/stiff-thumbs/"
    reference = cited_page.reference(PAGE, address)
    (read,) = rispy.loads(ris([reference]))
    assert read["title"] == PAGE.title and read["year"] == "2026" and read["urls"] == [address]
    assert "Version 2026-01-09-3f2a1b9" in read["notes"][0] and "2026-01-09" in read["notes"][0]
    written = bibtex([reference])
    assert written.startswith("@online{stiff-thumbs,") and f"url = {{{address}}}" in written
    assert "author" not in written and "publisher" not in written


def test_without_an_address_none_is_made_up():
    reference = cited_page.reference(PAGE, "")
    assert "url" not in bibtex([reference]) and "UR  -" not in ris([reference])
