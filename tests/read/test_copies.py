"""Hosts that keep copies of what others published."""

from __future__ import annotations

import pytest

from evidence.read.copies import only_a_copy


@pytest.mark.parametrize(
    ("address", "copy"),
    [
        ("https://staging.scite.ai/reports/x", True),
        ("https://discovery.researcher.life/article/x", True),
        ("https://doi.org/10.1000/x", False),
        ("https://scite.ai.example.org/x", False),
        ("https://example.org/staging.scite.ai", False),
    ],
)
def test_a_copy_is_known_by_its_host(address: str, copy: bool) -> None:
    assert only_a_copy(address) == copy
