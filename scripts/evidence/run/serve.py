"""The site on this machine: built anew after each edit, problems in the browser and in the terminal."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from evidence.kept import Kept
from evidence.problems import EvidenceError, Problem, ProblemsFound
from evidence.run.build import Project, build

CHANGED, RELOAD = "/.changed", "/.reload.js"
"""Asks for the number of the newest state, once it is another; the script that asks."""
SCRIPT = """const {number} = document.currentScript.dataset;
(async () => {
  for (;;) {
    try {
      if ((await (await fetch(`/.changed?after=${number}`)).text()) !== number) return location.reload();
    } catch {
      await new Promise((later) => setTimeout(later, 1000));
    }
  }
})();
"""
_LOOK, _ASK = 0.2, 30.0
"""Seconds between two looks at the files, and until a page that asks is told that nothing changed."""
HIGHEST_PORT = 65_535
_Stamps = dict[Path, tuple[int, int]]


class Shown:
    """What is shown: a number for each state, and what is wrong with it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._making = True
        self.number = 0
        self.problems: tuple[Problem, ...] = ()

    def making(self) -> None:
        """From here on pages wait: the site is being written."""
        with self._changed:
            self._making = True

    def now(self, problems: Sequence[Problem]) -> None:
        """Show the site as it stands, or what is wrong."""
        with self._changed:
            self.problems = tuple(problems)
            self.number += 1
            self._making = False
            self._changed.notify_all()

    def settled(self) -> int:
        """The number of the state that is shown, once it is whole."""
        with self._changed:
            self._changed.wait_for(lambda: not self._making)
            return self.number

    def after(self, number: int, seconds: float) -> int:
        """The number of the newest state, once it is another, at the latest after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != number, seconds)
            return self.number


class NotShown(EvidenceError):  # noqa: N818 - says what it is
    """Nothing can be shown at the address; says why and what to do."""


def serve(project: Project, host: str, port: int) -> None:
    """Show the site until Ctrl+C. Raises NotShown."""
    shown = Shown()
    with _server(host, port, _handler(project.site, shown)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Shown at http://{host}:{server.server_port}/ and made anew after each edit; Ctrl+C ends it")
        try:
            keep_showing(project, shown)
        except KeyboardInterrupt:
            server.shutdown()


def _server(host: str, port: int, handler: Callable[..., SimpleHTTPRequestHandler]) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        what = f"nothing can be shown at {host}:{port} ({error.strerror or error})"
        other = f"evidence serve --address {host}:{port + 1 if port < HIGHEST_PORT else 8000}"
        raise NotShown(f"{what}; stop what is there, or choose another address: {other}") from error


def keep_showing(project: Project, shown: Shown, go_on: Callable[[], bool] = lambda: True) -> None:
    """Build at first and after each edit, while `go_on`."""
    before: _Stamps = {}
    while go_on():
        now = _settled(project)
        if now != before:
            before = now
            shown.making()
            shown.now(_made(project))
        time.sleep(_LOOK)


def _made(project: Project) -> Sequence[Problem]:
    """Build the site; what is wrong, printed too."""
    start, kept = time.monotonic(), Kept(project.build / "kept")
    try:
        build(replace(project, kept=kept))
    except ProblemsFound as error:
        print(*error.problems, f"{len(error.problems)} problems found", sep="\n", file=sys.stderr, flush=True)
        return error.problems
    kept.save()
    print(f"Made in {time.monotonic() - start:.1f} s", flush=True)
    return ()


def _settled(project: Project) -> _Stamps:
    """The files as they are once nobody is writing: an editor may take several steps to save one."""
    now = _stamps(project)
    while (later := _stamps(project)) != now:
        now = later
        time.sleep(_LOOK / 2)
    return now


def _stamps(project: Project) -> _Stamps:
    paths = [project.root / "mkdocs.yml", *project.docs.rglob("*"), *project.references.rglob("*")]
    found: _Stamps = {}
    for path in paths:
        if path.is_file():
            stat = path.stat()
            found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def problem_page(problems: Sequence[Problem], number: int) -> str:
    """What is wrong, as a page that goes away by itself once it is mended."""
    lines = "".join(f"<li><code>{escape(str(problem))}</code></li>" for problem in problems)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Problems</title>'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<h1>{len(problems)} to mend</h1><p>The site shows again by itself.</p><ol>{lines}</ol>"
        f"{_script(number)}</html>"
    )


def _script(number: int) -> str:
    return f'<script src="{RELOAD}" data-number="{number}"></script>'


def _handler(site: Path, shown: Shown) -> Callable[..., SimpleHTTPRequestHandler]:
    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site))

        def do_GET(self) -> None:  # the name that http.server asks for
            where = urlsplit(self.path)
            if where.path == CHANGED:
                number = parse_qs(where.query).get("after", ["0"])[0]
                self._send(str(shown.after(int(number) if number.isdecimal() else 0, _ASK)), "text/plain")
            elif where.path == RELOAD:
                self._send(SCRIPT, "text/javascript")
            else:
                self._page(shown.settled())

        def _page(self, number: int) -> None:
            path = Path(self.translate_path(self.path))
            page = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
            if shown.problems and page.suffix in ("", ".html"):
                self._send(
                    problem_page(shown.problems, number), "text/html", HTTPStatus.INTERNAL_SERVER_ERROR
                )
            elif page.suffix == ".html" and page.is_file():
                text = page.read_text(encoding="utf-8")
                self._send(text.replace("</body>", f"{_script(number)}</body>"), "text/html")
            else:
                super().do_GET()

        def _send(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
            content = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing: whoever edits looks for problems alone."""

    return Handler
