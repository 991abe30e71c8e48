"""Where a pack, and what it says in print, conflicts with an edition of a Code."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from textwrap import fill
from typing import Any

import msgspec

from putright import data
from putright.cli.policies import Wrong
from putright.core.lint import editions
from putright.core.lint.finding import Finding
from putright.core.printed import Printed
from putright.data.linting import findings
from putright.data.yaml import Malformed, read

WIDTH = 110
INDENT = " " * 8
MARK = {"must": "MUST  ", "should": "should", "advice": "advice"}


def run(args: argparse.Namespace) -> int:
    """Prints each finding; 1 where a “must” is among them."""
    loaded = _loaded(args.pack)
    edition = _edition(args.edition or loaded.policy.pack.edition)
    if args.document:
        loaded = replace(loaded, printed=_read(args.document))
    found = findings(loaded, edition)
    lines = read(data.pack_texts(args.pack)["pack.yaml"], "pack.yaml")[1]
    shown = [_shown(one, lines.line(one.key) if one.key else None) for one in found]
    if args.json:
        print(json.dumps({"pack": loaded.policy.pack.pack, "edition": edition, "findings": shown}, indent=2))
    else:
        print("\n".join(_told(loaded.policy.pack.title, edition, loaded.printed, shown)))
    return int(any(one.force == "must" for one in found))


def _loaded(name: str) -> data.Loaded:
    try:
        return data.load_pack(name)
    except (data.Invalid, FileNotFoundError, Malformed, OSError) as error:
        raise Wrong(str(error)) from None


def _read(document: str) -> Printed:
    from putright.cli.reading import read_document

    return read_document(document).printed


def _edition(name: str) -> str:
    known = editions()
    if name not in known:
        raise Wrong(f"no rule holds a policy against {name!r}; there are rules for {', '.join(known)}")
    return name


def _shown(one: Finding, line: int | None) -> dict[str, Any]:
    said = msgspec.to_builtins(one.said) if one.said else None
    return asdict(one) | {"key": ".".join(one.key), "line": line, "said": said}


def _told(title: str, edition: str, printed: Printed | None, found: list[dict[str, Any]]) -> Iterator[str]:
    yield f"{title}, held against {edition}"
    if printed is None:
        yield "What the policy says in print is not known (printed.yaml): only what runs is looked at."
    for one in found:
        cites = f"; {', '.join(one['cites'])}" if one["cites"] else ""
        yield "\n" + fill(f"{MARK[one['force']]}  {one['text']}", WIDTH, subsequent_indent=INDENT)
        yield f"{INDENT}{one['rule']} ({', '.join(one['code'])}{cites})"
        yield from (INDENT + at for at in _where(one))
        yield fill(f"instead: {one['cure']}", WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    counted = ", ".join(f"{sum(one['force'] == force for one in found)} {force}" for force in MARK)
    yield f"\n{len(found)} findings: {counted}" if found else "\nNothing found."


def _where(one: dict[str, Any]) -> Iterator[str]:
    if one["key"]:
        yield f"pack.yaml:{one['line']}: {one['key']}"
    said = one["said"]
    if said and (at := [said.get("where", ""), f"line {said['line']}" if said.get("line") else ""]) != ["", ""]:
        yield "printed: " + ", ".join(filter(None, at))
