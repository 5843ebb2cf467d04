"""What one page of the built site says: where it links to, what can be linked to in it, what it may run."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_EDIT, _POLICY, _LEADS_TO = "evidence-edit", "content-security-policy", "refresh"
_TO = "0; url="


@dataclass
class Read(HTMLParser):
    """A page as it was read."""

    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    """Those anchors that are headings below the title."""
    source: str = ""
    """The file to change."""
    leads_to: str = ""
    """The link that a reader is led on by at once; empty on a page that stays."""
    policy: str = ""
    """What the page may load and run."""

    def __post_init__(self) -> None:
        """Make ready to read."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of what the tag says; what only looks like a tag is none."""
        said = {name: value or "" for name, value in attrs}
        self.links.update(said[name] for name in ("href", "src") if name in said)
        if place := said.get("id"):
            self.anchors.add(place)
            if tag in _HEADINGS:
                self.headings.add(place)
        if tag == "meta":
            self._meta(said)

    def _meta(self, said: dict[str, str]) -> None:
        content, what = said.get("content", ""), said.get("http-equiv", "").lower()
        if said.get("name") == _EDIT:
            self.source = content
        elif what == _POLICY:
            self.policy = content
        elif what == _LEADS_TO and content.startswith(_TO):
            self.leads_to = content.removeprefix(_TO)


def read(html: str) -> Read:
    """The page, read by the standard library's parser of HTML."""
    page = Read()
    page.feed(html)
    page.close()
    return page
