"""Pages whose Markdown, menus and theme are what they were are not built again: events that MkDocs calls.

A kept page is written as it was, and its entries for the search with it. What is not told by the page itself,
such as whether its links lead anywhere, is looked up in the finished site, whoever built its pages.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from evidence.kept import Kept
from evidence.run.finishing import SEARCH


class _Built(NamedTuple):
    html: str
    entries: list[dict[str, Any]]


class KeptPages:
    """What MkDocs is told on the way; `kept` holds the pages of last time."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._shared = b""
        self._keys: dict[str, bytes] = {}
        self._found: dict[str, _Built] = {}
        self._indexed = 0

    def on_nav(self, nav: Any, /, *, config: Any, files: Any, **_: Any) -> Any:
        """Take in what all pages share."""
        overrides = Path(config.theme.dirs[0])
        told = (
            [(path.relative_to(overrides).as_posix(), path.read_bytes()) for path in _files(overrides)],
            [(page.title, page.url) for page in nav.pages],
            sorted(file.src_uri for file in files),
            [(name, config[name]) for name in ("site_name", "site_url", "copyright", "extra", "extra_css")],
            [(name, config[name]) for name in ("markdown_extensions", "mdx_configs")],
            {name: config.theme[name] for name in sorted(config.theme)},
            os.environ.get("SOURCE_DATE_EPOCH"),
        )
        self._shared = hashlib.blake2b(repr(told).encode(), digest_size=32).digest()
        return nav

    def on_page_markdown(self, markdown: str, /, *, page: Any, **_: Any) -> str:
        """The Markdown of the page, or nothing where it need not be read."""
        told = json.dumps([page.url, markdown, page.meta], sort_keys=True, default=str)
        key = self._keys[page.url] = told.encode() + self._shared
        if (before := self._kept.known("html", key)) is None:
            return markdown
        html, entries = before
        self._found[page.url] = _Built(zlib.decompress(html).decode(), entries)
        # Its entries are known: the plugin shall not look for others.
        page.meta["search"] = {"exclude": True}
        return ""

    def on_env(self, env: Any, /, *, files: Any, **_: Any) -> Any:
        """Have kept pages written as they were, without the theme."""
        as_it_was = env.from_string("{{ kept }}")
        for file in files.documentation_pages():
            if file.page.url in self._found:
                file.page.meta["template"] = as_it_was
        return env

    def on_page_context(self, context: Any, /, *, page: Any, **_: Any) -> Any:
        """Hand over what the page was."""
        if found := self._found.get(page.url):
            context["kept"] = found.html
        return context

    def on_post_page(self, output: str, /, *, page: Any, config: Any, **_: Any) -> str:
        """Keep a new page with its entries; add the entries of a kept one in its turn."""
        index = config.plugins[SEARCH].search_index.entries
        if found := self._found.get(page.url):
            index += found.entries
        else:
            built = (zlib.compress(output.encode(), level=1), index[self._indexed :])
            self._kept.get("html", self._keys[page.url], lambda: built)
        self._indexed = len(index)
        return output


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
