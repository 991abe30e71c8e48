"""Events as plain values and back, with their free texts set apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from putright.core.events.base import Event, Malformed


def _concrete(base: type[Event]) -> Iterator[type[Event]]:
    for cls in base.__subclasses__():
        if cls.__subclasses__():
            yield from _concrete(cls)
        else:
            yield cls


VOCABULARY: dict[str, type[Event]] = {str(cls.__struct_config__.tag): cls for cls in _concrete(Event)}
"""Every event by its name, in the order in which a case meets them."""


def decode(obj: dict[str, Any]) -> Event:
    """The event that a plain mapping describes.

    `obj` has `event` (a name of the vocabulary), `on` (YYYY-MM-DD) and the event's own keys.
    Raises `Malformed`, naming the key, for an unknown event or key, a missing one, or a value of the wrong kind.
    """
    name = obj.get("event")
    cls = VOCABULARY.get(name) if isinstance(name, str) else None
    if cls is None:
        near = get_close_matches(str(name), VOCABULARY, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise Malformed(f"there is no event {name!r}{hint}", "event")
    try:
        return msgspec.convert(obj, cls)
    except msgspec.ValidationError as error:
        raise Malformed(*_plain_words(str(error))) from None


def _plain_words(message: str) -> tuple[str, str]:
    what, _, path = message.partition(" - at `$")
    return what, path.strip("`").lstrip(".")


def encode(event: Event) -> dict[str, Any]:
    """The event as JSON values; `decode` of it gives the event again."""
    obj: dict[str, Any] = msgspec.to_builtins(event)
    return obj


def split_texts(event: Event) -> tuple[dict[str, Any], list[str]]:
    """The event as JSON values with each free text replaced by a place-holder, and those texts in order."""
    texts: list[str] = []

    def take(text: str) -> str:
        texts.append(text)
        return f"{PLACE_HOLDER}{len(texts) - 1}"

    obj: dict[str, Any] = _map_words(encode(event), _plan_of(type(event)), take)
    return obj, texts


def join_texts(obj: dict[str, Any], texts: Sequence[str | None]) -> dict[str, Any]:
    """The reverse of `split_texts`; a text that is None was erased and reads `ERASED`."""

    def put(holder: str) -> str:
        text = texts[int(holder.removeprefix(PLACE_HOLDER))]
        return ERASED if text is None else text

    joined: dict[str, Any] = _map_words(obj, _plan_of(VOCABULARY[obj["event"]]), put)
    return joined


PLACE_HOLDER = "\N{SECTION SIGN}"


ERASED = "[erased]"


@cache
def _plan_of(hint: Any) -> Any:
    """Where the free texts are in values of a type: True for a text itself, else a shape to walk, else None."""
    if get_origin(hint) is Annotated:
        return any(isinstance(m, Meta) and (m.extra or {}).get("words") for m in hint.__metadata__) or None
    if isinstance(hint, type) and issubclass(hint, Struct):
        hints = get_type_hints(hint, include_extras=True)
        fields = {field.encode_name: _plan_of(hints[field.name]) for field in msgspec.structs.fields(hint)}
        return {name: plan for name, plan in fields.items() if plan} or None
    arguments = [a for a in get_args(hint) if a not in (type(None), Ellipsis)]
    if get_origin(hint) is dict:
        return (dict, inner) if (inner := _plan_of(arguments[1])) else None
    if get_origin(hint) is tuple:
        return (list, inner) if (inner := _plan_of(arguments[0])) else None
    return None


def _map_words(value: Any, plan: Any, change: Callable[[str], str]) -> Any:
    if plan is True:
        return change(value) if value else value
    if isinstance(plan, dict):
        return {k: _map_words(v, plan[k], change) if k in plan else v for k, v in value.items()}
    if isinstance(plan, tuple):
        shape, inner = plan
        if shape is dict:
            return {k: _map_words(v, inner, change) for k, v in value.items()}
        return [_map_words(v, inner, change) for v in value]
    return value
