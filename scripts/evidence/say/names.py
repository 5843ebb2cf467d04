"""What a report is called without a seen author or title: what was compared, with how many people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.reckon.designs import walked
from evidence.reckon.synthesis import comparisons
from evidence.records.review import Review
from evidence.records.study import Role, Study
from evidence.say import numbers
from evidence.say.terms import REVIEWS

_BESIDE = re.compile(r"\s*\([^()]*\)|,.*")
"""What a name does without: remarks in brackets, and all behind a comma."""
_OTHERS: Mapping[Role, str] = {
    "forward-walking": "against forwards",
    "usual-care": "added to usual care",
    "no-treatment": "against no treatment",
    "not-seen": "against another group",
}
"""Other groups are named by what they did."""


def named(library: Library) -> Library:
    """The library in which a report without a seen author or title has a name by its content."""
    return replace(library, references={key: _with_name(library, key) for key in library.references})


def of_study(study: Study) -> str:
    """'Backwards against forwards, 66 people'."""
    return study.name or ", ".join(filter(None, (_compared(study), _people(study))))


def of_review(review: Review) -> str:
    """'Systematic review of 12 studies'."""
    taken_in = review.included.studies
    of = f" of {numbers.count(taken_in, 'study', 'studies')}" if taken_in else ""
    return review.name or f"{numbers.capital(REVIEWS[review.kind].word)}{of}"


def _with_name(library: Library, key: str) -> Reference:
    reference = library.references[key]
    name = "" if reference.authors and reference.title else next(_name(library, key), "")
    return reference.model_copy(update={"name": name})


def _name(library: Library, key: str) -> Iterator[str]:
    """The name of the record that holds the report; a further report with a title goes by that."""
    folder, owner = library.owners[key]
    if folder == "sources":
        yield library.sources[owner].name or ""
        return
    record = library.studies[owner] if folder == "studies" else library.reviews[owner]
    content = of_study(record) if isinstance(record, Study) else of_review(record)
    if record.reports[0] == key:
        yield content
    elif not library.references[key].title:
        yield f"Further report: {numbers.lower_first(content)}"


def _compared(study: Study) -> str:
    runs = all(arm.label.startswith("Running") for arm in walked(study))
    return f"{'Running backwards' if runs else 'Backwards'} {_against(study)}"


def _against(study: Study) -> str:
    """Against whom; the first of several."""
    other = next(iter(comparisons(study)), None)
    if other is None:
        return "only"
    label = next((arm.label for arm in study.arms.values() if arm.role == other), "")
    return _OTHERS.get(other) or f"against {numbers.lower_first(_BESIDE.sub('', label))}"


def _people(study: Study) -> str:
    people = study.participants
    if (took_part := people.people()) is not None:
        return numbers.count(took_part, "person", "people")
    return f"{numbers.count(people.planned, 'person', 'people')} planned" if people.planned else ""
