"""Follows templates with kinds in place of values, so that every branch is looked at whatever the values are.

From what a template is given it goes through loops, conditions and macros, those of imported templates too.
Kinds are those of tools.kinds, and here macros and imported templates besides.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod
from pathlib import Path
from typing import Any, get_origin

import jinja2
from jinja2 import nodes
from markupsafe import Markup

from evidence.problems import Problem, nearest
from evidence.show import templating
from evidence.show.templating import View
from tools import kinds
from tools.kinds import Returns, UnknownNameError

SOME = ("list", "sort", "unique", "reverse", "select", "reject", "selectattr", "rejectattr")
"""Filters that give what they are given, or some of it."""
ONE = ("first", "last", "min", "max")
"""Filters that give one of what they are given."""
CHOOSING = {"select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}
"""Filters to which a test is named, and which of the texts that they are given names it."""
Scope = dict[str, Any]


class Loop:
    """What a template knows of the loop that it is in."""

    index: int
    index0: int
    first: bool
    last: bool
    length: int


@dataclass(frozen=True)
class Macro:
    """A macro, the template that it stands in, and what is known there."""

    template: str
    node: nodes.Macro
    scope: Scope = field(hash=False, compare=False, repr=False)


@dataclass(frozen=True)
class Module:
    """An imported template, and what it has for others."""

    template: str
    names: Scope = field(hash=False, compare=False, repr=False)


@dataclass(frozen=True)
class Source:
    """A template's file and its lines."""

    path: Path
    lines: list[str]

    def problem(self, line: int, word: str, what: str) -> Problem:
        """What is wrong with `word`, which stands on the line or soon after it."""
        for number in range(line, min(line + 4, len(self.lines) + 1)):
            if found := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.lines[number - 1]):
                return Problem(self.path, number, found.start() + 1, "template", what)
        return Problem(self.path, line, 1, "template", what)


class Checker:
    """Follows the templates of one folder, and gathers what it finds."""

    def __init__(self, made: jinja2.Environment, folder: Path, known: Mapping[str, Any]) -> None:
        """`known` are the kinds of what all of them know."""
        self.made, self.folder, self.known = made, folder, known
        self.problems: set[Problem] = set()
        self.named: set[tuple[type, str]] = set()
        """Class and attribute, for all that some template names."""
        self.sources: dict[str, Source] = {}
        """Templates that were reached."""
        self.modules: dict[str, Scope] = {}
        """What imported templates have for others."""
        self.uncalled: dict[tuple[str, str], Problem] = {}
        """Template and name of each macro that was not yet called, and what is wrong if nobody does."""
        self.followed: set[object] = set()
        """Macros, and macros with the kinds that they were called with."""

    def template(self, name: str, given: Mapping[str, Any]) -> Scope:
        """Follow a template that is given values of these kinds; gives what it has for others."""
        path = self.folder / name
        return self.text(name, path.read_text(encoding="utf-8"), path, given)

    def text(self, name: str, text: str, path: Path, given: Mapping[str, Any]) -> Scope:
        """As `template`, for a text that stands at `path`."""
        self.sources[name] = Source(path, text.splitlines())
        scope = {**self.known, **given}
        try:
            parsed = self.made.parse(text, name)
        except jinja2.TemplateSyntaxError as error:
            problem = templating.syntax_problem(error, path).problems[0]
            self.problems.add(Problem(path, problem.line, problem.column, problem.where, problem.what))
            return scope
        _Walk(self, name).all(parsed.body, scope)
        return scope

    def unused(self) -> Iterator[Problem]:
        """Macros that nobody calls, and templates that nobody reaches."""
        yield from self.uncalled.values()
        for name in self.made.list_templates():
            if name not in self.sources:
                what = "nobody uses this template; use it or take it out"
                yield Problem(self.folder / name, 1, 1, "template", what)


