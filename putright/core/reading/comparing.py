"""A printed policy held against the pack that claims to follow it, and against the register of redress bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from putright.core.policy import Policy
from putright.core.printed import PROMISES, Printed, Said
from putright.core.reading import held
from putright.core.reading.held import CLOCKS, Against, Has, spoken
from putright.core.workdays import said as day_said

Origin = Literal["pack", "register", "law"]
ORIGINS: dict[Origin, str] = {"pack": "The pack", "register": "The register of contacts", "law": "The law"}
TIMED = ("stage1.acknowledge", "stage1.respond", "stage2.acknowledge", "stage2.respond", "stage2.request", "dispose")
"""Times that a policy document is looked through for."""
DETAILS = {"phone": "telephone number", "post": "postal address", "web": "website"}


@dataclass(frozen=True, slots=True)
class Difference:
    """What a document says otherwise: `has` is what the pack, the register or the law has instead, in words."""

    said: Said
    origin: Origin
    has: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """What was looked for and not found in the document; the pack's provisions where it is the pack's."""

    topic: str
    of: str
    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences; what agrees; what there is nothing to hold against; and what was not found."""

    differs: tuple[Difference, ...]
    agrees: tuple[Said, ...]
    stands_alone: tuple[Said, ...]
    not_found: tuple[Missing, ...]


def compare(printed: Printed, policy: Policy, register: Mapping[str, Any], on: date) -> Comparison:
    """A printed policy against a pack and the register's details of a day. `register` are the bodies by id.

    A printed policy that a pack states is compared in the same way as one that was read.
    """
    against = Against(policy, register, on)
    found = [(said, held.hold(said, against)) for said in printed.says]
    return Comparison(
        differs=tuple(_differs(printed, found)),
        agrees=tuple(said for said, has in found if has and has.agrees),
        stands_alone=tuple(said for said, has in found if not has),
        not_found=tuple(_missing(printed, against)),
    )


def _differs(printed: Printed, found: list[tuple[Said, Has | None]]) -> Iterator[Difference]:
    """What differs. A definition that a document also prints in another form differs only where none agrees."""
    defined = any(said.topic == "definition" and has and has.agrees for said, has in found)
    for said, has in found:
        if has and not has.agrees and not (said.topic == "definition" and defined):
            yield Difference(said, has.origin, has.text, has.cites)


# ---- what was not found ---------------------------------------------------------------------


def _missing(printed: Printed, against: Against) -> Iterator[Missing]:
    if not any(printed.said("definition")):
        yield Missing("definition", "", "What a complaint is.")
    yield from _times(printed, against.policy)
    yield from (
        Missing("stage", n, f"A stage {n} by that name.") for n in ("1", "2") if not any(printed.said("stage", n))
    )
    yield from _grounds(printed, against.policy)
    for body in against.used:
        yield from _contacts(printed, against, body)
    for of, text in (("approved", "When the policy was approved."), ("due", "When it is looked at again.")):
        if not any(printed.said("review", of)):
            yield Missing("review", of, text)
    yield from (Missing("promise", of, text) for of, text in PROMISES.items() if not any(printed.said("promise", of)))


def _times(printed: Printed, policy: Policy) -> Iterator[Missing]:
    for name in TIMED:
        clock = policy.pack.clocks.get(name)  # type: ignore[call-overload]
        if not clock or not clock.within:
            continue
        if not any(printed.said("time", name)):
            yield Missing("time", name, f"{CLOCKS[name]}: how long it takes. The pack has {clock.within}.", clock.cites)
        if not any(printed.said("start", name)):
            start = spoken(clock.from_)
            yield Missing(
                "start", name, f"{CLOCKS[name]}: from when that counts. The pack counts from {start}.", clock.cites
            )


def _grounds(printed: Printed, policy: Policy) -> Iterator[Missing]:
    for ground, rule in policy.pack.grounds.items():
        if not any(printed.said("exclusion", ground)):
            yield Missing("exclusion", ground, f"The pack’s ground “{spoken(ground)}”.", rule.cites)


def _contacts(printed: Printed, against: Against, body: str) -> Iterator[Missing]:
    """What the register has of a body that the pack sends people to, and was not found; one word for all of it."""
    name, record = str(against.register[body]["name"]), against.record(body)
    there = [how for how in DETAILS if record[how]]
    if not any(said.of.startswith(f"{body}/") for said in printed.said("contact")):
        yield Missing("contact", body, f"How to reach the {name}.")
    else:
        for how in there:
            ways = ("web", "form") if how == "web" else (how,)
            if not any(any(printed.said("contact", f"{body}/{way}")) for way in ways):
                yield Missing("contact", f"{body}/{how}", f"The {DETAILS[how]} of the {name}.")
    if against.register[body]["any_time"] and not any(printed.said("access", body)):
        yield Missing("access", body, f"That the {name} may be asked at any time.")


# ---- in words -------------------------------------------------------------------------------


def in_words(one: Difference, on: date) -> str:
    """A difference as a sentence.

    The register's part says the day, since its details change.
    """
    by = f"{ORIGINS[one.origin]} of {day_said(on)}" if one.origin == "register" else ORIGINS[one.origin]
    return f"{titled(one.said)}: the document has {shown(one.said)}. {by}: {one.has.rstrip('.')}."


def shown(said: Said) -> str:
    """What a document has, as it is quoted in a sentence."""
    if said.topic in ("start", "counted_from", "access", "remedy"):
        return spoken(said.value)
    return f"“{said.value}”" if said.value and said.value != "yes" else "it"


def titled(said: Said) -> str:
    """What something that is said is about, in a few words."""
    if said.topic in ("time", "start"):
        return f"{CLOCKS[said.of]}{'' if said.topic == 'time' else ', counted from'}"
    if said.topic == "extension":
        stage, _, what = said.of.partition(".")
        return f"More time at stage {stage}: {spoken(what)}"
    if said.topic in ("contact", "access"):
        body, _, how = said.of.partition("/")
        return f"{spoken(body)}, {spoken(how) if how else 'when it may be asked'}"
    return held.TITLES[said.topic].format(of=spoken(said.of))
