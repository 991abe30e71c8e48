"""Packs: those that are shipped, those in a folder, and those that are only texts yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import convert

from putright.core.pack import Pack, Provision, Provisions
from putright.core.policy import Policy
from putright.core.printed import Printed
from putright.core.related import RelatedPolicy
from putright.core.validate import pack_faults, printed_faults, provision_faults, shape, wording_faults
from putright.core.wording import Wording
from putright.data import editions
from putright.data.files import HERE, Invalid, Located, check, load, load_text, located
from putright.data.yaml import Malformed, read

FILES = ("pack.yaml", "provisions.yaml", "wording.yaml", "printed.yaml")
"""The files of a pack: what runs, what the document asks, how it is worded, what it says in print."""
MODEL = "model-2024"
"""The pack of the model policy."""
MOST_FAULTS = 200
"""How many faults of a pack are said at once."""


@dataclass(frozen=True, eq=False)
class Loaded:
    """A pack with everything that belongs to it."""

    policy: Policy
    provisions: Mapping[str, Provision] = field(repr=False)
    printed: Printed | None = field(repr=False)


@cache
def pack_names() -> list[str]:
    """The packs that are shipped."""
    return sorted(path.parent.name for path in (HERE / "packs").glob("*/pack.yaml"))


def load_policy(name: str, brand: str | None = None) -> Policy:
    """The policy of a shipped pack, or of the pack in a folder or file.

    Raises `Invalid` with every fault found, and `FileNotFoundError` saying which packs there are.
    """
    policy = load_pack(name).policy
    if brand is not None and brand not in policy.pack.brands:
        known = ", ".join(policy.pack.brands) or "none"
        raise Invalid([f"{name}: there is no brand {brand!r}; the brands are {known}"])
    return policy.of(brand)


def load_pack(name: str) -> Loaded:
    """The same with its provisions, wording and printed policy."""
    return _of_file(str(_pack_file(name)))


def pack_texts(name: str) -> dict[str, str]:
    """The files of a shipped pack, or of the pack in a folder, as texts by their names."""
    path = _pack_file(name)
    return {one: text.read_text(encoding="utf-8") for one, text in _files(path).items()}


def read_pack(texts: Mapping[str, str], name: str = "") -> Loaded:
    """A pack of texts, by the names of its files. Messages call them `name`/file, or by the file alone.

    Raises `Invalid` and `Malformed`.
    """
    return _read(texts, {file: f"{name}/{file}" if name else file for file in FILES})


def faults_of(texts: Mapping[str, str]) -> tuple[Located, ...]:
    """Everything that is wrong with a pack of texts, by file, line and key; empty where it can run.

    What is wrong with the shape of `pack.yaml` is said alone: what it means cannot be asked before.
    """
    found: list[Located] = []
    for step in (_shapes_of, read_pack):
        try:
            step(texts)
        except (Invalid, Malformed) as error:
            found += located(error)
        if found:
            break
    return _first(tuple(dict.fromkeys(found)))


def _first(found: tuple[Located, ...]) -> tuple[Located, ...]:
    """No more faults than anybody reads at once."""
    more = found[MOST_FAULTS:]
    return (*found[:MOST_FAULTS], replace(more[0], text=f"{more[0].text}; and {len(more) - 1} more")) if more else found


def _shapes_of(texts: Mapping[str, str]) -> None:
    faults: list[Located] = []
    if not texts.get("pack.yaml", "").strip():
        faults.append(Located("pack.yaml", 1, (), "the file holds nothing"))
    for file, text in texts.items():
        try:
            _read_alone(file, text)
        except (Invalid, Malformed) as error:
            faults += located(error)
    if faults:
        raise Invalid([str(one) for one in faults], faults)


def _read_alone(file: str, text: str) -> None:
    kinds: dict[str, type[Any]] = {"pack.yaml": Pack, "provisions.yaml": Provisions, "printed.yaml": Printed,
                                    "wording.yaml": Wording}  # fmt: skip
    if not text.strip():
        return
    if file in kinds:
        load_text(text, file, kinds[file])
    else:
        raise Invalid([], [Located(file, 1, (), f"no pack has such a file; the files are {', '.join(FILES)}")])


def _pack_file(name: str) -> Path:
    shipped = HERE / "packs" / name / "pack.yaml"
    if name and name in pack_names():
        return shipped
    path = Path(name)
    found = path / "pack.yaml" if path.is_dir() else path
    if not found.is_file():
        raise FileNotFoundError(f"there is no pack {name!r}; shipped are {', '.join(pack_names())}, or give a path")
    return found


def _files(path: Path) -> dict[str, Path]:
    beside = {file: path.with_name(file) for file in FILES[1:]}
    return {"pack.yaml": path} | {file: found for file, found in beside.items() if found.is_file()}


@cache
def _of_file(file: str) -> Loaded:
    found = _files(Path(file))
    load(found["pack.yaml"], Pack)  # says first that a file is no text in UTF-8
    texts = {name: path.read_text(encoding="utf-8") for name, path in found.items()}
    return _read(texts, {name: str(Path(file).with_name(name)) for name in FILES} | {"pack.yaml": file})


def _read(texts: Mapping[str, str], names: Mapping[str, str]) -> Loaded:
    pack, lines = load_text(texts.get("pack.yaml", ""), names["pack.yaml"], Pack)
    document, own = _provisions(texts, names, pack)
    provisions = {**editions.code_provisions(), **editions.law_provisions(), **own}
    known = dict.fromkeys(editions.edition_names())
    check(names["pack.yaml"], lines, pack_faults(pack, known, provisions))
    document()
    wording = _wording(texts, names, pack, provisions)
    policy = policy_of(pack, provisions, wording)
    return Loaded(policy, own, _printed(texts, names, provisions))


def policy_of(pack: Pack, provisions: Mapping[str, Provision], wording: Mapping[str, Any]) -> Policy:
    """The policy of a pack, with the editions, bank holidays and law it runs under."""
    wanted = {pack.edition, *(brand.edition for brand in pack.brands.values() if brand.edition)}
    found = {name: editions.load_edition(name) for name in sorted(wanted)}
    return Policy(pack, found, editions.load_calendar(pack.division), provisions, windows=editions.load_windows(),
                  law=editions.load_law(pack.division), wording=wording)  # fmt: skip


def _provisions(texts: Mapping[str, str], names: Mapping[str, str], pack: Pack) -> Any:
    """What checks the list of provisions against the pack, and the provisions."""
    if "provisions.yaml" not in texts:
        return (lambda: None), {}
    document, lines = load_text(texts["provisions.yaml"], names["provisions.yaml"], Provisions)
    faults = provision_faults(document, pack, editions.load_bodies())
    return (lambda: check(names["provisions.yaml"], lines, faults)), document.provisions


def _wording(
    texts: Mapping[str, str], names: Mapping[str, str], pack: Pack, provisions: Mapping[str, Provision]
) -> dict[str, Any]:
    """The wording as it stands in its file, checked."""
    obj, lines = read(texts.get("wording.yaml", ""), names["wording.yaml"])
    if obj is None:
        return {}
    found, faults = shape(obj, Wording)
    check(names["wording.yaml"], lines, faults)
    if found is not None:
        known = dict.fromkeys(editions.edition_names())
        check(names["wording.yaml"], lines, wording_faults(found, pack, known, {**_shipped_provisions(), **provisions}))
    return dict(obj)


@cache
def _shipped_provisions() -> Mapping[str, Provision]:
    """Every provision of every shipped pack: guidance may follow another landlord's."""
    return {id_: one for name in pack_names() for id_, one in pack_document(name).provisions.items()}


