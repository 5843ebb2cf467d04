"""Made-up studies and the pictures made of them, for the tests of figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from xml.etree import ElementTree

from evidence.read.bibliography import Author, Reference
from evidence.records.condition import Outcome
from evidence.records.study import Result, Study
from evidence.say import terms
from evidence.show import page

DAY = date(2026, 1, 10)
MARKUP = 'Smith <b>& "Sons"</b> *et* al_'
"""A name that HTML and Markdown would both take for markup."""


def study(name: str, *, read: str = "abstract", people: int | None = 40, **more: Any) -> Study:
    """A randomised trial unless `more` says otherwise; `read` is the kind of its only page."""
    values: dict[str, Any] = {
        "id": name,
        "condition": "stiff-thumbs",
        "design": "randomised-trial",
        "reports": [name],
        "participants": {"randomised": people, "description": "people", "seen": ["page"]},
        "arms": {
            "first": {"role": "backward-walking", "label": "first"},
            "second": {"role": "usual-care", "label": "second"},
        },
        "harms": {"reporting": "not-mentioned"},
        "sources": {"page": {"kind": read, "what": "all of it", "on": DAY}},
        "reading": {"what": "abstract", "on": DAY},
    }
    return Study.model_validate(values | more)


def result(**more: Any) -> Result:
    """A comparison of the two arms of a made-up study."""
    values = {"outcome": "stiffness", "compares": ["first", "second"], "seen": ["page"]}
    return Result.model_validate(values | more)


def outcomes(*names: str) -> list[Outcome]:
    """Outcomes with these names."""
    return [Outcome(id=f"outcome-{n}", name=name, explain=name) for n, name in enumerate(names)]


def references(studies: Iterable[Study], author: str = "Adams") -> dict[str, Reference]:
    """One report for each study, a year later each time."""
    return {
        each.reports[0]: Reference(key=each.id, kind="article", authors=(Author(author),), year=str(2001 + n))
        for n, each in enumerate(studies)
    }


class Drawn:
    """What a macro gives: `html` as it goes into Markdown, `root` the same as XML."""

    def __init__(self, call: str, known: dict[str, Reference], **values: Any) -> None:
        template, macro = call.split(":")
        made = page.environment()
        made.globals |= {"terms": terms, "references": known}
        text = f'{{% import "{template}" as t with context %}}{{{{ t.{macro} }}}}'
        self.html = made.from_string(text).render(values).strip()
        self.root = ElementTree.fromstring(f"<div>{self.html}</div>")

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
