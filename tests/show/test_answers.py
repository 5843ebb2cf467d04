"""How sure one can be, as pages show it."""

from pathlib import Path

from project import edit, pages

CHEN = "studies/chen-2010.yml"
OTHERS = "Other studies: "


def test_the_level_of_studies_not_formed_at_random_stands_with_the_reasons(project: Path) -> None:
    """Two trials formed at random and one other tell a side on stiffness; on grip only the two do."""
    page = pages(project)["stiff-thumbs/how-sure.md"]
    told = "<li>Starts high, with randomised trials. Other studies: very low certainty.</li>"
    assert page.count(told) == page.count(OTHERS) == 1
    edit(project / "references" / CHEN, "design: non-randomised", "design: quasi-randomised")
    assert OTHERS not in pages(project)["stiff-thumbs/how-sure.md"]
