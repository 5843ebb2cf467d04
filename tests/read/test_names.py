"""Who may be named, by whom: what leads nowhere, stands twice or in nobody's folder."""

from pathlib import Path

import pytest

from evidence.read.load import load
from project import copied, edit, problems_of

ADAMS = "studies/adams-2001.yml"
ADAMS_BIB = "studies/adams-2001.bib"
BELL = "studies/bell-2005.yml"
BELL_BIB = "studies/bell-2005.bib"
DEAN = "studies/dean-1999.yml"
SCALE = "instruments/thumb-scale.yml"
THUMBS = "conditions/stiff-thumbs.yml"

CITATION_KEYS = (
    "adams-2000-plan, adams-2001, ball-maker, bell-2005, chen-2010, dean-1999, frost-2020, gray-2021, "
    "hand-society-2019, inv0009, van-der-berg-2012"
)

# What is wrong: the file, the text in it, the text that breaks it, and all that is then said.
BAD: dict[str, tuple[str, str, str, str]] = {
    "name of an arm with a space": (
        DEAN,
        "arms:\n  juggle: {",
        "arms:\n  Juggle arm: {",
        f'{DEAN}:11:3: error: arms.Juggle arm: "Juggle arm" does not fit; '
        "give lower-case words joined by hyphens, as in chen-2021\n"
        f'{DEAN}:16:16: error: results[1].compares[1]: unknown arm "juggle"; '
        'did you mean "Juggle arm"? allowed: Juggle arm',
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
    "a second key after a comma": (
        THUMBS,
        "[@bell-2005; @chen-2010]",
        "[@bell-2005, @chen-2010]",
        f'{THUMBS}:11:5: error: in_short[2]: "[@bell-2005, @chen-2010]" is no citation; '
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
}


def test_a_citation_where_none_can_be_made_is_refused(references: Path) -> None:
    edit(references / ADAMS, "description: ", "description: As in [@bell-2005], ")
    (told,) = problems_of(references)
    assert "participants.description: " in told
    assert told.endswith(
        '"[@bell-2005]" would be shown as it stands; a citation cannot be made here, '
        "so take it out or say it in another field"
    )


@pytest.mark.parametrize(("file", "old", "new", "expected"), BAD.values(), ids=BAD)
def test_bad_input(references: Path, file: str, old: str, new: str, expected: str) -> None:
    edit(references / file, old, new)
    assert problems_of(references) == expected.split("\n")


def test_a_link_in_brackets_is_no_citation(references: Path) -> None:
    edit(references / ADAMS, "[@adams-2000-plan]", "[@somebody](https://example.org)")
    assert problems_of(references) == []


def test_a_key_unlike_its_record_is_told_once(references: Path) -> None:
    """Not at every text that cites it, and not from both sides."""
    edit(references / "studies/adams-2001.bib", "{adams-2001,", "{adams-2010,")
    (told,) = problems_of(references)
    assert told.startswith(f'{ADAMS}:6:11: error: reports[1]: unknown citation key "adams-2001"; ')


def test_of_many_names_those_alike_are_told_and_where_all_are(tmp_path: Path) -> None:
    """More than forty are no list that anybody reads."""
    real = copied(tmp_path)
    edit(real / "references/studies/chen-2021.yml", "reports:", "may_repeat: alghadir\nreports:")
    (told,) = problems_of(real / "references")
    assert told.endswith("are known, among them alghadir-2019; each is a file in studies/")


def test_up_to_forty_names_are_listed(tmp_path: Path) -> None:
    real = copied(tmp_path)
    edit(real / "references/questions.yml", "conditions: [knee-osteoarthritis]", "conditions: [knee]")
    (told, *_) = problems_of(real / "references")
    names = sorted(path.stem for path in (real / "references/conditions").glob("*.yml"))
    assert told.endswith(f"allowed: {', '.join(names)}")


@pytest.mark.parametrize(
    ("old", "new_text", "meant"),
    [
        ("instrument: thumb-scale", "instrument: Thumb Stiffness Scale", "thumb-scale"),
        ("instrument: thumb-scale", "instrument: thumb  stiffness scale", "thumb-scale"),
        ("outcome: stiffness", "outcome: Stiffness", "stiffness"),
        ("condition: stiff-thumbs", "condition: Stiff thumbs", "stiff-thumbs"),
    ],
)
def test_the_name_of_a_scale_tells_its_id(references: Path, old: str, new_text: str, meant: str) -> None:
    edit(references / "studies/adams-2001.yml", old, new_text)
    assert any(f'is a name; write its id, "{meant}"' in line for line in problems_of(references))


@pytest.mark.parametrize(
    ("field", "level"),
    [
        ("pmcid = {PMC123}", "error: bell-2005.pmcid"),
        ("url = {https://example.org/one}", "hint: bell-2005.url"),
        ("title = {Juggling against stiff thumbs in adults}", "hint: bell-2005.title"),
    ],
)
def test_one_paper_is_one_entry(references: Path, field: str, level: str) -> None:
    """Told by its numbers for sure, by its address and its title as far as one can."""
    for key, year in (("adams-2001", "2001"), ("bell-2005", "2001")):
        path = references / f"studies/{key}.bib"
        path.write_text(f"@article{{{key},\n  {field},\n  year = {{{year}}},\n}}\n", encoding="utf-8")
    told = [str(problem) for problem in load(references).problems if "one paper, one entry" in problem.what]
    assert len(told) == 1 and level in told[0]
