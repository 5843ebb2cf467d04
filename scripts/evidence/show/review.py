"""The page of a review: what it took in, what it found, and what has not been read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.records.claim import Claim
from evidence.records.condition import Condition, Outcome
from evidence.records.review import Pooled, Review
from evidence.say import numbers, terms
from evidence.show.page import Draft, address_of, record_file
from evidence.show.reports import about_report, byline, claims_about, pooled_outcomes, title
from evidence.show.templating import PageView


@dataclass(frozen=True)
class ReviewPage(PageView):
    """The page of one review."""

    template: ClassVar[str] = "pages/review.md.j2"
    explained: ClassVar[bool] = True
    review: Review
    """The record."""
    title: str
    """As printed, or how else the report is told apart."""
    byline: str
    """Authors, journal and year."""
    condition: Condition
    """What it is about."""
    condition_address: str
    """Where that stands, from the top of the site on."""
    pooled: tuple[tuple[Outcome, Pooled], ...]
    """Figures that its authors added up, with the outcome of each."""
    claims: tuple[Claim, ...]
    """Claims that it speaks to."""


def _in_a_line(library: Library, review: Review) -> str:
    """'systematic review, 13 studies, people with neck pain. What it took in and what it found.'"""
    took_in = numbers.count(review.included.studies, "study", "studies") if review.included.studies else ""
    people = library.conditions[review.condition].people
    parts = filter(None, (terms.REVIEWS[review.kind].word, took_in, people))
    return f"{', '.join(parts)}. What it took in and what it found."


def draft(library: Library, answers: Answers, review: Review) -> Draft:
    """The page of a review."""
    reference = library.report_of(review)
    return Draft(
        f"reviews/{review.id}.md",
        title(library, review),
        f"{reference.short()}: {_in_a_line(library, review)}",
        record_file(library, "reviews", review.id),
        ReviewPage(
            review=review,
            title=title(library, review),
            byline=byline(reference),
            condition=library.conditions[review.condition],
            condition_address=address_of(answers.syntheses[review.condition]),
            pooled=pooled_outcomes(library, review),
            claims=claims_about(library, review),
        ),
        about_report(library, review),
    )
