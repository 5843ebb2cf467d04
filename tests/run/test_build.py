"""From records to site/: all or nothing, the same bytes each time, by whichever command."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from evidence.problems import ProblemsFound
from evidence.run import build, mkdocs_hook
from evidence.run.build import Project
from evidence.run.cli import main
from evidence.show.social import PAPER
from project import ENVIRONMENT, copied, edit, load

pytestmark = pytest.mark.slow


@pytest.fixture
def real(tmp_path: Path) -> Path:
    return copied(tmp_path / "real")


@pytest.fixture
def built(site: Path) -> Path:
    """The folder of the real project that all processes share."""
    return site.parent


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


def test_same_input_same_bytes_by_plain_mkdocs_as_well(built: Path, real: Path) -> None:
    """Another folder, another process, other hash seed, time zone and language: not a byte differs."""
    done = _run(
        [sys.executable, "-m", "mkdocs", "build"],
        real,
        PYTHONHASHSEED="7",
        TZ="Pacific/Auckland",
        LC_ALL="C",
    )
    assert done.returncode == 0, done.stderr
    for folder in ("site", "build/docs"):
        assert _bytes(real / folder) == _bytes(built / folder)


@pytest.fixture
def again(built_invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented project that was built before."""
    return shutil.copytree(built_invented, tmp_path / "project")


def test_a_second_build_touches_nothing(again: Path) -> None:
    times = {path: path.stat().st_mtime_ns for path in (again / "site").rglob("*")}
    assert times
    build.build(_project(again))
    assert {path: path.stat().st_mtime_ns for path in (again / "site").rglob("*")} == times


def test_what_is_gone_from_the_records_is_gone_from_the_site(project: Path) -> None:
    docs = project / "build" / "docs"
    build.render(_project(project))
    (docs / "studies" / "stale.md").write_text("old", encoding="utf-8")
    (docs / "empty").mkdir()
    build.render(_project(project))
    assert not (docs / "studies" / "stale.md").exists()
    assert not (docs / "empty").exists()


def test_site_is_emptied_only_of_what_a_build_put_there(again: Path) -> None:
    site = again / "site"
    theirs = [site / name for name in (".git/config", "CNAME", "notes/mine.txt")]
    for path in theirs:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    page = again / "docs" / "later.md"
    page.write_text("---\ntitle: Later\ndescription: Later.\n---\n\n# Later\n", encoding="utf-8")
    build.build(_project(again))
    assert (site / "later" / "index.html").is_file()
    page.unlink()
    build.build(_project(again))
    assert not (site / "later").exists()
    assert [path.read_text(encoding="utf-8") for path in theirs] == ["mine"] * len(theirs)


