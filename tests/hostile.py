"""Hostile texts in every text of the records of a project: what tests of the built site look for.

`python tests/hostile.py FOLDER` builds such a site for other browsers.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from evidence.problems import errors
from evidence.read import strict_yaml
from evidence.run.answered import looked_through
from evidence.run.build import Project, build
from evidence.show.typeset import Typesetter
from project import invented

BASES = (
    "<script>window.came={n}</script>",
    "<img src=x onerror=window.came={n}>",
    "<svg onload=window.came={n}>",
    "<svg/onload=window.came={n}>",
    '"><img src=x onerror=window.came={n}>',
    "'><script>window.came={n}</script>",
    "</script><script>window.came={n}</script>",
    "</style><script>window.came={n}</script>",
    "</title><script>window.came={n}</script>",
    "</textarea><script>window.came={n}</script>",
    "--><script>window.came={n}</script>",
    "]]><script>window.came={n}</script>",
    '<a href="javascript:window.came={n}">x</a>',
    "[x](javascript:window.came={n})",
    '![x](x" onerror="window.came={n})',
    "`<script>window.came={n}</script>`",
    "<details open ontoggle=window.came={n}>",
    '<iframe srcdoc="<script>parent.came={n}</script>">',
    "<math><mtext><style><img src=x onerror=window.came={n}>",
    '<noscript><p title="</noscript><img src=x onerror=window.came={n}>">',
    '" onmouseover="window.came={n}" x="',
    "' onfocus='window.came={n}' autofocus='",
    "javascript:window.came={n}",
    "<base href=//evil.example/{n}>",
    '<meta http-equiv=refresh content="0;url=javascript:window.came={n}">',
    "<link rel=stylesheet href=//evil.example/{n}.css>",
    "<form action=javascript:window.came={n}><button>x</button></form>",
    "<object data=javascript:window.came={n}></object>",
    "<!-- {n}",
    '\\"}};window.came={n};//',
    "*/window.came={n};/*",
    '{{: onclick="window.came={n}"}}',
    "{{ #came{n} .x onclick=window.came={n} }}",
    '<div markdown="1">*{n}*</div>',
    "{{{{ {n} }}}} {{% raw %}}",
    "${{window.came={n}}}",
    "__proto__{n} **x** _y_ ~~z~~ ^a^",
    "| {n} | x |",
    "*[{n}]: x",
    "[^{n}]: x",
)
AROUND = ("{}", "x {} y", "({})", "“{}”", "{}.")
TEXTS = tuple(around.format(base) for base, around in product(BASES, AROUND))
"""Two hundred of them; each place gets one with a number of its own."""
_NO_TEXT = re.compile(r"[a-z0-9-]+|https?://.*|[A-Z]{2}|[A-Z]+\d+|[<>=]?[\d.]+|\d{4}-\d\d-\d\d")
_FIELD = re.compile(
    r"^(\s*)(title|journal|note|publisher|institution|booktitle)( = \{)(.*)(\},)$", re.MULTILINE
)
_ANSWER = re.compile(
    r'write under answers: ([a-z-]+): \{headline: "(.*)", certainty: (\S+), ask_first: (\w+)\}'
)
Place = tuple[Path, str]


def written(references: Path) -> dict[Place, str]:
    """Put a hostile text behind each text that `check` then still takes; what was put, by file and place."""
    records = {path: _parsed(path) for path in sorted(references.rglob("*.yml"))}
    changes = records[references / "changes.yml"][1]["entries"]
    numbers, put = count(100_001), dict[Place, str]()
    for path, (_, record) in records.items():
        for place, _ in list(_texts(record, "")):
            number = next(numbers)
            put[path, place] = TEXTS[number % len(TEXTS)].format(n=number)
    put.update(_bibliographies(references, numbers))
    while True:
        _write(records, put)
        wrong = errors(looked_through(references).problems)
        if not wrong:
            return put
        refused = set()
        for problem in wrong:
            if told := _ANSWER.search(problem.what):
                # What stood there is the answer as it was before.
                answer = {"headline": told[2], "certainty": told[3], "ask_first": told[4]}
                known = changes[0].setdefault("answers", {}).get(told[1])
                changes[0]["answers"][told[1]] = answer
                refused |= set() if known != answer else {place for place in put if place[0] == problem.path}
            else:
                refused |= _refused(problem, put)
        if any(_ANSWER.search(problem.what) for problem in wrong) and not refused:
            continue
        assert refused, wrong[0]
        put = {place: text for place, text in put.items() if place not in refused}


def _parsed(path: Path) -> tuple[str, Any]:
    text = path.read_text(encoding="utf-8")
    return "".join(re.findall(r"\A# yaml-lang.*\n", text)), strict_yaml.read(path).value


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Place, as a problem names it, and text of whatever is more than a name for programs."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _texts(item, f"{where}[{number}]")
    elif isinstance(value, str) and not _NO_TEXT.fullmatch(value):
        yield where, value


def _bibliographies(references: Path, numbers: Iterator[int]) -> dict[Place, str]:
    """The same for titles and journals, at once; signs of LaTeX would be refused."""
    found: dict[Place, str] = {}

    def put(field: re.Match[str]) -> str:
        text = f"<script>window.came={next(numbers)}</script>"
        found[path, field[2]] = text
        return f"{field[1]}{field[2]}{field[3]}{field[4]} {text}{field[5]}"

    for path in sorted(references.rglob("*.bib")):
        path.write_text(_FIELD.sub(put, path.read_text(encoding="utf-8")), encoding="utf-8")
    return found


def _write(records: dict[Path, tuple[str, Any]], put: dict[Place, str]) -> None:
    for path, (head, record) in records.items():
        changed = _changed(record, "", {place: text for (file, place), text in put.items() if file == path})
        dumped = yaml.safe_dump(changed, sort_keys=False, allow_unicode=True, width=100_000)
        path.write_text(head + dumped, encoding="utf-8")


def _changed(value: Any, where: str, put: dict[str, str]) -> Any:
    """The value with what is put behind its texts."""
    if isinstance(value, dict):
        return {
            key: _changed(item, f"{where}.{key}" if where else str(key), put) for key, item in value.items()
        }
    if isinstance(value, list):
        return [_changed(item, f"{where}[{number}]", put) for number, item in enumerate(value, start=1)]
    return f"{value} {put[where]}" if where in put else value


def _refused(problem: Any, put: dict[Place, str]) -> set[Place]:
    """The places that a problem is about; all of its file where it names none of them."""
    of_file = {place for place in put if place[0] == problem.path}
    where = problem.where
    named = {each for each in of_file if where.startswith(each[1]) or each[1].startswith(f"{where}.")}
    return named or of_file


def built(folder: Path) -> dict[Place, str]:
    """The invented project in `folder` with hostile texts, and its site; what was put where."""
    root = invented(folder)
    put = written(root / "references")
    # So much text has no room on a sheet of paper, which is no page of a browser.
    with patch.object(Typesetter, "begun", return_value=lambda: b"%PDF-1.7"):
        build(Project(root, root / "references"))
    return put


if __name__ == "__main__":
    print(f"{len(built(Path(sys.argv[1])))} hostile texts in {sys.argv[1]}/site")
