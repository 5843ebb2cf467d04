"""What Lighthouse says of each kind of page on a phone, beside a stock Material page: `make bench`.

Prints the four scores, the largest contentful paint, layout shift, blocking time and bytes of each.
Needs npm and a Chromium; says what is missing.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tools.browsers import BrowserNotFoundError, chromium_arguments, find_chromium

ROOT = Path(__file__).parent.parent.parent
LIGHTHOUSE = Path(__file__).parent / "lighthouse"
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")
STOCK = "site_name: Stock\nsite_dir: site\ndocs_dir: docs\ntheme:\n  name: material\n"
MEASURES = {
    "LCP": "largest-contentful-paint",
    "CLS": "cumulative-layout-shift",
    "TBT": "total-blocking-time",
    "bytes": "total-byte-weight",
}


class Packing(SimpleHTTPRequestHandler):
    """Serves files by gzip, as a static host does."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the file, packed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in PACKED:
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def main() -> None:
    """Measure and print; stops with what is missing."""
    if shutil.which("npm") is None:
        sys.exit(
            "The pages were not measured, for no npm was found: install Node.js 18.20 or newer with npm "
            "(on Debian: sudo apt-get install nodejs npm)."
        )
    try:
        chromium = find_chromium()
    except BrowserNotFoundError as error:
        sys.exit(f"The pages were not measured. {error}")
    subprocess.run(["npm", "ci"], cwd=LIGHTHOUSE, check=True, stdout=subprocess.DEVNULL)  # noqa: S607
    kinds = json.loads((ROOT / "tests" / "pages.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        stock = stock_site(Path(folder))
        for kind, path in kinds.items():
            print(f"{kind:22} {shown(measured(ROOT / 'site', path, chromium, Path(folder)))}")
            bare = measured(stock, path, chromium, Path(folder))["audits"]["largest-contentful-paint"]
            print(f"{'':22} stock Material page: LCP {bare['displayValue']}", flush=True)


def stock_site(folder: Path) -> Path:
    """The pages of build/docs in Material without anything of ours."""
    shutil.copytree(ROOT / "build" / "docs", folder / "docs", ignore=shutil.ignore_patterns("overrides"))
    extensions = "markdown_extensions: [admonition, attr_list, def_list, md_in_html, tables]\n"
    (folder / "mkdocs.yml").write_text(STOCK + extensions, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, check=True, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
    return folder / "site"


def measured(site: Path, path: str, chromium: Path, folder: Path) -> dict[str, Any]:
    """Lighthouse's report on a page as a phone on a slow network gets it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    report = folder / "report.json"
    command = [
        str(LIGHTHOUSE / "node_modules" / ".bin" / "lighthouse"),
        f"http://127.0.0.1:{server.server_port}{path}",
        "--quiet",
        f"--chrome-flags={' '.join(['--headless=new', *chromium_arguments()])}",
        "--output=json",
        f"--output-path={report}",
    ]
    try:
        subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": str(chromium)})  # noqa: S603
    finally:
        server.shutdown()
        server.server_close()
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def shown(report: dict[str, Any]) -> str:
    """'performance 100, accessibility 100, ...; LCP 1.2 s, ...'."""
    scores = [f"{name} {category['score'] * 100:.0f}" for name, category in report["categories"].items()]
    values = [f"{name} {report['audits'][audit]['displayValue']}" for name, audit in MEASURES.items()]
    return f"{', '.join(scores)}; {', '.join(values)}"


if __name__ == "__main__":
    main()
