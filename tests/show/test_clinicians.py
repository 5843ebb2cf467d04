"""The page for clinicians: effects, dose, who was left out, measures, and who has to ask first."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from project import edit, pages

PAGE = "stiff-thumbs/for-clinicians.md"
ADAMS, THUMBS = "references/studies/adams-2001.yml", "references/instruments/thumb-scale.yml"


def part(page: str, name: str) -> str:
    """The section whose heading has this id, as text with its marks."""
    return html.unescape(page.partition(f'<h2 id="{name}">')[2].partition("</section>")[0])


@pytest.fixture
def page(project: Path) -> str:
    return pages(project)[PAGE]


def test_only_a_condition_with_an_answer_has_one(project: Path) -> None:
    made = pages(project)
    assert PAGE in made and "cold-feet/for-clinicians.md" not in made
    assert 'href="for-clinicians/"' in made["stiff-thumbs/index.md"]
    assert "for-clinicians" not in made["cold-feet/index.md"]


def test_an_effect_has_its_interval_its_trials_and_its_people(page: str) -> None:
    rows = re.findall(
        r'<th scope="row">(.*?)</th>\n<td>(.*?)</td>.*?Trials">(.*?)<', part(page, "effects"), re.S
    )
    assert [name for name, _, _ in rows][:2] == ["Stiffness", "Grip"]
    assert any(re.match(r"(MD|SMD) .* \(95% CI .*\)", effect) for _, effect, _ in rows)
    assert all(re.fullmatch(r"\d+( of \d+)?", trials) for _, _, trials in rows)
    assert any("against rolling a ball" in name for name, _, _ in rows)


def test_a_certainty_that_is_the_same_everywhere_is_said_once(real_pages: dict[str, str]) -> None:
    effects = part(real_pages["knee-osteoarthritis/for-clinicians.md"], "effects")
    assert effects.count("ery low") == effects.count("very low in every line") == 1


def test_the_smallest_change_that_matters_names_its_source(real_pages: dict[str, str]) -> None:
    page = real_pages["knee-osteoarthritis/for-clinicians.md"]
    assert re.search(r'1 to 2 points \(<a href="../../references/#salaffi-2004">', part(page, "effects"))
    assert "none was seen" in part(page, "effects")
    assert "Smallest change that matters: <" in part(
        real_pages["hearing-impairment-balance/for-clinicians.md"], "effects"
    )
    row = part(real_pages["stroke/for-clinicians.md"], "effects").partition(">Walking speed<")[2]
    assert '<a href="#measures">below</a>' in row.partition("</tr>")[0], (
        "on a test, not on the scale of the sum"
    )
    measures = part(page, "measures")
    assert (
        "references/#tubach-2005" in measures and "No smallest change that matters was seen for:" in measures
    )
    assert "ostelo-2008" not in measures, "found among people with back pain"


def test_dose_goes_from_the_least_to_the_most_and_counts_who_told_it(project: Path, page: str) -> None:
    dose = part(page, "dose")
    assert re.search(r"<dd>0\.5 to [\d.]+\s+km/h \(0\.3 to [\d.]+\s+mph\)", dose)
    assert re.search(r"<dt>Weeks</dt>\n<dd>[\d. to]+ <small>\(\d stud", dose)
    edit(project / ADAMS, "weeks: 6", "weeks: 90")
    assert re.search(r"<dt>Weeks</dt>\n<dd>(\d+ to )?90 ", part(pages(project)[PAGE], "dose"))


def test_an_amount_that_no_study_tells_is_not_seen(real_pages: dict[str, str]) -> None:
    dose = part(real_pages["knee-osteoarthritis/for-clinicians.md"], "dose")
    assert re.search(r"<dt>Speed</dt><dd><span[^>]*>not seen", dose)


def test_who_was_left_out_is_told_as_the_record_has_it_or_not_seen(project: Path, page: str) -> None:
    assert re.search(r"Not seen: who could not take part in \d stud", part(page, "left-out"))
    edit(
        project / ADAMS,
        "  seen: [abstract, registry]",
        "  left_out: cold & wet hands\n  seen: [abstract, registry]",
    )
    told = part(pages(project)[PAGE], "left-out")
    assert "cold & wet hands." in told and re.search(r"take part in \d other stud", told)


def test_who_must_ask_first_is_told_so(real_pages: dict[str, str]) -> None:
    stroke = real_pages["stroke/for-clinicians.md"]
    assert "Do not begin from this page alone." in part(stroke, "ask-first")
    assert "They are for people who may begin alone." in part(stroke, "progression")
    knee = real_pages["knee-osteoarthritis/for-clinicians.md"]
    assert "Dizziness" in part(knee, "ask-first") and "begin alone" not in part(knee, "progression")


def test_the_patient_is_told_what_the_short_page_says(project: Path, page: str) -> None:
    answer = re.search(r'class="headline">(.*?)<', pages(project)["stiff-thumbs/index.md"])
    assert answer and html.unescape(answer[1]) in part(page, "tell")
    stop = re.sub("<[^>]*>", "", part(page, "stop-signs"))
    assert "Call 999" in stop and "A thumb is blue? Call 111." in stop


def test_it_says_which_version_it_is(page: str) -> None:
    assert re.search(r"<li>Version \d{4}-\d\d-\d\d-[0-9a-f]{7}</li>", part(page, "this-page"))
