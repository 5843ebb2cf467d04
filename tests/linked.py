"""What programs read of a page, and whether that is what they ask for."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

SCHEMA = Path(__file__).parent / "data" / "schema-org.json"
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@cache
def validator() -> Draft202012Validator:
    """Of the types and properties that pages may have."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(data: Any) -> list[str]:
    """What a page says that it may not, or leaves out."""
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in validator().iter_errors(data)
    ]


def linked(html: str) -> Any:
    """The data of a built page; None where it has none."""
    found = _SCRIPT.findall(html)
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def addresses(data: Any) -> Iterator[str]:
    """Every address within the data that is one of the site: all but licences and what works are known by."""
    if isinstance(data, list):
        for each in data:
            yield from addresses(each)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in ("@id", "url", "item", "contentUrl"):
                yield value
            elif name != "@context":
                yield from addresses(value)


def file_of(address: str, page: str, site: str = "") -> str:
    """The file of the site to which an address on the page (its own, below the site) leads."""
    whole = address.removeprefix(site) if site else posixpath.join(page, address)
    assert not urlsplit(whole).scheme and not whole.startswith("/"), address
    path = posixpath.normpath(whole) if whole else "."
    return posixpath.normpath(f"{path}/index.html") if not whole or whole.endswith(("/", ".")) else path
