"""Templates of pictures print the places that they are given and decide none."""

import re

import pytest

from evidence.show import templating

FILES = sorted((templating.TEMPLATES / "figures").iterdir())
PLACE = re.compile(
    r'\b(?:d?[xy]|[xyc][xy12]|r|d|width|height|viewBox|points|transform|font-size)="((?:[^"{]|\{\{.*?\}\})*)"'
)
NUMBER = re.compile(r"(?<![\w\[.])(?:[1-9]\d*|0\.\d+)")
"""Any but 0, where words begin, and indexes."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_number_of_a_picture_stands_in_its_template(path):
    text = re.sub(r"<pattern\b.*?</pattern>", "", path.read_text(encoding="utf-8"), flags=re.S)
    places = PLACE.findall(text)
    assert places
    assert [place for place in places if NUMBER.search(place)] == []


def test_a_number_would_be_found() -> None:
    text = '<line x1="112" y2="{{ plot.bottom + 4 }}"/><text x="0" y="{{ y[1] }}" font-size="{{ a1 }}">'
    assert [bool(NUMBER.search(place)) for place in PLACE.findall(text)] == [True, True, False, False, False]
