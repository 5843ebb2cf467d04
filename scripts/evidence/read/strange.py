"""What is no ordinary file or folder: a link leads out of the project, a pipe or a device never ends."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from evidence.problems import Problem

ADVICE = "put an ordinary file in its place"


def below(folder: Path) -> Iterator[Problem]:
    """A problem for each path below the folder that is neither; what a link leads to is not looked at."""
    for where, folders, files in os.walk(folder):
        for name in sorted([*folders, *files]):
            path = Path(where) / name
            if what := fault(path):
                yield Problem(path, 1, 1, "file", what)


def fault(path: Path) -> str:
    """Why the path is neither an ordinary file nor a folder, and what to do; empty where it is one.

    Raises OSError where nobody may look.
    """
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return f"is a link to {os.fspath(path.readlink())!r}; {ADVICE}"
    return "" if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else f"is a pipe, a socket or a device; {ADVICE}"
