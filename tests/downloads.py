"""What tests of the downloads share: the projects that they are made of, and how they are read back."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from evidence.read import strict_yaml
from project import INVENTED, ROOT

ROOTS = {"real": ROOT, "invented": INVENTED}


def record(root: Path, name: str) -> dict[str, Any]:
    """A study's file as it was written, days as text."""
    written = strict_yaml.read(root / "references" / "studies" / f"{name}.yml").value
    plain: dict[str, Any] = json.loads(json.dumps(written, default=date.isoformat))
    return plain


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))
