"""What the templates of pictures draw, and where its parts lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from evidence.read.bibliography import Reference
from evidence.show import templating

Axis = Literal["x", "y"]


class Drawn:
    """What a template gives: `html` as it goes into Markdown, `root` the same as XML.

    `call` is a template that draws by itself, or template:macro.
    """

    def __init__(self, call: str, known: dict[str, Reference], **values: object) -> None:
        template, _, macro = call.partition(":")
        made = templating.environment(known)
        text = f'{{% import "{template}" as t with context %}}{{{{ t.{macro} }}}}'
        self.html = (
            made.from_string(text if macro else f'{{% include "{template}" %}}').render(values).strip()
        )
        self.root = ElementTree.fromstring(f"<div>{self.html}</div>")

    @property
    def pictures(self) -> list[Element]:
        """The drawings, without the little ones of legends."""
        return [svg for svg in self.root.iter("svg") if svg.get("role") == "img"]

    def words(self, tag: str, kind: str = "") -> list[str]:
        """Text of the elements of this name and class, in their order."""
        return [
            "".join(element.itertext())
            for element in self.root.iter(tag)
            if not kind or kind in element.get("class", "").split()
        ]

    def check(self) -> None:
        """Named and described for who cannot see it, and one piece for Markdown."""
        svg = next(self.root.iter("svg"))
        ids = [element.get("id") for element in self.root.iter() if element.get("id")]
        assert svg.get("role") == "img"
        assert len(ids) == len(set(ids))
        assert [element.tag for element in svg[:2]] == ["title", "desc"]
        assert svg.get("aria-labelledby", "").split() == [element.get("id") for element in svg[:2]]
        assert "\n\n" not in self.html
        assert all(cell.get("data-label") for cell in self.root.iter("td"))


def places(picture: Element, axis: Axis) -> list[tuple[str, float]]:
    """Every coordinate along an axis and what has it, in their order: "line.axis", "text.group" ..."""
    return [
        (".".join([element.tag.rpartition("}")[2], element.get("class", "")]).rstrip("."), place)
        for element in _parts(picture)
        for place in _of(element, axis)
    ]


def moves(old: Element, new: Element, axis: Axis) -> list[tuple[str, float, float]]:
    """What, where it was and by how much it moved; both pictures must have the same parts."""
    pairs = list(zip(places(old, axis), places(new, axis), strict=True))
    assert all(before[0] == after[0] for before, after in pairs)
    return [(what, before, round(after - before, 6)) for (what, before), (_, after) in pairs]


def _parts(picture: Element) -> Iterator[Element]:
    """Every element but those that have coordinates of their own."""
    for element in picture:
        yield element
        if element.tag.rpartition("}")[2] not in ("pattern", "svg"):
            yield from _parts(element)


def _of(element: Element, axis: Axis) -> Iterator[float]:
    for name in (axis, f"{axis}1", f"{axis}2", f"c{axis}"):
        if name in element.attrib:
            yield float(element.attrib[name])
    pairs = [pair.split(",") for pair in element.get("points", "").split()]
    pairs += re.findall(r"M([\d.]+) ([\d.]+)", element.get("d", ""))
    pairs += re.findall(r"rotate\([\d.]+ ([\d.]+) ([\d.]+)\)", element.get("transform", ""))
    for pair in pairs:
        yield float(pair["xy".index(axis)])
