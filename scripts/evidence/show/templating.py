"""Templates: what each is given, the environment that all share, and how one becomes Markdown.

A template is given one view, a frozen dataclass whose fields are all that it may name, and `root`. Beside
that it knows what `environment` names. scripts/tools/check_templates.py holds every template to this.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

import jinja2
from markupsafe import Markup

from evidence.problems import Problem, ProblemsFound
from evidence.read.bibliography import Reference
from evidence.read.citing import CITATION, without
from evidence.read.copies import leads_on, only_a_copy
from evidence.records.common import SLUG
from evidence.records.review import Review
from evidence.records.study import Study
from evidence.say import citations, cited_page, effects, numbers, terms

Sources = Literal["in-text", "gathered"]
"""Where the sources of a page stand: as numbers in its text, or folded at the end of each part."""
SOURCES: tuple[Sources, ...] = get_args(Sources)
TEMPLATES = Path(__file__).parent / "templates"
_MARKUP = re.compile(r"[&<>\"'\\`*_{}\[\]#|~^!@:=+]")
"""Whatever HTML, Markdown, its extensions or the citation reader could take for markup."""


@dataclass(frozen=True)
class View:
    """What one template is given; its fields are the contract between Python and the template."""

    template: ClassVar[str]
    """Its file, below templates/."""
    named: ClassVar[str]
    """What the template calls it."""


@dataclass(frozen=True)
class PageView(View):
    """What the template of a whole page is given."""

    named: ClassVar[str] = "page"
    explained: ClassVar[bool] = False
    """Whether the first mention of a word of the glossary shows its meaning."""
    sources: ClassVar[Sources] = "in-text"
    """Where its sources stand."""
    search: ClassVar[Mapping[str, Any] | None] = None
    """How the theme's search treats the page: `boost` or `exclude`."""
    hide: ClassVar[tuple[str, ...]] = ("navigation",)
    """What the theme leaves out beside the page: `navigation`, `toc`."""

    @property
    def leads_to(self) -> str:
        """Where a reader is led on to, from the top of the site on; empty on a page that stays."""
        return ""


@dataclass(frozen=True)
class Section(View):
    """A section of a page: it stands under its heading, and in the list of contents, or nowhere."""

    named: ClassVar[str] = "section"
    id: ClassVar[str]
    title: ClassVar[str]
    brief: ClassVar[str]
    """The same in the fewest words, for a link to it from another page."""
    searched: ClassVar[bool] = True
    """Whether the theme's search looks into it."""

    @property
    def inner(self) -> tuple[str, ...]:
        """Ids of headings within, to which addresses lead."""
        return ()


@dataclass(frozen=True)
class Block(View):
    """What hand-written pages put in by the name of its template: `{{ cards() }}`."""

    named: ClassVar[str] = "block"
    of_studies: ClassVar[bool] = False
    """Whether it is made of all studies, so that a page that puts it in is as new as the newest of them."""

    @classmethod
    def called(cls) -> str:
        """The name by which pages call it."""
        return Path(cls.template).stem


def environment(references: Mapping[str, Reference]) -> jinja2.Environment:
    """The environment of all templates: unknown names are errors, printed values are text.

    Every template knows the words for coded values (`terms`), and has the filter `report`: the main report of
    a study or review, by which pages name it.
    """
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        bytecode_cache=jinja2.FileSystemBytecodeCache(),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=as_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # What a script reads stands in the order in which readers see it.
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}
    made.globals = {"terms": terms}
    made.tests |= {"only_a_copy": only_a_copy, "leads_on": leads_on}
    made.filters |= {function.__name__: function for function in _SAYING} | {
        "nlm": citations.html,
        "nlm_page": cited_page.nlm,
        "uncited": without,
    }
    made.filters["report"] = _report(references)
    return made


def _report(references: Mapping[str, Reference]) -> Callable[[Study | Review], Reference]:
    def report(record: Study | Review) -> Reference:
        return references[record.reports[0]]

    return report


