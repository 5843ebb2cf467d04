"""One page: a Jinja template and its values to Markdown in which text from records is only ever text."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup, escape

from evidence.problems import Problem, ProblemsFound, nearest
from evidence.read.bibliography import Reference
from evidence.read.citing import CITATION
from evidence.read.text_files import place_of
from evidence.records.common import SLUG
from evidence.say import citations, effects, numbers
from evidence.show.social import Picture

TEMPLATES = Path(__file__).parent / "templates"
_MARKUP = re.compile(r"[&<>\"'\\`*_{}\[\]#|~^!@:=+]")
"""Whatever HTML, Markdown, its extensions or the citation reader could take for markup."""
_BLANK_LINES = re.compile(r"\n{3,}")
_NUMBER = r"[−-]?\.?\d"
_SIGN = r"(?:[±<>=≤≥]|&\#6[012];|&[lg]t;)"
_UNIT = r"(?:%|mph|mmHg|k?g|ft|Nm|[ckm]?m(?:²|/h|/min|/s²?)?)(?![\w/])"
_TIED = re.compile(
    rf"""{citations.CODE.pattern}
    |<!--.*?-->|<(?P<name>code|pre|script|style)\b.*?</(?P=name)>|</?[a-zA-Z][^>]*>
    |\{{:?[ ][^}}\n]*\}}
    |(?P<space>(?<=\d)[ \n](?={_UNIT})
      |(?<=\S)[ ](?={_SIGN}[ ]?{_NUMBER}|…)
      |(?:(?<=±)|(?<=[ ][<>=≤≥])|(?<=&\#6[012];)|(?<=&[lg]t;))[ ](?={_NUMBER}))""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
"""Markup and code, which stay as they are, or a `space` at which no line may break."""


@dataclass(frozen=True)
class Page:
    """A finished page: `path` below build/docs, `edit` the file to change, `body` Markdown."""

    path: str
    title: str
    description: str
    edit: str
    body: str
    hide: tuple[str, ...] = ()
    search: Mapping[str, Any] | None = None

    def text(self, picture: Picture) -> str:
        """The page as Markdown with front matter; `picture` is shown where somebody sends the page on."""
        meta: dict[str, Any] = {"title": self.title, "description": self.description, "edit": self.edit}
        if self.hide:
            meta["hide"] = list(self.hide)
        if self.search:
            meta["search"] = dict(self.search)
        meta["picture"] = {"path": picture.path, "words": escape(picture.words)}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
        body = unbroken(_BLANK_LINES.sub("\n\n", self.body))
        return "---\n" + "\n".join(lines) + "\n---\n\n" + body.strip() + "\n"


def unbroken(body: str) -> str:
    """`body` (Markdown with HTML) with no-break spaces where a line would break between what is read as one.

    So in '6 mph', '3.57 ± 0.43', 'p < 0.05' and before '…'. Done last, so that whatever looks for words in a
    body finds them with the spaces that people typed.
    """
    return _TIED.sub(lambda found: "\N{NO-BREAK SPACE}" if found["space"] else found[0], body)


def as_text(value: Any) -> Any:
    """Text that neither HTML nor Markdown nor the citation reader takes for markup; Markup stays."""
    if isinstance(value, Markup):
        return value
    if value is None:
        raise jinja2.TemplateRuntimeError("a value that was not seen would be printed as nothing")
    return Markup(_MARKUP.sub(lambda found: f"&#{ord(found[0])};", str(value)))  # noqa: S704 - escaped right here


def cited(value: str) -> Markup:
    """Text from a record in which only `[@key]` keeps its meaning; neighbouring citations become one."""
    value = re.sub(r"\s+(?=\[@)", "", value).replace("][@", "; @")
    pieces, position = [], 0
    for found in CITATION.finditer(value):
        pieces += [as_text(value[position : found.start()]), Markup(found[0])]  # noqa: S704 - keys are checked
        position = found.end()
    return Markup("").join([*pieces, as_text(value[position:])])


def key(name: str) -> Markup:
    """A checked id inside Markdown markup: `[@key]` or `{ #key }`."""
    if not re.fullmatch(SLUG, name):
        raise ValueError(name)
    return Markup(name)  # noqa: S704 - letters, digits and hyphens only


def environment() -> jinja2.Environment:
    """The templates' environment: unknown names are errors, printed values are text."""
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
    made.filters |= {
        "cited": cited,
        "nlm": citations.html,
        "key": key,
        "number": numbers.number,
        "thousands": numbers.thousands,
        "span": numbers.span,
        "speed": numbers.speed,
        "one_speed": numbers.one_speed,
        "metres_a_minute": numbers.metres_a_minute,
        "miles": numbers.miles,
        "day": numbers.day,
        "country": numbers.country,
        "capital": numbers.capital,
        "spelled": numbers.spelled,
        "count": numbers.count,
        "lower_first": numbers.lower_first,
        "capital_markup": numbers.capital_markup,
        "host": numbers.host,
        "p_value": numbers.p_value,
        "derivation": effects.derivation,
        "why_not": effects.why_not,
    }
    return made


def fill(template: jinja2.Template, name: Path, values: Mapping[str, Any]) -> str:
    """The filled template. Raises ProblemsFound at the template's line for a name that does not exist."""
    try:
        return template.render(values)
    except jinja2.TemplateError as error:
        raise ProblemsFound([_template_problem(error, name)]) from error


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


def with_references(body: str, references: Mapping[str, Reference], source: Path) -> str:
    """`body` with its citations numbered and the list of references at the end, if there are any.

    Raises ProblemsFound, at the place in `source`, for a citation that leads nowhere.
    """
    try:
        text, used = citations.resolve(body, references)
    except citations.UnknownCitation as error:
        guess = nearest(error.key.lstrip("@"), references)
        what = f'unknown citation "{error.key}"; {guess}write [@key] with the key of a .bib file'
        raise ProblemsFound(
            [Problem(source, *place_of(source, [f"[{error.key}", error.key]), "citation", what)]
        ) from error
    if not used:
        return text
    items = Markup("\n").join(_entry(number, reference) for number, reference in enumerate(used, start=1))
    heading = "## References { #references data-search-exclude }"
    return f'{text.rstrip()}\n\n{heading}\n\n<ol class="references">\n{items}\n</ol>\n'


def front_matter(text: str, path: Path) -> tuple[dict[str, Any], str, int]:
    """Title and description of a hand-written page, its body, and the number of lines above the body."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.S)
    meta = yaml.safe_load(found[1]) if found else None
    if not found or not isinstance(meta, dict) or not {"title", "description"} <= set(meta):
        what = "the page must open with --- and lines for title: and description:, then ---"
        raise ProblemsFound([Problem(path, 1, 1, "front matter", what)])
    return meta, text[found.end() :], text[: found.end()].count("\n")


def _entry(number: int, reference: Reference) -> Markup:
    back = Markup('<a class="back" href="#{}" aria-label="Back to where {} is first named">↩</a>').format(
        citations.anchor(number), number
    )
    # A sign alone on a line would be taken for a mistake.
    return Markup('<li id="ref-{}">{}\N{NO-BREAK SPACE}{}</li>').format(
        number, citations.html(reference), back
    )


def _template_problem(error: jinja2.TemplateError, name: Path) -> Problem:
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
