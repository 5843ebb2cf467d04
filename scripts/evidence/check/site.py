"""What a careful editor would ask of those who say this: that they can be reached, and are clinicians."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from evidence.problems import Problem, shown
from evidence.read.library import Library
from evidence.read.record_files import Entry
from evidence.records.site import Reviewer, Site

_REACHED = re.compile(
    r"[^\s@<>:,;()]+@[^\s@<>:,;()]+\.[A-Za-z]{2,}"
    r"|https?://[\w-]+(\.[\w-]+)+(/[^\s<>\"\[\]]*)?"
    r"|\+?[0-9][0-9 ()-]{6,20}"
)
"""An address of e-mail, a page, or a telephone number."""
PROFESSIONS = (
    "physiotherapist",
    "physical therapist",
    "occupational therapist",
    "hand therapist",
    "doctor",
    "general practitioner",
    "GP",
    "physician",
    "surgeon",
    "rheumatologist",
    "neurologist",
    "geriatrician",
    "cardiologist",
    "audiologist",
    "nurse",
    "midwife",
    "paramedic",
    "pharmacist",
    "podiatrist",
    "osteopath",
    "chiropractor",
    "dietitian",
    "psychologist",
    "prosthetist",
    "orthotist",
    "radiographer",
    "speech and language therapist",
    "exercise physiologist",
)
"""Clinical professions that the United Kingdom registers, or of which it keeps an accredited list."""
_CLINICAL = re.compile(rf"\b(?:{'|'.join(PROFESSIONS)})\b", re.IGNORECASE)
"""Within the words of a profession, so that "retired physiotherapist in Leeds" is one."""


def _contact(_: Library, entry: Entry[Site]) -> Iterator[Problem]:
    given = entry.record.contact
    if given and not _REACHED.fullmatch(given):
        what = "reaches nobody; give an e-mail address as in hello@example.org, a page as in "
        allowed = "https://example.org/contact, or a telephone number as in +44 20 7946 0000"
        yield entry.problem(("contact",), f"{shown(given)} {what}{allowed}")


def _professions(_: Library, entry: Entry[Site]) -> Iterator[Problem]:
    for index, reviewer in enumerate(entry.record.reviewers):
        if not _CLINICAL.search(reviewer.profession):
            what = "is no clinical profession; name one, in words of your own around it if you like"
            allowed = f"allowed: {', '.join(PROFESSIONS)}"
            here = ("reviewers", index, "profession")
            yield entry.problem(here, f"{shown(reviewer.profession)} {what}; {allowed}")


def _twice(_: Library, entry: Entry[Site]) -> Iterator[Problem]:
    """Names that stand twice: of those who make the site, and of those who looked at the same pages."""
    people = [_folded(name) for name in entry.record.people]
    for index, name in enumerate(people):
        if name in people[:index]:
            given = entry.record.people[index]
            yield entry.problem(("people", index), f"{shown(given)} stands here already; keep one")
    for (_first, one), (index, other) in combinations(enumerate(entry.record.reviewers), 2):
        if _folded(one.name) == _folded(other.name) and _share_pages(one, other):
            what = "has a review of the same pages above; keep the latest, or name other conditions"
            yield entry.problem(("reviewers", index, "name"), f"{shown(other.name)} {what}")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _share_pages(one: Reviewer, other: Reviewer) -> bool:
    """Whether both looked at the whole site, or at the pages of one condition; part and whole may follow."""
    if not one.conditions or not other.conditions:
        return one.conditions == other.conditions
    return bool(set(one.conditions) & set(other.conditions))


RULES = (_contact, _professions, _twice)
"""What is asked of the record of those who say this."""