def as_text(value: Any) -> Any:
    """Text that neither HTML nor Markdown nor the citation reader takes for markup; Markup stays."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise jinja2.TemplateRuntimeError("a value that was not seen would be printed as nothing")
    return Markup(_MARKUP.sub(lambda found: f"&#{ord(found[0])};", str(value)))  # noqa: S704 - escaped right here


def dialled(value: str) -> Markup:
    """Text without its citations, in which the numbers of the NHS and of the ambulance can be tapped."""
    harmless = str(as_text(without(value)))
    return Markup(_CALLED.sub(r'<a href="tel:\g<0>">\g<0></a>', harmless))  # noqa: S704 - escaped right above


def cited(value: str) -> Markup:
    """Text from a record in which only `[@key]` keeps its meaning; neighbouring citations become one."""
    return keeping_citations(value, as_text)


def keeping_citations(value: str, text: Callable[[str], Any]) -> Markup:
    """Text in which only `[@key]` keeps its meaning; `text` makes the rest harmless."""
    value = re.sub(r"(?<!\s)\s++(?=\[@)", "", value).replace("][@", "; @")
    pieces, position = [], 0
    for found in CITATION.finditer(value):
        pieces += [text(value[position : found.start()]), Markup(found[0])]  # noqa: S704 - keys are checked
        position = found.end()
    return Markup("").join([*pieces, text(value[position:])])


def key(name: str) -> Markup:
    """A checked id inside Markdown markup: `[@key]` or `{ #key }`."""
    if not re.fullmatch(SLUG, name):
        raise ValueError(name)
    return Markup(name)  # noqa: S704 - letters, digits and hyphens only


def one_line(text: Markup) -> Markup:
    """What stands on several lines of a template, on one line of the page."""
    return Markup(" ").join(line.strip() for line in text.strip().split("\n")) + "\n"


_CALLED = re.compile(r"(?<![#\w])(?:999|112|111)\b")
"""Numbers that people call; `#` is of a character that was made harmless."""
_SAYING: tuple[Callable[..., Any], ...] = (
    cited,
    dialled,
    key,
    one_line,
    numbers.number,
    numbers.thousands,
    numbers.span,
    numbers.speed,
    numbers.one_speed,
    numbers.metres_a_minute,
    numbers.miles,
    numbers.day,
    numbers.country,
    numbers.capital,
    numbers.spelled,
    numbers.count,
    numbers.lower_first,
    numbers.capital_markup,
    numbers.host,
    numbers.p_value,
    effects.derivation,
    effects.why_not,
)
"""Filters of templates, by their own names."""


def filled(made: jinja2.Environment, view: View, root: str = "") -> str:
    """The template of a view, filled; `root` leads from the page to the top of the site.

    Raises ProblemsFound at the template's line.
    """
    name = TEMPLATES / view.template
    try:
        template = made.get_template(view.template)
    except jinja2.TemplateSyntaxError as error:
        raise syntax_problem(error, name) from error
    return fill(template, name, {view.named: view, "root": root})


def fill(template: jinja2.Template, name: Path, values: Mapping[str, Any]) -> str:
    """The filled template. Raises ProblemsFound at the template's line for a name that does not exist."""
    try:
        return template.render(values)
    except jinja2.TemplateError as error:
        raise ProblemsFound([_problem(error, name)]) from error


def compiled(made: jinja2.Environment, text: str, name: Path) -> jinja2.Template:
    """The text as a template. Raises ProblemsFound for a syntax error in it."""
    try:
        return made.from_string(text)
    except jinja2.TemplateSyntaxError as error:
        raise syntax_problem(error, name) from error


def syntax_problem(error: jinja2.TemplateSyntaxError, name: Path) -> ProblemsFound:
    """A template that cannot be read, at its line."""
    what = f"{error.message}; close every {{{{ }}}} and {{% %}}"
    return ProblemsFound([Problem(Path(error.filename or name), error.lineno, 1, "template", what)])


def _problem(error: jinja2.TemplateError, name: Path) -> Problem:
    line, path = 1, name
    for file, at in _frames(error):
        if file == "<template>":
            line = at
        elif Path(file).is_relative_to(TEMPLATES) or Path(file).parent == name.parent:
            path, line = Path(file), at
    what = f"{error.message}; use a name that the page is given, or correct the spelling"
    return Problem(path, line, 1, "template", what)


def _frames(error: BaseException) -> list[tuple[str, int]]:
    frames, trace = [], error.__traceback__ or sys.exc_info()[2]
    while trace:
        frames.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return frames
