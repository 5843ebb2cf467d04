"""Pictures for whoever is sent a link: words from the records, all on the paper, in the site's colours."""

from __future__ import annotations

import html
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
import resvg_py

from drawn import moves
from evidence.problems import ProblemsFound
from evidence.show import site, social, templating
from evidence.show.figures.lettering import width
from project import ROOT, docs_of, edit

PAPER = social.PAPER
MARK = ET.parse(ROOT / "docs" / social.MARK).getroot()
TEMPLATES = templating.environment({})
ASK = "Does it help to add walking backwards to the usual treatment of everybody who came?"
SAID = "Adding walking backwards to usual physiotherapy may or may not help with getting about. " * 4


def _size(png: bytes) -> tuple[int, ...]:
    assert png.startswith(b"\x89PNG\r\n")
    return struct.unpack(">II", png[16:24])


def _picture(**words: object) -> social.Picture:
    usual = {"path": "x.png", "name": "Walking", "tagline": "What studies found", "title": "Stiff thumbs"}
    return social.Picture(**usual | words)  # type: ignore[arg-type]


def test_every_condition_with_a_page_has_a_picture_and_the_home_page_lends_its_own(project: Path) -> None:
    made = docs_of(project)
    pictures = {name for name in made if name.startswith("assets/social")}
    assert pictures == {
        "assets/social.png",
        *(f"assets/social/{name}.png" for name in ("stiff-thumbs", "cold-feet")),
    }
    assert {_size(made[name]) for name in pictures} == {(PAPER.width, PAPER.height)}
    assert _size(made[social.TOUCH_ICON]) == (social.TOUCH_PIXELS, social.TOUCH_PIXELS)
    for name, content in made.items():
        if name.endswith(".md"):
            own = f"assets/social/{Path(name).parent}.png"
            path = own if own in pictures else "assets/social.png"
            assert f'picture: {{"path": "{path}"' in content.decode(), name


def test_a_picture_says_what_the_page_says_and_changes_with_the_record(project: Path) -> None:
    def told() -> tuple[str, bytes]:
        made = docs_of(project)
        page = html.unescape(html.unescape(made["stiff-thumbs/index.md"].decode()))
        (words,) = re.findall(r'^picture: .*"words": "(.*)"', page, re.M)
        told = page.partition("\n---\n")[2] + made["data/synthesis.json"].decode()
        for part in words.removeprefix("Juggling, honestly. ").split(". "):
            assert part.rstrip(".") in told + "Juggling: what studies found", part
        return words, made["assets/social/stiff-thumbs.png"]

    words, picture = told()
    assert "Stiff thumbs. Too little to tell whether juggling" in words and "certainty" in words
    record = project / "references" / "conditions" / "stiff-thumbs.yml"
    edit(record, "gain: loosen the thumbs", "gain: bend the thumbs")
    changed, drawn_anew = told()
    assert changed == words.replace("loosen", "bend") != words
    assert drawn_anew != picture


@pytest.mark.parametrize("told", [(SAID,), (ASK, SAID)])
@pytest.mark.parametrize(
    "title", ["Gout", "What is left after an operation on the knee, the hip or the ankle " * 2]
)
def test_long_words_become_smaller_then_fewer_and_stay_on_the_paper(
    title: str, told: tuple[str, ...]
) -> None:
    picture = _picture(title=title, told=told, name=title, sure=(social.Sure("●○○○", "Very low certainty"),))
    drawing = social.svg(picture, MARK, TEMPLATES)
    text = rf'<text x="{PAPER.left}" y="(\d+)" font-size="(\d+)"[^>]*>([^<]*)</text>'
    lines = re.findall(text, drawing)
    assert max(int(y) for y, _, _ in lines) <= PAPER.floor
    assert min(int(size) for _, size, _ in lines) >= 36
    shown = html.unescape(" ".join(text for _, _, text in lines)).replace("…", "").split()
    whole = " ".join((title, *told)).split()
    assert set(shown) <= set(whole), "cut inside a word"
    assert len(shown) >= len(whole) / 3
    assert _margin(drawing) == _margin(social.svg(_picture(), MARK, TEMPLATES)), "words reach into the margin"


def _margin(drawing: str) -> bytes:
    """The right edge of a picture."""
    wide, high, left = PAPER.width, PAPER.height, PAPER.right + 8
    size = f'width="{wide - left}" height="{high}" viewBox="{left} 0 {wide - left} {high}"'
    edge = drawing.replace(f'width="{wide}" height="{high}"', size, 1)
    assert edge != drawing
    return resvg_py.svg_to_bytes(svg_string=edge, font_files=social.FONTS, skip_system_fonts=True)


def test_every_letter_and_sign_is_told_from_its_ground() -> None:
    drawing = social.svg(_picture(sure=(social.Sure("●○○○", "Low certainty"),)), MARK, TEMPLATES)
    inks = set(re.findall(r'<(?:svg|text|g)\b[^>]*fill="(#\w{6})"', drawing)) - {"#ffffff"}
    grounds = re.findall(rf'<rect width="{PAPER.width}"[^>]*fill="(#\w{{6}})"', drawing)
    assert len(inks) == 3 and len(grounds) == 2
    for pair in [("#ffffff", grounds[1]), *((ink, grounds[0]) for ink in inks)]:
        assert _contrast(*pair) >= 4.5, pair


