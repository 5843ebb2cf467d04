"""Addresses as codes that a phone reads."""

from __future__ import annotations

from evidence.show.codes import page_code


def test_a_code_is_a_drawing() -> None:
    assert page_code("https://example.org/").startswith("<svg")
