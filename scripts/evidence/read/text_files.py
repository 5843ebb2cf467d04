"""Files in, text out: what every record and bibliography must be before anybody looks at what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from evidence.problems import EvidenceError, Problem, shown
from evidence.read import strange

MAX_BYTES = 500_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""Characters that no editor shows and that some readers take for the end of a line."""
TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs of the order of writing (Unicode Standard Annex 9): what is read is not what stands in the file."""
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")
"""Signs without a width: two words that look the same are not."""
_UNSEEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (CONTROL, "control character U+{code:04X}; delete it"),
    (TURNING, "U+{code:04X} ({name}) turns the order of what is read; delete it"),
    (INVISIBLE, "U+{code:04X} ({name}) cannot be seen; delete it"),
)
_CONFLICT = re.compile(r"^(<{7} .*|={7}\r?$|>{7} .*)", re.MULTILINE)


_ALIKE = (
    (re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"), "-"),
    (re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"), "a space"),
    (re.compile(r"[\u066b\uff0c\uff0e]"), "."),
    (re.compile(r"[\uff10-\uff19\u0660-\u0669]"), "0 to 9"),
    (re.compile(r"[\u2018\u2019\u201c\u201d]"), "\" or '"),
)
"""Signs that look like those of a keyboard and are others -> what to write."""


class Unreadable(EvidenceError):  # noqa: N818 - says what it is
    """Reading stops at `mark` (line and column); `what` says why and what to do."""

    def __init__(self, mark: tuple[int, int], what: str, where: str = "file") -> None:
        super().__init__(what)
        self.mark, self.what, self.where = mark, what, where

    def problem(self, path: Path) -> Problem:
        """The same as a problem of the file at `path`."""
        return Problem(path, *self.mark, self.where, self.what)


def read(path: Path) -> bytes:
    """The bytes of the file. Raises Unreadable."""
    try:
        if what := strange.fault(path):
            raise Unreadable((1, 1), what)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"cannot be read ({error.strerror}); it must be an ordinary file that you may read"
        raise Unreadable((1, 1), what) from error
    if len(content) > MAX_BYTES:
        raise Unreadable((1, 1), f"larger than {MAX_BYTES // 1000} kB; a record never is")
    return content


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 without conflict markers and unseen characters. Raises Unreadable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8-sig")
        what = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise Unreadable(place(good, len(good)), what) from None
    if found := _CONFLICT.search(text):
        what = f"merge-conflict marker {shown(found[0].strip())}; keep one side and delete the markers"
        raise Unreadable(place(text, found.start()), what)
    if hidden := unseen(text):
        raise Unreadable(place(text, hidden[0]), hidden[1])
    return text


def unseen(text: str) -> tuple[int, str] | None:
    """Offset of a character that no editor shows, and what it is and to do; None where there is none."""
    for kind, what in _UNSEEN:
        if found := kind.search(text):
            name = unicodedata.name(found[0], "no name").lower()
            return found.start(), what.format(code=ord(found[0]), name=name)
    return None


def alike(text: str) -> str:
    """The first sign in the text that only looks like one of a keyboard, by name; empty without one."""
    for kind, write in () if text.isascii() else _ALIKE:
        if found := kind.search(text):
            name = unicodedata.name(found[0], "no name").lower()
            return f'"{found[0]}" in it is U+{ord(found[0]):04X} ({name}); write {write}'
    return ""


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def place_of(path: Path, wanted: Iterable[str]) -> tuple[int, int]:
    """Line and column of the first of the wanted words that the file holds; its start where it holds none."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return place(text, next((text.find(word) for word in wanted if word in text), 0))


def visible(folder: Path, pattern: str = "*") -> list[Path]:
    """Files of the folder without those that begin with a dot, which editors and systems leave behind."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))
