"""What a rule reads of a policy, found in its code.

A rule that reads nothing in which two policies differ answers the same under both. What is found errs on the safe
side: every name that a rule, or anything it calls, may look up counts as read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property
from inspect import isclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

from msgspec.structs import fields

from putright.core.case import Case
from putright.core.pack import Edition, Pack
from putright.core.policy import Policy

BESIDE = ("calendar", "law", "windows", "wording", "provisions")
"""What a policy consists of beside its pack and the edition of its Code."""
LABELS = frozenset({"pack", "version", "title", "edition"})
"""What a pack or edition is called: no rule goes by it. An edition's contents are compared name by name."""
NAMES = frozenset({field.name for rules in (Pack, Edition) for field in fields(rules)} | {*BESIDE}) - LABELS
SHOWN = frozenset({"cites", "reading"})
"""They stand beside an answer and never change it."""


def differ(old: Policy, new: Policy) -> frozenset[str]:
    """The names of what two policies do not have in common, such as `clocks` or `calendar`."""
    brands = (None, *old.pack.brands, *new.pack.brands)
    pairs = [(old.pack, new.pack), *((old.of(one).edition, new.of(one).edition) for one in brands)]
    found = {name for name in BESIDE if getattr(old, name) != getattr(new, name)}
    found |= {name for a, b in pairs for name in NAMES if getattr(a, name, None) != getattr(b, name, None)}
    return frozenset(found)


@cache
def reads(rule: Callable[..., Any]) -> frozenset[str]:
    """The names of what a rule may look at in a policy, whatever the case and the event."""
    found, waiting, seen = set[str](), [rule], set[int]()
    while waiting:
        function = _plain(waiting.pop())
        if id(function) in seen:
            continue
        seen.add(id(function))
        names = set(_names(function.__code__))
        found |= names & NAMES
        waiting += _called(function, names - SHOWN)
    return frozenset(found)


def _plain(function: Any) -> FunctionType:
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    found: FunctionType = function
    return found


def _names(code: CodeType) -> Iterator[str]:
    """Every name that a function's code looks up, and those of the functions written within it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _called(function: FunctionType, names: set[str]) -> Iterator[Callable[..., Any]]:
    held = [cell.cell_contents for cell in function.__closure__ or ()]
    known = [function.__globals__[name] for name in names if name in function.__globals__]
    for value in (*held, *known):
        yield from _functions(value, names)
    for cls in (Case, Policy):
        yield from (one for name in names if (one := _method(cls, name)))


def _functions(value: Any, names: set[str]) -> Iterator[Callable[..., Any]]:
    """The functions of this package that a value is, or holds: a module those that are named, a class all of its own.

    Of `Case` and `Policy` every rule has one in hand: theirs count where they are named.
    """
    if isinstance(value, ModuleType):
        value = [getattr(value, name) for name in names if hasattr(value, name)] if _ours(value.__name__) else []
    if isclass(value):
        own = _ours(value.__module__) and value not in (Case, Policy)
        value = [one for name in vars(value) if (one := _method(value, name))] if own else []
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _functions(one, names)
    elif callable(value) and isinstance(_plain(value), FunctionType):
        yield from [value] if _ours(_plain(value).__module__) else []


def _ours(module: str) -> bool:
    return module.startswith("putright.")


def _method(cls: type, name: str) -> Callable[..., Any] | None:
    """What a class runs under a name; none of those that every class has, such as `__eq__`: they decide nothing."""
    if name.startswith("__") and name != "__init__":
        return None
    found = vars(cls).get(name)
    if isinstance(found, cached_property):
        return found.func
    if isinstance(found, property):
        return found.fget
    found = getattr(found, "__func__", found)
    return found if isinstance(found, FunctionType) else None
