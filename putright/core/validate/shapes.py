"""The shape of what was read from a file: unknown and missing keys, wrong values, each with the key it stands at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

MOST = 120
"""How many names are listed where none is near."""
Path = tuple[str, ...]
_S = TypeVar("_S", bound=Struct)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and at which key."""

    path: Path
    text: str

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or 'the file'}: {self.text}"


def shape(obj: Any, kind: type[_S]) -> tuple[_S | None, list[Fault]]:
    """`obj` as a structure of that kind, or every fault of its shape: unknown and missing keys, wrong values."""
    faults = list(_shape_faults(obj, kind, ()))
    return (None, faults) if faults else (msgspec.convert(obj, kind), [])


def _shape_faults(obj: Any, kind: Any, path: Path) -> Iterator[Fault]:
    struct = _struct(kind)
    if struct and (obj is not None or struct is kind):
        yield from _struct_faults(obj, struct, path)
    elif not isinstance(obj, (dict, list)):
        yield from _converts(obj, kind, path)
    elif get_origin(kind) is Annotated:
        yield from list(_shape_faults(obj, get_args(kind)[0], path)) or _converts(obj, kind, path)
    elif get_origin(kind) is dict and isinstance(obj, dict):
        key, value = get_args(kind)
        for name, inner in obj.items():
            yield from _converts(name, key, (*path, str(name)))
            yield from _shape_faults(inner, value, (*path, str(name)))
    elif get_origin(kind) is tuple and isinstance(obj, list):
        for n, item in enumerate(obj):
            yield from _shape_faults(item, get_args(kind)[0], (*path, str(n)))
    else:
        yield from _converts(obj, kind, path)


def _struct_faults(obj: Any, kind: type[Struct], path: Path) -> Iterator[Fault]:
    if not isinstance(obj, dict):
        yield Fault(path, f"expected keys and values, got {obj!r}")
        return
    fields = _fields(kind)
    for name in obj:
        if name not in fields:
            yield Fault((*path, str(name)), f"unknown key{hint(str(name), fields)}")
    for name, field in fields.items():
        if name in obj:
            yield from _shape_faults(obj[name], _hints(kind)[field.name], (*path, name))
        elif field.required:
            yield Fault(path, f"the key {name!r} is missing")


@cache
def _fields(kind: type[Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


@cache
def _struct(kind: Any) -> type[Struct] | None:
    """The structure that a type is, or is where it is not left out."""
    if get_origin(kind) in (dict, tuple, Annotated):
        return None
    return next((a for a in (kind, *get_args(kind)) if isinstance(a, type) and issubclass(a, Struct)), None)


def _converts(value: Any, kind: Any, path: Path) -> Iterator[Fault]:
    found = _known_unfit(value, kind) if isinstance(value, (str, int, float)) else _unfit(value, kind)
    if found:
        yield Fault(path, found)


def _unfit(value: Any, kind: Any) -> str:
    """Why a value is not of a type; empty where it is."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text = str(error).partition(" - at `")[0]
        return f"{value!r} is not known{hint(str(value), _literals(kind))}" if text.startswith("Invalid enum") else text
    return ""


_known_unfit = lru_cache(maxsize=20_000, typed=True)(_unfit)


def _literals(kind: Any) -> list[str]:
    """The values that a type names, whether it may also be left out or not."""
    arguments = get_args(kind)
    return [str(a) for a in arguments] if get_origin(kind) is Literal else [t for a in arguments for t in _literals(a)]


def hint(name: str, known: Any) -> str:
    """What to say after a name that is not known: the nearest, or all there are."""
    every = [str(one) for one in known]
    near = get_close_matches(name, every, 1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; known are {', '.join(every) or 'none'}" if len(every) <= MOST else f"; known are {every[0]} and others"
