"""What a printed page needs beside its text: a code that leads back to it, the addresses behind its links."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import segno

UNLISTED = frozenset({"cite", "references", "bibliography", "headerlink", "back"})
"""Classes within which an address stands in print already, or leads only about the page itself."""
UNPRINTED = frozenset({"table", "details", "svg"})
"""Elements whose links would make a list longer than the page, or which do not print."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


def on_env(env: Any, **_: Any) -> Any:
    """Give the theme both functions; MkDocs calls this once the address of the site is known."""
    env.globals["page_code"] = page_code
    env.globals["printed_addresses"] = printed_addresses
    return env


def page_code(address: str) -> str:
    """`address` as a QR code: SVG with the quiet zone of four modules, error correction M or better."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(omitsize=True, border=4, svgclass=None, lineclass=None)


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
        address = urljoin(page or "", href)
        inside = not urlsplit(href).scheme
        wanted = urldefrag(address).url in menu and urldefrag(address).url != page if inside else True
        if (
            wanted
            and urlsplit(address).scheme in ("http", "https")
            and words
            and not address.rstrip("/").endswith(words)
        ):
            found.setdefault(address, words)
    return [(words, address) for address, words in found.items()]


class _Links(HTMLParser):
    """Collects (href, words) of the links outside UNLISTED and UNPRINTED."""

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
        left_out = bool(self._open and self._open[-1][1])
        left_out = (
            left_out or tag in UNPRINTED or not UNLISTED.isdisjoint((values.get("class") or "").split())
        )
        self._open.append((tag, left_out))
        if tag == "a" and not left_out:
            self._href, self._words = values.get("href"), []

    def handle_data(self, data: str) -> None:
        """Keep the words of the link that is open."""
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and with a link keep it."""
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "a" and self._href is not None:
            self.found.append((self._href, " ".join("".join(self._words).split())))
            self._href = None
