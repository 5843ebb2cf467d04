"""What the built site has beside its pages, and what of the theme it leaves out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import material
import pytest

from evidence.run.finishing import headers, is_unused
from evidence.run.links import NO_PAGE, built

POLICY = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\' {}">'


@pytest.mark.parametrize(
    ("path", "spoken", "unused"),
    [
        ("assets/javascripts/lunr/min/lunr.de.min.js", ["en"], True),
        ("assets/javascripts/lunr/min/lunr.de.min.js", ["en", "de"], False),
        ("assets/javascripts/bundle.a.min.js", ["en"], False),
        ("assets/javascripts/bundle.a.min.js.map", ["de"], True),
        ("assets/stylesheets/main.a.min.css.map", ["en"], True),
        ("assets/javascripts/workers/search.a.min.js", ["en"], False),
    ],
)
def test_what_no_page_uses_is_left_out(path: str, spoken: list[str], unused: bool) -> None:
    assert is_unused(path, spoken) is unused


def test_headers_allow_what_pages_and_the_page_of_a_lost_reader_allow(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(POLICY.format("'sha256-one'"), encoding="utf-8")
    (tmp_path / NO_PAGE).write_text(POLICY.format("'sha256-two'"), encoding="utf-8")
    (text,) = headers(tmp_path, built(tmp_path)).values()
    assert b"'self' 'sha256-one' 'sha256-two'" in text


def test_without_policies_there_are_no_headers(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>x</p>", encoding="utf-8")
    assert headers(tmp_path, built(tmp_path)) == {}


@pytest.mark.slow
def test_the_real_site_ships_nothing_of_the_kind_and_every_page_has_a_policy(site: Path) -> None:
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert [name for name in names if is_unused(name, ["en"])] == []
    assert "_headers" in names
    pages = built(site).pages
    assert [name for name, page in pages.items() if "script-src 'self' 'sha256-" not in page.policy] == []
    assert "unsafe" not in "".join(page.policy for page in pages.values())


@pytest.mark.slow
def test_no_element_of_a_page_has_a_style_of_its_own(site: Path) -> None:
    """A policy would have to allow each of them."""
    for path in site.rglob("*.html"):
        assert " style=" not in path.read_text(encoding="utf-8"), path


def scripts_of_others() -> set[str]:
    """Packages of which the theme's scripts are made, by their source maps."""
    scripts = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    sources = [
        source
        for path in (*scripts.glob("*.map"), *scripts.glob("workers/*.map"))
        for source in json.loads(path.read_text(encoding="utf-8"))["sources"]
    ]
    found = (re.search(r"node_modules/((?:@[^/]+/)?[^/]+)/", source) for source in sources)
    return {each[1] for each in found if each}


@pytest.mark.slow
def test_the_licences_of_all_shipped_scripts_ship_with_them(site: Path) -> None:
    vendor = site / "assets" / "vendor"
    text = (vendor / "theme-LICENSES.txt").read_text(encoding="utf-8")
    named = set(re.findall(r"^={78}\n(.+)\n.+\n={78}$", text, re.MULTILINE))
    assert {"rxjs", "lunr"} < scripts_of_others()
    assert named - {"mkdocs-material", "Material Design Icons"} == scripts_of_others()
    assert (vendor / "lean-qr-LICENSE.txt").is_file()
