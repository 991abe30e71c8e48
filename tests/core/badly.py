"""Edits that spoil a file of a pack at one key, and what has to be said of each: for `test_edited_badly`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

import msgspec
import yaml
from msgspec import Struct

from putright import data
from putright.core.pack import Pack, Provisions
from putright.core.printed import Printed
from putright.core.validate import Fault, pack_faults, printed_faults, provision_faults, shape, wording_faults
from putright.core.wording import Wording
from putright.data.packs import FILES
from putright.data.yaml import Lines, read

Path = tuple[str, ...]
KINDS: dict[str, type[Struct]] = dict(zip(FILES, (Pack, Provisions, Wording, Printed), strict=True))
NOWHERE = "no-such-thing"
CHOSEN: dict[str, set[Path]] = {
    "pack.yaml": {("brands",), ("bodies",), ("reports",), ("publications",), ("registers",), ("roles",),
                  ("panel", "seats"), ("compensation", "authority")},
    "provisions.yaml": {("provisions",)},
}  # fmt: skip
"""Mappings whose keys the pack chooses. A renamed one is missed where it is used instead."""
FREE = {
    "pack", "version", "title", "name", "short", "prefix", "reading", "note", "text", "where", "finding", "force",
    "certainty", "asks", "approved", "review_due", "owner", "reference", "accountable", "to", "bodies", "document",
    "detail", "for", "means", "when", "web", "asked", "code", "printed", "id", "not_yet", "steps", "every",
    "linter",
}  # fmt: skip
"""Keys whose value is the landlord's own words, so that no value is unknown."""
PRINTED = {
    "of": ("definition", "remedy", "law"),
    "value": ("definition", "stage", "contact", "law", "review", "promise"),
}
"""Topics of a printed policy of which the same is so."""


@dataclass(frozen=True)
class File:
    """A file of a shipped pack, read once: its value, the line of each key and what is wrong with a value."""

    pack: str
    name: str
    text: str
    value: Any
    lines: Lines
    known: Mapping[str, Any]
    parsed: Pack
    marks: Mapping[Path, Mark]

    def faults(self, value: Any) -> list[Fault]:
        """Everything wrong with the file if it held this value."""
        found, wrong = shape(value, KINDS[self.name])
        return wrong or list(self._meaning(found))

    def _meaning(self, found: Any) -> Iterator[Fault]:
        editions = dict.fromkeys(data.edition_names())
        if self.name == "pack.yaml":
            return pack_faults(found, editions, self.known)
        if self.name == "provisions.yaml":
            return provision_faults(found, self.parsed, data.load_bodies())
        if self.name == "wording.yaml":
            return wording_faults(found, self.parsed, editions, self.known)
        return printed_faults(found, self.known, data.load_bodies())

    def chosen(self, path: Path) -> bool:
        """Whether the pack chose this key itself."""
        return path[:-1] in CHOSEN.get(self.name, set())


def files(pack: str) -> Iterator[File]:
    """Every file of a shipped pack."""
    loaded = data.load_pack(pack)
    shipped = {id_: one for name in data.pack_names() for id_, one in data.pack_document(name).provisions.items()}
    known = {**shipped, **loaded.policy.provisions}
    for name, text in data.pack_texts(pack).items():
        value, lines = read(text, name)
        marks = dict(_marks(yaml.compose(text, Loader=yaml.CSafeLoader)))
        yield File(pack, name, text, value, lines, known, loaded.policy.pack, marks)


