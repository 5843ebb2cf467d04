"""The drawings of docs/drawings/: sound SVG with words for who cannot see it, and told where one is wrong."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence.problems import ProblemsFound
from evidence.show import drawings, templating
from project import ROOT, docs_of, edit

NAMES = sorted(path.stem for path in (ROOT / "docs" / "drawings").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_is_one_piece_of_svg_with_title_and_description(name: str) -> None:
    text = drawings.drawing(templating.environment({}), ROOT / "docs")(name)
    root = ElementTree.fromstring(text)
    assert "\n\n" not in text and not re.search(r"href|url\(|<style|<script", text)
    assert root.get("role") == "img"
    assert [element.tag for element in root[:2]] == ["title", "desc"]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("aria-labelledby", "").split() == ids == [f"{name}-title", f"{name}-desc"]
    assert all(element.text and len(element.text) > 10 for element in root[:2])


def test_the_guide_shows_every_drawing_once() -> None:
    """On one of its pages."""
    pages = [ROOT / "docs" / "how-to.md", *(ROOT / "docs" / "how-to").glob("*.md")]
    guide = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert sorted(re.findall(r'\{\{ drawing\("([^"]+)"\) \}\}', guide)) == NAMES


def heights(path: str) -> list[float]:
    """The second number of each pair of a path without relative steps."""
    return [float(y) for _, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=[A-Z ]|$)", path)]


def test_who_gets_on_stands_beside_the_belt_and_no_line_to_a_word_crosses_it() -> None:
    root = ElementTree.fromstring(drawings.drawing(templating.environment({}), ROOT / "docs")("get-on"))
    parts = [(element.get("class", ""), element.get("d", "")) for element in root.iter("path")]
    (belt,) = (path for kind, path in parts if kind == "belt")
    left, bottom, height, width = map(
        float, re.fullmatch(r"M(\S+) (\S+)l\S+ -(\S+)h(\S+)l.*z", belt).groups()
    )
    walker = [path for kind, path in parts if kind.startswith(("shoe", "sole"))][-4:]
    far, near = walker[:2], walker[2:]
    assert min(y for path in near for y in heights(path)) > bottom - 0.5
    assert max(y for path in far for y in heights(path)) < bottom - height + 0.5
    leads = [re.findall(r"M(\S+) (\S+)L(\S+) (\S+?)(?=M|$)", path) for kind, path in parts if kind == "lead"]
    for line in [line for found in leads for line in found]:
        x1, y1, x2, y2 = map(float, line)
        for step in range(101):
            x, y = x1 + (x2 - x1) * step / 100, y1 + (y2 - y1) * step / 100
            assert not (left < x < left + width and bottom - height < y < bottom), line


STANDING = """{% set you = person({"near": {"hip": 5}}, "near_ball", (50, 90), 80) %}
<svg viewBox="0 0 100 100"><title>One</title>
{% for shape in you.shapes %}<path d="{{ shape.path }}"/>{% endfor %}
</svg>
"""


@pytest.fixture
def drawn(project: Path) -> Path:
    """The invented project with a drawing on its first page."""
    folder = project / "docs" / "drawings"
    folder.mkdir(exist_ok=True)
    (folder / "standing.svg").write_text(STANDING, encoding="utf-8")
    edit(project / "docs" / "index.md", "{{ cards() }}", '{{ drawing("standing") }}')
    return project


def made(project: Path) -> dict[str, bytes]:
    return docs_of(project)


def test_a_page_shows_a_drawing_and_the_folder_is_not_copied(drawn: Path) -> None:
    files = made(drawn)
    assert b'<svg viewBox="0 0 100 100"><title>One</title>' in files["index.md"]
    assert not [name for name in files if name.startswith("drawings/")]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("index.md", '"standing"', '"standin"', ':11:1: error: template: there is no drawing "standin"; did'),
        ("drawings/standing.svg", '"hip"', '"hipp"', ":1:1: error: template: this pose cannot be drawn"),
        ("drawings/standing.svg", '"near_ball"', '"toe"', ":1:1: error: template: this pose cannot be drawn"),
        ("drawings/standing.svg", "you.shapes", "you.shape", ":3:1: error: template: "),
        ("drawings/standing.svg", "{% endfor %}", "", ":3:1: error: template: "),
    ],
)
def test_a_wrong_drawing_is_told_at_its_place(drawn: Path, file: str, old: str, new: str, said: str) -> None:
    edit(drawn / "docs" / file, old, new)
    with pytest.raises(ProblemsFound) as told:
        made(drawn)
    assert len(told.value.problems) == 1
    assert f"docs/{file}{said}" in str(told.value.problems[0])
