"""Records and reckoning hold codes and numbers: what readers are told of them is said elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence import reckon, records

PATHS = [
    path for stage in (records, reckon) for path in sorted(Path(str(stage.__file__)).parent.glob("*.py"))
]
NAMES = {"RoB 2", "master's thesis", " trials}"}
"""Texts with a blank that are no words: a tool, what a .bib file says, the end of a placeholder."""
DESCRIBING = {"Field", "WithJsonSchema", "NameOf"}
"""What is given to these describes a field to those who write records."""


def words_of(source: str) -> list[str]:
    """Texts with a blank that describe nothing, are no code and are not raised, each with its line."""
    tree = ast.parse(source)
    left_out = {id(text) for node in _silent(tree) for text in ast.walk(node)}
    return [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if " " in node.value and node.value not in NAMES and id(node) not in left_out
    ]


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    """Parts of a module that no reader of a page sees."""
    refusing = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and _refuses(node)}
    for node in ast.walk(tree):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        is_code = (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id == "Literal"
        )
        if is_docstring or is_code or called in refusing | DESCRIBING or isinstance(node, ast.Raise):
            yield node


def _refuses(function: ast.FunctionDef) -> bool:
    """Whether it returns nothing, and so does no more than raise what it is told."""
    return isinstance(function.returns, ast.Constant) and function.returns.value is None


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_records_and_reckoning_tell_no_reader_anything(path: Path) -> None:
    assert words_of(path.read_text(encoding="utf-8")) == [], "return a code, and say it in evidence/say"


def test_every_module_is_asked() -> None:
    assert {path.stem for path in PATHS} >= {"cells", "combining", "effects", "synthesis", "condition"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('def f():\n    """Says it."""\n    return "From the means."', ["3: From the means."]),
        ('def f(p):\n    return f"From p = {p} alone."', ["2: From p = ", "2:  alone."]),
        ('WORDS = {"no-clear-difference": "found no clear difference"}', ["1: found no clear difference"]),
        ('ALONE = Down(Rating(by=0, reason="It cannot differ."))', ["1: It cannot differ."]),
        ('Aspect = Literal["missing people"]', []),
        ('when: str = Field(examples=["After 18 sessions"])', []),
        ('ORIGIN = "p-alone"\n"""What it comes from, in a code."""', []),
        ('def f():\n    raise ValueError("a variance must be above 0")', []),
        (
            "def need(holds: bool, what: str) -> None:\n    if not holds:\n        raise ValueError(what)\n"
            'need(1 > 0, "it must be above 0")',
            [],
        ),
    ],
)
def test_words_are_found_and_only_words(source: str, found: list[str]) -> None:
    assert words_of(source) == found
