"""`putright calendar`: a new list of bank holidays, for one landlord or for every one of a division."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from putright.cli.policies import Wrong


def commands(found: argparse._SubParsersAction[argparse.ArgumentParser], set_up: Callable[[], None]) -> None:
    """Adds the commands; `set_up` makes the application ready."""
    inner = found.add_parser("calendar", help="bank holidays").add_subparsers(required=True, metavar="COMMAND")
    take = inner.add_parser(
        "import", help="see what GOV.UK's list, or a proclaimed day, does to open cases; take it up"
    )
    take.add_argument("file", nargs="?", metavar="FILE.json", help="GOV.UK's bank-holidays.json")
    take.add_argument("--day", metavar="DATE", help="one proclaimed day instead of a file")
    take.add_argument("--name", default="", help="what that day is called")
    take.add_argument("--landlord", metavar="SLUG", help="only this landlord")
    take.add_argument("--take-up", action="store_true", help="count by it from now on; without it, only look")
    take.add_argument("--json", action="store_true", help="as data")

    def run(args: argparse.Namespace) -> int:
        set_up()
        return _import(args)

    take.set_defaults(run=run)


def _import(args: argparse.Namespace) -> int:
    from putright.apps.accounts.models import Landlord

    if bool(args.file) == bool(args.day):
        raise Wrong("say either a file or --day DATE --name NAME")
    landlords = Landlord.objects.filter(slug=args.landlord) if args.landlord else Landlord.objects.order_by("slug")
    if not landlords:
        raise Wrong(f"there is no landlord {args.landlord!r}" if args.landlord else "there is no landlord yet")
    told = _read(Path(args.file)) if args.file else None
    found = [_of(one, told, args) for one in landlords]
    print(json.dumps(found, indent=2) if args.json else "\n".join(_line(one) for one in found))
    return int(any("problem" in one for one in found))


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Wrong(f"{path}: {error}") from None


def _of(landlord: Any, told: Any, args: argparse.Namespace) -> dict[str, Any]:
    """Looks through one landlord's cases, and takes the list up where that is asked for."""
    from django.utils import timezone

    from putright.apps.accounts import packs
    from putright.apps.workbench.holidays import actions, run
    from putright.core import bank_holidays

    known, today = packs.calendar(landlord), timezone.localdate()
    try:
        if told is None:
            new = bank_holidays.with_day(known, date.fromisoformat(args.day), args.name, today)
        else:
            listed = bank_holidays.read(told, landlord.division)
            new = bank_holidays.renewed(known, listed, f"GOV.UK bank holidays, {Path(args.file).name}", today)
        change = actions.lay(landlord, new, None, timezone.now())
        run.finish(change)
        if args.take_up:
            actions.take_up(change, None, timezone.now())
            run.finish(change)
        else:
            actions.put_away(change, None, timezone.now())
    except (ValueError, actions.Refused) as error:
        return {"landlord": landlord.slug, "problem": str(error)}
    dates = change.dates.all()
    return {
        "landlord": landlord.slug, "added": change.added, "dropped": change.dropped, "taken_up": args.take_up,
        "moves": dates.filter(stands=False).count(), "stands": dates.filter(stands=True).count(),
        "letters": list(dates.filter(letter=True).values_list("case__reference", flat=True)),
    }  # fmt: skip


def _line(found: dict[str, Any]) -> str:
    if "problem" in found:
        return f"{found['landlord']}: {found['problem']}"
    days = [f"+ {day} {name}" for day, name in found["added"].items()]
    days += [f"- {day} {name}" for day, name in found["dropped"].items()]
    done = "taken up" if found["taken_up"] else "looked through only: add --take-up to count by it"
    letters = f"; write to: {', '.join(found['letters'])}" if found["letters"] else ""
    said = f"{found['moves']} dates move, {found['stands']} stand{letters}; {done}"
    return "\n".join([f"{found['landlord']}: {said}", *(f"  {day}" for day in days)])
