"""What the pages of studies and of reviews share: title, byline, claims, outcomes of pooled figures."""

from __future__ import annotations

from evidence.read.bibliography import Reference
from evidence.read.library import Library
from evidence.reckon import days
from evidence.records.claim import Claim
from evidence.records.condition import Outcome
from evidence.records.review import Pooled, Review
from evidence.records.study import Study
from evidence.say import citations, names, numbers
from evidence.say.reading import listed
from evidence.show.linked_data import About


def title(library: Library, record: Study | Review) -> str:
    """As printed; where no title was seen, what it is about: 'Stroke: backwards only, 14 people, 2020'."""
    reference = library.report_of(record)
    content = names.of_study(record) if isinstance(record, Study) else names.of_review(record)
    about = f"{library.conditions[record.condition].name}: {numbers.lower_first(content)}"
    return reference.title or f"{about}, {reference.year or 'year unknown'}"


def byline(reference: Reference) -> str:
    """Authors, journal or publisher, and year; what of these was not seen stands here, and nowhere else."""
    missing = citations.unseen(reference)
    told = (
        citations.authors(reference),
        ", ".join(filter(None, (citations.place(reference), reference.year))),
        f"Not seen: {listed([*missing])}" if missing else "",
    )
    return " ".join(f"{part}." for part in told if part)


def about_report(library: Library, record: Study | Review) -> About:
    """What the page of a study or a review says of itself to programs."""
    return About(
        day=days.of_record(record),
        condition=library.conditions[record.condition],
        report=library.report_of(record),
    )


def claims_about(library: Library, record: Study | Review) -> tuple[Claim, ...]:
    """Claims that some report of the record speaks to."""
    reports = set(record.reports)
    return tuple(
        claim
        for claim in library.claims.values()
        if reports & {item.cites for item in (*claim.supports, *claim.against)}
    )


def pooled_outcomes(library: Library, review: Review) -> tuple[tuple[Outcome, Pooled], ...]:
    """The figures of a review, each with its outcome as the condition of the review names it."""
    outcomes = {outcome.id: outcome for outcome in library.conditions[review.condition].outcomes}
    return tuple((outcomes[pooled.outcome], pooled) for pooled in review.pooled)
