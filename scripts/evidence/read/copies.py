"""Hosts that keep copies of what others publish: they may be read, but no list of references leads there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_COPIES = (
    "discovery.researcher.life",
    "scite.ai",
    "scilit.com",
    "mendeley.com",
    "scribd.com",
    "studylib.net",
    "fdokumen.com",
    "fdocument.pub",
    "tomesphere.com",
    "metajournal.com",
    "headtopics.com",
    "ouci.dntb.gov.ua",
    "manualsonline.com",
    "gebruikershandleiding.com",
    "semanticscholar.org",
    "readbyqxmd.com",
    "qxmd.com",
    "peeref.com",
    "zendy.io",
    "bohrium.dp.tech",
    "booksci.cn",
    "paperexplained.cn",
    "kipdf.com",
    "coek.info",
    "slideshare.net",
)
"""With everything below them, such as staging.scite.ai."""
_PASSING = re.compile(r"(^|[.-])(staging|sandbox|test|dev)([.-]|$)|^[\d.]+$")
"""Sites for trying out, and bare numbers: an address that need not last."""


def only_a_copy(address: str) -> bool:
    """Whether the address is of a copy, or of a host that is not meant to last."""
    host = urlsplit(address).hostname or ""
    return any(host == copy or host.endswith(f".{copy}") for copy in _COPIES) or bool(_PASSING.search(host))
