"""The ladder: what an editor is told about it, how it is shown, and what the page of the plan knows."""

import html
import json
import re
from pathlib import Path

import pytest

from evidence.reckon.programmes import doses
from evidence.show import plan
from project import docs_of, edit, load, problems_of

LADDER = "ladder.yml"

ERRORS: dict[str, tuple[str, str, str]] = {
    "another thing than it says": (
        "changes: minutes_per_session",
        "changes: speed_kmh",
        "49:14: error: stages[2].changes: minutes_per_session changed from the stage before; "
        "change one thing and name it",
    ),
    "a place that does not exist": (
        "places: [hill, hall]",
        "places: [hill, hal]",
        '56:20: error: stages[3].places[2]: unknown place "hal"; did you mean "hall"? allowed: hall, hill',
    ),
    "a guess that cites": (
        "says: Nothing falls., basis: common-sense",
        'says: "Nothing falls [@adams-2001].", basis: common-sense',
        '37:55: error: stages[1].move_on_when[1].basis: "common-sense", but says cites "adams-2001"; '
        'give "cited" instead',
    ),
    "nothing cited": (
        "{says: One ball more at a time., basis: common-sense}",
        "{says: One ball more at a time., basis: cited}",
        '4:45: error: rules[1].basis: "cited", but says cites nothing; add [@key], or give another basis',
    ),
    "more than the studies cited": (
        'says: "As in a trial [@adams-2001]."',
        'says: "As in a trial [@bell-2005]."',
        "53:9: error: stages[2].comes_from[1]: minutes_per_session is 12.5 here, the studies cited give 10; "
        "correct one of them, or the basis",
    ),
    "never the last rung said": (
        "    move_on_when:\n      - {says: Little falls., basis: common-sense}\n",
        "",
        "42:5: error: stages[2]: when to go on is not said; add move_on_when, only the last needs none",
    ),
    "an amount that never grows": (
        "  - {of: sessions_per_week, by: 1, says: Once more., basis: common-sense}\n",
        "",
        '21:1: error: steps: nothing says by how much "sessions_per_week" grows; add a step',
    ),
    "the same rung twice": (
        "id: standing",
        "id: longer",
        '26:1: error: stages: "longer" stands here 2 times; keep one',
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ERRORS.values(), ids=ERRORS)
def test_errors(references: Path, old: str, new: str, expected: str) -> None:
    edit(references / LADDER, old, new)
    assert problems_of(references) == [f"{LADDER}:{expected}"]


def test_amounts_neither_fall_nor_rise_where_it_is_flat(references: Path) -> None:
    """Each is said at its place, all at once."""
    path = references / LADDER
    head, last = path.read_text(encoding="utf-8").split("  - id: standing\n")
    last = last.replace("sessions_per_week: 3", "sessions_per_week: 2").replace(
        "incline_percent: 0", "incline_percent: 40"
    )
    path.write_text(f"{head}  - id: standing\n{last}", encoding="utf-8")
    said = [problem.split(": error: ")[1] for problem in problems_of(references)]
    assert said == [
        "stages[3].sessions_per_week: 2 after 3; amounts go up or stay",
        'stages[3].incline_percent: no slope at the place "hall", but 40 %; take one of them out',
        "stages[3].changes: sessions_per_week and incline_percent and places changed from the stage before; "
        "change one thing and name it",
        'stages[3].comes_from: nothing says where "incline_percent" comes from; add a reason',
        'stages[3].comes_from: nothing says where "sessions_per_week" comes from; add a reason',
    ]


def test_a_project_without_a_ladder_is_fine(project: Path) -> None:
    (project / "references" / LADDER).unlink()
    library = load(project / "references")
    assert library.ladder is None and plan.data(library, doses(library)) is None
    page = docs_of(project)["plan.md"].decode()
    assert "<form" not in page and "<ol" not in page


def test_the_ladder_is_shown_with_both_speeds_and_its_sources(project: Path) -> None:
    page = docs_of(project)["plan.md"].decode()
    rungs = [html.unescape(found) for found in re.findall(r'<li id="step-.*?</li>', page, re.S)]
    assert len(rungs) == 3
    assert (
        "Sitting <i>down</i>" in rungs[0]
        and "<i>" not in page.split('<ol class="ladder">')[1].split("</ol>")[0]
    )
    assert (
        "0.8\N{NO-BREAK SPACE}km/h (0.5\N{NO-BREAK SPACE}mph)" in rungs[0]
        and "about 13\N{NO-BREAK SPACE}m in a minute" in rungs[0]
    )
    assert 'The post says so. <span class="tag">the post</span>' in rungs[0]
    assert re.search(r'One trial was on the flat<sup class="cite">.*?</sup>\.', rungs[0])
    assert 'class="new"' not in rungs[0]
    assert re.search(r'class="new"><dt>Each time</dt><dd>Longer: 12.5 minutes</dd>', rungs[1])
    assert "\N{BLACK UP-POINTING TRIANGLE}" not in "".join(rungs)
    assert "37.5 minutes a week" in rungs[1]
    steps = page.split("How much more at a time:")[1].split("</ul>")[0]
    assert re.findall(r"<li><strong>(.*?)</strong> (.*?)</li>", steps) == [
        ("Time:", "A minute or two."),
        ("Walks:", "Once more."),
        ("Speed:", "A little."),
        ("Slope:", "One per cent."),
    ]
    assert steps.count("common sense") == 1
    assert "Move on when" in rungs[1] and "Move on when" not in rungs[2]


def test_the_plan_knows_the_post_the_limits_and_the_studies(references: Path) -> None:
    known = plan.data(load(references), doses(load(references)))
    assert known is not None
    assert list(known["amounts"]) == ["minutes", "times", "speed", "slope"]
    # adams-2001 walked 12.5 minutes, bell-2005 10 minutes 3 times a day; inv0009 was only planned.
    assert known["conditions"]["stiff-thumbs"]["used"] == {
        "minutes": [10, 12.5, 2],
        "times": [3, 3, 1],
        "speed": [0.5, 1.5, 1],
        "slope": [0, 0, 1],
        "total": [37.5, 37.5, 1],
        "weeks": [2, 6, 2],
    }
    assert known["conditions"]["cold-feet"] == {
        "name": "Cold feet",
        "people": "people with cold feet",
        "lead": False,
        "ask": True,
        "used": {"weeks": [1, 1, 1]},
    }
    assert "dry-eyes" not in known["conditions"]
    speed = known["amounts"]["speed"]
    assert (speed["post"], speed["least"], speed["most"], speed["by"]) == ([0.8, 1.6], 0.1, 1.6, [0.1, 0.2])
    assert known["amounts"]["slope"]["post"] is None
    assert known["total"] == {"post": [15, 30], "enough": 12}
    assert known["places"]["hill"]["notes"] == ["Mind the wind; one society does."]


def test_what_the_page_is_given_is_json_without_markup(project: Path) -> None:
    page = docs_of(project)["plan.md"].decode()
    given = re.search(r"data-plan='([^']*)'", page)
    assert given and "<" not in given[1] and "&" not in given[1]
    assert json.loads(given[1])["places"]["hall"]["notes"] == ["Mind <b>the lamps</b>."]
