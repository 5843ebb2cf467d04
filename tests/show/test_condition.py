"""The pages of a condition: a short one for everybody, and what lies behind."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

from evidence.read.library import Library
from evidence.reckon.synthesis import synthesise
from evidence.show.answers import told
from evidence.show.sections import Comparison
from making import judged
from project import edit, pages

NEW = ("cite", "references")
"""What never stood on the short page."""
SHORT, ASKS = "stiff-thumbs/index.md", "cold-feet/index.md"


def test_an_answer_stands_once_and_each_trial_has_its_sign(project: Path) -> None:
    page = pages(project)[SHORT]
    assert page.count('class="headline"') == 1
    (row,) = re.findall(r'<p class="trials"[^>]*>(.*?)</p>', page, re.S)
    trials = re.search(r"<small>(\d+) trials?</small>", page)
    assert trials and row.count('class="trial ') == int(trials[1])
    told = page.partition('<p class="trials-told">')[2].partition("</p>")[0]
    assert set(re.findall(r">(.)</span>", row)) == set(re.findall(r">(.)</span>", told)), "each has its key"
    assert sum(map(int, re.findall(r"</span> (\d+) ", told))) == int(trials[1])


def test_who_must_ask_first_is_told_so_before_anything_else(project: Path) -> None:
    page = pages(project)[ASKS]
    assert page.index(">Ask first.<") < page.index('id="short-answer"')
    assert '--primary" href="../safety/#what-to-ask"' in html.unescape(page)
    assert "../plan/" not in page and "## Tonight" not in page
    assert "You can start" not in page


def test_where_some_ask_first_everybody_is_asked_before_the_start(project: Path) -> None:
    page = pages(project)[SHORT]
    assert "Old thumbs ask first." in page, "some of them should ask"
    assert page.index("tremble") < page.index("## Tonight")
    assert '--primary" href="../safety/#what-to-ask"' in html.unescape(page)
    line = html.unescape(page.partition('class="bottom-line"')[2])
    assert re.findall(r">([^<]+)</a>", line) == ["What to ask", "When to stop", "How to do it"]
    assert "tremble" in page
    assert re.search(r'None of these, and nothing on <a href="../safety/#[a-z-]+">the full list</a>\?', page)
    assert "Use one ball." in page and "up to 5 minutes" in page


def test_the_red_box_stands_on_every_page_of_people_who_walk(project: Path) -> None:
    made = pages(project)
    for name in (SHORT, ASKS):
        box = made[name].partition('<section class="stop"')[2].partition("</section>")[0]
        assert (
            '<strong>Call <a href="tel:999">999</a></strong>' in box
            and "if a ball hit your eye" in box
            and "<sup" not in box
        )
        on_paper = box.partition('<div class="on-paper">')[2]
        assert "Ask tomorrow." in on_paper, "a link leads nowhere on paper"


def test_signs_of_a_body_part_stand_in_the_red_box_of_its_conditions(project: Path) -> None:
    made = pages(project)
    told = '<a href="../safety/#thumb-signs">A thumb is blue?</a> Call <a href="tel:111">111</a>.'
    assert told in html.unescape(made[SHORT]) and "A thumb is blue?" not in made[ASKS]


def test_questions_stand_on_the_pages_of_their_conditions(project: Path) -> None:
    made = pages(project)
    assert 'id="asked-how-many"' in made[SHORT] and "&#60;b&#62;balls" in made[SHORT]
    assert 'id="asked-gloves"' not in made[SHORT] and 'id="asked-gloves"' in made[ASKS]


def test_another_comparison_that_speaks_against_it_stands_in_the_fact_box(real_pages: dict[str, str]) -> None:
    box = real_pages["tight-hamstrings/index.md"].partition('class="fact-box"')[2].partition("</table>")[0]
    assert "Flexibility, against stretching" in box and "Worse in the one trial" in box


def test_an_extra_needs_something_that_is_known_to_help(project: Path) -> None:
    def said() -> str:
        return pages(project)[SHORT].partition("{ #also-helps }")[2].partition("## ")[0]

    assert "an extra" not in said() and "Nobody can be sure that it helps you." in said()
    record = project / "references" / "conditions" / "stiff-thumbs.yml"
    edit(record, "questions:", 'also_helps: ["Gloves help [@adams-2001]."]\nquestions:')
    assert "is an extra" in said() and "Nobody can be sure" not in said()


def test_where_people_are_children_a_parent_is_spoken_to(project: Path) -> None:
    record = project / "references" / "conditions" / "cold-feet.yml"
    assert "who treat you." in pages(project)[ASKS]
    edit(record, "title:", "children: true\ntitle:")
    assert "who treat your child." in pages(project)[ASKS]


def test_what_was_counted_of_harm_stands_in_the_fact_box(project: Path) -> None:
    def harm() -> str:
        return pages(project)[SHORT].partition('<th scope="row">Harm</th>')[2].partition("</tr>")[0]

    assert "2 studies say something of harm" in harm()
    record = project / "references" / "conditions" / "stiff-thumbs.yml"
    edit(record, "questions:", 'harm_in_short: "Two of 9 dropped a ball [@adams-2001]."\nquestions:')
    assert "Two of 9 dropped a ball<" in harm() and "1 of 3 studies says nothing of harm." in harm()


def test_what_has_moved_behind_keeps_its_address_on_the_short_page(project: Path) -> None:
    made = pages(project)
    for place in ("evidence", "studies"):
        page = made[f"stiff-thumbs/{place}.md"]
        ids = re.findall(r"^##+ .*?\{ #([a-z0-9-]+)", page, re.M)
        assert ids and all(f'id="{each}"' in made[SHORT] for each in ids if each not in NEW)
        sections = re.findall(r"^## .*?\{ #([a-z0-9-]+)", page, re.M)
        links = [f'<a id="{each}" href="{place}/#{each}">' for each in sections if each not in NEW]
        assert links and all(link in made[SHORT] for link in links)


def test_the_short_page_has_no_number_of_a_source_in_its_text(project: Path) -> None:
    page = pages(project)[SHORT]
    assert 'class="cite"' not in page and 'class="gathered"' in page


def test_a_page_changes_with_the_first_rung(project: Path) -> None:
    ladder = project / "references" / "ladder.yml"
    edit(ladder, "minutes_per_session: 5", "minutes_per_session: 4")
    assert "up to 4 minutes" in pages(project)[SHORT]


def test_who_must_ask_first_is_offered_no_plan(real_pages: dict[str, str]) -> None:
    assert "plan/#condition=knee-osteoarthritis" in html.unescape(real_pages["knee-osteoarthritis/index.md"])
    assert "plan/#" not in html.unescape(real_pages["stroke/index.md"])


def test_where_people_were_only_measured_nobody_is_told_to_walk(real_pages: dict[str, str]) -> None:
    page = real_pages["in-the-body/index.md"]
    assert "## Tonight" not in page and 'class="stop"' not in page and "You can start" not in page
    assert ">Start safely<" not in page and "How to start" not in page and "Who should ask first" in page


def test_whether_ordinary_walking_does_as_well_stands_in_sight(real_pages: dict[str, str]) -> None:
    for name in ("knee-osteoarthritis", "low-back-pain"):
        page = real_pages[f"{name}/index.md"]
        assert "<strong>Is ordinary walking as good?</strong> Nobody can tell yet." in page
        assert 'id="asked-walking-forwards">Is' not in page, "no fold says it again"


def test_one_result_bears_one_sign_on_every_page(real_pages: dict[str, str]) -> None:
    own = real_pages["studies/gondhalekar-2013.md"]
    row = real_pages["knee-osteoarthritis/studies.md"].partition("gondhalekar-2013/")[2].partition("</tr>")[0]
    assert "△</span> Leaned towards walking backwards" in own
    assert "Leaning in favour, no clear difference: pain" in row and "No clear difference: pain" not in row


def test_a_row_of_signs_stands_only_where_somebody_was_compared(real_pages: dict[str, str]) -> None:
    assert 'class="trials"' in real_pages["low-back-pain/index.md"]
    assert 'class="trials"' not in real_pages["hearing-impairment-balance/index.md"]


def test_a_summary_of_findings_holds_seven_outcomes_at_most(real_pages: dict[str, str]) -> None:
    page, sums = (real_pages[f"knee-osteoarthritis/{name}.md"] for name in ("evidence", "how-sure"))
    first = page.partition('<table class="summary"')[2].partition("</table>")[0]
    behind = sums.partition('<div class="sums">')[2].partition("</table>")[0]
    assert first.count('<th scope="row">') == 7 < behind.count('<th scope="row">')


def test_one_level_is_said_for_all_lines_only_where_it_holds_for_all(real_library: Library) -> None:
    (answer, *_) = synthesise(real_library)["knee-osteoarthritis"].answers
    comparison = Comparison(answer, told(answer.cells), (), ())
    assert comparison.same_level == "very-low"
    pain, *others = comparison.cells
    surer = replace(pain.cell, judged=judged())
    mixed = Comparison(answer, (*told([surer]), *others), (), ())
    assert surer.level != "very-low" and mixed.same_level is None


def test_whoever_looks_closer_has_the_answer_beside_it(project: Path) -> None:
    made = pages(project)
    short, evidence = (
        re.search(r'^beside: "(.+)"$', made[name], re.M) for name in (SHORT, "stiff-thumbs/evidence.md")
    )
    assert short and evidence and short[1] == evidence[1] and "certain" in short[1]
    described = re.search(r'^description: "(.+)"$', made[SHORT], re.M)
    assert described and described[1].endswith(short[1].partition(" Very low certainty")[0])
    assert described[1].startswith("Stiff thumbs: Very low certainty. "), "before what is cut off"


def test_each_study_of_the_list_has_an_address_for_paper(project: Path) -> None:
    page = html.unescape(pages(project)["stiff-thumbs/studies.md"])
    heads = re.findall(r'<th scope="row"><a href="../../studies/([^/]+)/" data-paper="([^"]+)"', page)
    assert len(heads) > 2
    assert all(at.startswith("doi.org/10.") or at == f"/studies/{study}/" for study, at in heads)
    assert len({at.partition("/")[0] for _, at in heads}) == 2, "with and without a DOI"
