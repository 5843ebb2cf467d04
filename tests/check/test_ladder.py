"""The ladder: what an editor is told about it, how it is shown, and what the page of the plan knows."""

import html
import json
import re
from pathlib import Path

import pytest

from evidence.read.library import Library
from evidence.reckon.programmes import doses
from evidence.show import plan
from project import docs_of, edit, load, problems_of

LADDER = "ladder.yml"

ERRORS: dict[str, tuple[str, str, str]] = {
    "of the post, which is not named": (
        "says: The post goes on., basis: post",
        "says: It goes on., basis: post",
        '86:32: error: beside[1].basis: "post", but says does not name it; say "the post" there',
    ),
    "another thing than it says": (
        "changes: minutes_per_session",
        "changes: speed_kmh",
        "70:14: error: stages[2].changes: minutes_per_session changed from the stage before; "
        "change one thing and name it",
    ),
    "a place that does not exist": (
        "places: [hill, hall]",
        "places: [hill, hal]",
        '77:20: error: stages[3].places[2]: unknown place "hal"; did you mean "hall"? '
        "allowed: hall, hill, wire",
    ),
    "a guess that cites": (
        "says: Nothing falls., basis: common-sense",
        'says: "Nothing falls [@adams-2001].", basis: common-sense',
        '58:55: error: stages[1].move_on_when[1].basis: "common-sense", but says cites "adams-2001"; '
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
        "74:9: error: stages[2].comes_from[1]: minutes_per_session is 12.5 here, the studies cited give 10; "
        "correct one of them, or the basis",
    ),
    "never the last rung said": (
        "    move_on_when:\n      - {says: Little falls., basis: common-sense}\n",
        "",
        "63:5: error: stages[2]: when to go on is not said; add move_on_when, only the last needs none",
    ),
    "an amount that never grows": (
        "  - {of: sessions_per_week, by: 1, says: Once more., basis: common-sense}\n",
        "",
        '37:1: error: steps: nothing says by how much "sessions_per_week" grows; add a step',
    ),
    "a step that leads nowhere": (
        "{of: minutes_per_session, by: [1, 2], says: A minute or two., basis: common-sense}",
        "{of: minutes_per_session, by: [0, 2], says: A minute or two., basis: common-sense}",
        "38:31: error: steps[1].by: 0 is too little for a plan to go on; give 1 or more",
    ),
    "a sign that asks first and cites nothing": (
        "{says: Your thumbs <i>tremble</i>., basis: common-sense}",
        "{says: Your thumbs <i>tremble</i>., basis: cited}",
        '88:48: error: fits[1].basis: "cited", but says cites nothing; add [@key], or give another basis',
    ),
    "the same rung twice": (
        "id: standing",
        "id: longer",
        '47:1: error: stages: "longer" stands here 2 times; keep one',
    ),
    "something known that nobody said": (
        'says: "One trial was on the flat [@adams-2001].", basis: cited, conditions',
        'says: "One trial was on the flat.", basis: cited, conditions',
        '46:53: error: steps[4].known[1].basis: "cited", but says cites nothing; '
        "add [@key], or give another basis",
    ),
    "readiness that cites": (
        "{says: You held on to a rope., basis: common-sense}",
        '{says: "You held on to a rope [@adams-2001].", basis: common-sense}',
        '36:66: error: places[3].ready.basis: "common-sense", but says cites "adams-2001"; '
        'give "cited" instead',
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
        'stages[3].incline_percent: no slope at the place "hall", but 40%; take one of them out',
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


def test_the_ladder_is_a_table_of_minutes_with_its_reasons_behind(project: Path) -> None:
    page = docs_of(project)["plan.md"].decode()
    table = re.search(r'<table class="ladder">.*?</table>', page, re.S)
    assert table
    rows = re.findall(r'<tr id="step-(.*?)">(.*?)</tr>', table[0], re.S)
    assert [name for name, _ in rows] == ["sitting", "longer", "standing"]
    assert "Sitting &#60;i&#62;down&#60;/i&#62;" in rows[0][1] and "<i>" not in table[0]
    assert "12.5&nbsp;minutes, 3&nbsp;times a week" in rows[1][1].replace("\N{NO-BREAK SPACE}", "&nbsp;")
    assert "km/h" not in table[0]
    assert "Use one ball." in rows[0][1]
    assert "Go on when:</strong> Little falls." in rows[1][1] and "Go on when" not in rows[2][1]
    behind = page.split('<details class="steps">')[1].split("</details>")[0]
    assert "The post says so." in behind and '<span class="tag">' not in behind
    assert re.search(r'One trial was on the flat<sup class="cite">.*?</sup>\.', behind)


def test_what_the_post_asks_for_beyond_is_told_beside_the_ladder(project: Path) -> None:
    page = docs_of(project)["plan.md"].decode()
    beside = page.split("</table>")[1].split("<details")[0]
    assert "<p>The post goes on.</p>" in beside


def test_no_step_of_the_real_ladder_is_the_whole_routine_of_the_post(real_library: Library) -> None:
    ladder, origin = real_library.ladder, real_library.origin
    assert ladder is not None and origin is not None
    assert ladder.beside[0].basis == "post"
    last = ladder.stages[-1]
    assert origin.routine.incline_percent is not None
    assert last.incline_percent < origin.routine.incline_percent.high
    assert all("indoors" in stage.places or stage.incline_percent for stage in ladder.stages)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "id: hall\n    name: In a hall\n    slope: false",
            "id: hall\n    name: In a hall\n    slope: true",
            "hall",
        ),
        (
            "id: hall\n    name: In a hall\n    slope: false",
            "id: hall\n    name: In a hall\n    slope: false\n    outdoors: true",
            "hall",
        ),
        ("places: [hall]\n    minutes_per_session: 5", "places: [hill]\n    minutes_per_session: 5", "hill"),
        (
            "places: [hall]\n    minutes_per_session: 5",
            "places: [hall, wire]\n    minutes_per_session: 5",
            "wire",
        ),
    ],
)
def test_nobody_begins_on_a_slope_a_belt_or_in_the_open(
    references: Path, old: str, new: str, expected: str
) -> None:
    edit(references / LADDER, old, new)
    found = [problem for problem in problems_of(references) if "the first stage at the place" in problem]
    assert len(found) == 1 and f'"{expected}"' in found[0] and "begin on a floor indoors" in found[0]


