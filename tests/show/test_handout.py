"""The sheet of a condition and its page."""

from __future__ import annotations

import html
from pathlib import Path

from project import docs_of, edit, pages

SHORT, ASKS = "stiff-thumbs/handout.md", "cold-feet/handout.md"


def test_who_must_ask_first_is_told_so_first_and_given_no_plan(project: Path) -> None:
    page = pages(project)[ASKS]
    assert page.index("Ask first") < page.index("The short answer")
    assert "What to ask" in page and "How to start" not in page and "up to 5 minutes" not in page
    assert "You can start" not in page and "Is it for me?" not in page


def test_who_need_not_ask_is_told_how_to_start(project: Path) -> None:
    page = html.unescape(pages(project)[SHORT])
    for said in (
        "Use one ball.",
        "up to 5 minutes",
        "None of these",
        "A thumb is blue?",
        "Call 999",
    ):
        assert said in page
    assert "What to ask" not in page
    assert page.index("How to start") < page.index('<figure class="drawing">') < page.index("Use one ball.")


def test_ask_first_goes_wherever_the_answer_goes(project: Path) -> None:
    made = pages(project)
    for page in (made[ASKS], made["cold-feet/index.md"]):
        assert page.count("Ask your doctor or physiotherapist first. ") >= 2, "description and notes"
    assert "physiotherapist first. " not in made[SHORT].partition("\n---\n")[0]


def test_who_cannot_phone_is_told_in_the_red_box_of_conditions_that_make_it_so(project: Path) -> None:
    made = pages(project)
    for name in (ASKS, "cold-feet/index.md"):
        assert "Ask somebody." in made[name].partition('class="stop"')[2]
    assert "Ask somebody." not in made[SHORT]


def test_sources_stay_on_the_page_of_the_condition(project: Path) -> None:
    made = pages(project)
    assert all("[@" not in made[name] and "<sup" not in made[name] for name in (SHORT, ASKS))


def test_text_of_a_record_is_text(project: Path) -> None:
    path = project / "references" / "conditions" / "stiff-thumbs.yml"
    edit(path, "title: ", "title: '<b>*Bold*</b> \"q\" #h' #")
    page = pages(project)[SHORT]
    assert "<b>" not in page and "*Bold*" in html.unescape(page)
    notes = page.partition("data-notes='")[2].partition("'")[0]
    assert "<" not in notes and "\\u003cb\\u003e" in notes


def test_files_for_paper_stand_beside_the_page(project: Path) -> None:
    made = docs_of(project)
    names = {name for name in made if name.startswith("stiff-thumbs/") and name.endswith(".pdf")}
    assert names == {f"stiff-thumbs/handout{form}.pdf" for form in ("", "-letter", "-large")}
    page = made[SHORT].decode()
    assert all(f'href="../{Path(name).name}"' in html.unescape(page) for name in names)


def test_without_a_record_of_when_to_stop_there_is_no_handout(project: Path) -> None:
    (project / "references" / "stop.yml").unlink()
    assert SHORT not in docs_of(project)
