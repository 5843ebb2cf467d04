"""A short mark of everything that stands in the records, by which two states of them can be told apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

LENGTH = 7
"""Hexadecimal digits, as Git shortens its own."""


def digest(root: Path, paths: Iterable[Path]) -> str:
    """The first digits of the SHA-256 of the files' names below `root`, lengths and bytes, in order of name.

    The same on every system. Raises OSError for a file that cannot be read.
    """
    whole = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in paths):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:LENGTH]