def test_nobody_begins_uphill(references: Path) -> None:
    edit(references / LADDER, "incline_percent: 0", "incline_percent: 2")
    assert any("2% in the first stage; begin on the flat, with 0" in each for each in problems_of(references))


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("Your thumbs <i>tremble</i>.", "Thumbs may start.", "fits[1].says"),
        ("says: Ask a juggler first.", "says: Begin today.", "ask_first.says"),
        ("title: Ask first", "title: You can start", "ask_first.title"),
        ("says: Ask if a thumb is old.", "says: An old thumb is fine.", "ask_first.some[1].says"),
    ],
)
def test_who_asks_first_is_not_told_to_go_on(references: Path, old: str, new: str, where: str) -> None:
    edit(references / LADDER, old, new)
    assert any(f"error: {where}: " in problem for problem in problems_of(references))


def test_speed_and_slope_stand_where_they_can_be_set(project: Path) -> None:
    page = docs_of(project)["how-to.md"].decode()
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>.*?</tr>', page.split('step by step">')[1], re.S)
    assert rows == ["Standing"]
    assert "<details" not in page.split("How much more at a time:")[1], "a rule to go by stands in no fold"
    assert "0.8\N{NO-BREAK SPACE}km/h (0.5\N{NO-BREAK SPACE}mph)" in html.unescape(page)
    steps = page.split("How much more at a time:")[1].split("</ul>")[0]
    assert re.findall(r"<li><strong>(.*?)</strong> (.*?)</li>", steps) == [
        ("Time:", 'A minute or two. <span class="common-sense">common sense</span>'),
        ("Walks:", 'Once more. <span class="common-sense">common sense</span>'),
        ("Speed:", 'A little. <span class="common-sense">common sense</span>'),
        ("Slope:", 'One per cent. <span class="common-sense">common sense</span>'),
    ]


