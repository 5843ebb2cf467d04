"""What a new row for a kind of record asks for, told where it is written."""

from __future__ import annotations

import pytest

from evidence.records.common import Record
from evidence.records.kinds import Kind


class Unnamed(Record):
    note: str


class Unordered(Record):
    id: str


def test_a_model_without_id_is_named() -> None:
    with pytest.raises(TypeError, match='the kind "hall" has no field "id"; add it to Unnamed'):
        Kind("hall", Unnamed, "halls")


def test_an_order_needs_a_field() -> None:
    assert not Kind("hall", Unordered, "halls").ordered
    with pytest.raises(TypeError, match='has no field "order"; add it to Unordered, or change the row'):
        Kind("hall", Unordered, "halls", ordered=True)
