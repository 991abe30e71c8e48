"""Editions of Codes, the law beside them, bank holidays, redress bodies and the words letters do without."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from putright.core.bodies import Window
from putright.core.law import NO_LAW, Law
from putright.core.letters.gate import Jargon
from putright.core.pack import Edition, Pack, Provision, Provisions
from putright.core.validate import Fault, edition_faults, law_faults, provision_faults, shape
from putright.core.workdays import Calendar
from putright.data.files import HERE, check, load
from putright.data.yaml import read, read_file

REGISTER = HERE / "redress" / "bodies.yaml"


def edition_names() -> list[str]:
    """The editions of Codes that are shipped."""
    root = HERE / "codes"
    found = (path.relative_to(root).with_suffix("") for path in root.glob("*/*.yaml"))
    return sorted(str(name) for name in found if not name.name.endswith((".provisions", ".form")))


@cache
def code_provisions() -> Mapping[str, Provision]:
    """Every provision of every edition, by id. Raises `Invalid`."""
    found: dict[str, Provision] = {}
    for path in sorted((HERE / "codes").glob("*/*.provisions.yaml")):
        found |= load(path, Provisions)[0].provisions
    return found


@cache
def load_edition(name: str) -> Edition:
    """An edition of a Code by name, such as `housing-ombudsman/2024`. Raises `Invalid`."""
    path = HERE / "codes" / f"{name}.yaml"
    if name not in edition_names():
        raise FileNotFoundError(f"there is no edition {name!r}; shipped are {', '.join(edition_names())}")
    edition, lines = load(path, Edition)
    check(path, lines, edition_faults(edition, code_provisions()))
    return edition


@cache
def load_law(division: str) -> Law:
    """The law beside the complaints procedure in a division; an empty one where none is shipped. Raises `Invalid`."""
    for path in law_files():
        law, lines = load(path, Law)
        if law.division == division:
            check(path, lines, law_faults(law, law_provisions()))
            return law
    return NO_LAW


def law_files() -> list[Path]:
    """The files of law, one a place."""
    return sorted(path for path in (HERE / "law").glob("*.yaml") if not path.name.endswith(".provisions.yaml"))


@cache
def law_provisions() -> Mapping[str, Provision]:
    """Every provision of the law of every place, by id. Raises `Invalid`."""
    found: dict[str, Provision] = {}
    for path in law_files():
        document = path.with_suffix(".provisions.yaml")
        check_provisions(document, None)
        found |= load(document, Provisions)[0].provisions
    return found


def law_document(name: str) -> Provisions:
    """Every provision of the law of a place, such as `england`. Raises `Invalid`."""
    return load(HERE / "law" / f"{name}.provisions.yaml", Provisions)[0]


def code_document(name: str) -> Provisions:
    """Every provision of an edition. Raises `Invalid`."""
    path = HERE / "codes" / f"{name}.provisions.yaml"
    check_provisions(path, None)
    return load(path, Provisions)[0]


@cache
def load_calendar(division: str) -> Calendar:
    """The bank holidays of a division, with their source and the range they cover."""
    raw = json.loads((HERE / "calendars" / f"{division}.json").read_text())
    holidays = {date.fromisoformat(day["date"]): day["title"] for day in raw["holidays"]}
    first, last = (date.fromisoformat(raw["covers"][key]) for key in ("from", "until"))
    return Calendar(raw["division"], first, last, holidays, raw["source"])


def load_bodies() -> dict[str, Any]:
    """Every redress body and regulator, with its dated records."""
    bodies: dict[str, Any] = load_register()["bodies"]
    return bodies


@cache
def load_windows() -> Mapping[str, Window]:
    """From when until when each redress body takes a complaint. Raises `Invalid`."""
    obj, lines = read_file(REGISTER)
    found: dict[str, Window] = {}
    for name, body in obj["bodies"].items():
        window, faults = shape(body.get("window", {}), Window)
        check(REGISTER, lines, (Fault(("bodies", name, "window", *fault.path), fault.text) for fault in faults))
        found |= {name: window} if window else {}
    return found


@cache
def load_register() -> dict[str, Any]:
    """The whole register: `bodies`, what to include when writing to one, and that they may be asked at any time."""
    obj, _ = read(REGISTER.read_text(), REGISTER.name)
    return obj


class _Plainer(Struct, frozen=True, forbid_unknown_fields=True):
    """Terms, every form that is looked for, and what to write instead."""

    of: tuple[str, ...]
    say: str


class _Terms(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[_Plainer, ...]


@cache
def load_jargon() -> Jargon:
    """The words of the office that letters are better without, each with plainer ones. Raises `Invalid`."""
    found, _ = load(HERE / "letters" / "jargon.yaml", _Terms)
    return Jargon({term.casefold(): one.say for one in found.words for term in one.of})


def check_provisions(path: Path, pack: Pack | None) -> None:
    """Raises `Invalid` for a list of provisions that names what the product, or the pack, does not have."""
    if path.is_file():
        document, lines = load(path, Provisions)
        check(path, lines, provision_faults(document, pack, load_bodies()))
