"""From records to site/: all or nothing, the same bytes each time, by whichever command."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from evidence import build
from evidence.build import Project
from evidence.problems import ProblemsFound
from project import ROOT, copied

EVIDENCE = [sys.executable, "-m", "evidence.cli"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture
def real(tmp_path: Path) -> Path:
    return copied(tmp_path / "real")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied(tmp_path_factory.mktemp("built"))
    build.build(_project(root))
    return root


def _project(root: Path) -> Project:
    return Project(root, root / "references")


def _bytes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _run(command: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT | environment, text=True, capture_output=True, timeout=300
    )


def test_the_three_condition_pages_are_built(built: Path) -> None:
    for name in ("knee-osteoarthritis", "low-back-pain", "hearing-impairment-balance"):
        assert (built / "site" / name / "index.html").is_file()


def test_same_input_same_bytes(built: Path, real: Path) -> None:
    """Another folder, another process, other hash seed, time zone and language: not a byte differs."""
    done = _run([*EVIDENCE, "build"], real, PYTHONHASHSEED="7", TZ="Pacific/Auckland", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    for folder in ("site", "build/docs"):
        assert _bytes(real / folder) == _bytes(built / folder)
    assert (real / "build" / "mkdocs.yml").read_bytes() == (built / "build" / "mkdocs.yml").read_bytes()


def test_a_second_build_touches_nothing(real: Path) -> None:
    build.build(_project(real))
    times = {path: path.stat().st_mtime_ns for path in (real / "site").rglob("*")}
    build.build(_project(real))
    assert {path: path.stat().st_mtime_ns for path in (real / "site").rglob("*")} == times


def test_what_is_gone_from_the_records_is_gone_from_the_site(real: Path) -> None:
    docs = real / "build" / "docs"
    build.render(_project(real))
    (docs / "studies" / "stale.md").write_text("old", encoding="utf-8")
    (docs / "empty").mkdir()
    build.render(_project(real))
    assert not (docs / "studies" / "stale.md").exists()
    assert not (docs / "empty").exists()


BROKEN = {
    "a record": ("references/studies/chen-2021.yml", "design: randomised-trial", "design: randomized-trial"),
    "a link": ("docs/index.md", "](methods.md)", "](method.md)"),
    "an anchor": ("docs/index.md", "](methods.md)", "](methods.md#nowhere)"),
    "a citation": ("docs/how-to.md", "[@kale-2014]", "[@kale-2041]"),
    "a template name": ("docs/index.md", "{{ cards() }}", "{{ card() }}"),
    "the navigation": ("mkdocs.yml", "safety.md", "saftey.md"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_nothing_changes_when_something_is_wrong(what: str, built: Path, real: Path) -> None:
    """Exit status 1, and neither build/docs nor site/ is touched."""
    subprocess.run(["cp", "-a", f"{built}/build", f"{built}/site", str(real)], check=True)
    before = {
        path: path.stat().st_mtime_ns for name in ("build", "site") for path in (real / name).rglob("*")
    }
    name, old, new = BROKEN[what]
    path = real / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = _run([*EVIDENCE, "build"], real)
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.match(rf"{name}:\d+:\d+: error: ", done.stderr), done.stderr
    assert done.stderr.endswith("1 problem found; nothing was written\n")
    left = (real / "build").rglob("*"), (real / "site").rglob("*")
    assert {path: path.stat().st_mtime_ns for paths in left for path in paths} == before


@pytest.mark.parametrize(
    "old, new, message",
    [
        (
            "](methods.md)",
            "](method.md)",
            '{place}: error: link: link "method.md" leads to no page; did you mean "methods/"? correct it',
        ),
        (
            "](methods.md)",
            "](methods.md#plane)",
            '{place}: error: link: link "methods/#plane" leads to no such place on its page; '
            'did you mean "plain"? correct the part after #',
        ),
        (
            'href="{{ root }}how-to/"',
            'href="{{ root }}how-two/"',
            '{place}: error: link: link "how-two/" leads to no page; did you mean "how-to/"? correct it',
        ),
    ],
)
def test_broken_links_are_shown_where_they_were_written(real: Path, old: str, new: str, message: str) -> None:
    path = real / "docs" / "index.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        build.build(_project(real))
    said = [str(problem).removeprefix(f"{real}/") for problem in found.value.problems]
    wanted = re.escape(message).replace(re.escape("{place}"), r"docs/index\.md:(\d+):(\d+)")
    matched = re.fullmatch(wanted, said[0])
    assert matched and len(said) == 1, said
    line = path.read_text(encoding="utf-8").splitlines()[int(matched[1]) - 1]
    assert re.match(r"method|plane|how-two", line[int(matched[2]) - 1 :]), line


def test_plain_mkdocs_build_makes_the_same_site(built: Path, real: Path) -> None:
    done = _run([sys.executable, "-m", "mkdocs", "build"], real)
    assert done.returncode == 0, done.stderr
    assert _bytes(real / "site") == _bytes(built / "site")


def test_plain_mkdocs_build_refuses_a_broken_record(real: Path) -> None:
    path = real / "references" / "studies" / "chen-2021.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("n: 16", "n: sixteen", 1), encoding="utf-8")
    done = _run([sys.executable, "-m", "mkdocs", "build"], real)
    assert done.returncode == 1
    assert "chen-2021.yml:" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (real / "site").exists()


def test_another_builder_needs_only_the_rendered_tree(real: Path) -> None:
    """build/mkdocs.yml and build/docs suffice: no hook, no plugin of ours."""
    build.render(_project(real))
    done = _run([sys.executable, "-m", "mkdocs", "build", "-f", "build/mkdocs.yml"], real)
    assert done.returncode == 0, done.stderr
    assert (real / "site" / "studies" / "chen-2021" / "index.html").is_file()


@pytest.mark.parametrize("address", ["", "https://example.org/walking/"])
def test_the_address_of_the_site_comes_from_the_environment(real: Path, address: str) -> None:
    done = _run([*EVIDENCE, "build"], real, SITE_URL=address, REPO_URL="https://example.org/our/project")
    assert done.returncode == 0, done.stderr
    page = (real / "site" / "studies" / "chen-2021" / "index.html").read_text(encoding="utf-8")
    assert (f'rel="canonical" href="{address}studies/chen-2021/"' in page) == bool(address)
    assert f'<code class="address">{address}studies/chen-2021/</code>' in page
    assert 'href="https://example.org/our/project/edit/main/references/studies/chen-2021.yml"' in page
    written = (real / "site" / "how-to" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/our/project/edit/main/docs/how-to.md"' in written


def test_the_search_holds_neither_the_downloads_nor_their_columns(built: Path) -> None:
    index = json.loads((built / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert (built / "site" / "data" / "results.csv").is_file()
    found = {entry["location"]: entry["text"] for entry in index["docs"]}
    places = {location.partition("#")[0] for location in found if location.startswith("data/")}
    assert places == {"data/"}
    assert [location for location, text in found.items() if "difference_low" in text] == []
    assert [location for location in found if re.fullmatch(r"(studies|reviews)/.*#cite", location)] == []


def test_the_search_is_small_enough_for_a_phone(built: Path) -> None:
    """It is fetched whole; long tables say what other pages say and stay out of it."""
    index = (built / "site" / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(index)) < 400_000
    places = {entry["location"] for entry in json.loads(index)["docs"]}
    tables = {"risk-of-bias", "programme", "programmes", "studies", "arms", "announced", "unreported"}
    assert {place for place in places if place.partition("#")[2] in tables} == set()
    assert not places & {"studies/", "references/", "doses/", "risk-of-bias/"}


def test_moved_record_leaves_a_page_at_its_old_address(real: Path) -> None:
    path = real / "references" / "studies" / "chen-2021.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("id: chen-2021\n", "id: chen-2021\nformerly: [chen-moved]\n", 1), encoding="utf-8"
    )
    build.build(_project(real))
    page = (real / "site" / "studies" / "chen-moved" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../studies/chen-2021/"' in page
    assert '<meta http-equiv="refresh" content="0; url=../../studies/chen-2021/">' in page


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read().decode()


def _wait(address: str, text: str, seconds: float) -> float:
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        try:
            if text in _get(address):
                return time.monotonic() - start
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"{text!r} did not appear at {address} within {seconds} s")


EDITS = {
    "a record": (
        "references/studies/chen-2021.yml",
        "mean: 1.56",
        "mean: 1.57",
        "studies/chen-2021/",
        "1.57",
    ),
    "a written page": (
        "docs/index.md",
        "Does walking backwards help?",
        "Does it help at all?",
        "",
        "at all?",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_serve_shows_an_edit_and_then_rests(real: Path, what: str) -> None:
    """One edit, one rebuild, no loop; a broken record in between is reported and survived."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = (real / "log").open("w+")
    server = subprocess.Popen(
        [*EVIDENCE, "serve", "--address", address], cwd=real, env=ENVIRONMENT, stdout=log, stderr=log
    )
    try:
        name, old, new, page, text = EDITS[what]
        _wait(f"http://{address}/{page}", old.removeprefix("mean: "), 60)
        path = real / name
        source = path.read_text(encoding="utf-8")
        assert old in source
        chen = real / "references" / "studies" / "chen-2021.yml"
        sound = chen.read_text(encoding="utf-8")
        chen.write_text(sound.replace("n: 16", "n: sixteen", 1), encoding="utf-8")
        _wait_for_log(real / "log", "chen-2021.yml:", 30)
        chen.write_text(sound, encoding="utf-8")
        path.write_text(source.replace(old, new), encoding="utf-8")
        _wait(f"http://{address}/{page}", text, 30)
        built = (real / "log").read_text().count("Documentation built")
        time.sleep(3)
        assert (real / "log").read_text().count("Documentation built") == built, "it goes on rebuilding"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
        log.close()


def _wait_for_log(path: Path, text: str, seconds: float) -> None:
    start = time.monotonic()
    while text not in path.read_text():
        assert time.monotonic() - start < seconds, path.read_text()[-2000:]
        time.sleep(0.1)


def test_nasty_text_never_becomes_markup_in_the_built_site(project: Path) -> None:
    """Record text in titles, headings, tables and descriptions stays text in every HTML page."""
    build.build(_project(project))
    pages = {path: path.read_text(encoding="utf-8") for path in (project / "site").rglob("*.html")}
    scripts = [
        script for page in pages.values() for script in re.findall(r"<script[^>]*>(.*?)</script>", page, re.S)
    ]
    assert scripts
    assert [script for script in scripts if "alert(1)" in script] == []
    assert any("&lt;script&gt;alert(1)" in page for page in pages.values())
    for path, page in pages.items():
        head = page[: page.index("</head>")]
        assert head.count("<title>") == head.count("</title>") == 1, path
        assert not re.search(r"<(?:img|svg|b|i|a)\b[^>]*onerror", page), path
