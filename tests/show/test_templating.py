"""What templates are really given is what their views declare, and nobody is in the way of reading them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import jinja2
import pytest

from evidence.show import templating, written
from evidence.show.condition import BehindPage
from evidence.show.templating import Block, Section, View
from project import ROOT, copied, docs_of, edit
from project import pages as _pages
from tools.check_templates import views

Given = list[tuple[str, Mapping[str, Any]]]
"""Templates that were filled, and with what."""


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Gathers what every template is filled with."""
    seen: Given = []
    fill = templating.fill

    def noted(template: jinja2.Template, name: Path, values: Mapping[str, Any]) -> str:
        seen.append((template.name or "", values))
        return fill(template, name, values)

    monkeypatch.setattr(templating, "fill", noted)
    return seen


def test_each_template_is_given_its_view_and_the_way_to_the_top(
    given: Given, project: Path, tmp_path: Path
) -> None:
    real = copied(tmp_path)
    edit(real / "references" / "studies" / "nct07251751.yml", "status: recruiting", "status: stopped")
    docs_of(project)
    docs_of(real)
    filled = {(name, *values) for name, values in given if set(values) & {view.named for view in views()}}
    sections = {
        type(section)
        for _, values in given
        if isinstance(page := values.get("page"), BehindPage)
        for section in page.behind.sections
    }
    expected = {view for view in views() if not issubclass(view, Section)}
    assert filled == {(view.template, view.named, "root") for view in expected}
    assert sections == {view for view in views() if issubclass(view, Section)}
    for name, values in given:
        for value in values.values():
            if isinstance(value, View):
                assert value.template == name


def test_a_written_page_is_given_what_is_declared_and_the_blocks(given: Given, project: Path) -> None:
    docs_of(project)
    blocks = {view.called() for view in views() if issubclass(view, Block)}
    (names,) = {frozenset(values) for name, values in given if "drawing" in values}
    assert names == {each.name for each in fields(written.Named)} | blocks


def test_written_pages_need_all_that_they_are_given() -> None:
    """The site itself names each value and each block, so that none is kept for nobody."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    named = set(re.findall(r"\w+", " ".join(re.findall(r"\{[{%](.*?)[}%]\}", text))))
    given = {each.name for each in fields(written.Named)}
    assert given | {view.called() for view in views() if issubclass(view, Block)} <= named


@pytest.mark.parametrize("page_of", ["evidence", "studies"])
@pytest.mark.parametrize("name", ["stiff-thumbs", "cold-feet"])
def test_contents_name_each_section_but_the_first_which_stands_right_below(
    name: str, page_of: str, project: Path
) -> None:
    page = _pages(project)[f"{name}/{page_of}.md"]
    contents, _, body = page.partition('<nav class="contents run-in"')[2].partition("</nav>")
    listed = re.findall(r'<li><a href="#([a-z-]+)">([^<]*)</a></li>', contents)
    stand = [(id, title) for title, id in re.findall(r"^## ([^{]*) \{ #([a-z-]+)", body, re.M)]
    assert listed == [section for section in stand if section[0] not in ("cite", "references")][1:]
    assert len(listed) > 1


def test_a_section_with_nothing_to_say_stands_nowhere(project: Path) -> None:
    for path in (project / "references" / "reviews").iterdir():
        path.unlink()
    page = _pages(project)["stiff-thumbs/evidence.md"]
    assert "What others have added up" not in page and 'href="#reviews"' not in page


@pytest.mark.parametrize(
    "path", sorted(templating.TEMPLATES.rglob("*.j2")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_lines_of_templates_can_be_read(path: Path) -> None:
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 160] == []
