"""What a page may load and run: its content security policy, in the page and for hosts that send headers.

Only what the templates around pages write may run within a page. So the scripts and styles that are allowed
are those of `own.html`, by their hashes; whatever else should ever come into a page is refused.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser

HEADERS = "_headers"
"""File at the top of the site that Netlify, Cloudflare Pages and others send as headers."""
_RULES = {
    "default-src": "'none'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What every page may load; `data:` pictures are the signs in the theme's styles."""
_ONLY_IN_A_HEADER = {"frame-ancestors": "'none'"}
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def on_env(env: object, **_: object) -> object:
    """Give the theme `own_policy`; MkDocs calls this before it fills templates."""
    env.globals["own_policy"] = own_policy  # type: ignore[attr-defined]
    return env


def own_policy(own: str) -> str:
    """The policy of a page; `own` is the HTML of the scripts and styles that the templates write into it."""
    found = _Inline()
    found.feed(own)
    found.close()
    allowed = {
        f"{kind}-src": " ".join(["'self'", *sorted(set(map(hashed, texts)))])
        for kind, texts in found.texts.items()
    }
    return _written(_RULES | allowed)


def hashed(text: str) -> str:
    """The source expression that allows exactly this text (Content Security Policy Level 3, section 6.7)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def headers(policies: Iterable[str]) -> str:
    """The file of headers for a site whose pages have these policies.

    A style of a page names its title, so that there is one for each: which styles may stand in a page, the
    page itself says. Both policies hold, so that the stricter part of each does.
    """
    sources = {source for policy in policies for source in _read(policy).get("script-src", "").split()}
    rules = {name: allowed for name, allowed in _RULES.items() if name != "default-src"}
    scripts = {"script-src": " ".join(sorted(sources)), "object-src": "'none'", "frame-src": "'none'"}
    sent = {"Content-Security-Policy": _written(scripts | rules | _ONLY_IN_A_HEADER)} | _OTHERS
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in sent.items())


def _written(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())


def _read(policy: str) -> dict[str, str]:
    return {name: allowed for name, _, allowed in (each.partition(" ") for each in policy.split("; "))}


class _Inline(HTMLParser):
    """Collects the texts of `script` and `style` elements; one with an address has none."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is open."""
        self._open = [] if tag in self.texts and "src" not in dict(attrs) else None

    def handle_data(self, data: str) -> None:
        """Keep the text of the element that is open."""
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Keep the element."""
        if self._open is not None:
            self.texts[tag].append("".join(self._open))
            self._open = None
