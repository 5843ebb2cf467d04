"""Every template names only what it is given, and all of that; a mistake in one is told at its place."""

from __future__ import annotations

import ast
import inspect
import shutil
import textwrap
from collections.abc import Mapping
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest

from evidence.records.study import Arm, Study
from evidence.show import templating
from evidence.show.moved import MovedPage
from project import ROOT, edit
from tools import kinds
from tools.check_templates import KNOWN, problems, views

pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all templates, which is used instead of them."""
    copy = shutil.copytree(templating.TEMPLATES, tmp_path / "templates")
    monkeypatch.setattr(templating, "TEMPLATES", copy)
    return copy


def said(folder: Path, docs: Path = DOCS) -> list[str]:
    """What is wrong, paths from the folder on."""
    return [str(problem).removeprefix(f"{folder}/") for problem in problems(docs)]


def test_every_template_names_what_it_is_given_and_all_of_it() -> None:
    assert said(ROOT) == []


def test_make_check_looks_at_templates() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck:")[2].partition("\n\n")[0]
    assert "python -m tools.check_templates &&" in recipe


def test_templates_know_nothing_else() -> None:
    assert set(templating.environment({}).globals) == set(KNOWN)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "pages/condition.md.j2",
            "page.facts",
            "page.fcts",
            'ConditionPage has no "fcts"; did you mean "facts"? write a name that it has, or give it one',
        ),
        (
            "parts/answers.j2",
            "terms.REASONS",
            "term.REASONS",
            'nothing is called "term" here; did you mean "terms"? write what the template is given or sets',
        ),
        (
            "parts/answers.j2",
            "terms.REASONS",
            "terms.REASON",
            'evidence.say.terms has no "REASON"; did you mean "REASONS"? '
            "write a name that it has, or give it one",
        ),
        (
            "sections/harms.j2",
            "m.folded_studies",
            "m.folded_studes",
            'parts/macros.j2 has no "folded_studes"; did you mean "folded_studies"? '
            "write the name of a macro of it",
        ),
        (
            "sections/stopped.j2",
            '"parts/studies.j2"',
            '"parts/study.j2"',
            'there is no template "parts/study.j2"; did you mean "parts/studies.j2"? '
            "write its path below templates/",
        ),
        (
            "sections/stopped.j2",
            "section.studies, root",
            "section.studies, root, root",
            '"announced_table" is given more than it takes; it takes caption, studies, root',
        ),
        (
            "sections/measured.j2",
            "m.study_link(study, root)",
            "m.study_link(study)",
            '"study_link" is called without "root"; it takes study, root, place',
        ),
        (
            "parts/studies.j2",
            "study.participants.without_condition %}",
            "study.participants.wihtout_condition %}",
            'Participants has no "wihtout_condition"; did you mean "without_condition"? '
            "write a name that it has, or give it one",
        ),
        (
            "figures/forest_plot.j2",
            "row.found.study",
            "row.found.studdy",
            'StudyEffect has no "studdy"; did you mean "study"? write a name that it has, or give it one',
        ),
        (
            "pages/study.md.j2",
            'selectattr("programme")',
            'selectattr("programm")',
            'Arm has no "programm"; did you mean "programme"? write a name that it has, or give it one',
        ),
        (
            "pages/study.md.j2",
            '"equalto"',
            '"equal-to"',
            'there is no test "equal-to"; did you mean "equalto"? add it to the environment',
        ),
        (
            "pages/study.md.j2",
            "| p_value",
            "| p_valu",
            'there is no filter "p_valu"; did you mean "p_value"? add it to the environment',
        ),
        (
            "pages/behind.md.j2",
            "include section.template",
            "include section.title",
            "nobody can check which template this is; name it, or the template of a view",
        ),
        (
            "sections/harms.j2",
            "{% endfor %}",
            "{% endfr %}",
            "Encountered unknown tag 'endfr'. Jinja was looking for the following tags: 'endfor' or 'else'. "
            "The innermost block that needs to be closed is 'for'.; close every {{ }} and {% %}",
        ),
        (
            "pages/condition.md.j2",
            "{{ page.uncompared }}",
            "{{ page.synthesis.cells }}",
            '"cells" is called, and no value; write cells()',
        ),
        (
            "pages/study.md.j2",
            "{{ m.cites([study]) }}",
            "{{ m.cites }}",
            '"cites" is called, and no value; write cites()',
        ),
        (
            "pages/study.md.j2",
            "study.reading.second }}",
            'terms.found("unclear") }}',
            "\"found\" is called wrongly: missing a required argument: 'other'; "
            "it takes (sign: 'Sign', other: 'str') -> 'str'",
        ),
        (
            "sections/reviews.j2",
            "(review | report).short()",
            "(review | report).shrt()",
            'Reference has no "shrt"; did you mean "short"? write a name that it has, or give it one',
        ),
        (
            "sections/reviews.j2",
            'count("study", "studies") }}{% endif %}. {{',
            'count(one="study", much="studies") }}{% endif %}. {{',
            "\"count\" is called wrongly: got an unexpected keyword argument 'much'; "
            "it takes (one: 'str', many: 'str' = '') -> 'str'",
        ),
        (
            "sections/reviews.j2",
            "| number }} to",
            "| number(2) }} to",
            "\"number\" is called wrongly: too many positional arguments; it takes () -> 'str'",
        ),
        (
            "parts/reading.j2",
            'replace("_", "_<wbr>" | safe)',
            'replace("_")',
            "\"replace\" is called wrongly: missing a required argument: 'new'; "
            "it takes (old: str, new: str, count: Optional[int] = None) -> str",
        ),
        (
            "sections/measured.j2",
            "m.study_link(study, root)",
            "m.study_link(study, root, root=root)",
            '"study_link" is given more than it takes; it takes study, root, place',
        ),
        (
            "parts/macros.j2",
            'item.basis == "common-sense"',
            'item.basis == "comon-sense"',
            '"comon-sense" is never a value here; did you mean "common-sense"? '
            "allowed: cited, common-sense, post",
        ),
        (
            "blocks/ladder.j2",
            "{% if ladder %}",
            '{% if ladder %}{% set bases = ladder.rules | map(attribute="basis") | unique | list %}'
            '{% if bases == ["guess"] %}?{% endif %}',
            '"guess" is never a value here; allowed: cited, common-sense, post',
        ),
        (
            "figures/bias_summary.j2",
            'if fill in ("stripes", "grid")',
            'if level in ("low", "hihg")',
            '"hihg" is never a value here; did you mean "high"? '
            "allowed: critical, high, low, moderate, no-information, serious, some-concerns",
        ),
        (
            "figures/bias_summary.j2",
            '"serious": "grid"',
            '"seriuos": "grid"',
            '"fills" has no "serious"; did you mean "seriuos"? give it an entry for each value',
        ),
        (
            "pages/study.md.j2",
            "terms.DESIGNS[study.design]",
            "terms.DESIGNS[study.reading.what]",
            '"DESIGNS" has no "abstract"; give it an entry for each value',
        ),
        (
            "parts/cite.j2",
            "{# How",
            "{% macro unasked() %}{% endmacro %}{# How",
            'nobody calls "unasked"; call it or take it out',
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(templates: Path, name: str, old: str, new: str, message: str) -> None:
    edit(templates / name, old, new)
    (found,) = said(templates)
    place, _, what = found.partition(": error: template: ")
    assert what == message
    path, line, column = place.split(":")
    text = (templates / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    word = what.split('"')[1] if '"' in what else ""
    assert path == name and text[int(column) - 1 :].startswith(word)


def test_a_renamed_template_is_missed_where_it_is_named_and_found_without_use(templates: Path) -> None:
    (templates / "parts" / "cite.j2").rename(templates / "parts" / "quote.j2")
    assert {found.split(":")[0] for found in said(templates)} == {
        "pages/behind.md.j2",
        "pages/clinicians.md.j2",
        "pages/review.md.j2",
        "pages/study.md.j2",
    }
    (templates / "parts" / "quote.j2").rename(templates / "parts" / "cite.j2")
    (templates / "parts" / "idle.j2").write_text("Nothing.\n", encoding="utf-8")
    assert said(templates) == [
        "parts/idle.j2:1:1: error: template: nobody uses this template; use it or take it out"
    ]


def test_a_view_whose_template_is_not_there_is_told_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MovedPage, "template", "pages/mved.md.j2")
    (found,) = said(ROOT / "scripts/evidence/show")
    lines = (ROOT / "scripts/evidence/show/moved.py").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "template: ClassVar" in text)
    assert found == (
        f'moved.py:{line}:5: error: template: there is no template "pages/mved.md.j2"; '
        'did you mean "pages/moved.md.j2"? write its path'
    )


@pytest.mark.parametrize(
    ("name", "old", "view", "field"),
    [
        ("pages/study.md.j2", "{{ page.byline }}", "study.py", "byline"),
        ("pages/study.md.j2", "{% if block.when %}, {{ block.when }}{% endif %}", "study.py", "when"),
    ],
)
def test_a_field_that_no_template_names_is_told_at_its_line(
    templates: Path, name: str, old: str, view: str, field: str
) -> None:
    edit(templates / name, old, "")
    (found,) = said(ROOT / "scripts/evidence/show")
    path, line, column, *what = found.split(":")
    text = (ROOT / "scripts/evidence/show" / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert path == view and text[int(column) - 1 :].startswith(f"{field}:")
    assert ":".join(what).startswith(f' error: template: no template names "{field}" of ')


def test_pages_and_drawings_of_docs_are_looked_at_too(tmp_path: Path) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    edit(docs / "methods.md", "totals.twice", "totals.twins")
    edit(docs / "drawings" / "walk.svg", "you.joints", "you.jionts")
    assert [found.split(":")[0] for found in said(docs, docs)] == ["drawings/walk.svg", "methods.md"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'drawing("reach")',
            'drawing("raech")',
            '"raech" is never a value here; did you mean "reach"? '
            "allowed: get-off, get-on, incline, outdoors, over, posture, reach, roll, set-up, touch, walk",
        ),
        ("{{ ladder() }}", "{{ ladder }}", '"ladder" is called, and no value; write ladder()'),
        (
            "{{ ladder() }}",
            "{{ ladder(2) }}",
            '"ladder" is called wrongly: too many positional arguments; it takes ()',
        ),
    ],
)
def test_a_mistake_of_a_written_page_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    edit(docs / "how-to.md", old, new)
    (found,) = said(docs, docs)
    place, _, what = found.partition(": error: template: ")
    path, line, column = place.split(":")
    text = (docs / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert (path, what) == ("how-to.md", message)
    assert text[int(column) - 1 :].startswith(what.split('"')[1])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "page.meta.moved_to %}",
            "page.meta.movd_to %}",
            'Meta has no "movd_to"; did you mean "moved_to"? write a name that it has, or give it one',
        ),
        (
            "config.site_name",
            "config.site_nme",
            'Configured has no "site_nme"; did you mean "site_name"? '
            "write a name that it has, or give it one",
        ),
        ("| url }}", "| ulr }}", 'there is no filter "ulr"; did you mean "url"? add it to the environment'),
        (
            "page_code(page.canonical_url)",
            "page_code()",
            "\"page_code\" is called wrongly: missing a required argument: 'address'; "
            "it takes (address: 'str') -> 'str'",
        ),
        (
            '"keyboard.html"',
            '"keybord.html"',
            'there is no template "keybord.html"; did you mean "keyboard.html"? '
            "write its path below overrides/",
        ),
    ],
)
def test_a_mistake_around_a_page_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    edit(docs / "overrides" / "main.html", old, new)
    (found,) = said(docs, docs)
    place, _, what = found.partition(": error: template: ")
    path, line, column = place.split(":")
    text = (docs / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert (path, what) == ("overrides/main.html", message)
    assert text[int(column) - 1 :].startswith(what.split('"')[1])


def test_every_field_of_a_view_is_described() -> None:
    """The contract of a template can be read in one place."""
    bare = []
    for view in views():
        (defined,) = ast.parse(textwrap.dedent(inspect.getsource(view))).body
        assert isinstance(defined, ast.ClassDef) and ast.get_docstring(defined), view.__name__
        given = {each.name for each in fields(view)}
        for statement, after in pairwise([*defined.body, ast.Pass()]):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                described = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                if statement.target.id in given and not described:
                    bare.append(f"{view.__name__}.{statement.target.id}")
    assert bare == []


Place = Literal["near", "far"]


@pytest.mark.parametrize(
    ("kind", "names", "expected"),
    [
        (Study, ["arms", "values"], kinds.Returns(list[Arm])),
        (Study, ["participants", "age", "low"], float),
        (Study, ["risk_of_bias", "on", "year"], Any),
        (Mapping[Place, Arm], ["near", "n"], int),
        (Mapping[Place, Arm], ["items"], kinds.Returns(list[tuple[Place, Arm]])),
        (Study | Arm | None, ["nothing"], "nothing"),
        (Mapping[Place, Arm], ["middle"], "middle"),
        (Study | Arm, ["condition"], "condition"),
    ],
)
def test_kinds_of_attributes(kind: Any, names: list[str], expected: Any) -> None:
    """The kind of the last of the names, or the name that there is not."""
    try:
        for name in names:
            kind = kinds.attribute(kind, name)
    except kinds.UnknownNameError as error:
        kind = error.name
    assert kind == expected


def test_kinds_of_items() -> None:
    assert kinds.item(tuple[str, int], 1) is int
    assert kinds.item(list[str], 3) is str
    assert kinds.element(tuple[str, ...]) is str
    assert kinds.element(dict[str, int]) is str
    assert kinds.element(Any) is Any
    assert kinds.unpacked(tuple[str, int], 2) == (str, int)
    assert kinds.unpacked(list[str], 2) == [str, str]
