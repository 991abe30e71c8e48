"""What is wrong with an edition, a pack or a file of law beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from putright.core.handling import RULES
from putright.core.law import HazardClock, Law
from putright.core.pack import ClockName, Edition, Pack, Provision
from putright.core.reporting.periods import Every
from putright.core.reporting.sections import SECTIONS
from putright.core.state.base import LETTERS
from putright.core.validate.names import DUTIES, names, part_faults, rules_faults, text_faults
from putright.core.validate.shapes import Fault, Path, hint
from putright.core.warnings import WARNINGS

STAGE_CLOCKS: tuple[ClockName, ...] = (
    "stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond",
)  # fmt: skip
CLOSING_GROUNDS = ("unacceptable_behaviour",)


def edition_faults(edition: Edition, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """What is wrong with an edition beyond its shape: periods, guards, warnings, parts, citations."""
    yield from rules_faults(edition, provisions)


def pack_faults(pack: Pack, editions: Mapping[str, Any], provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """What is wrong with a pack beyond its shape: unknown roles, editions, rules; numbers nothing stands behind."""
    yield from rules_faults(pack, provisions)
    yield from _role_faults(pack)
    for path, edition in _named_editions(pack):
        if edition not in editions:
            yield Fault(path, f"there is no edition {edition!r}{hint(edition, editions)}")
    for section, stages in (("handling", pack.handling), ("reports_back", pack.reports_back)):
        for stage, handling in stages.items():
            if handling.rule not in RULES:
                path = (section, stage, "rule")
                yield Fault(path, f"there is no rule {handling.rule!r}{hint(handling.rule, RULES)}")
    yield from _other_names(pack)
    for stage in ("1", "2"):
        if stage not in pack.handling:
            yield Fault(("handling",), f"stage {stage} is handled by nobody")
    for name in STAGE_CLOCKS:
        if name not in pack.clocks or not pack.clocks[name].within:
            yield Fault(("clocks", name), f"the clock {name!r} needs a limit of the policy's own")


def law_faults(law: Law, provisions: Mapping[str, Provision]) -> Iterator[Fault]:
    """What is wrong with a file of law beyond its shape: periods, citations, warnings, duties, kinds and clocks."""
    yield from text_faults(law, provisions)
    yield from names("warnings", law.warnings, WARNINGS)
    yield from names("duties", law.duties, DUTIES)
    yield from part_faults(law.letters)
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
    yield from names("variation", pack.variation, (*pack.bodies, *pack.roles))
    yield from names("closing_grounds", pack.closing_grounds, CLOSING_GROUNDS)
    yield from names("letters_approved", pack.letters_approved, tuple(LETTERS.values()))
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


def _role_faults(pack: Pack) -> Iterator[Fault]:
    for path, role in named_roles(pack):
        if role not in pack.roles:
            yield Fault(path, f"there is no role {role!r}{hint(role, pack.roles)}")


def named_roles(pack: Pack) -> Iterator[tuple[Path, str]]:
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
    groups += [(("adoption", "approves"), pack.adoption.approves)] if pack.adoption else []
    groups += [(("roles",), (needed,)) for needed in ("front_line", "mrc")]
    return ((path, role) for path, roles in groups for role in roles)
