"""Who says this: a named reviewer shows on the pages that they have looked at, and nobody is made up."""

from __future__ import annotations

from pathlib import Path

from project import edit, pages

SITE = "references/site.yml"


def test_a_named_reviewer_shows_on_their_pages_alone(project: Path) -> None:
    made = pages(project)
    said = "Reviewed by Cleo Example, hand therapist, on 12 January 2026"
    assert said in made["stiff-thumbs/index.md"]
    assert said not in made["cold-feet/index.md"]
    assert "No clinical review yet" in made["cold-feet/index.md"]
    who = made["about/who.md"]
    assert '<a href="../../stiff-thumbs/">stiff thumbs</a>' in who and "sells no balls" in who
    assert "Ann Example and Ben Example." in who


def test_what_is_left_out_is_said_not_to_be_known(project: Path) -> None:
    (project / SITE).unlink()
    who = pages(project)["about/who.md"]
    for said in (
        "No publisher has been named",
        "have not put their names here yet",
        "None known",
        "No clinician",
    ):
        assert said in who


def test_names_are_text_and_no_markup(project: Path) -> None:
    edit(project / SITE, "Ann Example", '"<b>Ann</b>"')
    assert "&#60;b&#62;Ann" in pages(project)["about/who.md"]
