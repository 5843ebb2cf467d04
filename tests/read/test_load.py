"""references/ as a whole: every problem of every file at once, each where a contributor can mend it."""

import re
from pathlib import Path

import pytest

from evidence.problems import ProblemsFound
from evidence.read.library import Library
from evidence.read.load import load as read
from project import edit, load, problems_of

ADAMS = "studies/adams-2001.yml"
ADAMS_BIB = "studies/adams-2001.bib"
BELL = "studies/bell-2005.yml"
BELL_BIB = "studies/bell-2005.bib"
FROST = "reviews/frost-2020.yml"
SCALE = "instruments/thumb-scale.yml"
THUMBS = "conditions/stiff-thumbs.yml"


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
