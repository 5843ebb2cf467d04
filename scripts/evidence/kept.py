"""What was made of the same bytes by the same code is not made again.

Plain data only, as marshal writes it, so that a folder from elsewhere can run no code; whatever is damaged,
foreign or made by other code is thrown away. The site for publishing is made without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_MADE_WITH = (
    *("babel", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pybtex", "pydantic"),
    *("pyyaml", "resvg-py", "segno", "typst"),
)
_SIZE = 32


class Kept:
    """A folder of what was made before, a file for each kind of thing; without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._before: dict[str, dict[bytes, bytes]] = {}
        self._used: dict[str, dict[bytes, bytes]] = {}
        self._new: set[str] = set()

    def get(self, name: str, of: bytes, make: Callable[[], T]) -> T:
        """What `make` makes of `of`: from before, if it was made then, else now.

        `name` is the kind of thing; what is made must be plain: numbers, text, bytes, collections of these.
        """
        if self._folder is None:
            return make()
        used, key = self._used.setdefault(name, {}), _digest(of)
        if key not in used:
            before = self._of_before(name)
            if key not in before:
                self._new.add(name)
            used[key] = before[key] if key in before else marshal.dumps(make())  # type: ignore[arg-type]
        # Each time anew: whoever changes what they were given changes nothing for the next.
        made: T = marshal.loads(used[key])  # noqa: S302 - written by this very object, or sealed
        return made

    def known(self, name: str, of: bytes) -> Any:
        """What was made of `of` before; None where nothing was."""
        if self._folder is None or _digest(of) not in self._of_before(name):
            return None
        return self.get(name, of, _nothing)

    def save(self, *, whole: bool = True) -> None:
        """Keep what was used for the next time; what was not used is forgotten if `whole`, else kept too.

        A folder that cannot be written is none: the next time makes everything anew.
        """
        if self._folder is None:
            return
        for name, used in self._used.items():
            before = self._of_before(name)
            if name in self._new or (whole and len(used) < len(before)):
                data = marshal.dumps(used if whole else before | used)
                with contextlib.suppress(OSError):
                    _write(self._folder / name, _seal(data) + data)

    def _of_before(self, name: str) -> dict[bytes, bytes]:
        if name not in self._before:
            self._before[name] = _read(self._folder / name) if self._folder else {}
        return self._before[name]


def _nothing() -> None:
    raise AssertionError("asked only for what is there")


NOTHING = Kept()
"""Keeps nothing."""


def _read(path: Path) -> dict[bytes, bytes]:
    """Nothing where the file is not whole, or was made by other code."""
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    seal, data = content[:_SIZE], content[_SIZE:]
    if seal != _seal(data):
        return {}
    found: dict[bytes, bytes] = marshal.loads(data)  # noqa: S302 - sealed by this very code
    return found


def _write(path: Path, content: bytes) -> None:
    """All or nothing, also where two commands write at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE, key=_code()).digest()


def _digest(of: bytes) -> bytes:
    return hashlib.blake2b(of, digest_size=16).digest()


@cache
def _code() -> bytes:
    """A mark of the Python, the libraries and every file of this package, by what stands in them."""
    whole = hashlib.blake2b(digest_size=_SIZE)
    whole.update(f"{sys.version}{[metadata.version(name) for name in _MADE_WITH]}".encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            whole.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return whole.digest()