@dataclass(frozen=True)
class _Walk:
    """Follows the nodes of one template; `scope` is what is known where a node stands."""

    checker: Checker
    template: str

    def all(self, found: Iterable[nodes.Node], scope: Scope) -> None:
        """Follow statements one after the other."""
        for node in found:
            self.follow(node, scope)

    def wrong(self, node: nodes.Node, word: str, what: str) -> None:
        """Something is wrong with a word of the node."""
        self.checker.problems.add(self.checker.sources[self.template].problem(node.lineno, word, what))

    @singledispatchmethod
    def follow(self, node: nodes.Node, _scope: Scope) -> None:
        """Follow one statement."""
        self.wrong(node, "", f"nobody can check a {type(node).__name__}; write it in another way")

    @follow.register
    def _(self, node: nodes.Output, scope: Scope) -> None:
        for each in node.nodes:
            self.value(each, scope)

    @follow.register
    def _(self, node: nodes.For, scope: Scope) -> None:
        inside = dict(scope)
        self.bind(node.target, kinds.element(self.kind(node.iter, scope)), inside)
        if node.test:
            self.kind(node.test, inside)
        self.all(node.body, {**inside, "loop": Loop})
        self.all(node.else_, scope)

    @follow.register
    def _(self, node: nodes.If, scope: Scope) -> None:
        self.value(node.test, scope)
        self.all([*node.body, *node.elif_, *node.else_], scope)

    @follow.register
    def _(self, node: nodes.Macro, scope: Scope) -> None:
        key = (self.template, node.name)
        if key not in self.checker.followed:
            what = f'nobody calls "{node.name}"; call it or take it out'
            problem = self.checker.sources[self.template].problem(node.lineno, node.name, what)
            self.checker.uncalled[key] = problem
        scope[node.name] = Macro(self.template, node, scope)

    @follow.register
    def _(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.kind(node.call, scope)
        self.all(node.body, dict(scope))

    @follow.register
    def _(self, node: nodes.FilterBlock, scope: Scope) -> None:
        self.all(node.body, dict(scope))
        self.kind(node.filter, scope)

    @follow.register
    def _(self, node: nodes.Assign, scope: Scope) -> None:
        self.bind(node.target, self.kind(node.node, scope), scope)

    @follow.register
    def _(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self.all(node.body, dict(scope))
        self.bind(node.target, Markup, scope)

    @follow.register
    def _(self, _node: nodes.Extends, _scope: Scope) -> None:
        """A template of the theme; only ours are followed."""

    @follow.register
    def _(self, node: nodes.Block, scope: Scope) -> None:
        self.all(node.body, {**scope, "super": Returns(Markup, inspect.Signature())})

    @follow.register
    def _(self, node: nodes.Include, scope: Scope) -> None:
        if isinstance(node.template, nodes.Getattr) and node.template.attr == "template":
            kind = self.kind(node.template.node, scope)
            if isinstance(kind, type) and issubclass(kind, View):
                return  # Each view is followed by itself.
        self.imported(node, scope)

    @follow.register
    def _(self, node: nodes.Import, scope: Scope) -> None:
        scope[node.target] = self.imported(node, scope)

    @follow.register
    def _(self, node: nodes.FromImport, scope: Scope) -> None:
        found = self.imported(node, scope)
        for name in node.names:
            own, alias = name if isinstance(name, tuple) else (name, name)
            scope[alias] = self.attribute(node, found, own)

    def imported(self, node: nodes.Import | nodes.FromImport | nodes.Include, scope: Scope) -> Any:
        """The template that a statement names."""
        if not isinstance(node.template, nodes.Const):
            self.wrong(
                node, "", "nobody can check which template this is; name it, or the template of a view"
            )
            return Any
        name, known = node.template.value, self.checker.made.list_templates()
        if name not in known:
            where = f"write its path below {self.checker.folder.name}/"
            what = f'there is no template "{name}"; {nearest(name, known)}{where}'
            self.wrong(node, name, what)
            return Any
        if not (self.checker.folder / name).is_file():
            return Any  # One of the theme's, which looks after itself.
        if node.with_context:
            return Module(name, self.checker.template(name, scope))
        if name not in self.checker.modules:
            self.checker.modules[name] = self.checker.template(name, {})
        return Module(name, self.checker.modules[name])

    def bind(self, target: nodes.Node, kind: Any, scope: Scope) -> None:
        """Give the value a name, or each of its parts one."""
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for part, each in zip(target.items, kinds.unpacked(kind, len(target.items)), strict=True):
                self.bind(part, each, scope)

    def value(self, node: nodes.Node, scope: Scope) -> Any:
        """The kind of what is printed or asked, which must be a value and nothing to call."""
        kind = self.kind(node, scope)
        if isinstance(kind, Macro) or kinds.is_called(kind):
            name = node.attr if isinstance(node, nodes.Getattr) else getattr(node, "name", "")
            self.wrong(node, name, f'"{name}" is called, and no value; write {name}()')
            return Any
        return kind

    def kinds(self, found: Iterable[nodes.Node], scope: Scope) -> list[Any]:
        """The kinds of several expressions."""
        return [self.kind(each, scope) for each in found]

    @singledispatchmethod
    def kind(self, node: nodes.Node, scope: Scope) -> Any:
        """The kind of what an expression gives; of most it is not known."""
        self.kinds(node.iter_child_nodes(), scope)
        return Any

    @kind.register
    def _(self, _node: nodes.TemplateData, _scope: Scope) -> Any:
        return Markup

    @kind.register
    def _(self, node: nodes.Const, _scope: Scope) -> Any:
        return type(node.value)

    @kind.register
    def _(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name in scope:
            return scope[node.name]
        guess = nearest(node.name, scope)
        what = f'nothing is called "{node.name}" here; {guess}write what the template is given or sets'
        self.wrong(node, node.name, what)
        return Any

    @kind.register
    def _(self, node: nodes.Tuple, scope: Scope) -> Any:
        return kinds.tuple_of(self.kinds(node.items, scope))

    @kind.register
    def _(self, node: nodes.List, scope: Scope) -> Any:
        return kinds.list_of(kinds.joined(self.kinds(node.items, scope)))

    @kind.register
    def _(self, node: nodes.Dict, scope: Scope) -> Any:
        keys = kinds.joined(self.kind(each.key, scope) for each in node.items)
        texts = [each.key.value for each in node.items if isinstance(each.key, nodes.Const)]
        if texts and len(texts) == len(node.items) and all(isinstance(text, str) for text in texts):
            keys = kinds.one_of(texts)
        return kinds.dict_of(keys, kinds.joined(self.kind(each.value, scope) for each in node.items))

    @kind.register
    def _(self, node: nodes.Concat, scope: Scope) -> Any:
        self.kinds(node.nodes, scope)
        return str

    @kind.register
    def _(self, node: nodes.BinExpr, scope: Scope) -> Any:
        left, right = self.kinds([node.left, node.right], scope)
        return left if get_origin(left) is list else kinds.joined([left, right])

    @kind.register
    def _(self, node: nodes.CondExpr, scope: Scope) -> Any:
        self.kind(node.test, scope)
        return kinds.joined(self.kinds([each for each in (node.expr1, node.expr2) if each], scope))

    @kind.register
    def _(self, node: nodes.Getattr, scope: Scope) -> Any:
        return self.attribute(node, self.kind(node.node, scope), node.attr)

    @kind.register
    def _(self, node: nodes.Getitem, scope: Scope) -> Any:
        kind = self.kind(node.node, scope)
        asked = self.kind(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return kind
        known = kinds.keys(kind)
        if known and (lacking := sorted(kinds.values(asked) - known, key=str)):
            owner = getattr(node.node, "name", getattr(node.node, "attr", ""))
            guess = nearest(lacking[0], map(str, known - kinds.values(asked)))
            what = f'"{owner}" has no "{lacking[0]}"; {guess}give it an entry for each value'
            self.wrong(node, owner, what)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        try:
            return kinds.item(kind, key)
        except UnknownNameError as error:
            return self.unknown(node, kind, error)

    @kind.register
    def _(self, node: nodes.Call, scope: Scope) -> Any:
        kind, given = self.kind(node.node, scope), self.kinds(node.args, scope)
        named = {each.key: self.kind(each.value, scope) for each in node.kwargs}
        if isinstance(kind, Macro):
            return self.call(node, kind, given, named)
        if not (node.dyn_args or node.dyn_kwargs):
            name = node.node.attr if isinstance(node.node, nodes.Getattr) else getattr(node.node, "name", "")
            for each, allowed in zip(node.args, kinds.wanted(kind), strict=False):
                self.compared(allowed, each)
            self.takes(node, name, kinds.takes(kind), len(given), named)
        return kinds.called(kind)

    def takes(
        self,
        node: nodes.Node,
        name: str,
        signature: inspect.Signature | None,
        given: int,
        named: Iterable[str],
    ) -> None:
        """What a function or a filter is called with must be what it takes."""
        try:
            if signature:
                signature.bind(*[None] * given, **dict.fromkeys(named))
        except TypeError as error:
            self.wrong(node, name, f'"{name}" is called wrongly: {error}; it takes {signature}')

    @kind.register
    def _(self, node: nodes.Compare, scope: Scope) -> Any:
        left = node.expr
        for operand in node.ops:
            right = operand.expr
            one, other = self.value(left, scope), self.value(right, scope)
            if operand.op in ("in", "notin"):
                for each in right.items if isinstance(right, nodes.List | nodes.Tuple) else [right]:
                    self.compared(one, each)
                self.compared(kinds.element(other), left)
            else:
                self.compared(one, right)
                self.compared(other, left)
            left = right
        return bool

    def compared(self, kind: Any, node: nodes.Node) -> None:
        """A text that is held against a value must be one that it can have."""
        if isinstance(node, nodes.List | nodes.Tuple):
            for each in node.items:
                self.compared(kinds.element(kind), each)
        known = kinds.values(kind)
        if known and isinstance(node, nodes.Const) and node.value not in known:
            guess = nearest(str(node.value), map(str, known))
            what = (
                f'"{node.value}" is never a value here; {guess}allowed: {", ".join(sorted(map(str, known)))}'
            )
            self.wrong(node, str(node.value), what)

    @kind.register
    def _(self, node: nodes.Test, scope: Scope) -> Any:
        self.exists(node, "test", node.name, self.checker.made.tests)
        self.kinds([node.node, *node.args], scope)
        return bool

    @kind.register
    def _(self, node: nodes.Filter, scope: Scope) -> Any:
        kind = self.value(node.node, scope) if node.node else Markup
        named = {str(each.key): each.value for each in node.kwargs}
        self.kinds([*node.args, *named.values()], scope)
        self.exists(node, "filter", node.name, self.checker.made.filters)
        if not (node.dyn_args or node.dyn_kwargs) and node.name in self.checker.made.filters:
            self.takes(node, node.name, self.of_filter(node.name), len(node.args), named)
        texts = [each.value for each in node.args if isinstance(each, nodes.Const)]
        inner, path = kinds.element(kind), named.get("attribute")
        if node.name in CHOOSING and len(texts) > CHOOSING[node.name]:
            self.exists(node, "test", texts[CHOOSING[node.name]], self.checker.made.tests)
        if node.name in ("selectattr", "rejectattr"):
            self.path(node, inner, texts[0])
        if isinstance(path, nodes.Const):
            inner = self.path(node, inner, path.value)
        if node.name == "map":
            return kinds.list_of(kinds.item(inner, 0) if "first" in texts else inner)
        if node.name in SOME:
            return kinds.list_of(kinds.element(kind))
        return inner if node.name in ONE else kinds.returned(self.checker.made.filters.get(node.name))

    def of_filter(self, name: str) -> inspect.Signature:
        """What a filter takes beside the value that it is put on and what Jinja itself hands over."""
        function = inspect.unwrap(self.checker.made.filters[name])
        signature = inspect.signature(function)
        own = 2 if hasattr(function, "jinja_pass_arg") else 1
        return signature.replace(parameters=list(signature.parameters.values())[own:])

    def exists(self, node: nodes.Node, what: str, name: str, known: Mapping[str, Any]) -> None:
        """A filter or test must be one of the environment."""
        if name not in known:
            self.wrong(
                node, name, f'there is no {what} "{name}"; {nearest(name, known)}add it to the environment'
            )

    def path(self, node: nodes.Node, kind: Any, path: str) -> Any:
        """What a value has at 'harms.reporting'."""
        for part in path.split("."):
            kind = self.attribute(node, kind, part)
        return kind

    def attribute(self, node: nodes.Node, kind: Any, name: str) -> Any:
        """What a value of the kind, or an imported template, has under a name."""
        if isinstance(kind, Module):
            if name in kind.names:
                return kind.names[name]
            guess = nearest(name, kind.names)
            self.wrong(node, name, f'{kind.template} has no "{name}"; {guess}write the name of a macro of it')
            return Any
        self.checker.named.update((each, name) for each in kinds.each_of(kind) if isinstance(each, type))
        try:
            return kinds.attribute(kind, name)
        except UnknownNameError as error:
            return self.unknown(node, kind, error)

    def unknown(self, node: nodes.Node, kind: Any, error: UnknownNameError) -> Any:
        """A name that the kind does not have."""
        owner = " or ".join(getattr(each, "__name__", str(each)) for each in kinds.each_of(kind))
        guess = nearest(error.name, error.known)
        self.wrong(
            node,
            error.name,
            f'{owner} has no "{error.name}"; {guess}write a name that it has, or give it one',
        )
        return Any

    def call(self, node: nodes.Call, macro: Macro, given: list[Any], named: Mapping[str, Any]) -> Any:
        """Follow a macro with the kinds that it is called with."""
        own = macro.node
        names = [each.name for each in own.args]
        usual = names[len(names) - len(own.defaults) :]
        values = dict(zip(names, given, strict=False)) | dict(named)
        for name in names:
            if name not in values and name not in usual:
                self.wrong(
                    node, own.name, f'"{own.name}" is called without "{name}"; it takes {", ".join(names)}'
                )
        twice = set(names[: len(given)]) & set(named)
        if len(given) > len(names) or twice or not set(named) <= set(names):
            self.wrong(
                node, own.name, f'"{own.name}" is given more than it takes; it takes {", ".join(names)}'
            )
        self.checker.uncalled.pop((macro.template, own.name), None)
        key = (macro.template, own.name, tuple(sorted((name, repr(kind)) for name, kind in values.items())))
        if key not in self.checker.followed:
            self.checker.followed |= {key, (macro.template, own.name)}
            inside = _Walk(self.checker, macro.template)
            defaults = dict(zip(usual, inside.kinds(own.defaults, macro.scope), strict=True))
            given_or_not = {**dict.fromkeys(names, Any), **defaults, **values}
            inside.all(own.body, {**macro.scope, "caller": Returns(Markup), **given_or_not})
        return Markup
