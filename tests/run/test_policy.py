"""What a page may load and run: the policy in the page, and the headers."""

from __future__ import annotations

import base64
import hashlib

import pytest

from evidence.run.policy import hashed, headers, own_policy

SCRIPT, STYLE = "let a = '<b>&amp;</b>';\n", "a{color:red}"


def rules(policy: str) -> dict[str, list[str]]:
    found = [each.split() for each in policy.split("; ")]
    return {name: allowed for name, *allowed in found}


def test_a_hash_is_that_of_the_text_as_the_browser_sees_it() -> None:
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert hashed(SCRIPT) == f"'sha256-{digest}'"


def test_what_templates_write_is_allowed_and_nothing_else() -> None:
    own = f'<script>{SCRIPT}</script>\n<style>{STYLE}</style><script src="x.js"></script><p style="x:y">'
    found = rules(own_policy(own))
    assert found["script-src"] == ["'self'", hashed(SCRIPT)]
    assert found["style-src"] == ["'self'", hashed(STYLE)]
    assert found["default-src"] == ["'none'"]
    assert "unsafe" not in own_policy(own)
    assert "frame-ancestors" not in found, "browsers pass over it in a page, and say so"


def test_a_page_without_scripts_and_styles_of_its_own_may_load_those_of_the_site() -> None:
    found = rules(own_policy(""))
    assert found["script-src"] == found["style-src"] == ["'self'"]


def test_headers_allow_the_scripts_of_every_page() -> None:
    policies = [own_policy(f"<script>{text}</script><style>{text}</style>") for text in "ab"]
    first, policy, *others = headers(policies).splitlines()
    found = rules(policy.strip().removeprefix("Content-Security-Policy: "))
    assert first == "/*"
    assert found["script-src"] == sorted(["'self'", hashed("a"), hashed("b")])
    assert found["frame-ancestors"] == ["'none'"]
    # Else no page's own style could stand: each has another.
    assert not {"style-src", "default-src"} & found.keys()
    assert {line.strip().partition(":")[0] for line in others} >= {
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
    }


@pytest.mark.parametrize("order", [1, -1])
def test_headers_do_not_hang_on_the_order_of_pages(order: int) -> None:
    policies = [own_policy(f"<script>{text}</script>") for text in "abc"]
    assert headers(policies[::order]) == headers(policies)
