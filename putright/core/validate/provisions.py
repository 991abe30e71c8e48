"""What is wrong with a list of provisions: mechanisms that the product or the pack does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from putright.core import guards, lint
from putright.core.events import VOCABULARY, Ground
from putright.core.guards.letters import PART_NAMES
from putright.core.law import HazardClock
from putright.core.letters import gate
from putright.core.letters.kinds import registry
from putright.core.pack import ClockName, Pack, Provisions, RedressBody
from putright.core.reporting.sections import SECTIONS
from putright.core.validate.names import DUTIES
from putright.core.validate.shapes import Fault, hint
from putright.core.warnings import WARNINGS

LAW_CLOCKS = (
    *(f"hazard.{clock}" for clock in get_args(HazardClock)),
    "procedure.told", "procedure.acknowledge", "procedure.conclude",
)  # fmt: skip
PAGES = (
    "sign_in", "log_complaint", "work_list", "case", "letter", "people", "safety", "investigation", "asked",
    "remedies", "money", "promises", "panel", "approval", "who", "redress", "behaviour", "related_policies",
    "ombudsman", "evidence", "publications", "follow", "registers", "unhappy", "sorting", "praise", "mail",
    "residents_home", "records", "own_data", "viewed", "tell", "residents", "together", "self_assessment",
    "figures", "tsm", "member_room",
    "governance", "equality", "about_you", "service_notice",
    "survey", "samples", "learning", "changes", "versions",
)  # fmt: skip


def provision_faults(document: Provisions, pack: Pack | None, bodies: Any) -> Iterator[Fault]:
    """What is wrong with a list of provisions: a mechanism that the product or the pack does not have."""
    known = mechanisms(pack, bodies)
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


def mechanisms(pack: Pack | None, bodies: Any) -> dict[str, Any]:
    """The names that `by` may give, by kind; without a pack, any role, report, publication or register will do."""
    clocks = (*get_args(ClockName), *DUTIES, *LAW_CLOCKS)
    found: dict[str, Any] = {
        "clock": clocks, "guard": guards.NAMES, "warning": WARNINGS, "part": PART_NAMES, "record": VOCABULARY,
        "ground": get_args(Ground), "redress": (*get_args(RedressBody), *bodies), "page": PAGES,
        "gate": gate.rules(), "letter": {kind.name for kind in registry().values()}, "section": SECTIONS,
        "linter": lint.names(),
    }  # fmt: skip
    promised = ("role", "report", "publication", "register")
    return found | {kind: getattr(pack, kind + "s") if pack else _Anything() for kind in promised}


class _Anything:
    """Holds every name: editions speak of landlords in general."""

    def __contains__(self, name: object) -> bool:
        return True
