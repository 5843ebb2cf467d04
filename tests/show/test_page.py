"""A fault in a template, or above a written page, is told at its own line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.problems import ProblemsFound
from evidence.show import templating
from project import edit, pages


def test_a_fault_in_the_template_of_a_picture_is_shown_there(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = shutil.copytree(templating.TEMPLATES, tmp_path / "templates")
    path = templates / "figures" / "bias_summary.j2"
    edit(path, "{{ bar.head.text }}</text>", "{{ bar.hed.text }}</text>")
    line = path.read_text(encoding="utf-8").partition("bar.hed")[0].count("\n") + 1
    monkeypatch.setattr(templating, "TEMPLATES", templates)
    with pytest.raises(ProblemsFound) as found:
        pages(project)
    assert str(found.value.problems[0]).startswith(f"{path}:{line}:1: error: template: ")


def test_a_line_above_a_page_that_no_page_has_is_told_there(project: Path) -> None:
    path = project / "docs" / "safety.md"
    edit(path, "description:", "serach: {boost: 2}\ndescription:")
    with pytest.raises(ProblemsFound) as found:
        pages(project)
    assert [str(problem) for problem in found.value.problems] == [
        f'{path}:3:1: error: front matter "serach": a page has no such line; did you mean "search"? '
        "allowed: title, description, hide, search, sources, glossary, picture, audience, kept"
    ]


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("print sheet", '"print sheet" says nothing; allowed: {boost'),
        ("{word: print}", '"word" says nothing; did you mean "words"?'),
        ("{words: [print, sheet]}", 'words: ["print", "sheet"] cannot be used'),
        ("{boost: much}", 'boost: "much" cannot be used'),
    ],
)
def test_what_a_page_tells_the_search_is_known(project: Path, search: str, told: str) -> None:
    path = project / "docs" / "safety.md"
    edit(path, "description:", f"search: {search}\ndescription:")
    with pytest.raises(ProblemsFound) as found:
        pages(project)
    assert str(found.value.problems[0]).startswith(f"{path}:3:1: error: front matter: search: {told}")


def test_a_page_may_gather_its_sources(project: Path) -> None:
    path = project / "docs" / "how-to.md"
    assert "## References" in pages(project)["how-to.md"]
    edit(path, "description:", "sources: gathered\ndescription:")
    page = pages(project)["how-to.md"]
    assert '<details class="gathered"' in page and '<ol class="references" id="references">' in page
    assert "## References" not in page and 'class="cite"' not in page and "common-sense" not in page


def test_sources_may_stand_at_two_places_only(project: Path) -> None:
    path = project / "docs" / "how-to.md"
    edit(path, "description:", "sources: at the foot\ndescription:")
    with pytest.raises(ProblemsFound) as found:
        pages(project)
    assert [str(problem) for problem in found.value.problems] == [
        f'{path}:3:1: error: front matter: sources: "at the foot" says nothing; allowed: in-text, gathered'
    ]
