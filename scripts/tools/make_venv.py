"""Make the virtual environment .venv from a lock with hashes, with the standard library alone.

python3 scripts/tools/make_venv.py site    what building the site needs
python3 scripts/tools/make_venv.py test    the same, and what the tests need
"""

import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

# Before the first annotation that an older Python cannot evaluate.
if sys.version_info < (3, 11):  # noqa: UP036 - the reader may have an older one
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"Python 3.11 or newer is needed, this is {found}: try make PYTHON=python3.13 with a newer one.")

LOCKS = ("site", "test")
IMPORTED = "evidence.run.build, mkdocs.commands.build, material.plugins.search.plugin, typst"
"""What the commands need, the parts that they import only when they need them included."""
ROOT = Path(__file__).resolve().parent.parent.parent

Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]
Which = Callable[[str], str | None]


def run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command without a shell and keep what it prints, so that only a failure is shown."""
    return subprocess.run(  # noqa: S603 - the commands are written in this repository
        command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT
    )


def install_debian_package(name: str, which: Which = shutil.which, run: Run = run) -> bool:
    """Install a Debian package if that needs no question; say whether it worked."""
    if not which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not (which("sudo") and run([*sudo, "true"]).returncode == 0):
        return False
    print(f"Installing Debian's package {name}", flush=True)
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # A failed update is no reason to stop: the package may be in the lists already.
    run([*apt, "update"])
    return run([*apt, "install", "-y", "--no-install-recommends", name]).returncode == 0


def has_ensurepip() -> bool:
    """Say whether this Python can put pip into a virtual environment; Debian's cannot at first."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def require_ensurepip(
    present: Callable[[], bool] = has_ensurepip, install: Callable[[str], bool] = install_debian_package
) -> None:
    """Install what python3 -m venv needs where it is missing, or stop with what to do."""
    if present() or (install("python3-venv") and present()):
        return
    sys.exit(
        "This Python has no ensurepip, so it cannot make .venv: install the package python3-venv "
        "(on Debian: sudo apt-get install python3-venv) and run the command again."
    )


def digest(lock: str, root: Path = ROOT) -> str:
    """Name everything an installation depends on; scripts in .venv hold its place and its Python."""
    parts = [
        lock.encode(),
        (root / "locks" / f"{lock}.txt").read_bytes(),
        (root / "pyproject.toml").read_bytes(),
        sys.version.encode(),
        os.fsencode(root),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def installed(root: Path = ROOT) -> list[str]:
    """Return the digests of what a finished .venv holds; nothing for a missing or half-made one."""
    stamp = root / ".venv" / "installed.txt"
    return stamp.read_text().split() if stamp.exists() and python(root).exists() else []


def python(root: Path = ROOT) -> Path:
    """Return the path of the Python in .venv."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv(
    lock: str,
    root: Path = ROOT,
    run: Run = run,
    require_ensurepip: Callable[[], None] = require_ensurepip,
) -> None:
    """Install a lock and this project into .venv, unless they are there."""
    before = installed(root)
    if digest(lock, root) in before:
        return
    pip = [str(python(root)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # What the commands import is compiled below; compiling everything doubles the time.
    pip += ["--no-compile", "--no-deps"]
    steps = [
        [*pip, "--require-hashes", "-r", str(root / "locks" / f"{lock}.txt")],
        # Without isolation: the lock's setuptools builds it, nothing unlocked is downloaded.
        [*pip, "--no-build-isolation", "-e", str(root)],
        # Where Python may not keep what it has compiled, every command would compile all of this anew.
        [str(python(root)), "-c", f"import sys; sys.dont_write_bytecode = False; import {IMPORTED}"],
    ]
    # The test lock holds all of the site lock at the same versions: one can be put upon the other.
    if digest("site", root) not in before:
        require_ensurepip()
        steps.insert(0, [sys.executable, "-m", "venv", "--clear", str(root / ".venv")])
    print(f"Installing locks/{lock}.txt into .venv (only when it has changed)", flush=True)
    stamp = root / ".venv" / "installed.txt"
    stamp.unlink(missing_ok=True)
    for step in steps:
        result = run(step)
        if result.returncode:
            print(result.stdout, file=sys.stderr)
            sys.exit(f"Could not make .venv: see above why, put it right and run make {lock} again.")
    covered = LOCKS[: LOCKS.index(lock) + 1]
    stamp.write_text("".join(f"{digest(name, root)}\n" for name in covered))


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit("Say which lock to install: python3 scripts/tools/make_venv.py site, or test.")
    make_venv(sys.argv[1])
