"""What can only be a slip, whatever the record is about: each once, at its place, on the whole message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evidence.check.limits import COUNTRIES, FIRST_DAY, LIMITS
from evidence.read.calendar import latest_day
from evidence.records import kinds
from project import edit, new, problems_of, said

ADAMS = "studies/adams-2001.yml"
BELL = "studies/bell-2005.yml"
CHEN = "studies/chen-2010.yml"
THUMBS = "conditions/stiff-thumbs.yml"
ERROR = ": error: "

SLIPS: dict[str, tuple[str, str, str, str]] = {
    "a programme without end": (
        ADAMS,
        "weeks: 6\n",
        "weeks: 600\n",
        "34:14: error: arms.juggle.programme.weeks: 600 cannot be; give 1 to 104 weeks, "
        "for no programme was longer than two years",
    ),
    "an end of a span": (
        ADAMS,
        "speed_kmh: [0.5, 1.5]",
        "speed_kmh: [0.5, 150]",
        "35:24: error: arms.juggle.programme.speed_kmh[2]: 150 cannot be; give 0.3 to 20 km/h, "
        "for nobody runs backwards faster, or walks so slowly",
    ),
    "older than people grow": (
        ADAMS,
        "age: [50, 75]",
        "age: [50, 900]",
        "21:13: error: participants.age[2]: 900 cannot be; give 0 to 110 years, for people do not grow older",
    ),
    "a group of nobody": (
        BELL,
        "n: 20",
        "n: 0",
        "n: 0 cannot be; give 1 to 100000 people, for a number that was not seen is left out",
    ),
    "a mean age outside the ages": (
        ADAMS,
        "age_mean: 61.5",
        "age_mean: 41.5",
        "19:13: error: participants.age_mean: a mean of 41.5 years lies outside 50 to 75; "
        "correct one of them",
    ),
    "fewer recruited than randomised": (
        ADAMS,
        "recruited: 40",
        "recruited: 35",
        "15:14: error: participants.recruited: 35 recruited but 36 randomised; correct one of them",
    ),
    "long after the programme": (
        ADAMS,
        "week: 6\n    values: post",
        "week: 25\n    values: post",
        "50:11: error: results[1].week: week 25 after a programme of 6 weeks; correct one of them",
    ),
    "a day to come": (
        ADAMS,
        "  on: 2026-01-05",
        "  on: 3026-01-05",
        "risk_of_bias.on: 3026-01-05 is still to come; give the day on which it was done, "
        "from 2026-01-01 to today",
    ),
    "a day before the site": (
        ADAMS,
        "  on: 2026-01-05",
        "  on: 2016-01-05",
        "risk_of_bias.on: 2016-01-05 is before anything was read for this site; give the day on which it "
        "was done, from 2026-01-01 to today",
    ),
    "no country": (
        ADAMS,
        "country: NZ",
        "country: ZZ",
        '7:10: error: country: "ZZ" is no country; give its code of two letters (ISO 3166-1), as in CN',
    ),
    "a country by another code": (
        ADAMS,
        "country: NZ",
        "country: UK",
        '7:10: error: country: "UK" is no country; did you mean "GB"? give its code of two letters '
        "(ISO 3166-1), as in CN",
    ),
    "itself again": (
        ADAMS,
        "country: NZ",
        "may_repeat: adams-2001\ncountry: NZ",
        "7:13: error: may_repeat: leads back to itself (adams-2001 to adams-2001) and none would count; "
        "name the study that counts, or none",
    ),
    "a citation that is never closed": (
        ADAMS,
        "published before [@adams-2000-plan].",
        "published before [@adams-2000-plan.",
        '5:14: error: design_note: "[@adams-2000-plan." is never closed; write [@key]',
    ),
    "read again before it was read": (
        ADAMS,
        "  second:\n    on: 2026-01-04",
        "  second:\n    on: 2026-01-02",
        "98:9: error: reading.second.on: 2026-01-02 is before the first reading on 2026-01-03; "
        "correct one of them",
    ),
    "disagreements that do not add up": (
        ADAMS,
        "agreed: 28",
        "agreed: 30",
        "100:13: error: reading.second.agreed: 30 agreed of 30 compared, yet 2 disagreements are listed; "
        "list each, or correct the numbers",
    ),
    "corrected before it was read": (
        ADAMS,
        "by: second reader\n    on: 2026-01-04",
        "by: second reader\n    on: 2026-01-02",
        "corrections[1].on: 2026-01-02 is before the first reading on 2026-01-03; correct one of them",
    ),
    "a full text without an address": (
        ADAMS,
        'address: "https://example.org/adams.pdf", what: The paper',
        "what: The paper at example.org",
        'reading.what: "full-text", but no source of the kind full-text has an address; '
        "add it, or correct one",
    ),
    "what nobody can look up": (
        ADAMS,
        "{kind: secondary, what: A newspaper",
        "{kind: index, what: A list",
        "results[3].seen: nobody can look this up: newspaper has no address; add one to the source, "
        "or name its site in what",
    ),
    "fewer known than entered": (
        THUMBS,
        "known: 9",
        "known: 2",
        "searched.known: 2 known, but 3 are entered; give 3 or more",
    ),
    "the year of another": (
        "studies/adams-2001.bib",
        "year = {2001}",
        "year = {2002}",
        'id: "adams-2001" is of 2001, its main report of 2002; correct one of them',
    ),
    "the name of another": (
        "studies/adams-2001.bib",
        "Adams, ",
        "Dóe, ",
        'id: "adams-2001" names "adams", its main report is by "doe"; correct one of them',
    ),
    "a word that promises": (
        ADAMS,
        "setting: Village hall",
        "setting: A significant hall",
        '8:10: error: setting: "significant" promises, frightens or misleads readers; '
        "say what was found in plain words",
    ),
    "two spaces": (
        ADAMS,
        "setting: Village hall",
        "setting: Village  hall",
        '8:10: error: setting: "Village  hall" holds two spaces in a row; keep one',
    ),
    "a new line at the end": (
        ADAMS,
        "setting: Village hall",
        "setting: >\n  Village hall",
        '8:10: error: setting: "Village hall\\n" begins or ends with a space or a new line; take it out, '
        "after > write >-",
    ),
    "two full stops": (
        ADAMS,
        "setting: Village hall",
        "setting: Village hall..",
        'setting: "Village hall.." holds two full stops; keep one, or write three',
    ),
    "a bracket that is never closed": (
        ADAMS,
        "setting: Village hall",
        "setting: Village (hall",
        '8:10: error: setting: "Village (hall" holds 1 ( and 0 ); close each',
    ),
}


@pytest.mark.parametrize(("file", "old", "new_text", "expected"), SLIPS.values(), ids=SLIPS)
def test_slips(references: Path, file: str, old: str, new_text: str, expected: str) -> None:
    edit(references / file, old, new_text)
    said_of = [
        line for line in problems_of(references) if " add up to " not in line and " times in all" not in line
    ]
    assert len(said_of) == 1, said_of
    assert said_of[0].endswith(expected)
    assert said_of[0].startswith(file.replace(".bib", ".yml"))


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_is_that_of_a_field(name: str) -> None:
    schema = [str(kind.model.model_json_schema()) for kind in kinds.KINDS]
    assert any(f"'{name}': {{" in text for text in schema), name


def test_today_may_be_given_and_the_day_after_tomorrow_may_not(references: Path) -> None:
    today = datetime.now(UTC).date()
    for days, told in ((0, 0), (1, 0), (3, 1)):
        path = references / ADAMS
        before = path.read_text(encoding="utf-8")
        edit(path, "  on: 2026-01-05", f"  on: {today + timedelta(days=days)}")
        assert len(problems_of(references)) == told, days
        path.write_text(before, encoding="utf-8")
    assert latest_day() > FIRST_DAY


def test_a_review_that_is_to_come_may_not_be_past(references: Path) -> None:
    site = references / "site.yml"
    today = datetime.now(UTC).date()
    for days, told in ((400, 0), (0, 0), (-1, 1)):
        site.write_text(f"id: site\nnext_review: {today + timedelta(days=days)}\n", encoding="utf-8")
        assert len([line for line in problems_of(references) if "next_review" in line]) == told, days


def test_countries_are_those_of_the_world() -> None:
    assert {"GB", "CN", "TW", "XK", "IR"} <= COUNTRIES
    assert not {"UK", "EU", "ZZ", "XA", "QO", "UN"} & COUNTRIES


def test_a_circle_of_repeats_is_told_of_all_in_it(references: Path) -> None:
    """A study that leads into the circle without being one of it is not blamed."""
    for file, names in ((ADAMS, "bell-2005"), (BELL, "adams-2001"), (CHEN, "adams-2001")):
        edit(references / file, "condition: stiff-thumbs", f"condition: stiff-thumbs\nmay_repeat: {names}")
    told = [line for line in problems_of(references) if "may_repeat" in line]
    assert [line.split(":")[0] for line in told] == [ADAMS, BELL]
    assert "(adams-2001 to bell-2005 to adams-2001)" in told[0]


def test_what_is_left_over_is_a_hint(references: Path) -> None:
    edit(
        references / THUMBS,
        "  - {id: joy,",
        "  - {id: pride, name: Pride, explain: How proud}\n  - {id: joy,",
    )
    scale = (references / "instruments/thumb-scale.yml").read_text(encoding="utf-8")
    (references / "instruments/line.yml").write_text(scale.replace("id: thumb-scale", "id: line"))
    left = [line for line in said(references) if "pride" in line or "instruments/line.yml" in line]
    assert [line.split(" hint: ")[1] for line in left] == [
        'outcomes[3].id: no study and no review measured "pride"; leave it out until one did',
        "id: no result names this instrument; name it, or delete the file",
    ]


def test_the_schema_in_the_first_line_is_welcome(references: Path) -> None:
    for file, place in ((ADAMS, ".."), ("ladder.yml", ".")):
        name = "study" if file == ADAMS else "ladder"
        line = f"# yaml-language-server: $schema={place}/schema/{name}.json"
        (told,) = new(references, (file, line, "# mine"))
        assert told.startswith(f"{file}:2:1: hint: record: an editor would check while you type")
        assert told.endswith(line)


def test_a_condition_without_studies_is_told_unless_one_could_not_be_read(references: Path) -> None:
    text = (references / "conditions/dry-eyes.yml").read_text(encoding="utf-8")
    (references / "conditions/wet-eyes.yml").write_text(text.replace("id: dry-eyes", "id: wet-eyes"))
    for field in ("name", "title", "order"):
        edit(references / "conditions/wet-eyes.yml", f"\n{field}: ", f"\n{field}: 9")
    (told,) = problems_of(references)
    assert told.endswith("id: no study names this condition; add one, or delete the file")
    edit(references / BELL, "condition: stiff-thumbs", "condition: stif-thumbs")
    assert "no study names" not in "".join(problems_of(references))