def _printed(texts: Mapping[str, str], names: Mapping[str, str], provisions: Mapping[str, Provision]) -> Printed | None:
    if "printed.yaml" not in texts:
        return None
    found, lines = load_text(texts["printed.yaml"], names["printed.yaml"], Printed)
    check(names["printed.yaml"], lines, printed_faults(found, provisions, editions.load_bodies()))
    return found


def pack_document(name: str) -> Provisions:
    """Every provision of a pack's document. Raises `Invalid`."""
    return load(_pack_file(name).with_name("provisions.yaml"), Provisions)[0]


def load_wording(pack: str) -> dict[str, Any]:
    """A shipped pack's wording: definition, guidance, contacts, sentences of letters."""
    return dict(load_pack(pack).policy.wording)


def related_of(policy: Policy) -> tuple[RelatedPolicy, ...]:
    """The policies that stand beside a policy, as its wording names them."""
    return convert(policy.wording.get("related_policies", ()), tuple[RelatedPolicy, ...])


def load_related(pack: str) -> tuple[RelatedPolicy, ...]:
    """The policies that stand beside a shipped pack's own. Raises `Invalid`, naming the line."""
    return related_of(load_policy(pack))


@cache
def digest(pack: str, division: str) -> str:
    """Says by which files the complaints of a landlord run: another one where any of them has changed.

    Packs, with their earlier versions and the one in a folder of the landlord's own; Codes, the law, the windows of
    redress bodies, bank holidays.
    """
    own = Path(pack)
    ran = [*sorted((HERE / "packs").rglob("pack.yaml")), *(sorted(own.rglob("pack.yaml")) if own.is_dir() else ())]
    codes = [HERE / "codes" / f"{name}.yaml" for name in editions.edition_names()]
    calendar = HERE / "calendars" / f"{division}.json"
    files = [*ran, *codes, *editions.law_files(), editions.REGISTER, calendar]
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
