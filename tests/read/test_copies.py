"""Hosts that keep copies of what others published."""

from __future__ import annotations

import pytest

from evidence.read.copies import leads_on, only_a_copy
from evidence.records.common import SeenAt
from making import DAY


@pytest.mark.parametrize(
    ("address", "copy"),
    [
        ("https://staging.scite.ai/reports/x", True),
        ("https://prod.example.org/x", True),
        ("https://products.example.org/x", False),
        ("https://discovery.researcher.life/article/x", True),
        ("https://searchworks.staging.jioinstitute.edu.in/x", True),
        ("https://https-sage-com-443.webvpn1.xju.edu.cn/x", True),
        ("http://47.251.13.51:8081/x", True),
        ("https://doi.org/10.1000/x", False),
        ("https://scite.ai.example.org/x", False),
        ("https://example.org/staging.scite.ai", False),
    ],
)
def test_a_copy_is_known_by_its_host(address: str, copy: bool) -> None:
    assert only_a_copy(address) == copy


@pytest.mark.parametrize(
    ("address", "what", "leads"),
    [
        ("https://doi.org/10.1000/x", "Abstract at the publisher", True),
        ("https://example.org/x", "Abstract in a copy of MEDLINE", True),
        ("https://example.org/x", "Copy of the abstract, cut off", False),
        ("https://www.scribd.com/x", "First page", False),
        (None, "Abstract", False),
    ],
)
def test_nobody_is_led_to_a_copy_whether_its_host_or_its_record_tells(
    address: str | None, what: str, leads: bool
) -> None:
    assert leads_on(SeenAt(kind="abstract", address=address, what=what, on=DAY)) == leads