def test_one_rule_on_pain_and_what_to_ask(project: Path) -> None:
    page = docs_of(project)["how-to.md"].decode()
    assert "<li>None by the next day<sup" in page
    assert "Ready: You held on to a rope." in page
    assert "<li>“May &#60;b&#62;I&#60;/b&#62; juggle?”</li>" in page


def test_who_asks_first_in_which_words(references: Path) -> None:
    ladder = load(references).ladder
    assert ladder is not None and ladder.ask_first is not None
    asking = ladder.ask_first
    titles = {name: found.title for name in ("cold-feet", "stiff-thumbs") if (found := asking.of(name))}
    assert titles == {"cold-feet": "Ask first", "stiff-thumbs": "Old thumbs ask first"}
    assert asking.of("dry-eyes") is None


def test_older_people_who_fell_are_asked_to_ask_first(real_library: Library) -> None:
    assert real_library.ladder is not None and real_library.ladder.ask_first is not None
    asking = real_library.ladder.ask_first.of("older-adults")
    assert asking is not None
    assert "fell in the last year" in asking.says and "unsteady" in asking.says


@pytest.mark.parametrize("condition", ["hearing-impairment-balance", "chronic-ankle-instability", "stroke"])
def test_nobody_with_poor_balance_begins_alone(real_library: Library, condition: str) -> None:
    """The page of a condition may not say less than the list of who should ask first."""
    assert real_library.ladder is not None
    asking = real_library.ladder.ask_first
    assert asking is not None and asking.of(condition) is asking


def test_the_short_list_names_what_is_most_common(real_library: Library) -> None:
    assert real_library.ladder is not None
    told = " ".join(line.says for line in real_library.ladder.fits)
    for common in ("fall in the last year", "hearing loss", "drowsy", "no exercise for a long time"):
        assert common in told


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
    }
    assert known["conditions"]["cold-feet"] == {
        "name": "Cold feet",
        "people": "people with cold feet",
        "asking": {"title": "Ask first", "says": "Ask a juggler first.", "ready": ""},
        "plan": False,
        "used": {},
    }
    some = known["conditions"]["stiff-thumbs"]
    assert some["plan"] and some["asking"]["ready"] == "My thumbs are young."
    assert "dry-eyes" not in known["conditions"]
    speed = known["amounts"]["speed"]
    assert (speed["post"], speed["least"], speed["most"], speed["by"]) == ([0.8, 1.6], 0.1, 1.6, [0.1, 0.2])
    assert known["amounts"]["slope"]["post"] is None
    assert known["places"]["hill"]["notes"] == ["Mind the wind; one society does."]
    assert [(place["speed"], place["ready"]) for place in known["places"].values()] == [
        (True, ""),
        (False, ""),
        (True, "You held on to a rope."),
    ]


def test_the_usual_plan_grows_in_minutes_alone_whatever_the_ladder_leads_to(references: Path) -> None:
    """Defaults are advice: no place, speed or slope that nobody asked for."""
    edit(references / LADDER, "places: [hill, hall]", "places: [hall]")
    edit(references / LADDER, "    changes: places\n", "    changes: speed_kmh\n")
    path = references / LADDER
    head, last = path.read_text(encoding="utf-8").split("  - id: standing\n")
    last = last.replace("speed_kmh: 0.8", "speed_kmh: 1.2").replace("of: [places]", "of: [speed_kmh]")
    path.write_text(f"{head}  - id: standing\n{last}", encoding="utf-8")
    library = load(references)
    known = plan.data(library, doses(library))
    assert known is not None and library.ladder is not None
    assert known["usual"] == {"place": "hall"} and known["weeks"] == {"usual": 9, "most": 20}
    ends = {name: (amount["start"], amount["goal"]) for name, amount in known["amounts"].items()}
    assert ends == {"minutes": (5, 12.5), "times": (3, 3), "speed": (0.8, 0.8), "slope": (0, 0)}
    weeks = plan.usual_weeks(library.ladder)
    assert [week["minutes"] for week in weeks] == [5, 6, 7, 8, 9, 10, 11, 12, 12.5]
    assert {(week["times"], week["speed"], week["slope"]) for week in weeks} == {(3, 0.8, 0)}


