"""Letters for the gate to look at: one complaint, told up to the letter that is wanted, with what was typed for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import compose, gate
from putright.core.letters.material import Material, Recipient
from putright.core.letters.voice import Voice
from putright.core.policy import Person
from putright.core.state import fold

MONDAY = date(2026, 6, 1)
BRANDS = {"housing-plus-group": "wrekin"}
POINTS = {
    "p1": "The roof over the bedroom has leaked since October.",
    "p2": "Nobody returned the telephone calls of January.",
}
FINDINGS = {
    "p1": {"finding": "upheld", "reasons": "The repair log shows three visits that were booked and missed in winter."},
    "p2": {
        "finding": "not_upheld",
        "reasons": "Our records of calls show that two were returned, on 9 and 14 January.",
    },
}
REMEDIES = {
    "r1": {"kind": "work", "what": "Mend the roof", "by": date(2026, 6, 30)},
    "r2": {"kind": "payment", "what": "For the damp in the bedroom", "by": date(2026, 6, 26), "amount": 150},
}
TYPED = {
    "response": {"investigation": "We read the repair log.", "apology": "We are sorry that we missed three visits."},
    "extension": {"reason": "The roofer must open the roof before we can say what went wrong, and is coming soon."},
    "refusal": {"explanation": "The matter went through both stages of our procedure last year, and nothing is new."},
    "acknowledgement": {},
    "escalation_refusal": {
        "explanation": "The request came after the last day, and we found no reason to take it late."
    },
}
PEOPLE = {
    "m": Person(
        "m", frozenset(["manager", "complaint_handler", "service_manager", "chief_officer"]), name="Ines Okafor"
    )
}


def june(day: int) -> date:
    return date(2026, 6, day)


def letter(scene: dict[str, Any]) -> gate.Checked:
    """What the gate is shown of a scene: `kind`, `stage`, `pack`, `typed` and what differs from the usual complaint."""
    kind, pack = scene.get("kind", "response"), scene.get("pack", "willow-tree")
    policy = data.load_policy(pack, scene.get("brand", BRANDS.get(pack)))
    happened = [*_before(scene, policy.brand), _event(kind, scene)]
    case = Case.of(fold(happened), policy, PEOPLE)
    typed = {**TYPED[kind], **scene.get("typed", {})}
    made = compose.compose(_material(case, scene, typed), happened[-1])
    made = msgspec.structs.replace(made, blocks=tuple(_changed(made.blocks, scene)), easy=scene.get("easy", False))
    if "language" in scene:
        blocks = (
            msgspec.structs.replace(b, lang="" if scene.get("translated") else "en-GB") if b.written else b
            for b in made.blocks
        )
        made = msgspec.structs.replace(made, language=scene["language"], blocks=tuple(blocks))
    reader = gate.Reader.easy("Rosa Adeyemi") if made.easy else gate.Reader("Rosa Adeyemi")
    return gate.Checked(
        letter=made, case=case, event=happened[-1], register=data.load_register(), typed=typed, reader=reader,
        staff=tuple(scene.get("staff", ("Ines Okafor", "Tomasz Bell"))), jargon=data.load_jargon(),
        contractors=tuple(scene.get("contractors", ("Harwood Roofing Ltd",))),
    )  # fmt: skip


def _before(scene: dict[str, Any], brand: str | None) -> list[e.Event]:
    """The complaint up to its letter."""
    text, outcomes = scene.get("text", "The roof leaks."), tuple(scene.get("outcomes", ("Mend the roof",)))
    not_ours = tuple(scene.get("not_ours", ()))
    source = scene.get("from", "tenant")
    told = [
        e.Received(on=MONDAY, channel="email", from_=source, text=text, brand=brand, outcomes=outcomes),
        e.Defined(on=june(2), points=scene.get("points", POINTS), outcomes=outcomes, not_ours=not_ours),
    ]  # fmt: skip
    told = told[:1] if scene.get("undefined") else told
    if scene.get("kind", "response") in ("response", "extension", "escalation_refusal"):
        told.append(e.Acknowledged(on=june(3)))
    if scene.get("stage") == 2:
        told += [_decided(scene, june(8), 1), e.ResponseSent(on=june(9), method="email"),
                 e.EscalationRequested(on=june(15)), e.Escalated(on=june(15))]  # fmt: skip
        told += [e.Acknowledged(on=june(16))] if scene.get("kind", "response") != "acknowledgement" else []
    if scene.get("kind", "response") == "response":
        told.append(_decided(scene, june(18) if scene.get("stage") == 2 else june(8), scene.get("stage", 1)))
    return told


def _decided(scene: dict[str, Any], on: date, stage: int) -> e.Decided:
    remedies = {key: msgspec.convert(r, e.Remedy) for key, r in scene.get("remedies", REMEDIES).items()}
    remedies = {f"{key}.{stage}": remedy for key, remedy in remedies.items()}
    findings = {key: msgspec.convert(f, e.Finding) for key, f in scene.get("findings", FINDINGS).items()}
    return e.Decided(on=on, findings=findings, remedies=remedies, outstanding=("A damp survey by 10 July 2026.",))


def _event(kind: str, scene: dict[str, Any]) -> e.Event:
    typed = {**TYPED[kind], **scene.get("typed", {})}
    on = scene.get("on") or (june(19) if scene.get("stage") == 2 else june(9))
    if kind == "extension":
        return e.Extended(on=on, until=scene.get("until", june(24)), reason=typed["reason"])
    if kind == "refusal":
        return e.Refused(on=on, ground="already_considered", explanation=typed["explanation"])
    if kind == "escalation_refusal":
        return e.EscalationRefused(on=on, ground="out_of_time", explanation=typed["explanation"])
    return e.Acknowledged(on=on, by="m") if kind == "acknowledgement" else e.ResponseSent(on=on, method="email", by="m")


def _material(case: Case, scene: dict[str, Any], typed: dict[str, str]) -> Material:
    to = Recipient("Rosa Adeyemi", ("12 Mill Lane", "Taunton", "TA1 2AB"))
    voice = Voice(case, data.load_wording(case.policy.pack.pack))
    return Material(
        case, voice, data.load_register(), to, "T-1", case.policy.pack.landlord.name, case.state.last, typed
    )


def _changed(blocks: Any, scene: dict[str, Any]) -> Any:
    """The letter's blocks without a part, or with other words in them, as a scene asks."""
    for block in blocks:
        if block.part and block.part in scene.get("without", ()):
            continue
        text = msgspec.json.encode(block).decode()
        for old, new in scene.get("swap", {}).items():
            text = text.replace(old, new)
        yield msgspec.json.decode(text, type=type(block))


def found(scene: dict[str, Any], rule: str) -> list[gate.Finding]:
    """What one rule finds in a scene."""
    return [finding for finding in gate.check(letter(scene)) if finding.rule == rule]


def with_letter(checked: gate.Checked, **changes: Any) -> gate.Checked:
    """The same with another letter."""
    return replace(checked, letter=msgspec.structs.replace(checked.letter, **changes))
