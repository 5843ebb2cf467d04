"""Who makes the site and who has looked at it, in sentences; what is not known is said plainly."""

from __future__ import annotations

from datetime import date

from evidence.records.site import Reviewer, Site
from evidence.say import numbers
from evidence.say.reading import listed

UNREVIEWED, UNREVIEWED_PAGE = "No clinician has reviewed the site yet", "No clinical review yet"
UNNAMED = "The people who make this site have not put their names here yet."
NO_DATE = "Next review: not set"


def reviewers_of(site: Site | None, condition: str = "") -> list[Reviewer]:
    """Who has looked at the pages of a condition, the latest first; without one, at the whole site."""
    found = site.reviewers if site else []
    mine = [each for each in found if not each.conditions or condition in each.conditions]
    return sorted(mine, key=lambda each: each.on, reverse=True)


def reviewed(site: Site | None, condition: str = "", *, changed: date) -> str:
    """Which clinicians have looked at the pages of a condition, or at the whole site; without a full stop.

    `changed` is the day of the latest change of what they looked at: nobody who came before has seen it.
    """
    if found := reviewers_of(site, condition):
        before = ", before the latest change" if found[0].on < changed else ""
        return f"Reviewed by {listed([_named(each) for each in found])}{before}"
    return UNREVIEWED_PAGE if condition else UNREVIEWED


def next_review(site: Site | None) -> str:
    """When it will be looked through again; without a full stop."""
    return f"Next review by {numbers.day(site.next_review)}" if site and site.next_review else NO_DATE


def people(site: Site | None) -> str:
    """Who makes the site."""
    names = site.people if site else []
    return f"{listed(names)}." if names else UNNAMED


def _named(reviewer: Reviewer) -> str:
    return f"{reviewer.name}, {reviewer.profession}, on {numbers.day(reviewer.on)}"
