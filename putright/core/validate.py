"""Checking a pack, an edition or a list of provisions that was read from a file.

Every fault names the key it stands at, so that whoever read the file can name the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from putright.core import decide as _register_guards  # noqa: F401
from putright.core import guards
from putright.core.events import VOCABULARY, Ground
from putright.core.guards.letters import PART_NAMES
from putright.core.handling import RULES
from putright.core.law import HazardClock, Law
from putright.core.letters import gate
from putright.core.letters.kinds import registry
from putright.core.pack import (
    ClockName,
    Edition,
    LetterKind,
    LetterParts,
    Pack,
    Provision,
    Provisions,
    RedressBody,
    Rules,
)
from putright.core.printed import PROMISES, Printed
from putright.core.reporting.periods import Every
from putright.core.reporting.sections import SECTIONS
from putright.core.state.base import LETTERS
from putright.core.warnings import WARNINGS
from putright.core.workdays import BadPeriod, Period

Path = tuple[str, ...]
_S = TypeVar("_S", bound=Struct)
DUTIES = (
    "update", "promise", "candour.notify", "remedy", "order", "review:restriction", "hazard", "procedure", "request",
    "detriment", "notice", "redress", "message", "service_request", "answer", "share", "survey.follow_up", "hold",
    "action",
)  # fmt: skip
STAGE_CLOCKS: tuple[ClockName, ...] = (
    "stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond",
)  # fmt: skip
LAW_CLOCKS = (
    *(f"hazard.{clock}" for clock in get_args(HazardClock)),
    "procedure.told", "procedure.acknowledge", "procedure.conclude",
)  # fmt: skip
CLOSING_GROUNDS = ("unacceptable_behaviour",)
PAGES = (
    "sign_in", "log_complaint", "work_list", "case", "letter", "people", "safety", "investigation", "asked",
    "remedies", "money", "promises", "panel", "approval", "who", "redress", "behaviour", "related_policies",
    "ombudsman", "evidence", "publications", "follow", "registers", "unhappy", "sorting", "praise", "mail",
    "residents_home", "records", "own_data", "viewed", "tell", "residents", "together", "self_assessment",
    "figures", "tsm", "member_room",
    "governance", "equality", "about_you", "service_notice",
    "survey", "samples", "learning", "changes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and at which key."""

    path: Path
    text: str

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or 'the file'}: {self.text}"


def shape(obj: Any, kind: type[_S]) -> tuple[_S | None, list[Fault]]:
    """`obj` as a structure of that kind, or every fault of its shape: unknown and missing keys, wrong values."""
    faults = list(_shape_faults(obj, kind, ()))
    return (None, faults) if faults else (msgspec.convert(obj, kind), [])


def _shape_faults(obj: Any, kind: Any, path: Path) -> Iterator[Fault]:
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield from _struct_faults(obj, kind, path)
    elif get_origin(kind) is dict and isinstance(obj, dict):
        key, value = get_args(kind)
        for name, inner in obj.items():
            yield from _converts(name, key, (*path, str(name)))
            yield from _shape_faults(inner, value, (*path, str(name)))
    elif get_origin(kind) is tuple and isinstance(obj, list):
        for n, item in enumerate(obj):
            yield from _shape_faults(item, get_args(kind)[0], (*path, str(n)))
    elif (inner := _optional_struct(kind)) and obj is not None:
        yield from _struct_faults(obj, inner, path)
    else:
        yield from _converts(obj, kind, path)


def _struct_faults(obj: Any, kind: type[Struct], path: Path) -> Iterator[Fault]:
    if not isinstance(obj, dict):
        yield Fault(path, f"expected keys and values, got {obj!r}")
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name in obj:
        if name not in fields:
            yield Fault((*path, str(name)), f"unknown key{hint(str(name), fields)}")
    for name, field in fields.items():
        if name in obj:
            yield from _shape_faults(obj[name], _hints(kind)[field.name], (*path, name))
        elif field.required:
            yield Fault(path, f"the key {name!r} is missing")


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _optional_struct(kind: Any) -> type[Struct] | None:
    return next((a for a in get_args(kind) if isinstance(a, type) and issubclass(a, Struct)), None)


def _converts(value: Any, kind: Any, path: Path) -> Iterator[Fault]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text = str(error).partition(" - at `")[0]
        if text.startswith("Invalid enum"):
            text = f"{value!r} is not known{hint(str(value), _literals(kind))}"
        yield Fault(path, text)


def _literals(kind: Any) -> list[str]:
    """The values that a type names, whether it may also be left out or not."""
    arguments = get_args(kind)
    return [str(a) for a in arguments] if get_origin(kind) is Literal else [t for a in arguments for t in _literals(a)]


def hint(name: str, known: Any) -> str:
    """What to say after a name that is not known: the nearest, or all there are."""
    near = get_close_matches(name, [str(k) for k in known], 1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(str(k) for k in known)}"


