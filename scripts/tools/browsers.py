"""Find a Chromium for the tests, or install one; tests never go without.

Call find_chromium() before sync_playwright(): it also sees to what Playwright itself needs.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tools.make_venv import Run, Which, install_debian_package, run

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# In a process of its own: Playwright refuses to start twice in one.
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)


class BrowserNotFoundError(Exception):
    """There is no Chromium to drive and none could be installed; the message says what to do."""


def find_chromium(
    environ: Mapping[str, str] = os.environ, which: Which = shutil.which, run: Run = run
) -> Path:
    """Return the Chromium named by CHROMIUM, else one on this machine, else a newly installed one."""
    _require_driver(which, run)
    if named := environ.get("CHROMIUM"):
        return _named(named, which)
    found = _on_path(which)
    if found is None and install_debian_package("chromium", which, run):
        found = _on_path(which)
    found = found or _from_playwright(run)
    if found is None:
        raise BrowserNotFoundError(
            "No Chromium was found and none could be installed: install the package chromium "
            "(on Debian: sudo apt-get install chromium) or set CHROMIUM to the path of a Chromium or Chrome."
        )
    return found


def chromium_arguments() -> list[str]:
    """Return what to start Chromium with; as root it only runs without its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*(["--no-sandbox"] if root else []), "--disable-gpu", "--disable-background-networking"]


def put_style(page: "Page", style: str) -> None:
    """Put rules of style on an open page; as an element its policy would refuse them."""
    page.evaluate(
        """style => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(style);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }""",
        style,
    )


def _require_driver(which: Which, run: Run) -> None:
    version = [sys.executable, "-m", "playwright", "--version"]
    result = run(version)
    # A bare Debian lacks this library, and neither Playwright nor the package chromium brings it.
    if result.returncode and install_debian_package("libatomic1", which, run):
        result = run(version)
    if result.returncode:
        raise BrowserNotFoundError(
            "Playwright does not start: install the library that it names here (on Debian: "
            f"sudo apt-get install libatomic1): {' '.join(result.stdout.split())}"
        )


def _named(name: str, which: Which) -> Path:
    path = which(name)
    if path is None:
        raise BrowserNotFoundError(
            f"CHROMIUM is {name}, which is no program: set it to the path of a Chromium, or unset it."
        )
    return Path(path)


def _on_path(which: Which) -> Path | None:
    return next((Path(path) for name in NAMES if (path := which(name))), None)


def _from_playwright(run: Run) -> Path | None:
    print("Downloading Chromium with Playwright", flush=True)
    if run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode:
        return None
    # The last line: a warning may come before it.
    path = Path(run([sys.executable, "-c", PLAYWRIGHT_PATH]).stdout.strip().rpartition("\n")[2])
    return path if path.is_file() else None


if __name__ == "__main__":
    # Before the tests, which run side by side: two of them must not install at the same time.
    try:
        print(f"Browser of the tests: {find_chromium()}")
    except BrowserNotFoundError as error:
        sys.exit(str(error))
