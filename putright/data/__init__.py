"""The facts Putright ships: packs, editions of Codes, calendars, redress bodies, wording and rehearsals.

This is the only place that reads them from files. What they mean is `putright.core`'s business.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from putright.core.assessment.form import Form, form_faults
from putright.core.bodies import Window
from putright.core.law import NO_LAW, Law
from putright.core.letters.gate import Jargon
from putright.core.pack import Edition, Pack, Provision, Provisions
from putright.core.policy import Policy
from putright.core.related import RelatedPolicy, unknown_places
from putright.core.validate import Fault, edition_faults, law_faults, pack_faults, provision_faults, shape
from putright.core.workdays import Calendar
from putright.data.tongues import load_tongue as load_tongue
from putright.data.tongues import tongue_names as tongue_names
from putright.data.yaml import Lines, read, read_file

HERE = Path(__file__).parent
REGISTER = HERE / "redress" / "bodies.yaml"
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
    return sorted(str(name) for name in found if not name.name.endswith((".provisions", ".form")))


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
    provisions = {**_code_provisions(), **_law_provisions(), **_own_provisions(path)}
    pack, lines = _load(path, Pack)
    _check(path, lines, pack_faults(pack, dict.fromkeys(edition_names()), provisions))
    _check_provisions(path.with_name("provisions.yaml"), pack)
    wanted = {pack.edition, *(brand.edition for brand in pack.brands.values() if brand.edition)}
    editions = {name: load_edition(name) for name in sorted(wanted)}
    return Policy(pack, editions, load_calendar(pack.division), provisions, windows=load_windows(),
                  law=load_law(pack.division))  # fmt: skip


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


@cache
def load_law(division: str) -> Law:
    """The law beside the complaints procedure in a division; an empty one where none is shipped. Raises `Invalid`."""
    for path in _law_files():
        law, lines = _load(path, Law)
        if law.division == division:
            _check(path, lines, law_faults(law, _law_provisions()))
            return law
    return NO_LAW


def _law_files() -> list[Path]:
    return sorted(path for path in (HERE / "law").glob("*.yaml") if not path.name.endswith(".provisions.yaml"))


@cache
def _law_provisions() -> Mapping[str, Provision]:
    found: dict[str, Provision] = {}
    for path in _law_files():
        document = path.with_suffix(".provisions.yaml")
        _check_provisions(document, None)
        found |= _load(document, Provisions)[0].provisions
    return found


def form_names() -> list[str]:
    """The editions whose self-assessment form is shipped."""
    return [name for name in edition_names() if (HERE / "codes" / f"{name}.form.yaml").is_file()]


@cache
def load_form(name: str) -> Form:
    """The self-assessment form of an edition. Raises `Invalid`, and `FileNotFoundError` saying which there are."""
    if name not in form_names():
        raise FileNotFoundError(f"there is no form of {name!r}; shipped are {', '.join(form_names())}")
    return read_form(HERE / "codes" / f"{name}.form.yaml")


def read_form(path: Path) -> Form:
    """A self-assessment form of a file, bound to a shipped edition. Raises `Invalid`, naming each line."""
    from putright.core.measures.catalogue import DIMENSIONS, MEASURES  # noqa: PLC0415 (only forms count)

    form, lines = _load(path, Form)
    if form.form not in edition_names():
        raise Invalid([f"{path}:{lines.line(('form',))}: form: there is no edition {form.form!r}"])
    documents = {pack: pack_document(pack) for pack in pack_names()}
    faults = form_faults(form, code_document(form.form).provisions, documents, MEASURES, DIMENSIONS)
    _check(path, lines, faults)
    return form


def law_document(name: str) -> Provisions:
    """Every provision of the law of a place, such as `england`. Raises `Invalid`."""
    return _load(HERE / "law" / f"{name}.provisions.yaml", Provisions)[0]


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


@cache
def digest(pack: str, division: str) -> str:
    """Says by which files the complaints of a landlord run: another one where any of them has changed.

    Packs, with their earlier versions and the one in a folder of the landlord's own; Codes, the law, the windows of
    redress bodies, bank holidays.
    """
    own = Path(pack)
    ran = [*sorted((HERE / "packs").rglob("pack.yaml")), *(sorted(own.rglob("pack.yaml")) if own.is_dir() else ())]
    codes = [HERE / "codes" / f"{name}.yaml" for name in edition_names()]
    files = [*ran, *codes, *_law_files(), REGISTER, HERE / "calendars" / f"{division}.json"]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


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
        _check(REGISTER, lines, (Fault(("bodies", name, "window", *fault.path), fault.text) for fault in faults))
        found |= {name: window} if window else {}
    return found


@cache
def load_register() -> dict[str, Any]:
    """The whole register: `bodies`, what to include when writing to one, and that they may be asked at any time."""
    obj, _ = read(REGISTER.read_text(), REGISTER.name)
    return obj


@cache
def load_wording(pack: str) -> dict[str, Any]:
    """A shipped pack's wording: definition, guidance, contacts, sentences of letters."""
    path = HERE / "packs" / pack / "wording.yaml"
    obj, _ = read(path.read_text(), str(path)) if path.is_file() else ({}, {})
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
    found, _ = _load(HERE / "letters" / "jargon.yaml", _Terms)
    return Jargon({term.casefold(): one.say for one in found.words for term in one.of})


@cache
def load_related(pack: str) -> tuple[RelatedPolicy, ...]:
    """The policies that stand beside a shipped pack's own. Raises `Invalid`, naming the line."""
    path = HERE / "packs" / pack / "wording.yaml"
    obj, lines = read_file(path) if path.is_file() else ({}, Lines())
    found = [_related(path, lines, n, one) for n, one in enumerate(obj.get("related_policies", ()))]
    return tuple(found)


def _related(path: Path, lines: Lines, n: int, obj: Any) -> RelatedPolicy:
    at = ("related_policies", str(n))
    policy, faults = shape(obj, RelatedPolicy)
    _check(path, lines, (Fault((*at, *fault.path), fault.text) for fault in faults))
    if policy is None:
        raise Invalid([f"{path}: {'.'.join(at)} is empty"])
    _check(path, lines, (Fault((*at, "shows_on", str(k)), text) for k, text in unknown_places(policy)))
    return policy


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
