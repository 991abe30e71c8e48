"""A letter of every kind for every landlord and brand: from the stories that are rehearsed, with whatever words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.events import codec
from putright.core.letters import blocks, compose
from putright.core.letters.kinds import registry
from putright.core.letters.material import Material, Recipient
from putright.core.letters.tongue import ENGLISH, Tongue
from putright.core.letters.voice import Voice
from putright.core.policy import Person
from putright.core.rehearsal import Script, run
from putright.core.state import fold
from putright.core.validate import shape
from putright.data.yaml import read

HOUSES = [
    (pack, brand)
    for pack in data.pack_names()
    for brand in (*data.load_policy(pack).pack.brands, *([] if data.load_policy(pack).pack.brands else [None]))
]  # fmt: skip
KINDS = sorted(kind.tag for kind in (event.__struct_config__ for event in registry()))
ADDRESS = ("Flat 3", "12 Mill Lane", "Taunton", "TA1 2AB")


class Typed(Mapping[str, str]):
    """The same words in every place of a letter's form."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __getitem__(self, place: str) -> str:
        return self.said

    def get(self, place: str, default: str = "") -> str:
        return self.said

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


@cache
def stories() -> Mapping[str, list[tuple[str, tuple[e.Event, ...], Mapping[str, Person]]]]:
    """For each event that has a letter, the rehearsed stories that lead up to it: (pack, events, people)."""
    found: dict[str, list[tuple[str, tuple[e.Event, ...], Mapping[str, Person]]]] = {}
    for path in sorted((data.HERE / "rehearsals").glob("*/*.yaml")):
        script = _script(path)
        played = run(msgspec.structs.replace(script, expect=[]), data.load_policy(script.policy, script.brand))
        seen = set()
        for n, event in enumerate(played.accepted):
            if type(event) in registry() and event.kind not in seen:
                seen.add(event.kind)
                found.setdefault(event.kind, []).append((script.policy, played.accepted[: n + 1], played.people))
    return found | {kind: list(_told_after("acknowledged", kind, found)) for kind in KINDS if kind not in found}


def _told_after(first: str, kind: str, known: Mapping[str, list]) -> Iterator[tuple]:
    """The stories of another event, with this one after it: for those that need no more than a day."""
    for policy, events, people in known[first]:
        yield policy, (*events, codec.decode({"event": kind, "on": events[-1].on.isoformat()})), people


def _script(path: Path) -> Script:
    obj, _ = read(path.read_text(), str(path))
    script, faults = shape(obj, Script)
    assert not faults
    return script


def letter(
    kind: str, pack: str, brand: str | None, said: str = "", tongue: Tongue = ENGLISH, **look: bool
) -> blocks.Letter:
    """The letter of an event for a landlord, from its own story where it has one.

    With `said`, those words stand wherever somebody may type, in the story and in the letter.
    """
    known = sorted(stories()[kind], key=lambda story: story[0] != pack)
    problems = []
    for _, events, people in known:
        told = [_branded(_saying(event, said), brand) for event in events]
        try:
            return _composed(
                told, people, pack, brand, said or "We are sorry. We looked into it on 4 June 2026.", tongue, look
            )
        except (KeyError, AttributeError, StopIteration, ValueError) as error:
            problems.append(repr(error))
    raise AssertionError(f"no story of {kind} gives a letter of {pack}: {problems}")


def _composed(told, people, pack, brand, said, tongue, look) -> blocks.Letter:
    case = Case.of(fold(told), data.load_policy(pack, brand), people)
    name = said if said != "We are sorry. We looked into it on 4 June 2026." else "Rosa Adeyemi"
    to = Recipient(name, (name, *ADDRESS) if name == said else ADDRESS, key=_to(told[-1]), party="p1")
    landlord = said if name == said else case.policy.pack.landlord.name
    voice = Voice(case, data.load_wording(pack), own=(("Website", said),) if name == said else ())
    material = Material(case, voice, data.load_register(), to, "TST-2026-0042", landlord, told[-1].on, Typed(said),
                        "Complaints officer", tongue)  # fmt: skip
    return compose.compose(material, told[-1], **look)


def _to(event: e.Event) -> str:
    members = getattr(event, "members", ())
    return members[0] if members else ""


def _saying(event: e.Event, said: str) -> e.Event:
    if not said:
        return event
    obj, texts = codec.split_texts(event)
    return codec.decode(codec.join_texts(obj, [said] * len(texts)))


def _branded(event: e.Event, brand: str | None) -> e.Event:
    return msgspec.structs.replace(event, brand=brand) if isinstance(event, e.Received) else event
