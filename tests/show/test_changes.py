"""The page of changes: what changed on which day, and which answer stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.reckon.answers import reckon
from evidence.show.changes import told_changes
from project import load, pages


@pytest.fixture
def page(project: Path) -> str:
    return pages(project)["changes.md"]


def test_the_newest_stands_first_at_an_address_of_its_own(page: str) -> None:
    assert page.index("11 January 2026 { #on-2026-01-11 }") < page.index("10 January 2026 { #on-2026-01-10 }")


def test_what_is_written_is_text_with_its_citation(page: str) -> None:
    assert "A trial is new, &#38; its balls &#60;b&#62;bounced&#60;/b&#62;" in page
    assert 'id="references"' in page or "{ #references" in page


def test_a_new_answer_stands_beside_the_one_before(page: str) -> None:
    newest = page.partition("#on-2026-01-11")[2].partition("#on-2026-01-10")[0]
    assert 'href="../stiff-thumbs/"' in newest and "one of 24 people found it worse." in newest
    assert "Before: Nobody knows yet. Low certainty. Nobody has to ask first." in newest
    assert (
        "In every line: very low certainty." in newest and "found it worse. Some ask first. <small>" in newest
    )
    assert 'Also about: <a href="../cold-feet/">Cold feet</a>.' in newest
    assert "Before:" not in page.partition("#on-2026-01-10")[2]


def test_of_an_answer_that_stayed_only_the_certainty_before_is_told(project: Path) -> None:
    path = project / "references/changes.yml"
    text = path.read_text(encoding="utf-8")
    newest = text.partition("stiff-thumbs: ")[2].partition("\n")[0].replace("very-low", "moderate")
    path.write_text(text.replace("{headline: Nobody knows yet., certainty: low}", newest), encoding="utf-8")
    assert "<small>Before: Moderate certainty.</small>" in pages(project)["changes.md"]


def test_a_second_change_of_a_day_has_an_address_of_its_own(project: Path) -> None:
    path = project / "references/changes.yml"
    path.write_text(path.read_text().replace("on: 2026-01-11", "on: 2026-01-10"), encoding="utf-8")
    page = pages(project)["changes.md"]
    assert page.index("10 January 2026 (2) { #on-2026-01-10-2 }") < page.index(
        "10 January 2026 { #on-2026-01-10 }"
    )


def test_a_condition_without_a_page_is_led_to_where_it_stands(references: Path) -> None:
    path = references / "changes.yml"
    path.write_text(path.read_text().replace("[cold-feet]", "[dry-eyes]"))
    library = load(references)
    (other,) = told_changes(library, reckon(library))[0].others
    assert other.page == "also-studied/#dry-eyes"


def test_without_an_entry_the_page_says_so(project: Path) -> None:
    (project / "references/changes.yml").unlink()
    assert "Nothing is on the list yet." in pages(project)["changes.md"]
