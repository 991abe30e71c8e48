"""Reading a file into a structure, and naming file, line and key of what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from putright.core.validate import Fault, shape
from putright.data.yaml import Lines, Malformed, read, read_file

HERE = Path(__file__).parent
_S = TypeVar("_S", bound=Struct)
_MALFORMED = re.compile(r"(?P<file>.*?):(?P<line>\d+): (?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Located:
    """What is wrong, in which file, at which line (1 is the first) and key (empty where it is the file itself)."""

    file: str
    line: int
    key: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {Fault(self.key, self.text)}"


class Invalid(ValueError):
    """A file that does not hold what it should: `faults` says each with file, line and key, `located` in parts."""

    def __init__(self, faults: list[str], located: Iterable[Located] = ()) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
        self.located = tuple(located)


def load(path: Path, kind: type[_S]) -> tuple[_S, Lines]:
    """A file as a structure of that kind, and the line of each of its keys. Raises `Invalid`, and `Malformed`."""
    return _load(path, kind)


@cache
def _load(path: Path, kind: type[_S]) -> tuple[_S, Lines]:
    obj, lines = read_file(path)
    return _shaped(obj, lines, str(path), kind), lines


def load_text(text: str, name: str, kind: type[_S]) -> tuple[_S, Lines]:
    """The same of a text; `name` is what messages call its file. Raises `Invalid`, and `Malformed`."""
    obj, lines = read(text, name)
    return _shaped(obj, lines, name, kind), lines


def _shaped(obj: object, lines: Lines, name: str, kind: type[_S]) -> _S:
    found, faults = shape(obj, kind)
    check(name, lines, faults)
    if found is None:
        raise Invalid([f"{name}:1: the file holds nothing"], [Located(name, 1, (), "the file holds nothing")])
    return found


def check(name: str | Path, lines: Lines, faults: Iterable[Fault]) -> None:
    """Raises `Invalid` with every fault of a file; nothing where there is none."""
    located = [Located(str(name), lines.line(fault.path), fault.path, fault.text) for fault in faults]
    if located:
        raise Invalid([str(one) for one in located], located)


def located(error: Invalid | Malformed) -> tuple[Located, ...]:
    """What is wrong by an error of reading, in parts."""
    if isinstance(error, Invalid) and error.located:
        return error.located
    said = error.faults if isinstance(error, Invalid) else [str(error)]
    return tuple(
        Located(found["file"], int(found["line"]), (), found["text"]) if (found := _MALFORMED.fullmatch(text)) else
        Located("", 1, (), text) for text in said
    )  # fmt: skip
