"""The list of changes as an Atom feed, for programs that tell people what is new.

Source: RFC 4287. What leads to the site has to be a whole address there, so without one there is no feed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from xml.etree import ElementTree as Xml

from markupsafe import Markup, escape

from evidence.read.citing import without
from evidence.read.library import Library
from evidence.reckon.answers import Answers
from evidence.say.numbers import day
from evidence.show.changes import PAGE, ToldChange, told_changes
from evidence.show.page import Home

FILE = "changes.xml"
"""Where the feed stands, from the top of the site on."""
_ATOM = "http://www.w3.org/2005/Atom"


def files(library: Library, answers: Answers, home: Home) -> dict[str, bytes]:
    """The feed under its name; nothing where the site's address is not known, or nothing is on the list."""
    changes = told_changes(library, answers)
    return {FILE: _feed(library, changes, home)} if home.at and changes else {}


def _feed(library: Library, changes: Sequence[ToldChange], home: Home) -> bytes:
    made = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _put(made, "title", f"{home.name}: what changed")
    _put(made, "id", f"{home.at}{FILE}")
    _put(made, "updated", _moment(changes[0]))
    _put(Xml.SubElement(made, "author"), "name", _author(library, home))
    Xml.SubElement(made, "link", {"rel": "self", "type": "application/atom+xml", "href": home.at + FILE})
    Xml.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": home.at + PAGE})
    for change in changes:
        made.append(_entry(change, home))
    Xml.indent(made)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(made, "unicode").encode() + b"\n"


def _author(library: Library, home: Home) -> str:
    return (library.site.publisher if library.site else None) or home.name


def _entry(change: ToldChange, home: Home) -> Xml.Element:
    again = f" ({change.number})" if change.number > 1 else ""
    made, address = Xml.Element("entry"), f"{home.at}{PAGE}#{change.id}"
    _put(made, "title", f"What changed on {day(change.on)}{again}")
    _put(made, "id", address)
    _put(made, "updated", _moment(change))
    Xml.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _put(made, "content", "\n".join(_lines(change, home))).set("type", "html")
    return made


def _lines(change: ToldChange, home: Home) -> Iterator[str]:
    """HTML of one entry, without citations: their numbers lead nowhere in a feed."""
    for sentence in change.says:
        yield f"<p>{escape(without(sentence))}</p>"
    for told in change.about:
        named = Markup('<a href="{}">{}</a>').format(home.at + told.page, told.condition.name)
        said = " ".join(filter(None, (told.answer, told.sure, told.asks)))
        yield f"<p>{named}{escape(f': {said}' if said else '')}</p>"


def _put(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    made = Xml.SubElement(parent, name)
    made.text = text
    return made


def _moment(change: ToldChange) -> str:
    # Records know days alone; without the minute a reader of feeds may take a second change for the first.
    at = datetime.combine(change.on, time()) + timedelta(minutes=change.number - 1)
    return f"{at.isoformat()}Z"