# ---- meaning --------------------------------------------------------------------------------


def edition_faults(edition: Edition, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """What is wrong with an edition beyond its shape: periods, guards, warnings, parts, citations."""
    yield from _rules_faults(edition, provisions)


def pack_faults(pack: Pack, editions: Mapping[str, Any], provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """What is wrong with a pack beyond its shape: unknown roles, editions, rules; numbers nothing stands behind."""
    yield from _rules_faults(pack, provisions)
    yield from _role_faults(pack)
    for path, edition in _named_editions(pack):
        if edition not in editions:
            yield Fault(path, f"there is no edition {edition!r}{hint(edition, editions)}")
    for stage, handling in (*pack.handling.items(), *pack.reports_back.items()):
        if handling.rule not in RULES:
            yield Fault(("handling", stage, "rule"), f"there is no rule {handling.rule!r}{hint(handling.rule, RULES)}")
    yield from _other_names(pack)
    for stage in ("1", "2"):
        if stage not in pack.handling:
            yield Fault(("handling",), f"stage {stage} is handled by nobody")
    for name in STAGE_CLOCKS:
        if name not in pack.clocks or not pack.clocks[name].within:
            yield Fault(("clocks", name), f"the clock {name!r} needs a limit of the policy's own")


def law_faults(law: Law, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """What is wrong with a file of law beyond its shape: periods, citations, warnings, duties, kinds and clocks."""
    yield from _text_faults(law, provisions)
    yield from _names("warnings", law.warnings, WARNINGS)
    yield from _names("duties", law.duties, DUTIES)
    yield from _part_faults(law.letters)
    for step, rule in law.candour.items():
        if rule.after and rule.after not in law.candour:
            yield Fault(("candour", step, "after"), f"there is no step {rule.after!r}{hint(rule.after, law.candour)}")
    hazards = law.hazards
    if hazards:
        for clock in get_args(HazardClock):
            if clock not in hazards.clocks:
                yield Fault(("hazards", "clocks"), f"the clock {clock!r} is missing")
        for name, kind in hazards.kinds.items():
            if kind.phase and kind.phase not in hazards.phases:
                yield Fault(("hazards", "kinds", name, "phase"), f"there is no phase {kind.phase!r}")


def _other_names(pack: Pack) -> Iterator[Fault]:
    """Names that must mean something: seats that stand in, bodies that vary, grounds for closing."""
    seats = pack.panel.seats if pack.panel else {}
    for name, seat in seats.items():
        if seat.instead and seat.instead not in seats:
            path = ("panel", "seats", name, "instead")
            yield Fault(path, f"there is no seat {seat.instead!r}{hint(seat.instead, seats)}")
    yield from _names("variation", pack.variation, (*pack.bodies, *pack.roles))
    yield from _names("closing_grounds", pack.closing_grounds, CLOSING_GROUNDS)
    yield from _names("letters_approved", pack.letters_approved, tuple(LETTERS.values()))
    yield from _report_faults(pack)


def _report_faults(pack: Pack) -> Iterator[Fault]:
    """Sections that are not there, rhythms that no period has, brands that the pack does not have."""
    for name, report in pack.reports.items():
        for n, section in enumerate(report.shows):
            if section not in SECTIONS:
                path = ("reports", name, "shows", str(n))
                yield Fault(path, f"there is no section {section!r}{hint(section, SECTIONS)}")
        for n, brand in enumerate(report.brands):
            if brand not in pack.brands:
                path = ("reports", name, "brands", str(n))
                yield Fault(path, f"there is no brand {brand!r}{hint(brand, pack.brands)}")
        if report.shows and report.every not in get_args(Every):
            rhythm = hint(report.every, get_args(Every))
            yield Fault(("reports", name, "every"), f"no report is drawn up every {report.every!r}{rhythm}")


def _named_editions(pack: Pack) -> Iterator[tuple[Path, str]]:
    yield ("edition",), pack.edition
    for name, brand in pack.brands.items():
        if brand.edition:
            yield ("brands", name, "edition"), brand.edition


def _text_faults(rules: Struct, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    for path, text in _walk(msgspec.to_builtins(rules), ()):
        if path[-2:-1] == ("cites",) or _is_cites(path):
            if text not in provisions:
                yield Fault(path[:-1], f"there is no provision {text!r}{hint(text, provisions)}")
        elif path[-1] in ("within", "over", "appeal_within", "papers_before"):
            yield from _period_faults(path, text)


def _rules_faults(rules: Rules, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    yield from _text_faults(rules, provisions)
    yield from _names("guards", rules.guards, guards.NAMES)
    yield from _names("warnings", rules.warnings, WARNINGS)
    yield from _names("duties", rules.duties, DUTIES)
    yield from _names("gate", rules.gate, gate.rules())
    yield from _part_faults(rules.letters)


def _part_faults(letters: Mapping[LetterKind, LetterParts]) -> Iterator[Fault]:
    for letter, by_stage in letters.items():
        for stage, parts in by_stage.items():
            yield from _names(f"letters.{letter}.{stage}", parts, PART_NAMES)


def _is_cites(path: Path) -> bool:
    """Whether a list stands where a mapping gives citations directly: guards, warnings, parts and the like."""
    heads = ("guards", "warnings", "duties", "letters", "gate", "apart", "variation", "closing_grounds")
    return (path[0] in heads or "line_managers" in path[-2:]) and path[-1].isdigit()


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else ()
    for key, inner in items:
        yield from _walk(inner, (*path, str(key)))
    if isinstance(value, str):
        yield path, value


def _period_faults(path: Path, text: str) -> Iterator[Fault]:
    try:
        Period.parse(text)
    except BadPeriod as error:
        yield Fault(path, str(error))


def _names(section: str, names: Any, known: Any) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            yield Fault((*section.split("."), name), f"unknown{hint(name, known)}")


def _role_faults(pack: Pack) -> Iterator[Fault]:
    for path, role in _named_roles(pack):
        if role not in pack.roles:
            yield Fault(path, f"there is no role {role!r}{hint(role, pack.roles)}")


def _named_roles(pack: Pack) -> Iterator[tuple[Path, str]]:
    """Every role the pack names, with the key it stands at."""
    groups: list[tuple[Path, tuple[str, ...]]] = []
    groups += [(("handling", stage, "roles"), h.roles) for stage, h in pack.handling.items()]
    groups += [(("reports_back", stage, "roles"), h.roles) for stage, h in pack.reports_back.items()]
    groups += [(("grounds", name, "approvals"), g.approvals) for name, g in pack.grounds.items()]
    groups += [(("extensions", stage, "approvals"), x.approvals) for stage, x in pack.extensions.items()]
    groups += [(("safety", flag, "to"), alert.to) for flag, alert in pack.safety.items()]
    if pack.compensation:
        groups += [(("compensation", "authority"), tuple(pack.compensation.authority))]
        groups += [(("compensation", "approves"), pack.compensation.approves)]
    for name, brand in pack.brands.items():
        groups += [(("brands", name, "handlers"), brand.handlers), (("brands", name, "reviewers"), brand.reviewers)]
    for name, seat in (pack.panel.seats if pack.panel else {}).items():
        groups.append((("panel", "seats", name, "roles"), seat.roles))
    groups += [(("letters_approved", kind, "roles"), rule.roles) for kind, rule in pack.letters_approved.items()]
    groups += [(("behaviour", "decides"), pack.behaviour.decides)] if pack.behaviour else []
    groups += [(("roles",), (needed,)) for needed in ("front_line", "mrc")]
    return ((path, role) for path, roles in groups for role in roles)


def printed_faults(printed: Printed, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """What is wrong with a printed policy as a pack states it: provisions that are not there, unknown promises."""
    for n, said in enumerate(printed.says):
        for cited in said.cites:
            if cited not in provisions:
                yield Fault(("says", str(n), "cites"), f"there is no provision {cited!r}{hint(cited, provisions)}")
        if said.topic == "promise" and said.of not in PROMISES:
            yield Fault(("says", str(n), "of"), f"there is no promise {said.of!r}{hint(said.of, PROMISES)}")


# ---- provisions -----------------------------------------------------------------------------


def provision_faults(document: Provisions, pack: Pack | None, bodies: Any) -> Iterator[Fault]:
    """What is wrong with a list of provisions: a mechanism that the product or the pack does not have."""
    known = _mechanisms(pack, bodies)
    for id_, provision in document.provisions.items():
        for n, by in enumerate(provision.by):
            for kind, name in by.items():
                path = ("provisions", id_, "by", str(n), kind)
                if kind == "not_yet":
                    continue
                if kind not in known:
                    yield Fault(path, f"unknown{hint(kind, known)}")
                elif name not in known[kind]:
                    yield Fault(path, f"there is no {kind} {name!r}{hint(name, known[kind])}")


def _mechanisms(pack: Pack | None, bodies: Any) -> dict[str, Any]:
    clocks = (*get_args(ClockName), *DUTIES, *LAW_CLOCKS)
    found: dict[str, Any] = {
        "clock": clocks, "guard": guards.NAMES, "warning": WARNINGS, "part": PART_NAMES, "record": VOCABULARY,
        "ground": get_args(Ground), "redress": (*get_args(RedressBody), *bodies), "page": PAGES,
        "gate": gate.rules(), "letter": {kind.name for kind in registry().values()}, "section": SECTIONS,
    }  # fmt: skip
    promised = ("role", "report", "publication", "register")
    return found | {kind: getattr(pack, kind + "s") if pack else _Anything() for kind in promised}


class _Anything:
    """Editions speak of landlords in general, so any role, report, publication or register will do."""

    def __contains__(self, name: object) -> bool:
        return True
