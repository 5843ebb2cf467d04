"""references/ as a whole: every problem of every file at once, each where a contributor can mend it."""

import re
from pathlib import Path
from typing import get_args

import pytest

from evidence.problems import ProblemsFound
from evidence.read.library import Library
from evidence.read.load import load as read
from evidence.records.study import Design, Study
from project import edit, load, problems_of

ADAMS = "studies/adams-2001.yml"
ADAMS_BIB = "studies/adams-2001.bib"
BELL = "studies/bell-2005.yml"
BELL_BIB = "studies/bell-2005.bib"
DEAN = "studies/dean-1999.yml"
FROST = "reviews/frost-2020.yml"
SCALE = "instruments/thumb-scale.yml"
THUMBS = "conditions/stiff-thumbs.yml"

STUDY_KEYS = ", ".join(Study.model_fields)
DESIGNS = ", ".join(get_args(Design))
CITATION_KEYS = (
    "adams-2000-plan, adams-2001, ball-maker, bell-2005, chen-2010, dean-1999, frost-2020, gray-2021, "
    "hand-society-2019, inv0009, van-der-berg-2012"
)
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
        "give an address that starts with http:// or https://, without spaces, with %5B for [ and %5D for ]",
    ),
    "script as address": (
        ADAMS,
        '"https://example.org/adams.pdf"',
        '"javascript:alert(1)"',
        f'{ADAMS}:91:37: error: sources.paper.address: "javascript:alert(1)" does not fit; '
        "give an address that starts with http:// or https://, without spaces, with %5B for [ and %5D for ]",
    ),
    "name of an arm with a space": (
        DEAN,
        "arms:\n  juggle: {",
        "arms:\n  Juggle arm: {",
        f'{DEAN}:11:3: error: arms.Juggle arm: "Juggle arm" does not fit; '
        "give lower-case words joined by hyphens, as in chen-2021\n"
        f'{DEAN}:16:16: error: results[1].compares[1]: unknown arm "juggle"; '
        'did you mean "Juggle arm"? allowed: Juggle arm',
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
    "unknown condition": (
        ADAMS,
        "condition: stiff-thumbs",
        "condition: stif-thumbs",
        f'{ADAMS}:3:12: error: condition: unknown condition "stif-thumbs"; did you mean "stiff-thumbs"? '
        "allowed: cold-feet, dry-eyes, stiff-thumbs",
    ),
    "unknown instrument": (
        ADAMS,
        "instrument: thumb-scale",
        "instrument: thumb-scal",
        f'{ADAMS}:47:17: error: results[1].instrument: unknown instrument "thumb-scal"; '
        'did you mean "thumb-scale"? allowed: foot-temperature, grip-strength, thumb-scale',
    ),
    "name of an instrument in words": (
        ADAMS,
        "instrument: thumb-scale",
        "instrument: Thumb Scale",
        f'{ADAMS}:47:17: error: results[1].instrument: "Thumb Scale" does not fit; '
        "give lower-case words joined by hyphens, as in chen-2021",
    ),
    "unknown outcome": (
        ADAMS,
        "outcome: grip",
        "outcome: gripp",
        f'{ADAMS}:57:14: error: results[2].outcome: unknown outcome "gripp"; did you mean "grip"? '
        "allowed: grip, joy, stiffness",
    ),
    "unknown source": (
        ADAMS,
        "seen: [newspaper]",
        "seen: [newspapr]",
        f'{ADAMS}:71:12: error: results[3].seen[1]: unknown source "newspapr"; did you mean "newspaper"? '
        "allowed: abstract, newspaper, paper, registry",
    ),
    "unknown arm compared": (
        ADAMS,
        "compares: [juggle, usual]",
        "compares: [juggle, usuall]",
        f'{ADAMS}:49:24: error: results[1].compares[2]: unknown arm "usuall"; did you mean "usual"? '
        "allowed: juggle, usual",
    ),
    "unknown arm with numbers": (
        ADAMS,
        "      juggle: {n: 17",
        "      jugle: {n: 17",
        f'{ADAMS}:53:7: error: results[1].arms.jugle: unknown arm "jugle"; did you mean "juggle"? '
        "allowed: juggle, usual",
    ),
    "unknown citation in text": (
        ADAMS,
        "[@adams-2000-plan]",
        "[@adams-2000-plam]",
        f'{ADAMS}:5:14: error: design_note: unknown citation key "adams-2000-plam"; '
        f'did you mean "adams-2000-plan"? allowed: {CITATION_KEYS}',
    ),
    "second citation unknown": (
        THUMBS,
        "[@bell-2005; @chen-2010]",
        "[@bell-2005; @chen-2011, Table 2]",
        f'{THUMBS}:11:5: error: in_short[2]: unknown citation key "chen-2011"; did you mean "chen-2010"? '
        f"allowed: {CITATION_KEYS}",
    ),
    "citation in capitals": (
        THUMBS,
        "[@adams-2001].",
        "[@Adams-2001].",
        f'{THUMBS}:10:5: error: in_short[1]: unknown citation key "Adams-2001"; did you mean "adams-2001"? '
        f"allowed: {CITATION_KEYS}",
    ),
    "citation without @": (
        THUMBS,
        "[@bell-2005; @chen-2010]",
        "[@bell-2005; chen-2010]",
        f'{THUMBS}:11:5: error: in_short[2]: "[@bell-2005; chen-2010]" is no citation; '
        "write [@key], [@one; @two] or [@key, Table 2]",
    ),
    "unknown report": (
        ADAMS,
        "reports: [adams-2001, adams-2000-plan]",
        "reports: [adams-2001, adams-2000-plan, adams-2002]",
        f'{ADAMS}:6:40: error: reports[3]: unknown citation key "adams-2002"; did you mean "adams-2001"? '
        f"allowed: {CITATION_KEYS}",
    ),
    "unknown key of a threshold": (
        SCALE,
        "cites: hand-society-2019",
        "cites: hand-society-2018",
        f'{SCALE}:14:12: error: thresholds[1].cites: unknown citation key "hand-society-2018"; '
        f'did you mean "hand-society-2019"? allowed: {CITATION_KEYS}',
    ),
    "unknown key in the origin": (
        "origin.yml",
        "report: adams-2001",
        "report: adam-2001",
        'origin.yml:15:13: error: links[1].report: unknown citation key "adam-2001"; '
        f'did you mean "adams-2001"? allowed: {CITATION_KEYS}',
    ),
    "id unlike the file name": (
        ADAMS,
        "id: adams-2001",
        "id: adams-2002",
        f'{ADAMS}:2:5: error: id: "adams-2002" is not the file name "adams-2001"; make both the same',
    ),
    "id with capitals": (
        ADAMS,
        "id: adams-2001",
        "id: Adams-2001",
        f'{ADAMS}:2:5: error: id: "Adams-2001" does not fit; '
        "give lower-case words joined by hyphens, as in chen-2021",
    ),
    "former id of another": (
        BELL,
        "formerly: [bell-2004]",
        "formerly: [adams-2001]",
        f'{BELL}:3:12: error: formerly[1]: "adams-2001" belongs to {ADAMS} too; choose another',
    ),
    "former id of another condition": (
        THUMBS,
        "formerly: [thumb-stiffness]",
        "formerly: [cold-feet]",
        f'{THUMBS}:3:12: error: formerly[1]: "cold-feet" belongs to conditions/cold-feet.yml too; '
        "choose another",
    ),
    "duplicate DOI": (
        BELL_BIB,
        "year = {2005}",
        "year = {2005},\n  doi = {10.9999/JIR.2001.1}",
        f'{BELL_BIB}:8:3: error: bell-2005.doi: "10.9999/jir.2001.1" stands in {ADAMS_BIB} too; '
        "one paper, one entry",
    ),
    "duplicate PMID": (
        BELL_BIB,
        "year = {2005}",
        "year = {2005},\n  pmid = {11111111}",
        f'{BELL_BIB}:8:3: error: bell-2005.pmid: "11111111" stands in {ADAMS_BIB} too; one paper, one entry',
    ),
    "duplicate citation key": (
        BELL_BIB,
        "@thesis{bell-2005,",
        "@thesis{bell-2005, title = {Juggling}}\n@thesis{adams-2001,",
        f'{BELL_BIB}:2:1: error: adams-2001: "adams-2001" stands in {ADAMS_BIB} too; one paper, one entry',
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
        "write only what follows https://doi.org/, without backslash, as in 10.1186/s12891-019-2537-9",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), BAD.values(), ids=BAD)
