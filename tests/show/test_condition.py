"""The pages of a condition: a short one for everybody, and what lies behind."""

from __future__ import annotations

import html
import re
from pathlib import Path

from project import edit, pages

SHORT, ASKS = "stiff-thumbs/index.md", "cold-feet/index.md"


def test_an_answer_stands_once_and_each_trial_has_its_sign(project: Path) -> None:
    page = pages(project)[SHORT]
    assert page.count('class="headline"') == 1
    (row,) = re.findall(r'<p class="trials"[^>]*>(.*?)</p>', page, re.S)
    trials = re.search(r"<small>(\d+) trials?</small>", page)
    assert trials and row.count('class="trial ') == int(trials[1])


def test_who_must_ask_first_is_told_so_before_anything_else(project: Path) -> None:
    page = pages(project)[ASKS]
    assert page.index(">Ask first.<") < page.index('id="short-answer"')
    assert '--primary" href="../safety/#what-to-ask"' in html.unescape(page)
    assert "../plan/" not in page and "## Tonight" not in page
    assert "You can start" not in page


def test_who_need_not_ask_first_is_led_on_to_the_start(project: Path) -> None:
    page = pages(project)[SHORT]
    assert "Old thumbs ask first." in page, "some of them should ask"
    assert "tremble" in page and "None of these? You can start." in page
    assert "Use one ball." in page and "up to 5 minutes" in page


def test_the_red_box_stands_on_every_page_of_people_who_walk(project: Path) -> None:
    made = pages(project)
    for name in (SHORT, ASKS):
        box = made[name].partition('<section class="stop"')[2].partition("</section>")[0]
        assert "Call 999" in box and "if a ball hit your eye" in box and "<sup" not in box


def test_questions_stand_on_the_pages_of_their_conditions(project: Path) -> None:
    made = pages(project)
    assert 'id="asked-how-many"' in made[SHORT] and "&#60;b&#62;balls" in made[SHORT]
    assert 'id="asked-gloves"' not in made[SHORT] and 'id="asked-gloves"' in made[ASKS]


def test_what_has_moved_behind_keeps_its_address_on_the_short_page(project: Path) -> None:
    made = pages(project)
    for place in ("evidence", "studies"):
        page = made[f"stiff-thumbs/{place}.md"]
        ids = re.findall(r"^##+ .*?\{ #([a-z0-9-]+)", page, re.M)
        assert ids and all(f'id="{each}"' in made[SHORT] for each in ids if each != "references")


def test_the_short_page_has_no_number_of_a_source_in_its_text(project: Path) -> None:
    page = pages(project)[SHORT]
    assert 'class="cite"' not in page and 'class="gathered"' in page


def test_a_page_changes_with_the_first_rung(project: Path) -> None:
    ladder = project / "references" / "ladder.yml"
    edit(ladder, "minutes_per_session: 5", "minutes_per_session: 4")
    assert "up to 4 minutes" in pages(project)[SHORT]
