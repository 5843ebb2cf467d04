"""Which picture each page has where it is sent on, and the mark that all of them wear."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence.problems import Problem, ProblemsFound
from evidence.read import written
from evidence.reckon.synthesis import Synthesis
from evidence.show import social

HOME = "index.md"


@dataclass(frozen=True)
class Home:
    """What the home page says of the whole site."""

    name: str
    tagline: str
    """A few words that say what the site does, for pictures."""
    description: str
    """The same in a sentence."""


def home(docs: Path) -> Home:
    """From what stands above the home page. Raises ProblemsFound."""
    path = docs / HOME
    meta = written.read(path).meta
    if "picture" not in meta:
        what = "the home page needs a line for picture: with a few words that say what the site does"
        raise ProblemsFound([Problem(path, 1, 1, "front matter", what)])
    return Home(str(meta["title"]), str(meta["picture"]), str(meta["description"]))


def pictures(said: Home, syntheses: Mapping[str, Synthesis]) -> dict[str, social.Picture]:
    """Page -> what is shown of it where it is sent on; every other page is shown as the home page is."""
    name, tagline, known = said.name, said.tagline, syntheses.values()
    leading = [synthesis for synthesis in known if synthesis.condition.lead]
    return {HOME: social.of_site(name, tagline, leading)} | {
        f"{synthesis.condition.id}/{HOME}": social.of_condition(name, tagline, synthesis)
        for synthesis in known
        if synthesis.has_page
    }


def mark(docs: Path) -> ET.Element:
    """The site's own mark."""
    path = docs / social.MARK
    try:
        return ET.parse(path).getroot()  # noqa: S314 - a file of this project
    except (OSError, ET.ParseError) as error:
        line, column = getattr(error, "position", (1, 0))
        said = getattr(error, "strerror", None) or error
        what = f"{said}; put the site's mark here as SVG: the icon and the pictures are drawn from it"
        raise ProblemsFound([Problem(path, line, column + 1, "mark", what)]) from error
