"""The JSON Schemas of the records, for editors that check while one types."""

from __future__ import annotations

import json
from typing import Any

from evidence.records.common import Record
from evidence.records.kinds import KINDS


def texts() -> dict[str, str]:
    """File name -> JSON Schema (draft 2020-12) of each kind of record."""
    return {
        f"{kind.name}.json": json.dumps(schema(kind.model), indent=1, ensure_ascii=False) + "\n"
        for kind in KINDS
    }


def schema(model: type[Record]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one model."""
    made: dict[str, Any] = _closed(model.model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _closed(node: Any) -> Any:
    """The schema, refusing names of arms and sources that break their pattern as the models do."""
    if isinstance(node, list):
        return [_closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    extra = {"additionalProperties": False} if "patternProperties" in node else {}
    return {name: _closed(item) for name, item in node.items()} | extra
