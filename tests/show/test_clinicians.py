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
    assert all(re.match(r"(MD|SMD) |\d+ (better|worse|leaning|no|not) |Nobody", row[1] + " ") for row in rows)
    assert all(re.fullmatch(r"\d+( of \d+)?", trials) for _, _, trials in rows)
    assert any("against rolling a ball" in name for name, _, _ in rows)


def test_the_number_of_one_trial_among_several_is_not_the_effect(real_pages: dict[str, str]) -> None:
    stroke = part(real_pages["stroke/for-clinicians.md"], "effects")
    row = stroke.partition("against walking forwards</th>")[2].partition("</tr>")[0]
    assert (
        "<td>2 better, 2 no clear difference, 1 not readable; one trial of 18 people with a long-standing "
        in row
    )
    assert 'data-label="Trials">5<' in row
    back = part(real_pages["low-back-pain/for-clinicians.md"], "effects")
    row = back.partition(">Daily activities</th>")[2].partition("</tr>")[0]
    assert (
        "<td>2 better, 1 better in the authors’ words, 1 not readable; one trial of 36 people (women with"
        in row
    )
    assert "so much that it is in doubt" in row


def test_harm_stands_under_the_effects_and_is_told_to_the_patient(real_pages: dict[str, str]) -> None:
    knee = real_pages["knee-osteoarthritis/for-clinicians.md"]
    assert "3 of 46 walkers (backwards or forwards) and 0 of 22 others" in part(knee, "effects")
    assert "Silence does not show that nobody was harmed." in part(knee, "tell")
    assert "30 of 33 studies say nothing of harm." in part(knee, "effects")
    stroke = real_pages["stroke/for-clinicians.md"]
    for name in ("effects", "tell"):
        assert "None of the 17 studies says, in what we could read, whether anyone was harmed." in part(
            stroke, name
        )


def test_a_change_of_one_person_is_not_taken_for_one_between_groups(real_pages: dict[str, str]) -> None:
    told = "Smallest changes: one person's over time, not between groups."
    assert told in part(real_pages["knee-osteoarthritis/for-clinicians.md"], "effects")
    assert told not in part(real_pages["hearing-impairment-balance/for-clinicians.md"], "effects")


def test_scales_with_the_same_points_are_one_measure(real_pages: dict[str, str]) -> None:
    measures = part(real_pages["knee-osteoarthritis/for-clinicians.md"], "measures").replace("\xa0", " ")
    known, _, unknown = measures.partition("No smallest change that matters")
    assert "(0 to 10); visual analogue scale for pain, line of 10 cm likewise:" in known
    assert "line of 10 cm" not in unknown
    assert "rating of pain, scale not named" not in known and "Rating of pain, scale not named" in unknown


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
    assert re.search(r"Not seen for \d stud", part(page, "left-out"))
    edit(
        project / ADAMS,
        "  seen: [abstract, registry]",
        "  left_out: cold & wet hands\n  seen: [abstract, registry]",
    )
    told = part(pages(project)[PAGE], "left-out")
    assert "cold & wet hands." in told and re.search(r"Not seen for \d other stud", told)


def test_who_must_ask_first_is_told_so(real_pages: dict[str, str]) -> None:
    stroke = real_pages["stroke/for-clinicians.md"]
    assert "Do not begin from this page alone." in part(stroke, "ask-first")
    progression = part(stroke, "progression")
    assert "How fast to go on is for whoever treats them." in progression
    assert "<ol>" not in progression and "km/h" not in progression and "painful knees" not in progression
    assert "Staying on the flat" not in progression
    knee = real_pages["knee-osteoarthritis/for-clinicians.md"]
    assert "Dizziness" in part(knee, "ask-first") and "<ol>" in part(knee, "progression")
    assert "people with painful knees" in part(knee, "progression")
    back = part(real_pages["low-back-pain/for-clinicians.md"], "progression")
    assert "painful knees" not in back and "Staying on the flat is fine." in back


def test_the_patient_is_told_what_the_short_page_says(project: Path, page: str) -> None:
    answer = re.search(r'class="headline">(.*?)<', pages(project)["stiff-thumbs/index.md"])
    assert answer and html.unescape(answer[1]) in part(page, "tell")
    stop = re.sub("<[^>]*>", "", part(page, "stop-signs"))
    assert "Call 999" in stop and "A thumb is blue? Call 111." in stop


def test_it_says_which_version_it_is(page: str) -> None:
    assert re.search(r"<li>Version \d{4}-\d\d-\d\d-[0-9a-f]{7}</li>", part(page, "this-page"))