def test_bad_input(references: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(references / file, old, new)
    assert problems_of(references) == expected.split("\n")


def test_the_invented_project_has_no_problems(references: Path) -> None:
    assert problems_of(references) == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a | b", "{{ 7*7 }}", "{% raw %}", "{# x", "[@nobody]", "</title>"]
)
def test_markup_in_text_is_text(references: Path, text: str) -> None:
    edit(references / ADAMS, "setting: Village hall", f"setting: '{text}'")
    assert problems_of(references) == []
    assert load(references).studies["adams-2001"].setting == text


def test_a_link_in_brackets_is_no_citation(references: Path) -> None:
    edit(references / ADAMS, "[@adams-2000-plan]", "[@somebody](https://example.org)")
    assert problems_of(references) == []


@pytest.mark.parametrize("p", ["0.050", ".05", "<0.001", ">0.05", "=0.04", "1", "1.00", "0.000"])
def test_p_values_as_papers_print_them(references: Path, p: str) -> None:
    edit(
        references / ADAMS, 'p: "0.19"', f'p: "{p}"\n    excluded_from_pool: A test.\n    direction: unclear'
    )
    assert problems_of(references) == []


# --- files rather than what is in them ---------------------------------------------------------------


def test_missing_bib(references: Path) -> None:
    (references / BELL_BIB).unlink()
    assert problems_of(references) == [
        f'{BELL}:6:1: error: reports: "bell-2005.bib" is missing; write it beside this file'
    ]


def test_missing_yml(references: Path) -> None:
    (references / "sources/ball-maker.yml").unlink()
    assert problems_of(references) == [
        'sources/ball-maker.bib:1:1: error: file: "ball-maker.yml" is missing; write it beside this file'
    ]


def test_files_that_nobody_would_read(references: Path) -> None:
    (references / BELL).rename(references / "studies/bell-2005.yaml")
    (references / "studies/2005").mkdir()
    (references / "conditions/notes.bib").write_text("")
    (references / "study").mkdir()
    (references / "origin.yaml").write_text("")
    (references / "studies/.hidden.yml").write_text("")
    (references / "schema").mkdir()
    belong = "records belong into conditions, instruments, studies, reviews, sources, claims"
    assert problems_of(references) == [
        'conditions/notes.bib:1:1: error: file: "notes.bib" would not be read; only .yml files belong here',
        f'origin.yaml:1:1: error: file: "origin.yaml" would not be read; did you mean "origin.yml"? {belong}',
        'studies/2005:1:1: error: file: "2005" would not be read; only .bib and .yml files belong here',
        f'{BELL_BIB}:1:1: error: file: "bell-2005.yml" is missing; write it beside this file',
        'studies/bell-2005.yaml:1:1: error: file: "bell-2005.yaml" would not be read; '
        "only .bib and .yml files belong here",
        f'study:1:1: error: file: "study" would not be read; did you mean "studies"? {belong}',
    ]


def test_a_folder_named_like_a_record(references: Path) -> None:
    (references / "studies/folder.yml").mkdir()
    (references / "studies/folder.bib").mkdir()
    why = "cannot be read (Is a directory); it must be an ordinary file that you may read"
    assert problems_of(references) == [
        f"studies/folder.bib:1:1: error: file: {why}",
        f"studies/folder.yml:1:1: error: file: {why}",
    ]


def test_links_that_lead_nowhere_or_round_in_circles(references: Path) -> None:
    loop, gone = references / "studies/loop.yml", references / "studies/gone.yml"
    loop.symlink_to(loop)
    gone.symlink_to(references / "nowhere.yml")
    (references / "studies/loop.bib").write_text("@article{loop, title = {Loop}}")
    advice = "it must be an ordinary file that you may read"
    assert problems_of(references) == [
        f"studies/gone.yml:1:1: error: file: cannot be read (No such file or directory); {advice}",
        'studies/gone.yml:1:1: error: reports: "gone.bib" is missing; write it beside this file',
        f"studies/loop.yml:1:1: error: file: cannot be read (Too many levels of symbolic links); {advice}",
    ]


def test_a_huge_file_is_refused_and_nobody_is_blamed_for_it(references: Path) -> None:
    with (references / THUMBS).open("a") as file:
        file.write("# x\n" * 2_500_000)
    assert problems_of(references) == [f"{THUMBS}:1:1: error: file: larger than 500 kB; a record never is"]


def test_bytes_that_are_not_utf8(references: Path) -> None:
    (references / ADAMS).write_bytes(b"id: adams-2001\nsetting: Caf\xe9\n")
    (references / BELL_BIB).write_bytes(b"@thesis{bell-2005,\n  title = {\xff}\n}")
    assert problems_of(references) == [
        f"{ADAMS}:2:13: error: file: byte 0xe9 is not UTF-8; save the file as UTF-8",
        f"{BELL_BIB}:2:12: error: file: byte 0xff is not UTF-8; save the file as UTF-8",
    ]


def test_no_folder_and_no_records(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [
        f"{tmp_path}/nowhere:1:1: error: references: no such folder; give another"
    ]
    assert problems_of(tmp_path) == [
        f"{tmp_path}:1:1: error: references: no records in this folder; give another"
    ]


# --- several at once ---------------------------------------------------------------------------------


def test_every_problem_of_every_file_at_once_in_their_order(references: Path) -> None:
    edit(references / ADAMS, "sd: 8.25", "sd: -8.25")
    edit(references / ADAMS, "country: NZ", "country: NO")
    edit(references / ADAMS, "setting: Village hall", "seting: Village hall")
    edit(references / ADAMS, "instrument: grip-strength", "instrument: grip")
    edit(references / ADAMS, "[@adams-2000-plan]", "[@nobody-2000]")
    edit(references / ADAMS, "seen: [newspaper]", "seen: [rumour]")
    edit(references / ADAMS, "  description: Adults with stiff thumbs\n", "")
    edit(references / ADAMS, "  seen: [abstract, registry]\n", "")
    edit(
        references / BELL,
        "role: usual-care\n    label: Usual care alone\n    n: 20",
        "role: usual-care\n    label: U\n    n: 30",
    )
    edit(references / BELL_BIB, "institution", "institute")
    edit(references / THUMBS, "risk_of_bias: {by: 1,", "risk_of_bias: {by: 3,")
    edit(
        references / "reviews/frost-2020.bib",
        "  author = {Frost, Fay and Green, Gus},",
        "  author = {Frost, Fay",
    )
    (references / "studies/chen-2010.yml").write_text("id: chen-2010\n---\n")
    said = problems_of(references)
    assert [re.sub(r"allowed: .*", "allowed: ...", line) for line in said] == [
        f"{THUMBS}:45:26: error: certainty.usual-care.stiffness.risk_of_bias.by: 3 does not fit; "
        "give 2 or less",
        "reviews/frost-2020.bib:1:1: error: BibTeX: syntax error: premature end of file; "
        "close the braces of this entry",
        f'{ADAMS}:5:14: error: design_note: unknown citation key "nobody-2000"; allowed: ...',
        f'{ADAMS}:7:10: error: country: "NO" is read as true or false by old YAML; '
        'write true or false, or in quotes: "NO"',
        f'{ADAMS}:8:1: error: seting: unknown key; did you mean "setting"? allowed: ...',
        f'{ADAMS}:14:1: error: participants.description: "description" is missing; add it',
        f'{ADAMS}:14:1: error: participants.seen: "seen" is missing; add it',
        f"{ADAMS}:51:39: error: results[1].arms.juggle.sd: -8.25 does not fit; give more than 0",
        f'{ADAMS}:56:17: error: results[2].instrument: unknown instrument "grip"; allowed: ...',
        f'{ADAMS}:69:12: error: results[3].seen[1]: unknown source "rumour"; allowed: ...',
        f"{BELL_BIB}:5:3: error: bell-2005.institute: unknown field; "
        'did you mean "institution"? allowed: ...',
        f"{BELL}:12:1: error: arms: the arms' n add up to 70, the participants to 60; correct one of them",
        "studies/chen-2010.yml:2:1: error: YAML: "
        'a second document starts here ("---"); one file holds one record',
    ]


@pytest.mark.parametrize("file", [THUMBS, SCALE, ADAMS, ADAMS_BIB, FROST, "sources/hand-society-2019.bib"])
@pytest.mark.parametrize("how", ["empty", "no text", "wrong key"])
def test_a_broken_file_blames_nobody_else(references: Path, file: str, how: str) -> None:
    path = references / file
    if how == "empty":
        path.write_text("")
    elif how == "no text":
        path.write_bytes(b"\xff" + path.read_bytes())
    elif file.endswith(".bib"):
        edit(path, "  title = {", "  tittle = {")
    else:
        with path.open("a") as stream:
            stream.write("\nsurprise: 1\n")
    said = problems_of(references)
    assert len(said) == 1
    assert said[0].startswith(f"{file}:")


def test_a_missing_bib_blames_none_of_its_keys(references: Path) -> None:
    (references / ADAMS_BIB).unlink()
    assert problems_of(references) == [
        f'{ADAMS}:6:1: error: reports: "adams-2001.bib" is missing; write it beside this file'
    ]


def test_what_could_be_read_stands_beside_the_problems(references: Path) -> None:
    edit(references / ADAMS, "sd: 8.25", "sd: -8.25")
    library = read(references)
    assert "adams-2001" not in library.studies
    assert "bell-2005" in library.studies
    assert len(library.problems) == 1
    with pytest.raises(ProblemsFound):
        load(references)


# --- the library itself ------------------------------------------------------------------------------


def test_same_id_in_two_folders(references: Path) -> None:
    for suffix in (".yml", ".bib"):
        text = (references / f"reviews/gray-2021{suffix}").read_text()
        name = references / f"reviews/adams-2001{suffix}"
        name.write_text(text.replace("gray-2021", "adams-2001").replace("10.9999/ir.2021.5", "10.9999/other"))
    assert problems_of(references) == [
        'reviews/adams-2001.bib:1:1: error: adams-2001: "adams-2001" stands in studies/adams-2001.bib too; '
        "one paper, one entry",
        f'reviews/adams-2001.yml:2:5: error: id: "adams-2001" belongs to {ADAMS} too; choose another',
        'reviews/adams-2001.yml:6:11: error: reports[1]: "adams-2001" stands in studies/adams-2001.bib; '
        "a report stands in adams-2001.bib",
    ]


def test_conditions_come_in_their_order_and_studies_by_year(references: Path) -> None:
    library: Library = load(references)
    assert list(library.conditions) == ["stiff-thumbs", "cold-feet", "dry-eyes"]
    assert list(library.claims) == ["warm-feet", "loose-thumbs"]
    assert [study.id for study in library.studies_of("stiff-thumbs")] == [
        "adams-2001",
        "bell-2005",
        "chen-2010",
    ]
    assert [study.id for study in library.studies_of("cold-feet")] == ["van-der-berg-2012", "dean-1999"]
    assert [review.id for review in library.reviews_of("stiff-thumbs")] == ["frost-2020"]
    assert library.owners["adams-2000-plan"] == ("studies", "adams-2001")
    assert library.origin is not None
    assert [item.cites for item in library.excluded] == ["hand-society-2019", None]


def test_a_project_without_origin_is_fine(references: Path) -> None:
    (references / "origin.yml").unlink()
    assert load(references).origin is None


def test_every_record_is_kept_with_its_file(references: Path) -> None:
    assert {entry.document.path for entry in load(references).entries} == set(references.rglob("*.yml"))
