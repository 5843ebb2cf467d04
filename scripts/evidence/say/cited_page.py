"""A page of the site as others cite it: in the style of the National Library of Medicine, and as a reference.

Style: Citing Medicine, 2nd edition, chapter 25 (parts of web sites), which has words for what is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.read.bibliography import Reference
from evidence.say.citations import nlm_day

NO_PLACE, NO_PUBLISHER = "[place unknown]", "[publisher unknown]"


@dataclass(frozen=True)
class CitedPage:
    """What a citation of a page needs. No authors: nobody is named as one."""

    key: str
    """The end of its address, by which a reference manager knows it."""
    site: str
    """Name of the site."""
    title: str
    publisher: str
    """Who answers for the site; empty where nobody says so."""
    day: date
    """The newest day of what the page is made from."""
    version: str
    """Of the records."""
    address: str
    """From the top of the site on."""
    files: str
    """The same of its files for reference managers, without their ends."""


def nlm(page: CitedPage) -> str:
    """The citation up to the words that its address follows."""
    house = f"{NO_PLACE}: {page.publisher or NO_PUBLISHER}; {page.day.year}"
    updated = f"[updated {nlm_day(page.day)}]"
    return (
        f"{page.site} [Internet]. {house}. {page.title}; {updated}. Version {page.version}. Available from:"
    )


def reference(page: CitedPage, address: str) -> Reference:
    """The same for reference managers; `address` is whole, or empty where that of the site is not known."""
    return Reference(
        key=page.key,
        kind="online",
        title=page.title,
        booktitle=page.site,
        publisher=page.publisher,
        year=str(page.day.year),
        url=address,
        note=f"Updated {page.day.isoformat()}. Version {page.version}",
    )
