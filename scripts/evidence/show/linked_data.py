"""What programs read in the head of a page: JSON-LD, and `citation_*` tags for reference managers.

Types and properties as schema.org and Google's pages on structured data describe them. Whatever is not
known is left out: a page that nobody reviewed has no `lastReviewed`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from evidence.download import package
from evidence.read import citing
from evidence.read.authors import Author
from evidence.read.bibliography import Reference
from evidence.records.condition import Condition
from evidence.records.questions import AskedByPeople
from evidence.records.site import Site
from evidence.say import citations, trust

Audience = Literal["Patient", "Clinician", "MedicalResearcher"]
"""For whom a medical page is (schema.org/MedicalAudience)."""
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
Node = dict[str, Any]
"""Something with a type of schema.org, and its properties."""

LANGUAGE = "en-GB"
_KINDS = {"thesis": "Thesis", "report": "Report", "book": "Book", "online": "WebPage"}
"""Kind of reference -> its type; whatever is printed in journals and proceedings is a ScholarlyArticle."""
_UNPRINTED = "CreativeWork"
"""The type of a trial registration, which is no article."""
_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could close the element that holds the data, or end a line in it."""


@dataclass(frozen=True)
class About:
    """What a page says of itself to programs, beside its title, its description and its place."""

    day: date | None = None
    """The newest day of what it is made from; None where nothing on it has one."""
    audience: tuple[Audience, ...] = ()
    """For whom it is, where it is medical advice or what that rests on."""
    condition: Condition | None = None
    """What it is about."""
    questions: tuple[AskedByPeople, ...] = ()
    """What people ask and it answers."""
    report: Reference | None = None
    """The work that it sums up."""
    plain: str = ""
    """The same in plain Markdown: the end of its address, from the page on."""


NOTHING = About()
"""What a page that leads on says."""


@dataclass(frozen=True)
class Whole:
    """What all pages share."""

    name: str
    """Of the site."""
    version: str
    """Of the records."""
    day: date
    """The last day of reading."""
    site: Site | None
    """Who answers for it."""
    address: str
    """Of the site, with a slash at its end; empty where it is not known."""

    def at(self, root: str, address: str) -> str:
        """An address of the site: whole where that of the site is known, else from the page of `root` on."""
        return f"{self.address or root}{address}" or "./"


@dataclass(frozen=True)
class Place:
    """Where a page stands; `above` are the pages above it, home first, as title and address."""

    title: str
    description: str
    address: str
    """From the top of the site on; empty for the home page."""
    root: str
    """Leads from the page to the top of the site."""
    above: tuple[tuple[str, str], ...]


