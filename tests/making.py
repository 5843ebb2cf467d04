"""Records made up for one test: only what the test is about has to be said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from evidence.read.authors import Author
from evidence.read.bibliography import Reference
from evidence.reckon.cells import StudyFinding
from evidence.reckon.certainty import Judged
from evidence.reckon.directions import Basis
from evidence.records.common import SourceKind
from evidence.records.condition import Down, Outcome, Rating
from evidence.records.instrument import Instrument
from evidence.records.study import Direction, Result, Side, Study

DAY = date(2026, 1, 1)
MARKUP = 'Smith <b>& "Sons"</b> *et* al_'
"""A name that HTML and Markdown would both take for markup."""
DIRECTIONS: dict[str, Direction] = {
    "backward": "favours-backward",
    "comparator": "favours-comparator",
    "no": "no-clear-difference",
    "unclear": "unclear",
}
LOWER = {"id": "scale", "name": "Scale", "measures": "Pain", "unit": "points", "better": "lower"}


def scale(**fields: Any) -> Instrument:
    """A scale of points whose lower end is better."""
    return Instrument.model_validate(LOWER | fields)


def result(**fields: Any) -> Result:
    """Juggling against usual care; `juggle` and `usual` as (n, mean, sd), each None where it was not seen."""
    arms = {
        name: {key: value for key, value in zip(("n", "mean", "sd"), seen, strict=True) if value is not None}
        for name in ("juggle", "also", "usual", "roll")
        if (seen := fields.pop(name, None))
    }
    given = {"outcome": "pain", "instrument": "scale", "compares": ["juggle", "usual"], "seen": ["page"]}
    return Result.model_validate(given | {"arms": arms} | fields)


def study(
    *results: Result,
    id: str = "adams-2001",
    sizes: dict[str, int | None] | None = None,
    people: int | None = None,
    read: SourceKind = "full-text",
    **fields: Any,
) -> Study:
    """A randomised trial of two groups; `sizes` names others: arm -> people allotted, None where not seen.

    `people` were randomised; `read` is the kind of its only page.
    """
    roles = {"usual": "usual-care", "roll": "forward-walking"}
    given = {
        "id": id,
        "condition": "stiff-thumbs",
        "design": "randomised-trial",
        "reports": [id],
        "participants": {"randomised": people, "description": "Jugglers", "seen": ["page"]},
        "arms": {
            name: {"role": roles.get(name, "backward-walking"), "label": name, "n": n}
            for name, n in (sizes or {"juggle": 20, "usual": 20}).items()
        },
        "harms": {"reporting": "not-seen"},
        "sources": {"page": {"kind": read, "what": "The paper", "on": DAY}},
        "reading": {"what": "full-text", "on": DAY},
    }
    return Study.model_validate(given | {"results": list(results)} | fields)


def outcomes(*names: str) -> list[Outcome]:
    """Outcomes with these names."""
    return [Outcome(id=f"outcome-{n}", name=name, explain=name) for n, name in enumerate(names)]


def references(studies: Iterable[Study], author: str = "Adams") -> dict[str, Reference]:
    """One report for each study, a year later each time."""
    return {
        each.reports[0]: Reference(key=each.id, kind="article", authors=(Author(author),), year=str(2001 + n))
        for n, each in enumerate(studies)
    }


def judged(up: dict[str, int] | None = None, **down: int) -> Judged:
    """A judgement on one cell: how much each domain takes away, and what adds to it."""
    reasons = {name: Rating(by=down.get(name, 0), reason="Why.") for name in Down.model_fields}
    more = {name: Rating(by=by, reason="Why.") for name, by in (up or {}).items()}
    return Judged(DAY, reasons, more, {})


def printed(value: float, text: str) -> bool:
    """Whether the value, rounded to as many places as the text has, is the text."""
    places = len(text.partition(".")[2])
    return f"{value:.{places}f}" == text


SIDES: dict[str, Side | None] = {
    "backward": "favours-backward",
    "comparator": "favours-comparator",
    "leans": "favours-backward",
    "leans-away": "favours-comparator",
    "no": None,
    "unclear": None,
}


def finding(
    of: Study,
    side: str = "backward",
    people: int | None = 40,
    *,
    words: bool = False,
    tested: bool = True,
    about: bool = False,
) -> StudyFinding:
    """What a study tells: a side ("backward", "comparator"), "no" clear difference, nothing ("unclear").

    "leans" and "leans-away": a side, and no clear difference. A side is else clear where it was tested.
    """
    told = SIDES[side]
    basis: Basis | None = ("words" if words else "numbers") if told else None
    unclear = side in ("no", "leans", "leans-away")
    clear = (False if unclear else True if tested else None) if told else None
    return StudyFinding(of, (), told, basis, tested, clear, unclear, people, about)
