"""Hosts that keep copies of what others publish: they may be read, but no page leads there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from evidence.records.common import SeenAt

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
    "meddatax.com",
    "trial.medpath.com",
    "inclinicaltrials.com",
    "trials.co",
    "clinconnect.io",
    "ctv.veeva.com",
    "curemydisease.com",
    "ichgcp.net",
    "wilddata.cn",
    "zhixidata.com",
    "zhenzhi.com",
    "laibokeji.com",
    "shengsci.com",
    "jizihe.com",
    "zgkjsz.com",
    "fx361.cc",
    "cn1699.cn",
    "las.ac.cn",
    "globalauthorid.com",
    "litmetric.com",
    "crick.ai",
    "biotechhunter.com",
    "metsprospecthub.com",
    "daneshyari.com",
    "biomedsearch.com",
    "ezmeta.co.kr",
    "ibook.pub",
    "newsguard.tech",
    "huggingface.co",
    "iatrox.com",
)
"""With everything below them, such as staging.scite.ai."""
_PASSING = re.compile(
    r"(^|[.-])(prod|staging|sandbox|test|dev|beta|preview|preflight|proxy|webvpn\d*)([.-]|$)|^[\d.]+$"
)
"""Sites for trying out or behind a site, doors of one library, bare numbers: they need not last."""
_TOLD = re.compile(r"\bcopy of\b(?! MEDLINE\b)|\banother copy\b|\breposting\b", re.IGNORECASE)
"""So a record says that a page was a copy, whatever its host; libraries of health keep MEDLINE with leave."""


def only_a_copy(address: str | None) -> bool:
    """Whether the address is of a copy, or of a host that is not meant to last."""
    host = urlsplit(address or "").hostname or ""
    return any(host == copy or host.endswith(f".{copy}") for copy in _COPIES) or bool(_PASSING.search(host))


def leads_on(page: SeenAt) -> bool:
    """Whether readers are led to a page that was read: it is where the thing was published, not a copy."""
    return page.address is not None and not only_a_copy(page.address) and not _TOLD.search(page.what)