def keys(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every key of a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if isinstance(value, dict):
            yield (*path, str(key))
        yield from keys(inner, (*path, str(key)))


def at(value: Any, path: Path) -> Any:
    """What stands at a key."""
    for key in path:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def put(value: Any, path: Path, new: Any, name: str | None = None) -> Any:
    """The value with something else at a key, under another name where one is given; without it where `new` is None."""
    if isinstance(value, list):
        return [put(one, path[1:], new, name) if str(n) == path[0] else one for n, one in enumerate(value)]
    if len(path) > 1:
        return {key: put(one, path[1:], new, name) if key == path[0] else one for key, one in value.items()}
    kept = {key: one for key, one in value.items() if key != path[0]}
    return kept if new is None else kept | {name or path[0]: new}


def required(kind: Any, path: Path) -> bool:
    """Whether the shape asks for this key."""
    for key in path[:-1]:
        kind = inner(kind, key)
    return isinstance(kind, type) and issubclass(kind, Struct) and _field(kind, path[-1]).required


def inner(kind: Any, key: str) -> Any:
    """The type of what stands at a key of a type."""
    kind = next((one for one in get_args(kind) if isinstance(one, type) and issubclass(one, Struct)), kind) \
        if get_origin(kind) not in (dict, tuple) else kind  # fmt: skip
    if get_origin(kind) is dict:
        return _bare(get_args(kind)[1])
    if get_origin(kind) is tuple:
        return _bare(get_args(kind)[0])
    return _bare(_field(kind, key).type)


def _bare(kind: Any) -> Any:
    """A type without what is annotated to it, and without `None` beside it."""
    if hasattr(kind, "__metadata__"):
        return _bare(kind.__origin__)
    others = [one for one in get_args(kind) if one is not type(None)]
    return _bare(others[0]) if type(None) in get_args(kind) and len(others) == 1 else kind


def _field(kind: type[Struct], key: str) -> msgspec.structs.FieldInfo:
    return next(field for field in msgspec.structs.fields(kind) if field.encode_name == key)


def mistyped(value: Any) -> Any:
    """Something of another type."""
    if isinstance(value, dict):
        return NOWHERE
    if isinstance(value, bool | int | float):
        return [NOWHERE]
    return {"not": "this"} if isinstance(value, list) else [[NOWHERE]]


def is_citation(path: Path, value: Any) -> bool:
    """Whether a list of provisions stands at a key."""
    first = str(value[0]) if isinstance(value, list) and value else ""
    return bool(first) and (path[-1] == "cites" or ("-" in first and first.isupper()))


def names_things(file: File, path: Path, value: Any) -> bool:
    """Whether what stands at a key has to mean something: a role, a period, a kind."""
    texts = value if isinstance(value, list) else [value]
    if path[-1] in FREE or path[0] == "bodies" or not texts or not all(isinstance(one, str) for one in texts):
        return False
    said = at(file.value, path[:-1]) if file.name == "printed.yaml" and path[-1] in ("of", "value") else {}
    return said.get("topic") not in PRINTED.get(path[-1], ())


def doubled(file: File, path: Path) -> str:
    """The section of the file that a key stands in with the key standing twice, each line where it stood."""
    lines = file.text.splitlines(keepends=True)
    tops = [mark.line for place, mark in file.marks.items() if len(place) == 1]
    mark = file.marks[path]
    first = max(top for top in tops if top <= mark.line)
    after = min((top for top in tops if top > mark.line), default=len(lines))
    kept = ["\n"] * first + lines[first:after]
    before, rest = kept[mark.line][: mark.column], kept[mark.line][mark.column :]
    again = f'"{path[-1]}": 1'
    kept[mark.line] = f"{before}{again}, {rest}" if mark.flow else f"{before}{again}\n{' ' * mark.column}{rest}"
    return "".join(kept)


@dataclass(frozen=True)
class Mark:
    """Where a key stands, from 0; `flow`: between braces."""

    line: int
    column: int
    flow: bool


def _marks(node: yaml.Node | None, path: Path = ()) -> Iterator[tuple[Path, Mark]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*path, str(key.value))
            yield place, Mark(key.start_mark.line, key.start_mark.column, bool(node.flow_style))
            yield from _marks(value, place)
    elif isinstance(node, yaml.SequenceNode):
        for n, item in enumerate(node.value):
            yield from _marks(item, (*path, str(n)))
