"""What a browser keeps, to be read without a network, and what a phone shows on its first screen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar

import jinja2

from evidence.show import social, templating
from evidence.show.linked_data import Whole
from evidence.show.page import Page
from evidence.show.templating import View

WORKER, MANIFEST = "service-worker.js", "manifest.webmanifest"
"""Files at the top of the site; a worker serves what stands below it."""
INSTEAD = "offline.md"
"""The page that is shown in place of one that is not kept."""
PATIENCE = 3000
"""Milliseconds after which a kept page is shown, though the network may still answer."""
MOST = 60
"""How many of the pages that a reader has opened are kept."""
PAPER = "#fdfbf7"
"""Colour of the pages and of the window around them, as in light colours."""
_NEEDED = (".css", ".js", ".svg", ".woff2")
"""What pages need of assets/, by the ends of names."""
_BUILT_WITH = ("markdown", "mkdocs", "mkdocs-material")
"""Libraries that finish pages: another version of one may write them otherwise."""


@dataclass(frozen=True)
class Worker(View):
    """The script that answers in place of the network. Addresses are from the top of the site on."""

    template: ClassVar[str] = "plain/service-worker.js.j2"
    named: ClassVar[str] = "worker"
    version: str
    """Of the data, and of what else the site is made from: each has a store of its own."""
    pages: tuple[str, ...]
    """Addresses of pages kept from the first visit on."""
    files: tuple[str, ...]
    """Addresses of styles, letters, marks and scripts that pages need."""
    moved: Mapping[str, str]
    """Addresses of pages that lead on -> where they lead."""
    instead: str
    """Address of the page in place of one that is not kept."""
    patience: int
    """In milliseconds."""
    most: int
    """Of pages that a reader has opened."""


def files(
    whole: Whole, made: jinja2.Environment, pages: Iterable[Page], site: Mapping[str, bytes], docs: Path
) -> dict[str, bytes]:
    """Worker and manifest, by their paths; no worker without a page for what is not kept.

    `site` holds all other files of the site, `docs` what stands around pages, mkdocs.yml beside it.
    """
    written = {MANIFEST: json.dumps(manifest(whole.name), ensure_ascii=False, indent=2).encode()}
    if INSTEAD in site:
        version = f"{whole.version}-{_digest(site, docs)}"
        text = templating.filled(made, worker(version, list(pages), site))
        written[WORKER] = text.encode()
    return written


def worker(version: str, pages: Iterable[Page], site: Iterable[str]) -> Worker:
    """What a browser keeps of the site: its marked pages, and everything that any page may need."""
    pages = list(pages)
    return Worker(
        version,
        tuple(page.address for page in pages if page.kept),
        tuple(sorted(name for name in site if name.startswith("assets/") and name.endswith(_NEEDED))),
        {page.address: page.now for page in pages if page.moved_to},
        next(page.address for page in pages if page.path == INSTEAD),
        PATIENCE,
        MOST,
    )


def manifest(name: str) -> dict[str, Any]:
    """What a phone shows of the site on its first screen; addresses are relative, wherever the site stands.

    The short name is the name up to its first comma.
    """
    return {
        "name": name,
        "short_name": name.partition(",")[0],
        "lang": "en-GB",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            *(_icon(path, pixels, "any") for path, pixels in social.ICONS.items()),
            _icon(social.MASKED_ICON, social.MASKED_PIXELS, "maskable"),
        ],
    }


def _icon(path: str, pixels: int, purpose: str) -> dict[str, str]:
    return {"src": path, "sizes": f"{pixels}x{pixels}", "type": "image/png", "purpose": purpose}


def _digest(site: Mapping[str, bytes], docs: Path) -> str:
    """Seven letters that differ wherever pages, what stands around them, or what they need differs."""
    shown = {name: content for name, content in site.items() if name.endswith((".md", ".html", *_NEEDED))}
    around = [docs.parent / "mkdocs.yml", *(docs / "overrides").rglob("*.html")]
    shown |= {path.relative_to(docs.parent).as_posix(): path.read_bytes() for path in around}
    told = hashlib.sha256(repr([metadata.version(name) for name in _BUILT_WITH]).encode())
    for name, content in sorted(shown.items()):
        told.update(f"{name}\0{len(content)}\0".encode() + content)
    return told.hexdigest()[:7]
