"""The facts Putright ships: packs, editions of Codes, calendars, redress bodies, wording and rehearsals.

This is the only place that reads them from files. What they mean is `putright.core`'s business.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from putright.core.pack import Edition, Pack, Provision, Provisions
from putright.core.policy import Policy
from putright.core.validate import Fault, edition_faults, pack_faults, provision_faults, shape
from putright.core.workdays import Calendar
from putright.data.yaml import Lines, read, read_file

HERE = Path(__file__).parent
_S = TypeVar("_S", bound=Struct)


class Invalid(ValueError):
    """A file that does not hold what it should: each fault with file, line and key."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def pack_names() -> list[str]:
    """The packs that are shipped."""
    return sorted(path.parent.name for path in (HERE / "packs").glob("*/pack.yaml"))


def edition_names() -> list[str]:
    """The editions of Codes that are shipped."""
    root = HERE / "codes"
    found = (path.relative_to(root).with_suffix("") for path in root.glob("*/*.yaml"))
    return sorted(str(name) for name in found if not name.name.endswith(".provisions"))


def load_policy(name: str, brand: str | None = None) -> Policy:
    """The policy of a shipped pack, or of the pack in a folder or file.

    Raises `Invalid` with every fault found, and `FileNotFoundError` saying which packs there are.
    """
    policy = _policy(str(_pack_file(name)))
    if brand is not None and brand not in policy.pack.brands:
        known = ", ".join(policy.pack.brands) or "none"
        raise Invalid([f"{name}: there is no brand {brand!r}; the brands are {known}"])
    return policy.of(brand)


def _pack_file(name: str) -> Path:
    shipped = HERE / "packs" / name / "pack.yaml"
    if name and name in pack_names():
        return shipped
    path = Path(name)
    found = path / "pack.yaml" if path.is_dir() else path
    if not found.is_file():
        raise FileNotFoundError(f"there is no pack {name!r}; shipped are {', '.join(pack_names())}, or give a path")
    return found


@cache
def _policy(file: str) -> Policy:
    path = Path(file)
    provisions = {**_code_provisions(), **_own_provisions(path)}
    pack, lines = _load(path, Pack)
    _check(path, lines, pack_faults(pack, dict.fromkeys(edition_names()), provisions))
    _check_provisions(path.with_name("provisions.yaml"), pack)
    wanted = {pack.edition, *(brand.edition for brand in pack.brands.values() if brand.edition)}
    editions = {name: load_edition(name) for name in sorted(wanted)}
    return Policy(pack, editions, load_calendar(pack.division), provisions)


def _own_provisions(path: Path) -> Mapping[str, Provision]:
    own = path.with_name("provisions.yaml")
    return _load(own, Provisions)[0].provisions if own.is_file() else {}


def _check_provisions(path: Path, pack: Pack | None) -> None:
    if path.is_file():
        document, lines = _load(path, Provisions)
        _check(path, lines, provision_faults(document, pack, load_bodies()))


@cache
def _code_provisions() -> Mapping[str, Provision]:
    found: dict[str, Provision] = {}
    for path in sorted((HERE / "codes").glob("*/*.provisions.yaml")):
        found |= _load(path, Provisions)[0].provisions
    return found


@cache
def load_edition(name: str) -> Edition:
    """An edition of a Code by name, such as `housing-ombudsman/2024`. Raises `Invalid`."""
    path = HERE / "codes" / f"{name}.yaml"
    if name not in edition_names():
        raise FileNotFoundError(f"there is no edition {name!r}; shipped are {', '.join(edition_names())}")
    edition, lines = _load(path, Edition)
    _check(path, lines, edition_faults(edition, _code_provisions()))
    return edition


def code_document(name: str) -> Provisions:
    """Every provision of an edition. Raises `Invalid`."""
    path = HERE / "codes" / f"{name}.provisions.yaml"
    _check_provisions(path, None)
    return _load(path, Provisions)[0]


def pack_document(name: str) -> Provisions:
    """Every provision of a pack's document. Raises `Invalid`."""
    return _load(_pack_file(name).with_name("provisions.yaml"), Provisions)[0]


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
def load_register() -> dict[str, Any]:
    """The whole register: `bodies`, what to include when writing to one, and that they may be asked at any time."""
    obj, _ = read((HERE / "redress" / "bodies.yaml").read_text(), "bodies.yaml")
    return obj


@cache
def load_wording(pack: str) -> dict[str, Any]:
    """A shipped pack's wording: definition, guidance, contacts, sentences of letters."""
    path = HERE / "packs" / pack / "wording.yaml"
    obj, _ = read(path.read_text(), str(path)) if path.is_file() else ({}, {})
    return obj


@cache
def _load(path: Path, kind: type[_S]) -> tuple[_S, Lines]:
    obj, lines = read_file(path)
    found, faults = shape(obj, kind)
    _check(path, lines, iter(faults))
    if found is None:
        raise Invalid([f"{path}:1: the file holds nothing"])
    return found, lines


def _check(path: Path, lines: Lines, faults: Iterator[Fault]) -> None:
    said = [f"{path}:{lines.line(fault.path)}: {fault}" for fault in faults]
    if said:
        raise Invalid(said)
