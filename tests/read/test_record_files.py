"""One record against the form of its kind: each slip at its place, and what to do."""

from pathlib import Path
from typing import get_args

import pytest

from evidence.records.study import Design, Study
from project import edit, load, problems_of

ADAMS = "studies/adams-2001.yml"
ADAMS_BIB = "studies/adams-2001.bib"
DEAN = "studies/dean-1999.yml"

STUDY_KEYS = ", ".join(Study.model_fields)
DESIGNS = ", ".join(get_args(Design))
OTHERWISE = "is read differently by different YAML readers; write a plain number, or in quotes"

# What is wrong: the file, the text in it, the text that breaks it, and all that is then said.
BAD: dict[str, tuple[str, str, str, str]] = {
    "infinite": (
        ADAMS,
        "mean: 30.5",
        "mean: .inf",
        f'{ADAMS}:53:29: error: results[1].arms.juggle.mean: ".inf" is not a number; '
        "leave the key out when nothing was seen",
    ),
    "not a number": (
        ADAMS,
        "mean: 30.5",
        "mean: .nan",
        f'{ADAMS}:53:29: error: results[1].arms.juggle.mean: ".nan" is not a number; '
        "leave the key out when nothing was seen",
    ),
    "duplicate key": (
        ADAMS,
        "setting: Village hall",
        "setting: Village hall\nsetting: Town hall",
        f'{ADAMS}:9:1: error: setting: key "setting" stands twice, first in line 8; keep one',
    ),
    "Norway": (
        ADAMS,
        "country: NZ",
        "country: NO",
        f'{ADAMS}:7:10: error: country: "NO" is read as true or false by old YAML; '
        'write true or false, or in quotes: "NO"',
    ),
    "sexagesimal": (
        ADAMS,
        "dates: Spring 2000",
        "dates: 12:30",
        f'{ADAMS}:9:8: error: dates: "12:30" {OTHERWISE}: "12:30"',
    ),
    "octal": (
        ADAMS,
        "n: 17, mean: 30.5",
        "n: 010, mean: 30.5",
        f'{ADAMS}:53:19: error: results[1].arms.juggle.n: "010" {OTHERWISE}: "010"',
    ),
    "day with a time": (
        ADAMS,
        "on: 2026-01-02}",
        "on: 2026-01-02 10:00:00}",
        f'{ADAMS}:90:96: error: sources.abstract.on: "2026-01-02 10:00:00" is a day with a time; '
        "write the day alone as YYYY-MM-DD",
    ),
    "text cut off by a comment": (
        ADAMS,
        "setting: Village hall",
        "setting: Village hall #2",
        f'{ADAMS}:8:10: error: setting: "Village hall" is followed by a comment; '
        'put text with " #" in quotes, a comment in a line of its own',
    ),
    "unknown key": (
        ADAMS,
        "setting: Village hall",
        "seting: Village hall",
        f'{ADAMS}:8:1: error: seting: unknown key; did you mean "setting"? allowed: {STUDY_KEYS}',
    ),
    "unknown key inside": (
        ADAMS,
        "sd: 8.25",
        "std: 8.25",
        f'{ADAMS}:53:35: error: results[1].arms.juggle.std: unknown key; did you mean "sd"? '
        "allowed: n, mean, sd",
    ),
    "unknown key deep inside": (
        ADAMS,
        "sessions_per_week: 3",
        "sessions_a_week: 3",
        f"{ADAMS}:32:7: error: arms.juggle.programme.sessions_a_week: unknown key; "
        'did you mean "sessions_per_week"? allowed: minutes_per_session, sessions_per_day, '
        "sessions_per_week, sessions_in_all, weeks, speed_kmh, pace, incline_percent, surface, supervised, "
        "note, seen",
    ),
    "a number as key": (
        ADAMS,
        "setting: Village hall",
        "5: Village hall",
        f"{ADAMS}:8:1: error: 5: unknown key; allowed: {STUDY_KEYS}",
    ),
    "missing key": (
        ADAMS,
        "condition: stiff-thumbs\n",
        "",
        f'{ADAMS}:2:1: error: condition: "condition" is missing; add it',
    ),
    "missing key inside": (
        ADAMS,
        "  description: Adults with stiff thumbs\n",
        "",
        f'{ADAMS}:14:1: error: participants.description: "description" is missing; add it',
    ),
    "missing key in a list": (
        ADAMS,
        "    compares: [juggle, usual]\n",
        "",
        f'{ADAMS}:46:5: error: results[1].compares: "compares" is missing; add it',
    ),
    "key without value": (
        ADAMS,
        "condition: stiff-thumbs",
        "condition:",
        f"{ADAMS}:3:11: error: condition: nothing is given; give text",
    ),
    "text as number": (
        ADAMS,
        "recruited: 40",
        "recruited: many",
        f'{ADAMS}:15:14: error: participants.recruited: "many" does not fit; '
        "give a whole number, without quotes and units",
    ),
    "quoted number": (
        ADAMS,
        "n: 17, mean: 30.5",
        'n: "17", mean: 30.5',
        f'{ADAMS}:53:19: error: results[1].arms.juggle.n: "17" does not fit; '
        "give a whole number, without quotes and units",
    ),
    "number with unit": (
        ADAMS,
        "week: 6\n",
        "week: 6 weeks\n",
        f'{ADAMS}:50:11: error: results[1].week: "6 weeks" does not fit; '
        "give a number, without quotes and units",
    ),
    "people in halves": (
        ADAMS,
        "n: 17, mean: 30.5",
        "n: 17.0, mean: 30.5",
        f"{ADAMS}:53:19: error: results[1].arms.juggle.n: 17.0 does not fit; give a whole number",
    ),
    "number as text": (
        ADAMS,
        "setting: Village hall",
        "setting: 5",
        f"{ADAMS}:8:10: error: setting: 5 does not fit; give text; put it in quotes",
    ),
    "day as text": (
        ADAMS,
        "dates: Spring 2000",
        "dates: 2000-03-21",
        f"{ADAMS}:9:8: error: dates: 2000-03-21 does not fit; give text; put it in quotes",
    ),
    "list as text": (
        ADAMS,
        "setting: Village hall",
        "setting: [Village hall]",
        f'{ADAMS}:8:1: error: setting: ["Village hall"] does not fit; give text',
    ),
    "text as list": (
        ADAMS,
        "seen: [abstract, registry]",
        "seen: abstract",
        f'{ADAMS}:23:9: error: participants.seen: "abstract" does not fit; '
        "give a list in square brackets, as in [abstract]",
    ),
    "text as interval": (
        ADAMS,
        "ci95: [-0.7, 3.5]",
        "ci95: -0.7 to 3.5",
        f'{ADAMS}:62:39: error: results[2].difference.ci95: "-0.7 to 3.5" does not fit; '
        "give a list in square brackets",
    ),
    "mapping as list": (
        ADAMS,
        "seen: [abstract, registry]",
        "seen: {abstract: 1}",
        f"{ADAMS}:23:3: error: participants.seen: a mapping of keys does not fit; give a list",
    ),
    "list as mapping": (
        DEAN,
        "harms: {reporting: not-seen}",
        "harms: [not-seen]",
        f'{DEAN}:20:1: error: harms: ["not-seen"] does not fit; give a mapping of keys',
    ),
    "number as yes": (
        ADAMS,
        "supervised: true",
        "supervised: 1",
        f"{ADAMS}:38:19: error: arms.juggle.programme.supervised: 1 does not fit; give true or false",
    ),
    "quoted day": (
        ADAMS,
        "on: 2026-01-02}",
        'on: "2026-01-02"}',
        f'{ADAMS}:90:96: error: sources.abstract.on: "2026-01-02" does not fit; '
        "give a day as YYYY-MM-DD, without quotes",
    ),
    "empty text": (
        ADAMS,
        "setting: Village hall",
        'setting: ""',
        f'{ADAMS}:8:10: error: setting: "" does not fit; '
        "give some text; leave the key out when nothing was seen",
    ),
    "only spaces": (
        ADAMS,
        "setting: Village hall",
        'setting: "   "',
        f'{ADAMS}:8:10: error: setting: "   " does not fit; '
        "give some text; leave the key out when nothing was seen",
    ),
    "empty list": (
        ADAMS,
        "seen: [abstract, registry]",
        "seen: []",
        f"{ADAMS}:23:3: error: participants.seen: [] does not fit; give at least 1 in the list",
    ),
    "interval of three": (
        ADAMS,
        "ci95: [-0.7, 3.5]",
        "ci95: [-0.7, 1, 3.5]",
        f"{ADAMS}:62:33: error: results[2].difference.ci95: [-0.7, 1, 3.5] does not fit; "
        "give at most 2 in the list",
    ),
    "negative SD": (
        ADAMS,
        "sd: 8.25",
        "sd: -8.25",
        f"{ADAMS}:53:39: error: results[1].arms.juggle.sd: -8.25 does not fit; give more than 0",
    ),
    "SD of nothing": (
        ADAMS,
        "sd: 8.25",
        "sd: 0",
        f"{ADAMS}:53:39: error: results[1].arms.juggle.sd: 0 does not fit; give more than 0",
    ),
    "sd too small to be one": (
        ADAMS,
        "sd: 8.25",
        "sd: 1.0e-99",
        f"{ADAMS}:53:39: error: results[1].arms.juggle.sd: 1e-99 does not fit; give 0.000001 or more",
    ),
    "mean beyond all measure": (
        ADAMS,
        "mean: 30.5",
        "mean: 1.0e+60",
        f"{ADAMS}:53:29: error: results[1].arms.juggle.mean: 1e+60 does not fit; give 1000000000 or less",
    ),
    "weeks beyond all measure": (
        ADAMS,
        "weeks: 6\n",
        "weeks: 1.0e+300\n",
        f"{ADAMS}:34:14: error: arms.juggle.programme.weeks: 1e+300 does not fit; give 1000000000 or less",
    ),
    "comma in a number": (
        ADAMS,
        "mean: 30.5",
        "mean: 30,5",
        f"{ADAMS}:53:32: error: results[1].arms.juggle.5: unknown key; a number has a point, as in 30.5, "
        "for a comma parts two keys; allowed: n, mean, sd",
    ),
    "negative people": (
        ADAMS,
        "recruited: 40",
        "recruited: -40",
        f"{ADAMS}:15:14: error: participants.recruited: -40 does not fit; give 0 or more",
    ),
    "from high to low": (
        ADAMS,
        "weeks: 6\n",
        "weeks: [6, 4]\n",
        f"{ADAMS}:34:7: error: arms.juggle.programme.weeks: [6, 4] does not fit; "
        "give one number, or [lowest, highest]",
    ),
    "number in words": (
        ADAMS,
        "weeks: 6\n",
        "weeks: six\n",
        f'{ADAMS}:34:14: error: arms.juggle.programme.weeks: "six" does not fit; '
        "give one number, or [lowest, highest]",
    ),
    "unquoted p": (
        ADAMS,
        'p: "0.19"',
        "p: 0.19",
        f"{ADAMS}:63:8: error: results[2].p: 0.19 does not fit; give text; put it in quotes",
    ),
    "p in words": (
        ADAMS,
        'p: "0.19"',
        "p: n.s.",
        f'{ADAMS}:63:8: error: results[2].p: "n.s." does not fit; '
        'give a p value in quotes as printed, as in "0.040" or "<0.001"',
    ),
    "unknown design": (
        ADAMS,
        "design: randomised-trial",
        "design: randomized-trial",
        f'{ADAMS}:4:9: error: design: "randomized-trial" is not known; did you mean "randomised-trial"? '
        f"allowed: {DESIGNS}",
    ),
    "country in words": (
        ADAMS,
        "country: NZ",
        "country: New Zealand",
        f'{ADAMS}:7:10: error: country: "New Zealand" does not fit; '
        "give a two-letter country code in capitals, as in CN",
    ),
    "address without https": (
        ADAMS,
        '"https://example.org/adams.pdf"',
        '"example.org/adams.pdf"',
        f'{ADAMS}:91:37: error: sources.paper.address: "example.org/adams.pdf" does not fit; '
        "give an address that starts with http:// or https:// and a host, in plain letters (ASCII), "
        "without spaces, with %5B for [ and %5D for ]",
    ),
    "script as address": (
        ADAMS,
        '"https://example.org/adams.pdf"',
        '"javascript:alert(1)"',
        f'{ADAMS}:91:37: error: sources.paper.address: "javascript:alert(1)" does not fit; '
        "give an address that starts with http:// or https:// and a host, in plain letters (ASCII), "
        "without spaces, with %5B for [ and %5D for ]",
    ),
    "nested too deep": (
        ADAMS,
        "setting: Village hall",
        "setting: " + "[" * 30 + "]" * 30,
        f"{ADAMS}:8:30: error: YAML: nested deeper than 20 levels; a record never is",
    ),
    "arms that do not add up": (
        ADAMS,
        "    label: Usual care alone\n    n: 18",
        "    label: Usual care alone\n    n: 28",
        f"{ADAMS}:24:1: error: arms: the arms' n add up to 46, the participants to 34 or 36 or 40; "
        "correct one of them",
    ),
    "direction against the numbers": (
        ADAMS,
        "    seen: [paper]\n    place: Table 2",
        "    direction: favours-comparator\n    seen: [paper]\n    place: Table 2",
        f'{ADAMS}:55:16: error: results[1].direction: "favours-comparator" is stated but the numbers give '
        '"favours-backward"; leave direction out, or correct the numbers',
    ),
    "direction where there is none": (
        ADAMS,
        'p: "0.19"',
        'p: "0.19"\n    direction: favours-backward',
        f'{ADAMS}:64:16: error: results[2].direction: "favours-backward" is stated but the numbers give '
        '"no-clear-difference"; leave direction out, or correct the numbers',
    ),
    "BibTeX syntax": (
        ADAMS_BIB,
        "  year = {2001},",
        "  year = {2001}",
        f"{ADAMS_BIB}:6:3: error: BibTeX: syntax error: '}}' expected; "
        "check commas, braces and quotes before this place",
    ),
    "backslash in a DOI": (
        ADAMS_BIB,
        "10.9999/jir.2001.1",
        r"10.9999/jir\_2001.1",
        rf'{ADAMS_BIB}:9:3: error: adams-2001.doi: "10.9999/jir\_2001.1" does not fit; '
        "write only what follows https://doi.org/, in plain letters and signs (ASCII), as in "
        "10.1186/s12891-019-2537-9",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), BAD.values(), ids=BAD)