def _contrast(*colours: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted(map(light, colours))
    return (bright + 0.05) / (dark + 0.05)


def test_mark_and_picture_wear_the_accent_and_the_browser_the_paper() -> None:
    sheets = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / site.STYLES).iterdir())
    )
    header = re.findall(r"--md-primary-fg-color: (#\w{6})", sheets)
    paper = re.findall(r"--paper: (#\w{6})", sheets)[:2]
    theme = (ROOT / "docs" / "overrides" / "main.html").read_text(encoding="utf-8")
    assert re.findall(r'name="theme-color"[^>]*content="(#\w{6})"', theme) == paper
    assert f'fill="{header[0]}"' in (ROOT / "docs" / social.MARK).read_text(encoding="utf-8")
    assert f'height="{PAPER.head}" fill="{header[0]}"' in social.svg(_picture(), MARK, TEMPLATES)


def _drawn(paper: social.Paper) -> ET.Element:
    sure = (social.Sure("●○○○", "Low certainty", "Knee"), social.Sure("●●○○", "Moderate certainty", "Back"))
    return ET.fromstring(
        social.svg(_picture(told=("It helps.", "Or not."), sure=sure), MARK, TEMPLATES, paper)
    )


def test_everything_on_a_picture_keeps_its_place_on_the_paper() -> None:
    aside = replace(PAPER, left=PAPER.left + 7, right=PAPER.right + 7)
    moved = moves(_drawn(PAPER), _drawn(aside), "x")
    assert {what for what, _, _ in moved} == {"svg", "text", "circle", "rect"}
    assert {change for _, _, change in moved} == {7}
    higher = moves(_drawn(PAPER), _drawn(replace(PAPER, height=PAPER.height + 40)), "y")
    assert {change for _, place, change in higher if place < PAPER.floor - 3 * social.ROWS} == {0}
    foot = {change for _, place, change in higher if place > PAPER.foot - 2 * social.ROWS}
    assert foot == {40}, "certainty, rule and tagline"
    head = {place: change for _, place, change in moves(_drawn(PAPER), _drawn(replace(PAPER, head=126)), "y")}
    assert head[PAPER.mark.y] == 5


LONG = "What is left after an operation on the knee, the hip or the ankle, in few words or in many"


def _texts(paper: social.Paper, about: str) -> list[tuple[str, float, float]]:
    """Every text, where it begins and where it ends, on a picture of the longest words."""
    sure = (social.Sure("●●●○", "Moderate certainty", about),)
    picture = _picture(name=LONG, tagline=LONG, title="Gout", told=("Yes.",), sure=sure)
    found = []
    for each in ET.fromstring(social.svg(picture, MARK, TEMPLATES, paper)):
        if each.tag.endswith("text") and each.text:
            wide = width(each.text, int(each.get("font-size", social.ROW)))
            wide *= social.BOLD if each.get("font-weight") else 1
            start = float(each.get("x", "")) - (wide if each.get("text-anchor") else 0)
            found.append((each.text, start, start + wide))
    return found


@pytest.mark.parametrize("by", [-200, 0, 200])
def test_the_longest_words_fill_the_paper_side_by_side_however_wide_it_is(by: int) -> None:
    paper = replace(PAPER, width=PAPER.width + by, right=PAPER.right + by)
    name, *_, row, sure = _texts(paper, LONG)[:-1]
    for text, _, end in (name, row):
        assert text.endswith("…") and end <= paper.right
    assert paper.right - name[2] < 200, "as much of the name as there is room for"
    assert row[2] < sure[1] and paper.right - 200 < sure[2] <= paper.right
    *_, sure, tagline = _texts(paper, "")
    assert sure[1] > paper.left
    assert tagline[0].endswith("…") and sure[2] < tagline[1] < sure[2] + 200
    assert tagline[2] == pytest.approx(paper.right)


def test_who_shows_a_link_is_told_the_size_of_the_paper() -> None:
    """Once: the page of a theme that prints a size of its own would tell another."""
    assert (_picture().meta["width"], _picture().meta["height"]) == (PAPER.width, PAPER.height)
    theme = (ROOT / "docs" / "overrides" / "main.html").read_text(encoding="utf-8")
    told = dict(re.findall(r'property="og:image:(width|height)" content="([^"]*)"', theme))
    assert told == {side: f"{{{{ page.meta.picture.{side} }}}}" for side in ("width", "height")}


def test_a_picture_is_as_large_as_its_paper() -> None:
    small = _drawn(replace(PAPER, width=1300, height=700))
    assert (small.get("width"), small.get("height")) == ("1300", "700")
    grounds = [rect for rect in small if rect.get("width") == "1300"]
    assert [rect.get("height") for rect in grounds] == ["700", str(PAPER.head)]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("assets/mark.svg", "</svg>", "", "mark: no element found"),
        ("index.md", 'picture: "', '# "', "front matter: the home page needs a line for picture:"),
    ],
)
def test_what_a_picture_needs_is_asked_for(
    project: Path, name: str, old: str, new: str, message: str
) -> None:
    edit(project / "docs" / name, old, new)
    with pytest.raises(ProblemsFound) as found:
        docs_of(project)
    assert len(found.value.problems) == 1
    said = str(found.value.problems[0])
    assert said.startswith(f"{project}/docs/{name}:") and message in said
