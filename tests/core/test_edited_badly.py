"""Every key of every file of a pack, spoilt in turn: what is wrong is said with file, line and key.

The files are read once and spoilt as values, so that thousands of edits take seconds; that a text says the same is
shown by a part of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from putright import data
from putright.data.yaml import Malformed, read
from tests.core import badly
from tests.core.badly import File, Path

WHOLE = ("willow-tree",)
"""Packs of which every key is spoilt in every way; of the others the keys of a kind are, once each."""


@cache
def _files() -> tuple[File, ...]:
    return tuple(file for pack in data.pack_names() for file in badly.files(pack))


SPOILT = [pytest.param(pack, name, id=f"{pack}/{name}") for pack in data.pack_names() for name in data.pack_texts(pack)]
spoilt = pytest.mark.parametrize(("pack", "name"), SPOILT)


def _file(pack: str, name: str) -> File:
    return next(file for file in _files() if (file.pack, file.name) == (pack, name))


@cache
def _paths(pack: str, name: str) -> tuple[Path, ...]:
    """The keys to spoil."""
    file = _file(pack, name)
    found = list(badly.keys(file.value))
    if pack in WHOLE:
        return tuple(found)
    return tuple({_kind(file, path): path for path in found}.values())


def _kind(file: File, path: Path) -> Path:
    """A key without what the pack chose and the place in a list."""
    return tuple("*" if key.isdecimal() or file.chosen(path[: n + 1]) else key for n, key in enumerate(path))


def _unsaid(file: File, path: Path, spoilt: Any, named: Path) -> str:
    """What is said instead where nothing names the key and the line; empty where it is named."""
    faults, line = file.faults(spoilt), file.lines.line(named)
    at = {(fault.path[: len(named)], file.lines.line(fault.path)) for fault in faults}
    return "" if (named, line) in at else f"{'.'.join(path)} (line {line}): {[str(one) for one in faults][:3]}"


Edit = Callable[[File, Path], Iterator[tuple[Any, Path]]]
"""Spoils a key: the value of the whole file then, and the key at which that has to be said."""


def _renamed(file: File, path: Path) -> Iterator[tuple[Any, Path]]:
    """A key by another name."""
    if not file.chosen(path):
        name = f"not_{path[-1]}"
        new = (*path[:-1], name)
        file.lines.setdefault(new, file.lines.line(path))
        yield badly.put(file.value, path, badly.at(file.value, path), name), new


def _removed(file: File, path: Path) -> Iterator[tuple[Any, Path]]:
    """A key that has to be there, left out."""
    if badly.required(badly.KINDS[file.name], path):
        yield badly.put(file.value, path, None), path[:-1]


def _mistyped(file: File, path: Path) -> Iterator[tuple[Any, Path]]:
    """A value of another type."""
    yield badly.put(file.value, path, badly.mistyped(badly.at(file.value, path))), path


def _unknown(file: File, path: Path) -> Iterator[tuple[Any, Path]]:
    """A name that means nothing."""
    value = badly.at(file.value, path)
    if badly.names_things(file, path, value) and not badly.is_citation(path, value):
        yield badly.put(file.value, path, [badly.NOWHERE] if isinstance(value, list) else badly.NOWHERE), path


def _uncited(file: File, path: Path) -> Iterator[tuple[Any, Path]]:
    """A provision that is not there."""
    if badly.is_citation(path, badly.at(file.value, path)):
        yield badly.put(file.value, path, ["NO-99"]), path


@pytest.mark.parametrize("edit", [_renamed, _removed, _mistyped, _unknown, _uncited])
@spoilt
def test_what_is_wrong_is_named(pack: str, name: str, edit: Edit) -> None:
    file = _file(pack, name)
    edits = [(path, *one) for path in _paths(pack, name) for one in edit(file, path)]
    missing = [said for path, value, named in edits if (said := _unsaid(file, path, value, named))]
    assert not missing, f"{len(missing)} of {len(edits)} not said:\n" + "\n".join(missing[:20])


@spoilt
def test_a_key_that_stands_twice_is_named(pack: str, name: str) -> None:
    file = _file(pack, name)
    for path in _paths(pack, name):
        with pytest.raises(Malformed) as caught:
            read(badly.doubled(file, path), file.name)
        assert f"the key {path[-1]!r} stands twice" in str(caught.value)
        assert str(caught.value).startswith(f"{name}:")


@spoilt
def test_a_spoilt_text_says_the_same_with_its_file(pack: str, name: str) -> None:
    """The text itself, a key of it renamed, read as the pages and the command line read it."""
    texts, file = data.pack_texts(pack), _file(pack, name)
    own = [path for path in _paths(pack, name) if not file.chosen(path)]
    for path in own[:: max(1, len(own) // 6)]:
        mark = file.marks[path]
        lines = file.text.splitlines(keepends=True)
        before, rest = lines[mark.line][: mark.column], lines[mark.line][mark.column :]
        quote = rest[0] if rest[0] in "\"'" else ""
        lines[mark.line] = f"{before}{quote}not_{rest.removeprefix(quote)}"
        found = data.faults_of({**texts, name: "".join(lines)})
        assert (name, mark.line + 1, f"not_{path[-1]}") in {(f.file, f.line, f.key[-1]) for f in found if f.key}, path
