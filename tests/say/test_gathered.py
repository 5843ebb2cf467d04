"""Pages whose sources stand folded at the end of each part."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence.read.bibliography import Reference, parse
from evidence.say.citations import UnknownCitation
from evidence.say.gathered import MARKER, gathered

REFERENCES: dict[str, Reference] = {
    reference.key: reference
    for reference in parse(
        "".join(
            f"@article{{{key},\n  author = {{{name}, Al}},\n  title = {{{name}}},\n  journal = {{J}},\n"
            "  year = {2019},\n}\n"
            for key, name in {"a": "Aa", "b": "Bb", "c": "Cc"}.items()
        ),
        Path("x.bib"),
    ).references
}


def folds(page: str) -> list[list[str]]:
    """Of each fold, what stands before the first full stop of its entries."""
    return [re.findall(r"<li>(\w+)", found) for found in re.findall(r"<details.*?</details>", page, re.S)]


def test_the_sources_of_each_part_stand_at_its_end_once() -> None:
    page = gathered("Zero.[@a]\n\n## One\n\nA.[@b; @a] B.[@b]\n\n## Two\n\nNothing.\n", REFERENCES)
    assert folds(page) == [["Aa"], ["Bb", "Aa"]]
    assert "[@" not in page and "<sup" not in page
    one, two = page.index("## One"), page.index("## Two")
    assert one < page.rindex("</details>") < two
    assert page.count("<summary>Sources</summary>") == 2


def test_each_source_leads_back_to_the_place_that_leans_on_it() -> None:
    page = gathered("One.[@a]\n\n## H\n\nTwo.[@a] Three.[@b] Four.[@a]\n", REFERENCES)
    there = re.findall(r'<span id="([^"]+)"></span>', page)
    assert there == re.findall(r'class="back" href="#([^"]+)"', page)
    assert len(set(there)) == len(there) == 3
    assert re.search(r'Three\.<span id="cite-2-2"></span> Four\.\n', page)


def test_a_link_before_a_citation_is_the_place_itself() -> None:
    page = gathered('One by <a href="../a/">Aa 2019</a>[@a], <a href="../b/">Bb</a>[@a].\n', REFERENCES)
    assert 'One by <a id="cite-1-1" href="../a/">Aa 2019</a>, <a href="../b/">Bb</a>.' in page


def test_an_item_of_a_list_is_the_place_itself() -> None:
    page = gathered("<ul>\n<li>One[@a]; two[@b].</li>\n</ul>\n\n- Three[@c]\n", REFERENCES)
    assert '<li id="cite-1-1">One; two<span id="cite-1-2"></span>.</li>' in page
    assert '- Three<span id="cite-1-3"></span>' in page


def test_the_first_fold_has_the_anchor_of_the_list_of_other_pages() -> None:
    page = gathered("No source.\n\n## H\n\nOne.[@a]\n\n## I\n\nTwo.[@b]\n", REFERENCES)
    assert page.count('id="references"') == 1
    assert page.index('id="references"') < page.index("## I")


def test_a_place_within_the_source_is_named() -> None:
    page = gathered("One.[@a, page 3; @b] Two.[@a, page 3] Three.[@a, page <4>]\n", REFERENCES)
    assert "(page 3; page &#60;4&#62;)" in page


def test_our_own_advice_bears_no_mark() -> None:
    assert gathered("Do it. [common sense] Go.\n", REFERENCES) == "Do it. Go.\n"
    assert (
        gathered("Write `[common sense]` and `[@a]`.\n", REFERENCES) == "Write `[common sense]` and `[@a]`.\n"
    )


def test_what_opens_around_a_heading_belongs_to_it() -> None:
    box = '<span id="old"></span>\n\n<section class="stop" markdown>\n\n## Stop\n\nNow.\n\n</section>\n'
    page = gathered(f"One.[@a]\n\n{box}\n## Next\n", REFERENCES)
    assert page.index("</details>") < page.index('<span id="old">') < page.index("<section")


def test_a_part_may_end_where_the_page_says_so() -> None:
    page = gathered(f"## H\n\nOne.[@a]\n\n{MARKER}\n\nTwo.[@b]\n", REFERENCES)
    assert folds(page) == [["Aa"], ["Bb"]]
    assert MARKER not in page and page.index("</details>") < page.index("Two.")


def test_no_heading_in_code_ends_a_part() -> None:
    page = gathered("One.[@a]\n\n```\n## No heading\n```\n\nTwo.[@b]\n", REFERENCES)
    assert folds(page) == [["Aa", "Bb"]]


def test_a_page_without_citations_stays_as_it_is() -> None:
    assert gathered("## H\n\nText.\n", REFERENCES) == "## H\n\nText.\n"


def test_a_citation_that_leads_nowhere_is_told() -> None:
    with pytest.raises(UnknownCitation) as error:
        gathered("One.[@nobody]\n", REFERENCES)
    assert error.value.key == "@nobody"
