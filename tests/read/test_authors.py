"""Lists of authors in the forms that people and programs write them: read right, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.read.authors import FORM, advice, fault
from evidence.read.bibliography import Reference, parse


def read(names: str) -> tuple[Reference, list[str]]:
    found = parse(f"@article{{a-1, author = {{{names}}}}}", Path("a.bib"))
    return found.references[0], [problem.what for problem in found.problems]


@pytest.mark.parametrize(
    "name",
    [
        *("Chen, Zehua", "Alghadir, A.H.", "van der Berg, Jan", "de la Cruz, María José", "O'Neill, Síle"),
        *("King, Jr, Martin", "King, Jr., Martin", "Gates, III, William", "Sukarno", "{NICE}", "others"),
        *("{The Backward Walking Study Group}", r"{M{\"u}ller}, Anna", r"G{\"o}del, K", r"Smith \& Sons, X"),
        *("Li, N", "Ng, Y. K.", "KIM, J", "ZHANG, WEI", "Xu, X", "Grouper, Ann", "Prose, Anna", "Ho, D"),
        "{Centre for Walking, Health and Ageing}",
    ],
)
def test_a_name_is_a_name(name: str) -> None:
    assert fault(name) == ""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Zehua Chen", "has no comma"),
        ("Jan van der Berg", "has no comma"),
        ("Chen Wei, Li Yan, Wang Hong", "stands where Jr or III would"),
        ("Chen Z, Li Y, Wang H, Wu J", "holds 3 commas"),
        ("Chen Z", "looks like initials"),
        ("Miller A.", "looks like initials"),
        ("Miller A. B.", "looks like initials"),
        ("A. B., Miller", "looks like initials"),
        ("AB, Miller", "looks like initials"),
        ("Miller, Anna B., Jr.", "write Miller, Jr., Anna B."),
        ("Miller, Anna, PhD", 'holds "PhD"'),
        ("Miller, A. PT", 'holds "PT"'),
        ("Dr Miller, Anna", 'holds "Dr"'),
        ("Smith, A. et al.", "write: and others"),
        ("Smith et al", "write: and others"),
        ("colleagues", "write: and others"),
        ("Smith, A. & Jones, B.", 'holds a "&"'),
        ("Smith, A.; Jones, B.", 'holds a ";"'),
        ("Smith, A. | Jones, B.", 'holds a "|"'),
        ("family=Durand, given=Anne", 'holds a "="'),
        ("Chen, Z.1", "holds a number"),
        ("Smith, A.,", "stands where Jr or III would"),
        ("Smith,", "lacks a family name or a given name"),
        (", Anna", "lacks a family name or a given name"),
        ("The Backward Walking Study Group", "looks like a group"),
        ("World Health Organization, Geneva", "looks like a group"),
        ("山田 太郎", "has no comma"),
        ("Anonymous", "leave author out"),
        ("{[No authors listed]}", "leave author out"),
        ("{Chen, Zehua and Li, Q}", "several people in one pair of braces"),
        ("and Li, Q", 'beside an "and"'),
    ],
)
def test_what_is_no_name_is_told(name: str, told: str) -> None:
    assert told in fault(name)


@pytest.mark.parametrize("name", ["Chen Z", "Zehua Chen", "Smith, A. & Jones, B."])
def test_the_way_to_write_it_is_told(name: str) -> None:
    assert fault(name).endswith(FORM)


def test_what_is_no_name_stays_whole_and_is_told_once() -> None:
    reference, told = read("Zehua Chen and Li, Q")
    assert [str(author) for author in reference.authors] == ["Zehua Chen", "Li Q"]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("names", "author", "given"),
    [
        ("ZHANG, WEI", "ZHANG W", "WEI"),
        ("KIM, JS", "KIM JS", "J. S."),
        ("KIM, JSH", "KIM JSH", "J. S. H."),
        ("Kim, JAE", "Kim JAE", "J. A. E."),
    ],
)
def test_three_capitals_are_a_name_after_a_name_in_capitals(names: str, author: str, given: str) -> None:
    (found,) = read(names)[0].authors
    assert (str(found), found.given) == (author, given)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("MILLER, ANNA", "write it as in Miller, Anna"),
        ("miller, anna", "write it as in Miller, Anna"),
        ("van der Berg, Jan", ""),
        ("Miller, A", ""),
        ("{NICE}", ""),
        ("O, A", ""),
        ("others", ""),
    ],
)
def test_capitals_and_small_letters_throughout_are_a_hint(name: str, told: str) -> None:
    said = " ".join(advice(name))
    assert told in said if told else said == ""


def test_a_hint_stops_nobody() -> None:
    found = parse("@article{a-1, author = {MILLER, ANNA}}", Path("a.bib"))
    assert [problem.level for problem in found.problems] == ["hint"]
