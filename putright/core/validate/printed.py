"""What is wrong with a printed policy as a pack states it: provisions that are not there, names that mean nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import Any, get_args

from putright.core.events import Ground
from putright.core.pack import ClockName, Provision, Start
from putright.core.printed import PROMISES, Printed, Said, Topic
from putright.core.validate.names import period_faults
from putright.core.validate.shapes import Fault, Path, hint

MORE_TIME = ("within", "agreed", "reasons", "ombudsman")
OF: Mapping[Topic, Collection[str]] = {
    "time": get_args(ClockName),
    "start": get_args(ClockName),
    "extension": [f"{stage}.{what}" for stage, what in product("12", MORE_TIME)],
    "stage": ("informal", "1", "2", "3"),
    "exclusion": (*get_args(Ground), "other"),
    "counted_from": ("too_old",),
    "writing": ("", "informal", "1", "2"),
    "review": ("approved", "due"),
    "promise": PROMISES,
}
"""Of what each topic speaks, where that is a name."""
VALUES: Mapping[Topic, Collection[str]] = {
    "start": get_args(Start),
    "counted_from": ("event", "awareness", "event,awareness"),
    "access": ("any_time", "after_procedure", "designated_person", "eight_weeks"),
    "writing": ("required",),
    "remedy": ("excluded", "limited"),
}
"""What is said of it, where that is a name."""


def printed_faults(
    printed: Printed, provisions: Mapping[str, Provision], bodies: Collection[str] = ()
) -> Iterator[Fault]:
    """What is wrong with a printed policy beyond its shape. `bodies`: those of the register; any will do without."""
    for n, said in enumerate(printed.says):
        at = ("says", str(n))
        for cited in said.cites:
            if cited not in provisions:
                yield Fault((*at, "cites"), f"there is no provision {cited!r}{hint(cited, provisions)}")
        yield from _named((*at, "of"), said.topic, said.of, OF.get(said.topic))
        yield from _named((*at, "value"), said.topic, said.value, VALUES.get(said.topic))
        yield from _body(at, said, bodies)
        yield from _length((*at, "value"), said)


def _named(path: Path, topic: str, name: str, known: Any) -> Iterator[Fault]:
    if known is not None and name not in known:
        yield Fault(path, f"there is no {topic} {name!r}{hint(name, known)}")


def _body(at: Path, said: Said, bodies: Collection[str]) -> Iterator[Fault]:
    body = said.of.partition("/")[0]
    if bodies and said.topic in ("contact", "access") and body not in bodies:
        yield Fault((*at, "of"), f"there is no redress body {body!r}{hint(body, bodies)}")


def _length(path: Path, said: Said) -> Iterator[Fault]:
    if said.topic == "extension" and not said.of.endswith(".within"):
        yield from _named(path, said.topic, said.value, ("yes",))
    elif said.topic in ("time", "extension") or (said.topic == "exclusion" and said.value):
        yield from period_faults(path, said.value)
