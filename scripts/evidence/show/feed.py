"""The list of changes as an Atom feed, for programs that tell people what is new.

Source: RFC 4287. What leads to the site has to be a whole address there, so without one there is no feed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as Xml

from markupsafe import Markup, escape

from evidence.read.citing import without
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.say.numbers import day
from evidence.show.changes import PAGE, ToldChange, told_changes

FILE = "changes.xml"
"""Where the feed stands, from the top of the site on."""
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Place:
    """The site that a feed belongs to."""

    name: str
    home: str
    """Whole address of the home page, with the slash at its end."""


def files(library: Library, answers: Answers, place: Place | None) -> dict[str, bytes]:
    """The feed under its name; nothing without a place, or where nothing is on the list."""
    changes = told_changes(library, answers)
    return {FILE: _feed(library, changes, place)} if place and changes else {}


def _feed(library: Library, changes: Sequence[ToldChange], place: Place) -> bytes:
    made = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _put(made, "title", f"{place.name}: what changed")
    _put(made, "id", f"{place.home}{FILE}")
    _put(made, "updated", _moment(changes[0].on))
    _put(Xml.SubElement(made, "author"), "name", _author(library, place))
    Xml.SubElement(made, "link", {"rel": "self", "type": "application/atom+xml", "href": place.home + FILE})
    Xml.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": place.home + PAGE})
    for change in changes:
        made.append(_entry(change, place))
    Xml.indent(made)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(made, "unicode").encode() + b"\n"


def _author(library: Library, place: Place) -> str:
    return (library.site.publisher if library.site else None) or place.name


def _entry(change: ToldChange, place: Place) -> Xml.Element:
    made, address = Xml.Element("entry"), f"{place.home}{PAGE}#{change.id}"
    _put(made, "title", f"What changed on {day(change.on)}")
    _put(made, "id", address)
    _put(made, "updated", _moment(change.on))
    Xml.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _put(made, "content", "\n".join(_lines(change, place))).set("type", "html")
    return made


def _lines(change: ToldChange, place: Place) -> Iterator[str]:
    """HTML of one entry, without citations: their numbers lead nowhere in a feed."""
    for sentence in change.says:
        yield f"<p>{escape(without(sentence))}</p>"
    for told in change.about:
        named = Markup('<a href="{}">{}</a>').format(place.home + told.page, told.condition.name)
        yield f"<p>{named}{escape(f': {told.answer}' if told.answer else '')}</p>"


def _put(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    made = Xml.SubElement(parent, name)
    made.text = text
    return made


def _moment(on: date) -> str:
    return f"{on.isoformat()}T00:00:00Z"