def test_bad_input(references: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(references / file, old, new)
    assert problems_of(references) == expected.split("\n")


def test_the_invented_project_has_no_problems(references: Path) -> None:
    assert problems_of(references) == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a | b", "{{ 7*7 }}", "{% raw %}", "{# x", "@nobody", "</title>"]
)
def test_markup_in_text_is_text(references: Path, text: str) -> None:
    edit(references / ADAMS, "setting: Village hall", f"setting: '{text}'")
    assert problems_of(references) == []
    assert load(references).studies["adams-2001"].setting == text


@pytest.mark.parametrize("p", ["0.050", ".05", "<0.001", ">0.05", "=0.04", "1", "1.00", "0.000"])
def test_p_values_as_papers_print_them(references: Path, p: str) -> None:
    edit(
        references / ADAMS, 'p: "0.19"', f'p: "{p}"\n    excluded_from_pool: A test.\n    direction: unclear'
    )
    assert problems_of(references) == []


@pytest.mark.parametrize(
    ("old", "given", "told"),
    [
        ("ci95: [-0.7, 3.5]", "ci95: [–0.7, 3.5]", '"–" in it is U+2013 (en dash); write -'),
        ("ci95: [-0.7, 3.5]", "ci95: [−0.7, 3.5]", '"−" in it is U+2212 (minus sign); write -'),
        ("mean: 30.5", "mean: 30\u00a0.5", "is U+00A0 (no-break space); write a space"),
        ("speed_kmh: [0.5, 1.5]", "speed_kmh: 0.5–1.5", '"–" in it is U+2013 (en dash); write -'),
        ('p: "0.19"', 'p: "0．19"', "is U+FF0E (fullwidth full stop); write ."),
        ("instrument: thumb-scale", "instrument: thumb‑scale", "is U+2011 (non-breaking hyphen); write -"),
    ],
)
def test_a_sign_that_only_looks_like_another_is_named(
    references: Path, old: str, given: str, told: str
) -> None:
    edit(references / "studies/adams-2001.yml", old, given)
    assert any(told in line for line in problems_of(references))


def test_a_line_that_begins_with_another_space_is_told(references: Path) -> None:
    edit(references / "studies/adams-2001.yml", "  women: 20", "\u00a0 women: 20")
    assert any("is U+00A0 (no-break space); write a space" in line for line in problems_of(references))
