"""Who says this: what is known of the people behind the site, and the words for what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evidence.read.library import Library
from evidence.reckon import days
from evidence.records.site import Reviewer, Site
from evidence.say import trust
from evidence.show.templating import Block


@dataclass(frozen=True)
class WhoBlock(Block):
    """Publisher, people, contact, money, interests, reviewers and reviews, each known or said not to be."""

    template: ClassVar[str] = "blocks/who.j2"
    site: Site
    """The record; an empty one where there is none."""
    people: str
    """Who makes the site."""
    reviewed: str
    """Which clinicians have looked at all of it, without a full stop."""
    reviewers: tuple[Reviewer, ...]
    """All of them, those of a few conditions too, in the order of the file."""
    next_review: str
    """When it will be looked through again, without a full stop."""
    names: dict[str, str]
    """Id -> name of each condition."""

    @classmethod
    def of(cls, library: Library) -> WhoBlock:
        """From the record."""
        site = library.site or Site(id="site")
        return cls(
            site,
            trust.people(site),
            trust.reviewed(site, changed=days.of_any_change(library)),
            tuple(site.reviewers),
            trust.next_review(site),
            {condition.id: condition.name for condition in library.conditions.values()},
        )
