"""What a builder does not do: leave out what no page uses of the theme, and write the headers for hosts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evidence.run import built_page, policy
from evidence.run.links import NO_PAGE, Built

SEARCH = "material/search"
"""What the theme calls the plugin that makes the index."""
_LANGUAGES, _SOURCE_MAP = "assets/javascripts/lunr/", ".map"


def on_files(files: Any, *, config: Any, **_: Any) -> Any:
    """Leave out what no page uses; MkDocs calls this with the theme's files among those of the site."""
    spoken = config.plugins[SEARCH].config.lang if SEARCH in config.plugins else ()
    for file in list(files):
        if is_unused(file.src_uri, spoken):
            files.remove(file)
    return files


def is_unused(path: str, spoken: Iterable[str]) -> bool:
    """Whether a file of the theme is of no use to a site searched in these languages (ISO 639).

    The search knows English by itself.
    """
    others = set(spoken) - {"en"}
    return path.endswith(_SOURCE_MAP) or (path.startswith(_LANGUAGES) and not others)


def headers(site: Path, found: Built) -> dict[str, bytes]:
    """The file of headers for the site in the folder `site`; nothing where no page has a policy."""
    policies = {page.policy for page in found.pages.values()}
    if (lost := site / NO_PAGE).is_file():
        policies.add(built_page.read(lost.read_text(encoding="utf-8")).policy)
    policies.discard("")
    return {policy.HEADERS: policy.headers(policies).encode()} if policies else {}