def script(node: Node) -> str:
    """The data as text that may stand in a script element: no record's words can close it."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE.get(sign, sign) for sign in text)


def page(whole: Whole, place: Place, about: About) -> Node:
    """A page as schema.org has it."""
    address = whole.at(place.root, place.address)
    node: Node = {
        "@context": "https://schema.org",
        "@type": _types(about),
        "@id": address,
        "url": address,
        "name": place.title,
        "description": place.description,
        "inLanguage": LANGUAGE,
        "isPartOf": {"@type": "WebSite", "name": whole.name, "url": whole.at(place.root, "")},
        "license": package.LICENCE["path"],
        "version": whole.version,
    }
    if about.day:
        node["dateModified"] = about.day.isoformat()
    if publisher := _publisher(whole.site):
        node["publisher"] = publisher
    if about.audience:
        node["audience"] = [{"@type": "MedicalAudience", "audienceType": each} for each in about.audience]
        node |= _reviewed(whole.site, about.condition)
    if about.condition:
        node["about"] = _condition(about.condition)
    if main := _main(whole, place, about):
        node["mainEntity"] = main
    if place.above:
        node["breadcrumb"] = _breadcrumb(whole, place)
    return node


def highwire(report: Reference | None) -> list[tuple[str, str]]:
    """Names and contents of the tags by which reference managers know a work, in their order."""
    return list(_highwire(report)) if report else []


def _types(about: About) -> str | list[str]:
    if not about.audience:
        return "WebPage"
    return ["MedicalWebPage", "FAQPage"] if about.questions else "MedicalWebPage"


def _main(whole: Whole, place: Place, about: About) -> Node | list[Node] | None:
    """What the page is there for: its questions, the work that it sums up, or the data."""
    if about.questions:
        return [_question(asked) for asked in about.questions]
    if about.report:
        return _work(about.report, place.title, about.condition)
    return _dataset(whole, place.root) if place.address == f"{package.FOLDER}/" else None


def _publisher(site: Site | None) -> Node | None:
    return {"@type": "Organization", "name": site.publisher} if site and site.publisher else None


def _reviewed(site: Site | None, condition: Condition | None) -> Node:
    """Who looked at the page last, and when; nothing where nobody did."""
    found = trust.reviewers_of(site, condition.id if condition else "")
    if not found:
        return {}
    people = [{"@type": "Person", "name": each.name, "jobTitle": each.profession} for each in found]
    return {"lastReviewed": found[0].on.isoformat(), "reviewedBy": people}


def _condition(condition: Condition) -> Node:
    """Healthy and older people are no medical condition."""
    return {"@type": "Thing" if condition.not_medical else "MedicalCondition", "name": condition.name}


def _question(asked: AskedByPeople) -> Node:
    answer = {"@type": "Answer", "text": citing.without(asked.says)}
    return {"@type": "Question", "name": asked.ask, "acceptedAnswer": answer}


def _breadcrumb(whole: Whole, place: Place) -> Node:
    way = [*place.above, (place.title, place.address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": whole.at(place.root, address)}
            for number, (title, address) in enumerate(way, start=1)
        ],
    }


def _work(report: Reference, name: str, condition: Condition | None) -> Node:
    """A report; `name` is what the site calls it where no title was seen."""
    node: Node = {"@type": _kind(report), "name": report.title or name}
    if report.title:
        node["headline"] = report.title
    if people := [_author(author) for author in report.authors if not author.others]:
        node["author"] = people
    if report.year:
        node["datePublished"] = report.year
    if container := _container(report):
        node["isPartOf"] = container
    if house := report.publisher or report.institution:
        node["publisher"] = {"@type": "Organization", "name": house}
    node |= _pages(report)
    numbers = citations.identifiers(report)
    if known := [each for each in numbers if each.value != report.url]:
        node["identifier"] = [
            {"@type": "PropertyValue", "propertyID": each.label, "value": each.value} for each in known
        ]
    if numbers:
        node["sameAs"] = [each.address for each in numbers]
    if condition:
        node["about"] = _condition(condition)
    return node


def _kind(report: Reference) -> str:
    return _UNPRINTED if report.kind == "registration" else _KINDS.get(report.kind, "ScholarlyArticle")


def _author(author: Author) -> Node:
    if not (author.given or author.initials):
        # One word that is no abbreviation is the family name of somebody whose given name was not seen.
        person = author.family.isalpha() and not author.family.isupper()
        return {"@type": "Person" if person else "Organization", "name": author.family}
    given = author.given or author.initials
    name = " ".join(filter(None, (given, author.family, author.suffix)))
    return {"@type": "Person", "name": name, "familyName": author.family, "givenName": given}


def _container(report: Reference) -> Node | None:
    """The issue of the volume of the journal, as far as each is known."""
    if not report.journal:
        return {"@type": "Book", "name": report.booktitle} if report.booktitle else None
    node: Node = {"@type": "Periodical", "name": report.journal}
    if report.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": report.volume, "isPartOf": node}
    if report.number:
        node = {"@type": "PublicationIssue", "issueNumber": report.number, "isPartOf": node}
    return node


def _pages(report: Reference) -> Mapping[str, str]:
    ends = citations.first_and_last(report.pages)
    if len(ends) == 2:
        return {"pageStart": ends[0], "pageEnd": ends[1]}
    return {"pagination": report.pages} if report.pages else {}


def _dataset(whole: Whole, root: str) -> Node:
    """All downloads as one data set, which each of them tells a part of."""
    return {
        "@type": "Dataset",
        "name": package.TITLE,
        "description": package.description(),
        "url": whole.at(root, f"{package.FOLDER}/"),
        "version": whole.version,
        "dateModified": whole.day.isoformat(),
        "license": package.LICENCE["path"],
        "isAccessibleForFree": True,
        "inLanguage": LANGUAGE,
        "creator": {"@type": "Organization", "name": package.CREATOR},
        "distribution": list(_downloads(whole, root)),
    }


def _downloads(whole: Whole, root: str) -> Iterator[Node]:
    for name, what in package.ABOUT.items():
        yield {
            "@type": "DataDownload",
            "name": name,
            "description": what,
            "encodingFormat": package.media_type(name),
            "contentUrl": whole.at(root, f"{package.FOLDER}/{name}"),
        }


_TAGS = {"volume": "volume", "issue": "number", "doi": "doi", "pmid": "pmid"}
"""Ends of tags -> fields of a reference that they hold as they are."""


def _highwire(report: Reference) -> Iterator[tuple[str, str]]:
    if report.title:
        yield "citation_title", report.title
    yield from (("citation_author", _in_turn(author)) for author in report.authors if not author.others)
    if report.year:
        yield "citation_publication_date", report.year
    yield from _house(report)
    in_journal = report.kind not in ("report", "registration")
    for tag, name in _TAGS.items():
        if (value := getattr(report, name)) and (in_journal or tag != "issue"):
            yield f"citation_{tag}", value
    ends = zip(("first", "last"), citations.first_and_last(report.pages), strict=False)
    yield from ((f"citation_{end}page", value) for end, value in ends if value)
    if report.url:
        yield "citation_public_url", report.url


def _house(report: Reference) -> Iterable[tuple[str, str]]:
    """Where it was printed: the tag tells reference managers what kind of work it is."""
    institution = report.institution or report.publisher
    named = {
        "citation_journal_title": report.journal,
        "citation_conference_title": report.booktitle if report.kind == "inproceedings" else "",
        "citation_dissertation_institution": institution if report.kind == "thesis" else "",
        "citation_technical_report_institution": institution if report.kind == "report" else "",
        "citation_technical_report_number": report.number if report.kind == "report" else "",
        "citation_publisher": report.publisher,
    }
    return [(tag, value) for tag, value in named.items() if value]


def _in_turn(author: Author) -> str:
    """'Family, Given'; initials where a blank on both sides of the comma would make two people of one."""
    divided = " " in author.family and " " in author.given
    given = author.initials if divided or not author.given else author.given
    return ", ".join(filter(None, (author.family, " ".join(filter(None, (given, author.suffix))))))
