"""What an annotation says of the values behind it: their attributes, their items, what calling them gives.

Kinds are annotations as `typing.get_type_hints` gives them; `Any` is a value of which nothing is known.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel


@dataclass(frozen=True)
class Returns:
    """Something that can be called, and the kind of what it gives."""

    kind: Any
    takes: inspect.Signature | None = field(default=None, compare=False, repr=False)
    """What it is called with; None where that is not known."""


class UnknownNameError(Exception):
    """No such attribute or key; `known` are those that there are."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, sorted(known)
        super().__init__(name)


def plain(kind: Any) -> Any:
    """The kind without what says nothing of the value: None beside it, ClassVar, Annotated."""
    if get_origin(kind) in (Annotated, ClassVar):
        return plain(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        others = [each for each in get_args(kind) if each is not type(None)]
        return plain(others[0]) if len(others) == 1 else joined(map(plain, others))
    return kind


def joined(kinds: Iterable[Any]) -> Any:
    """The kind of a value that is of one of these."""
    found = list(dict.fromkeys(kind for kind in kinds if kind is not type(None)))
    if not found or Any in found or any(isinstance(kind, Returns | types.ModuleType) for kind in found):
        return found[0] if len(found) == 1 else Any
    return Union[tuple(found)]  # noqa: UP007 - of kinds that are only known here


def list_of(kind: Any) -> Any:
    """A list of such values."""
    return types.GenericAlias(list, (kind,))


def tuple_of(kinds: Iterable[Any]) -> Any:
    """A tuple of one value of each of these kinds."""
    return types.GenericAlias(tuple, tuple(kinds))


def dict_of(key: Any, value: Any) -> Any:
    """A mapping of such keys to such values."""
    return types.GenericAlias(dict, (key, value))


def each_of(kind: Any) -> tuple[Any, ...]:
    """The kinds that a value may be of."""
    kind = plain(kind)
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def attribute(kind: Any, name: str) -> Any:
    """The kind of an attribute, or of a key where there is none. Raises UnknownNameError."""
    return joined(_attribute(each, name) for each in each_of(kind))


def _attribute(kind: Any, name: str) -> Any:
    if kind in (Any, type(None)) or isinstance(kind, Returns):
        return Any
    owner = kind if isinstance(kind, types.ModuleType) else (get_origin(kind) or kind)
    if owner is Literal:
        owner = type(get_args(kind)[0])
    if found := _of_mapping(kind, name):
        return found
    fields = _fields(owner)
    if name in fields:
        return plain(fields[name])
    if hasattr(owner, name):
        return _member(inspect.getattr_static(owner, name), bound=isinstance(owner, type))
    if isinstance(owner, type) and issubclass(owner, Mapping):
        return item(kind, name)
    raise UnknownNameError(name, {known for known in (*fields, *dir(owner)) if not known.startswith("_")})


def _of_mapping(kind: Any, name: str) -> Any:
    """What `items` and the like of a mapping give."""
    owner = get_origin(kind)
    if not isinstance(owner, type) or not issubclass(owner, Mapping):
        return None
    key, value = get_args(kind)
    gives = {
        "items": list_of(tuple_of([key, value])),
        "keys": list_of(key),
        "values": list_of(value),
        "get": value,
    }
    return Returns(gives[name]) if name in gives else None


@cache
def _fields(owner: Any) -> Mapping[str, Any]:
    """Fields of a class or values of a module, and their kinds."""
    if isinstance(owner, types.ModuleType):
        return get_type_hints(owner)
    if issubclass(owner, BaseModel):
        return {name: field.annotation for name, field in owner.model_fields.items()}
    return get_type_hints(owner) if owner.__module__ != "builtins" else {}


def _member(value: Any, *, bound: bool) -> Any:
    if isinstance(value, property):
        return returned(value.fget)
    if isinstance(value, classmethod | staticmethod):
        bound = isinstance(value, classmethod)
        value = value.__func__
    return Returns(returned(value), _takes(value, bound)) if inspect.isroutine(value) else Any


def _takes(function: Any, bound: bool) -> inspect.Signature | None:
    """What it is called with, `self` or `cls` left out where it is bound; None for what does not say."""
    if not inspect.isfunction(function):
        return None
    signature = inspect.signature(function)
    return signature.replace(parameters=list(signature.parameters.values())[bound:])


def is_called(kind: Any) -> bool:
    """Whether it is something to call, and no value."""
    return isinstance(kind, Returns) or get_origin(plain(kind)) is Callable


def values(kind: Any) -> frozenset[Any]:
    """The only values that there are of the kind; empty where there may be others."""
    found = [get_args(each) if get_origin(each) is Literal else () for each in each_of(kind)]
    return frozenset().union(*found) if all(found) else frozenset()


def returned(function: Any) -> Any:
    """The kind of what a function gives, as far as it says so in names that can be found."""
    try:
        return get_type_hints(function).get("return", Any) if inspect.isfunction(function) else Any
    except NameError:
        return Any


def takes(kind: Any) -> inspect.Signature | None:
    """What it is called with; None where that is not known."""
    if isinstance(kind, Returns):
        return kind.takes
    places = [
        inspect.Parameter(f"argument_{number}", inspect.Parameter.POSITIONAL_ONLY)
        for number in range(1, len(wanted(kind)) + 1)
    ]
    return inspect.Signature(places) if places else None


def wanted(kind: Any) -> Sequence[Any]:
    """The kinds of what it is called with, as far as an annotation names them one by one."""
    found = get_args(plain(kind))[0] if get_origin(plain(kind)) is Callable else ()
    return found if isinstance(found, list) else ()


def called(kind: Any) -> Any:
    """The kind of what calling it gives."""
    kind = plain(kind)
    if isinstance(kind, Returns):
        return kind.kind
    return get_args(kind)[-1] if get_origin(kind) is Callable else Any


def keys(kind: Any) -> frozenset[Any]:
    """The only keys of a mapping; empty where there may be others."""
    owner = get_origin(plain(kind))
    mapping = isinstance(owner, type) and issubclass(owner, Mapping)
    return values(get_args(plain(kind))[0]) if mapping else frozenset()


def one_of(texts: Iterable[str]) -> Any:
    """One of these texts and no other."""
    return Literal[tuple(texts)]


def item(kind: Any, key: object = None) -> Any:
    """The kind of an item, `key` where it is known. Raises UnknownNameError for one that cannot be there."""
    return joined(_item(each, key) for each in each_of(kind))


def _item(kind: Any, key: object) -> Any:
    owner, arguments = get_origin(kind), get_args(kind)
    if owner is tuple and arguments[-1] is not Ellipsis:
        return arguments[key] if isinstance(key, int) and key < len(arguments) else joined(arguments)
    if isinstance(owner, type) and issubclass(owner, Mapping):
        allowed = get_args(arguments[0]) if get_origin(arguments[0]) is Literal else ()
        if isinstance(key, str) and allowed and key not in allowed:
            raise UnknownNameError(key, allowed)
        return arguments[1]
    return element(kind)


def element(kind: Any) -> Any:
    """The kind of what a loop over it gives."""
    return joined(_element(each) for each in each_of(kind))


def _element(kind: Any) -> Any:
    owner, arguments = get_origin(kind), get_args(kind)
    if owner is tuple:
        return arguments[0] if arguments[-1] is Ellipsis else joined(arguments)
    if isinstance(owner, type) and issubclass(owner, Iterable):
        return arguments[0]
    return str if kind is str else Any


def unpacked(kind: Any, count: int) -> Sequence[Any]:
    """The kinds of `count` names that a value is put into."""
    kind = plain(kind)
    arguments = get_args(kind)
    if get_origin(kind) is tuple and len(arguments) == count and arguments[-1] is not Ellipsis:
        return arguments
    return [element(kind)] * count
