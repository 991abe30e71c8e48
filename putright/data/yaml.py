"""Reading YAML strictly, and knowing the line of every key.

Only what a careful person expects: texts, whole and decimal numbers, true, false and nothing. A date, `no` and
`010` stay the texts they are written as. A key that stands twice is a fault.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_LONGEST_NUMBER = 18
_DEEPEST = 40
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Malformed(ValueError):
    """A text that is not YAML, or not the YAML meant here: says file and line."""


class Lines(dict[tuple[str, ...], int]):
    """The line at which each key of a document stands. `nodes`: those read so far, while it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.nodes: dict[int, yaml.Node] = {}

    def line(self, path: tuple[str, ...]) -> int:
        """The line of a key; of the nearest key above it where it has none of its own."""
        while path and path not in self:
            path = path[:-1]
        return self.get(path, 1)


def read_file(path: Path) -> tuple[Any, Lines]:
    """The same of a file. Raises `Malformed`, and `OSError` where it cannot be opened."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Malformed(f"{path}:1: not a text file in UTF-8") from None
    return read(text, str(path))


def read(text: str, name: str) -> tuple[Any, Lines]:
    """The value that a YAML document holds, and the line of each of its keys. Raises `Malformed`."""
    lines = Lines()
    try:
        _check(text, name)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise Malformed(_where(error, name)) from None
    value = None if node is None else _value(node, (), lines, name)
    lines.nodes.clear()
    return value, lines


def _check(text: str, name: str) -> None:
    """Before anything is built of it: the C loader ends the process where a text is nested without bound.

    No text holds a NUL, which an escape could bring in and PostgreSQL does not keep.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise Malformed(f"{name}:{event.start_mark.line + 1}: nested too deeply")
        if isinstance(event, yaml.ScalarEvent) and "\0" in event.value:
            raise Malformed(f"{name}:{event.start_mark.line + 1}: a text cannot hold the character \\0: leave it out")


def _where(error: yaml.YAMLError, name: str) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "not readable as YAML"
    return f"{name}:{mark.line + 1 if mark else 1}: {problem}"


def _value(node: yaml.Node, path: tuple[str, ...], lines: Lines, name: str) -> Any:
    if id(node) in lines.nodes:
        raise Malformed(f"{name}:{lines.line(path)}: an alias (*) is not read here: write it out")
    lines.nodes[id(node)] = node
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, str(n)), lines, name) for n, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: tuple[str, ...], lines: Lines, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in found:
            raise Malformed(f"{name}:{line}: the key {key!r} stands twice")
        lines[(*path, key)] = line
        found[key] = _value(value_node, (*path, key), lines, name)
    return found


def _scalar(node: yaml.Node) -> Any:
    text: str = node.value
    if getattr(node, "style", None):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text


def write(value: Any) -> str:
    """A value of texts, numbers, lists and mappings as YAML that `read` reads back as the same value.

    >>> read(write({"at": "2026-03-30", "trained": True}), "")[0]
    {'at': '2026-03-30', 'trained': True}
    """
    text: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=None, sort_keys=False, width=110)
    return text