@pytest.mark.parametrize("what", ["folder", "file"])
def test_nothing_is_written_through_a_link(again: Path, tmp_path: Path, what: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs.txt").write_text("theirs", encoding="utf-8")
    site = again / "site"
    if what == "folder":
        shutil.rmtree(site)
        site.symlink_to(elsewhere)
    else:
        (site / "index.html").unlink()
        (site / "index.html").symlink_to(elsewhere / "theirs.txt")
    with pytest.raises(ProblemsFound, match=r"move it away|is a link"):
        build.build(_project(again))
    assert [path.name for path in elsewhere.iterdir()] == ["theirs.txt"]
    assert (elsewhere / "theirs.txt").read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("folder", ["docs/assets", "docs", "references/studies"])
def test_nothing_is_published_through_a_link(again: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (again / folder / "leak.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ProblemsFound, match=r"leak\.txt.* is a link"):
        build.build(_project(again))


@pytest.mark.parametrize(("command", "policed"), [("serve", False), ("build", True)])
def test_a_page_of_mkdocs_serve_has_no_policy_for_a_script_is_put_into_it(
    command: str, policed: bool
) -> None:
    env = Environment()
    mkdocs_hook.on_startup(command)
    mkdocs_hook.on_env(env)
    assert ("own_policy" in env.globals) is policed


BROKEN = {
    "a record": ("references/studies/chen-2010.yml", "design: non-randomised", "design: non-randomized"),
    "a link": ("docs/index.md", "](how-to.md)", "](how-two.md)"),
    "an anchor": ("docs/index.md", "](how-to.md)", "](how-to.md#nowhere)"),
    "a citation": ("docs/how-to.md", "[@ball-maker]", "[@ball-makers]"),
    "a template name": ("docs/index.md", "{{ cards() }}", "{{ card() }}"),
    "the navigation": ("mkdocs.yml", "contribute.md", "contribut.md"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_nothing_changes_when_something_is_wrong(
    what: str, again: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1, and neither build/docs nor site/ is touched."""
    before = {
        path: path.stat().st_mtime_ns for name in ("build", "site") for path in (again / name).rglob("*")
    }
    name, old, new = BROKEN[what]
    edit(again / name, old, new)
    monkeypatch.chdir(again)
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert re.match(rf"{name}:\d+:\d+: error: ", said), said
    assert said.endswith("1 problem found; nothing was written\n")
    left = (again / "build").rglob("*"), (again / "site").rglob("*")
    assert {path: path.stat().st_mtime_ns for paths in left for path in paths} == before


def test_all_that_can_be_told_is_told_at_once(project: Path) -> None:
    """Errors of a record's form, of two records together, of judgements and of pages, in one round."""
    references, docs = project / "references", project / "docs"
    edit(references / "studies" / "dean-1999.yml", "design:", "desing:")
    edit(references / "instruments" / "foot-temperature.yml", "name:", "nane:")
    edit(references / "conditions" / "stiff-thumbs.yml", ", gain: strengthen the grip", "")
    edit(docs / "how-to.md", "[@ball-maker]", "[@ball-makers]")
    edit(docs / "index.md", "{{ cards() }}", "{{ cards( }}")
    with pytest.raises(ProblemsFound) as found:
        build.rendered(_project(project))
    assert [f"{problem.path.name}: {problem.what.split(';')[0]}" for problem in found.value.problems] == [
        'how-to.md: unknown citation "@ball-makers"',
        "index.md: unexpected '}', expected ')'",
        'stiff-thumbs.yml: judged, but the outcome "grip" has no gain',
        'foot-temperature.yml: "name" is missing',
        "foot-temperature.yml: unknown key",
        'dean-1999.yml: "design" is missing',
        "dean-1999.yml: unknown key",
    ]


@pytest.mark.parametrize(
    "old, new, message",
    [
        (
            "](how-to.md)",
            "](how-two.md)",
            '{place}: error: link: link "how-two.md" leads to no page; did you mean "how-to/"? correct it',
        ),
        (
            "](how-to.md)",
            "](how-to.md#the-rutine-beside-the-trials)",
            '{place}: error: link: link "how-to/#the-rutine-beside-the-trials" leads to no such place on its '
            'page; did you mean "the-routine-beside-the-trials"? correct the part after #',
        ),
        (
            'href="{{ root }}how-to/"',
            'href="{{ root }}how-two/"',
            '{place}: error: link: link "how-two/" leads to no page; did you mean "how-to/"? correct it',
        ),
    ],
)
def test_broken_links_are_shown_where_they_were_written(
    project: Path, old: str, new: str, message: str
) -> None:
    path = project / "docs" / "index.md"
    edit(path, old, new)
    with pytest.raises(ProblemsFound) as found:
        build.build(_project(project))
    said = [str(problem).removeprefix(f"{project}/") for problem in found.value.problems]
    wanted = re.escape(message).replace(re.escape("{place}"), r"docs/index\.md:(\d+):(\d+)")
    matched = re.fullmatch(wanted, said[0])
    assert matched and len(said) == 1, said
    line = path.read_text(encoding="utf-8").splitlines()[int(matched[1]) - 1]
    assert re.match(r"how-two|the-rutine", line[int(matched[2]) - 1 :]), line


def test_plain_mkdocs_build_refuses_a_broken_record(project: Path) -> None:
    edit(project / "references" / "studies" / "adams-2001.yml", "n: 18", "n: eighteen")
    done = _run([sys.executable, "-m", "mkdocs", "build"], project)
    assert done.returncode == 1
    assert "adams-2001.yml:" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_another_builder_needs_only_the_rendered_tree(project: Path) -> None:
    """build/mkdocs.yml and build/docs suffice: no hook, no plugin of ours."""
    build.render(_project(project))
    done = _run([sys.executable, "-m", "mkdocs", "build", "-f", "build/mkdocs.yml"], project)
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "studies" / "adams-2001" / "index.html").is_file()


@pytest.mark.parametrize("address", ["", "https://example.org/walking/"])
def test_the_address_of_the_site_comes_from_the_environment(
    project: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = 'name: Cold "feet" & <b>toes</b>'
    edit(project / "references" / "conditions" / "cold-feet.yml", "name: Cold feet", named)
    environment = {"SITE_URL": address, "REPO_URL": "https://example.org/our/project"}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    build.build(_project(project))
    page = (project / "site" / "studies" / "adams-2001" / "index.html").read_text(encoding="utf-8")
    assert (f'rel="canonical" href="{address}studies/adams-2001/"' in page) == bool(address)
    assert f'<code class="address">{address}studies/adams-2001/</code>' in page
    assert 'href="https://example.org/our/project/edit/main/references/studies/adams-2001.yml"' in page
    written = (project / "site" / "how-to" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/our/project/edit/main/docs/how-to.md"' in written
    _is_shown_where_it_is_sent_on(project, address)
    handout = (project / "site" / "cold-feet" / "handout" / "index.html").read_text(encoding="utf-8")
    assert ("example.org/walking/cold-feet/</strong>" in handout) == bool(address)
    assert ('<div class="code"' in handout) == bool(address), "a code needs the whole address"
    assert (project / "site" / "changes.xml").is_file() == bool(address)
    changes = (project / "site" / "changes" / "index.html").read_text(encoding="utf-8")
    assert ('<link rel="alternate" type="application/atom+xml"' in changes) == bool(address)
    if address:
        ours = _bytes(project / "site")
        done = _run([sys.executable, "-m", "mkdocs", "build"], project, **environment)
        assert done.returncode == 0, done.stderr
        assert _bytes(project / "site") == ours


def _is_shown_where_it_is_sent_on(project: Path, address: str) -> None:
    """Title, description and, where its address is known, the picture; a lost reader is led to the pages."""
    page = (project / "site" / "cold-feet" / "index.html").read_text(encoding="utf-8")
    head = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))
    assert head["og:title"] == "Juggling for cold feet"
    assert "What invented studies of juggling found" in head["og:description"]
    assert head.get("og:image") == (f"{address}assets/social/cold-feet.png" if address else None)
    if address:
        assert html.unescape(head["og:image:alt"]).startswith(
            'Juggling, honestly. Cold "feet" & <b>toes</b>.'
        )
        size = (head["og:image:width"], head["og:image:height"])
        assert size == (str(PAPER.width), str(PAPER.height))
        assert "<b>" not in head["og:image:alt"] and head["twitter:card"] == "summary_large_image"
    lost = (project / "site" / "404.html").read_text(encoding="utf-8")
    top = "/walking/" if address else "/"
    assert f'<a href="{top}how-to/">How do I start?</a>' in lost


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
    found = {place for place in places if place.partition("#")[2] in tables}
    assert found == {"glossary/#risk-of-bias"}
    assert not places & {"references/", "doses/", "risk-of-bias/"}


def test_moved_record_leaves_a_page_at_its_old_address(project: Path) -> None:
    edit(
        project / "references" / "studies" / "adams-2001.yml",
        "id: adams-2001\n",
        "id: adams-2001\nformerly: [adams-moved]\n",
    )
    build.build(_project(project))
    page = (project / "site" / "studies" / "adams-moved" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../studies/adams-2001/"' in page
    assert '<meta http-equiv="refresh" content="0; url=../../studies/adams-2001/">' in page


@pytest.mark.parametrize("field", ["menu", "name"])
def test_the_theme_is_given_names_as_text(references: Path, field: str) -> None:
    """It prints what stands in its menu as it is."""
    thumbs = references / "conditions" / "stiff-thumbs.yml"
    text = re.sub(rf"^{field}:.*\n", "", thumbs.read_text(encoding="utf-8"), flags=re.M)
    thumbs.write_text(f'{text}{field}: "<script>thumbs</script>"\n', encoding="utf-8")
    library = load(references)
    named = build.nav([build.CONDITIONS, build.OTHER_CONDITIONS], library, ["stiff-thumbs/index.md"])
    assert named == [{"&lt;script&gt;thumbs&lt;/script&gt;": "stiff-thumbs/index.md"}]


def test_nasty_text_never_becomes_markup_in_the_built_site(built_invented: Path) -> None:
    """Record text in titles, headings, tables and descriptions stays text in every HTML page."""
    pages = {path: path.read_text(encoding="utf-8") for path in (built_invented / "site").rglob("*.html")}
    scripts = [
        found for page in pages.values() for found in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S)
    ]
    nasty = [(kind, script) for kind, script in scripts if "alert(1)" in script]
    assert {kind for kind, _ in nasty} == {' type="application/ld+json"'}
    assert all(isinstance(json.loads(data), dict) and "<" not in data for _, data in nasty)
    assert any("&lt;script&gt;alert(1)" in page for page in pages.values())
    for path, page in pages.items():
        head = page[: page.index("</head>")]
        assert head.count("<title>") == head.count("</title>") == 1, path
        assert not re.search(r"<(?:img|svg|b|i|a)\b[^>]*onerror", page), path
