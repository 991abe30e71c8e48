"""`putright policy read`: a printed policy held against the pack that claims to follow it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from putright import data
from putright.apps.workbench.readings.extracting import Unreadable, text_of
from putright.cli.policies import Wrong, load
from putright.core.reading import Reading, read
from putright.core.reading.comparing import Comparison, compare, in_words


def run(args: argparse.Namespace) -> int:
    """Read a document and say what differs from the pack and the register; 0 only where nothing does."""
    on = _day(args.on)
    register = data.load_bodies()
    reading = read_document(args.document)
    found = compare(reading.printed, load(args.pack, args.brand), register, on)
    print(json.dumps(_shown(reading, found, on), indent=2) if args.json else "\n".join(_lines(reading, found, on)))
    return 1 if found.differs else 0


def read_document(name: str) -> Reading:
    """A document of a file, read. Raises `Wrong`."""
    try:
        return read(text_of(Path(name).read_bytes()), Path(name).stem, data.load_bodies())
    except OSError as error:
        raise Wrong(f"{name}: {error.strerror}") from None
    except Unreadable as error:
        raise Wrong(f"{name}: {error}") from None


def _day(on: str | None) -> date:
    try:
        return date.fromisoformat(on) if on else date.today()  # noqa: DTZ011 (the day where the command is run)
    except ValueError:
        raise Wrong(f"{on!r} is not a date; write for example 2026-03-31") from None


def _lines(reading: Reading, found: Comparison, on: date) -> Iterator[str]:
    for part in reading.left_out:
        yield f"Lines {part.first} to {part.last} are {part.title}, bound in with it, and were left out."
    yield f"{len(found.differs)} differ, {len(found.agrees)} agree, {len(found.not_found)} not found."
    if found.differs:
        yield "\nDiffers"
    for one in found.differs:
        cites = f" ({', '.join(one.cites)})" if one.cites else ""
        yield f"  line {one.said.line}, {one.said.where or 'no heading'}: {in_words(one, on)}{cites}"
        yield f"      “{one.said.text}”"
    if found.not_found:
        yield "\nNot found; it may be said in other words"
    for missing in found.not_found:
        yield f"  {missing.text}" + (f" ({', '.join(missing.cites)})" if missing.cites else "")


def _shown(reading: Reading, found: Comparison, on: date) -> dict[str, Any]:
    return {
        "document": reading.printed.printed, "on": on.isoformat(),
        "left_out": [{"first": part.first, "last": part.last, "title": part.title} for part in reading.left_out],
        "differs": [
            {"said": msgspec.to_builtins(one.said), "origin": one.origin, "has": one.has, "cites": list(one.cites),
             "text": in_words(one, on)} for one in found.differs
        ],
        "agrees": msgspec.to_builtins(found.agrees), "stands_alone": msgspec.to_builtins(found.stands_alone),
        "not_found": [{"topic": one.topic, "of": one.of, "text": one.text, "cites": list(one.cites)}
                      for one in found.not_found],
    }  # fmt: skip