def test_whoever_should_ask_first_can_be_chosen_and_gets_no_plan(real_library: Library) -> None:
    """A condition that cannot be chosen leads to "Something else", which asks nobody."""
    known = plan.data(real_library, doses(real_library))
    assert known is not None and real_library.ladder is not None and real_library.ladder.ask_first is not None
    for name in real_library.ladder.ask_first.conditions:
        assert not known["conditions"][name]["plan"]


def test_what_a_treadmill_asks_for_is_said_once(real_library: Library) -> None:
    assert real_library.ladder is not None
    (belt,) = [place for place in real_library.ladder.places if place.ready and place.speed]
    assert belt.ready is not None
    for asked in ("along a wall for a week", "ten steps", "reach the buttons"):
        assert asked in belt.ready.says
    assert [place.id for place in real_library.ladder.places if place.slope] == [belt.id]


def test_the_rule_on_pain_counts_from_what_is_usual(real_library: Library) -> None:
    """Whoever always hurts could never start with "no pain"."""
    assert real_library.ladder is not None
    assert "above your usual" in real_library.ladder.pain[0].says


def test_the_real_plan_starts_on_the_floor(real_library: Library) -> None:
    known = plan.data(real_library, doses(real_library))
    assert known is not None
    start = known["places"][known["usual"]["place"]]
    assert (start["name"], start["slope"], start["speed"]) == ("Indoors, on the floor", False, False)
    ends = {name: (amount["start"], amount["goal"]) for name, amount in known["amounts"].items()}
    assert ends == {"minutes": (5, 10), "times": (3, 3), "speed": (0.8, 0.8), "slope": (0, 0)}
    assert known["weeks"]["usual"] == 6
    asked = known["conditions"]["stroke"]
    assert asked["asking"]["title"] == "Ask your doctor or physiotherapist before you try this"
    assert not asked["plan"]
    assert known["conditions"]["older-adults"]["plan"] and known["conditions"]["older-adults"]["asking"]
    assert "I feel steady" in known["conditions"]["older-adults"]["asking"]["ready"]
    knee = known["conditions"]["knee-osteoarthritis"]
    assert knee["plan"] and knee["asking"] is None


def test_who_should_ask_first_and_what_is_known_of_a_slope_stand_on_the_page(project: Path) -> None:
    page = docs_of(project)["plan.md"].decode()
    unscripted = re.findall(r"<noscript>(.*?)</noscript>", page)
    assert (
        "<strong>Ask first</strong> if it is for one of these people: people with cold feet. Ask a juggler"
        in unscripted[0]
    )
    assert "<p>Ask if a thumb is old." in unscripted[0] and "safety/#what-to-ask" in unscripted[0]
    assert '<optgroup label="Ask first"><option value="cold-feet">' in page
    assert re.search(r'data-of="stiff-thumbs">One trial was on the flat<sup class="cite">', page)


def test_what_the_page_is_given_is_json_without_markup(project: Path) -> None:
    page = docs_of(project)["plan.md"].decode()
    given = re.search(r"data-plan='([^']*)'", page)
    assert given and "<" not in given[1] and "&" not in given[1]
    assert json.loads(given[1])["places"]["hall"]["notes"] == ["Use one ball.", "Mind <b>the lamps</b>."]
