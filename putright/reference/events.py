"""docs/reference/events.md, from the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Meta, Struct

from putright.core import events
from putright.reference import words

INTRODUCTION = """
# Events

A case is a log of these events, in date order; nothing else is the truth about it. Every event has `on`, the local
date (Europe/London) on which it happened, and may have `stage` (`informal`, 1 or 2; the current stage unless given).
A *fact* is something others cause: it is recorded whatever the policy says, and only what follows from it differs.
Everything else is *decided*: the [guards](guards-and-warnings.md) may refuse it, with reasons.

*Text* is free text or a name. The log keeps it in a row of its own, so that it can be erased when due.
A field without "required" may be left out.
"""


def page() -> str:
    """The page."""
    shapes = (events.Finding, events.Remedy)
    found = [INTRODUCTION.strip(), *(_event(name, cls) for name, cls in events.VOCABULARY.items())]
    return "\n\n".join([*found, "## Shapes within events", *(_shape(cls) for cls in shapes)])


def _event(name: str, cls: type[events.Event]) -> str:
    kind = "Fact" if cls.is_fact else "Decided"
    return "\n".join([f"## {name}", "", f"{kind}. {words()['events'][name]}", *_fields(cls, ("on", "stage"))])


def _shape(cls: type[Struct]) -> str:
    return "\n".join([f"### {cls.__name__.lower()}", "", (cls.__doc__ or "").strip(), *_fields(cls, ())])


def _fields(cls: type[Struct], without: tuple[str, ...]) -> Iterator[str]:
    hints = get_type_hints(cls, include_extras=True)
    listed = [f for f in msgspec.structs.fields(cls) if f.name not in without]
    if listed:
        yield ""
    for field in listed:
        needed = field.default is NODEFAULT and field.default_factory is NODEFAULT
        yield f"- `{field.encode_name}`: {in_words(hints[field.name])}{', required' if needed else ''}"


def in_words(hint: Any) -> str:
    """What a field takes.

    >>> in_words(bool | None)
    'yes or no'
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join(in_words(a) for a in arguments if a is not NoneType)
    if origin is Annotated:
        marks = [m for m in arguments[1:] if isinstance(m, Meta)]
        return "text" if any((m.extra or {}).get("words") for m in marks) else _bounded(arguments[0], marks)
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"a list of {in_words(arguments[0])}"
    if origin is dict:
        return f"a mapping of ids to {in_words(arguments[1])}"
    plain = {str: "an id or word", bool: "yes or no", int: "a whole number", float: "pounds"}
    return plain.get(hint) or f"a [{hint.__name__.lower()}](#{hint.__name__.lower()})" if hint in (
        *plain, events.Finding, events.Remedy) else "a date"  # fmt: skip


def _bounded(hint: Any, marks: list[Meta]) -> str:
    limits = [(m.ge, m.le) for m in marks if m.ge is not None]
    return in_words(hint) + "".join(f" from {low} to {high}" for low, high in limits)
