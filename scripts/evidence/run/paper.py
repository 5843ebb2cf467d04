"""What a printed page needs beside its text: a code that leads back to it, the addresses behind its links."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from evidence.show.codes import page_code

UNLISTED = frozenset({"cite", "references", "bibliography", "headerlink", "back", "why", "figure-data"})
"""Classes within which an address stands in print already, leads only about the page, or does not print."""
UNLISTED_TAGS = frozenset({"table", "svg"})
"""Elements whose links would make a list longer than the page."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def on_env(env: Any, **_: Any) -> Any:
    """Give the theme both functions; MkDocs calls this once the address of the site is known."""
    env.globals["page_code"] = page_code
    env.globals["printed_addresses"] = printed_addresses
    return env


def printed_addresses(content: str, page: str | None, menu: Collection[str | None]) -> list[tuple[str, str]]:
    """Words and address of each link in the prose of `content`, in their order, each address once.

    `page` is the absolute address of the page, None where that of the site is unknown. Of the site's own
    pages only those of `menu` (absolute addresses) are listed: pages of single studies are named too often.
    """
    reader = _Links()
    reader.feed(content)
    reader.close()
    found: dict[str, str] = {}
    for href, words in reader.found:
        try:
            address = urljoin(page or "", href)
            outside = urlsplit(href).scheme in ("http", "https")
        except ValueError:
            continue  # Where it stands is told when all links are looked through.
        target = urldefrag(address).url
        # A DOI or a plain address says itself where it leads.
        told = not words or address.rstrip("/").endswith(words)
        if not told and (outside or (target in menu and target != page)):
            found.setdefault(address, words)
    return [(words, address) for address, words in found.items()]


class _Links(HTMLParser):
    """Collects (href, words) of the links outside UNLISTED and UNLISTED_TAGS."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool]] = []
        self._href: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is open, and whether links below it are left out."""
        if tag in VOID:
            return
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        within = bool(self._open) and self._open[-1][1]
        left_out = within or tag in UNLISTED_TAGS or not UNLISTED.isdisjoint(classes)
        self._open.append((tag, left_out))
        if tag == "a" and not left_out:
            self._href, self._words = values.get("href"), []

    def handle_data(self, data: str) -> None:
        """Keep the words of the link that is open."""
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and with a link keep it."""
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag == "a" and self._href is not None:
            self.found.append((self._href, " ".join("".join(self._words).split())))
            self._href = None
