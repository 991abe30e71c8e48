"""Commands about policies and rehearsals. They load no Django and answer in a fraction of a second."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from putright import data
from putright.core import diagram, rehearsal
from putright.core.explain import explain
from putright.core.policy import Policy
from putright.core.validate import shape
from putright.core.workdays import OutOfRange
from putright.data.yaml import Lines, Malformed, read_file

NOT_THERE = "—"


class Wrong(Exception):
    """What the user gave cannot be used; the text says what and where."""


def rehearse(args: argparse.Namespace) -> int:
    """Run rehearsals: a line for each expectation; 0 only if every one holds."""
    every: list[dict[str, Any]] = []
    held = True
    for name in args.files:
        try:
            run, lines = _run(name)
        except Wrong as wrong:
            held = False
            every.append({"file": name, "holds": False, "error": str(wrong)})
            continue
        results = [asdict(r) | {"line": lines.line(r.path), "path": ".".join(r.path)} for r in run.results]
        held = held and all(r.holds for r in run.results)
        every.append({"file": name, "rehearsal": run.script.rehearsal, "proves": list(run.script.proves),
                      "holds": all(r.holds for r in run.results), "results": results})  # fmt: skip
    print(json.dumps(every, indent=2) if args.json else "\n".join(_told(every)))
    return 0 if held else 1


def _told(every: list[dict[str, Any]]) -> Iterator[str]:
    for run in every:
        if "error" in run:
            yield f"error  {run['error']}"
            continue
        yield f"{run['file']}: {run['rehearsal']}"
        for r in run["results"]:
            found = "" if r["holds"] else f"; {r['found']}"
            yield f"  {'holds ' if r['holds'] else 'FAILS '} line {r['line']}: {r['text']}{found}"
    expectations = [r for run in every for r in run.get("results", ())]
    failed = sum(not r["holds"] for r in expectations) + sum("error" in run for run in every)
    yield f"{len(expectations)} expectations in {len(every)} rehearsals, {failed} failed"


def explain_file(args: argparse.Namespace) -> int:
    """Print the whole state of a rehearsal's case at a date (its last event's day, if none is given)."""
    run, _ = _run(args.file)
    if not run.accepted:
        raise Wrong(f"{args.file}: nothing happens in this rehearsal")
    try:
        as_of = rehearsal.local_date(args.as_of) if args.as_of else run.accepted[-1].on
        found = explain(run.case(as_of), as_of)
    except (rehearsal.Faulty, OutOfRange, OverflowError) as error:
        raise Wrong(f"{args.file}: {error}") from None
    print(json.dumps(found, indent=2) if args.json else "\n".join(_explained(found)))
    return 0


def _explained(found: dict[str, Any]) -> Iterator[str]:
    brand = f" ({found['brand']})" if found["brand"] else ""
    yield f"{found['policy']}{brand}, held to {found['edition']}, at the end of {found['as_of']}"
    yield f"stage {found['stage']}, {found['status']}, next to {found['redress']}, timeliness {found['timeliness']}"
    yield "\nDuties"
    for duty in found["duties"]:
        yield f"  {duty['duty']:22} {duty['due'] or NOT_THERE:10}  {duty['status']:8} {', '.join(duty['cites'])}"
        yield from (f"      {line}" for d in duty["derivations"] if duty["due"] for line in _derived(d))
    yield "\nWarnings" if found["warnings"] else "\nNo warnings"
    yield from ("  " + _cited(w) for w in found["warnings"])
    yield f"\nMay happen next\n  {', '.join(found['may'])}"
    yield "\nMay not happen, and why"
    for kind, reasons in found["may_not"].items():
        yield f"  {kind}: " + "; ".join(_cited(reason) for reason in reasons)


def _cited(said: dict[str, Any]) -> str:
    return f"{said['text']} ({', '.join(said['cites']) or 'plain rule'})"


def _derived(d: dict[str, Any]) -> Iterator[str]:
    projected = " (expected)" if d["projected"] else ""
    counted = f"{d['period']} from {d['start']}{projected}" if d["period"] else "on the day set"
    yield f"{d['limit_of']}: {counted}, {d['from']}: {d['due']} ({', '.join(d['cites'])})"
    if d["skipped"]:
        yield "skipping " + ", ".join(f"{s['day']} {s['name']}" for s in d["skipped"])


def _run(name: str) -> tuple[rehearsal.Run, Lines]:
    """A rehearsal that was read and run. Raises `Wrong`, naming file, line and key."""
    try:
        obj, lines = read_file(Path(name))
    except OSError as error:
        raise Wrong(f"{name}: {error.strerror}") from None
    except Malformed as error:
        raise Wrong(str(error)) from None
    script, faults = shape(obj, rehearsal.Script)
    if script is None:
        raise Wrong("\n".join(f"{name}:{lines.line(f.path)}: {f}" for f in faults))
    policy = load(_beside(script.policy, name), script.brand)
    try:
        return rehearsal.run(script, policy), lines
    except rehearsal.Faulty as error:
        raise Wrong(f"{name}:{lines.line(error.path)}: {'.'.join(error.path)}: {error}") from None
    except OutOfRange as error:
        raise Wrong(f"{name}: {error}") from None


def _beside(policy: str, rehearsal_file: str) -> str:
    """A path to a pack is taken from where the rehearsal stands, if it is there."""
    beside = Path(rehearsal_file).parent / policy
    return str(beside) if policy not in data.pack_names() and beside.exists() else policy


def load(name: str, brand: str | None = None) -> Policy:
    """The policy of a pack by name or path. Raises `Wrong`."""
    try:
        return data.load_policy(name, brand)
    except (data.Invalid, FileNotFoundError, Malformed, OSError) as error:
        raise Wrong(str(error)) from None


# ---- policy ---------------------------------------------------------------------------------


def list_packs(args: argparse.Namespace) -> int:
    """The packs and editions that are shipped."""
    packs = [load(name).pack for name in data.pack_names()]
    if args.json:
        shown = [{"pack": p.pack, "title": p.title, "version": p.version, "edition": p.edition,
                  "brands": list(p.brands)} for p in packs]  # fmt: skip
        print(json.dumps({"packs": shown, "editions": data.edition_names()}, indent=2))
        return 0
    for pack in packs:
        print(f"{pack.pack:24} {pack.edition:24} {pack.title}")
        if pack.brands:
            print(f"{'':24} brands: {', '.join(pack.brands)}")
    print("editions: " + ", ".join(data.edition_names()))
    return 0


def show_pack(args: argparse.Namespace) -> int:
    """A pack in full: clocks, guards, and every provision with what makes it true."""
    policy = load(args.pack, args.brand)
    document = _document(args.pack)
    if args.json:
        print(json.dumps(_shown(policy, document), indent=2))
        return 0
    print("\n".join(_described(policy, document)))
    return 0


def _document(name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = msgspec.to_builtins(data.pack_document(name).provisions)
    except FileNotFoundError:
        return {}
    return found


def _shown(policy: Policy, document: dict[str, Any]) -> dict[str, Any]:
    return {"pack": msgspec.to_builtins(policy.pack), "edition": policy.edition.edition, "provisions": document}


def _described(policy: Policy, document: dict[str, Any]) -> Iterator[str]:
    yield f"{policy.pack.title}, held to {policy.edition.title}"
    for box in diagram.boxes(policy):
        yield f"\n{box.title}"
        yield from (f"  {line}" for line in box.lines)
    yield "\nProvisions"
    for id_, provision in document.items():
        by = "; ".join(f"{kind} {name}" for one in provision["by"] for kind, name in one.items())
        yield f"  {id_}  {provision['asks']}"
        yield f"         at: {provision['where']}; by: {by}"
        yield from (f"         {k}: {provision[k]}" for k in ("reading", "finding") if provision.get(k))


def check_file(args: argparse.Namespace) -> int:
    """Check a pack's file: each fault with file, line and key; 0 only if there is none."""
    try:
        policy = data.load_policy(args.file)
    except (data.Invalid, Malformed, FileNotFoundError, OSError) as error:
        faults = getattr(error, "faults", None) or [str(error)]
        print(json.dumps({"ok": False, "faults": faults}, indent=2) if args.json else "\n".join(faults))
        return 1
    said = f"{args.file}: {policy.pack.title}: no faults"
    print(json.dumps({"ok": True, "pack": policy.pack.pack, "faults": []}) if args.json else said)
    return 0


def lint(args: argparse.Namespace) -> int:
    """Where a pack conflicts with its Code, or another edition; 0 only if it breaks no “must”."""
    from putright.cli import linting

    return linting.run(args)


def read_document(args: argparse.Namespace) -> int:
    """A printed policy held against the pack that claims to follow it; 0 only where nothing differs."""
    from putright.cli import reading

    return reading.run(args)


def draw(args: argparse.Namespace) -> int:
    """The stages and clocks of a pack, as SVG or Mermaid."""
    policy = load(args.pack, args.brand)
    text = diagram.mermaid(policy) if args.format == "mermaid" else diagram.svg(policy)
    if args.json:
        text = json.dumps({"pack": policy.pack.pack, "format": args.format, "text": text})
    sys.stdout.write(text)
    return 0


def publish(args: argparse.Namespace) -> int:
    """Every publication of a pack (or only some kinds) as PDF, HTML and text; for each of its brands, or only one."""
    from putright.cli import publishing

    policy = load(args.pack, args.brand)
    made = publishing.write(policy, Path(args.out), args.kind, args.on)
    print(json.dumps([str(path) for path in made]) if args.json else "\n".join(map(str, made)))
    return 0
