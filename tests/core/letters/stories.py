"""Complaints told up to a letter, for the tests of what letters say. Every story begins on Monday 1 June 2026."""

from __future__ import annotations

from datetime import date

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import blocks, compose
from putright.core.letters.material import Material, Recipient
from putright.core.letters.tongue import ENGLISH, Tongue
from putright.core.letters.voice import Voice
from putright.core.policy import Person
from putright.core.state import fold

PACKS = ("willow-tree", "housing-services", "housing-plus-group", "taunton-heritage-trust", "model-2024")
HOUSES = [(pack, brand) for pack in PACKS for brand in data.load_policy(pack, None).pack.brands or [None]]
"""Every pack, and of those with brands every brand."""
ROSA = Recipient("Rosa Adeyemi", ("12 Mill Lane", "TA1 2AB"))
SECRET = "My daughter Imogen has asthma."
"""What whoever complained said, and what nobody else than the complainant may read in a letter."""
POINTS = {"p1": "The roof over the bedroom has leaked since October.", "p2": "Nobody returned our calls."}
PEOPLE = {
    "ines": Person("ines", frozenset(["manager", "support_officer", "complaint_handler"]), name="Ines Okafor"),
    "omar": Person("omar", frozenset(["front_line"]), name="Omar Reed"),
    "sam": Person("sam", frozenset(["senior_staff"]), name="Sam Hill"),
    "bo": Person("bo", frozenset(["board_member"]), name="Bo Lund"),
    "res": Person("res", frozenset(["resident_panellist"]), name="Dorota Nowak"),
}


class Pseudo(Tongue):
    """A language in which everything that is looked up stands in guillemets, and nothing else does."""

    def known(self, text):
        return f"«{text}»"

    def tn(self, one, many, number, /, **slots):
        return f"«{super().tn(one, many, number, **slots)}»"


def june(day: int) -> date:
    return date(2026, 6, day)


def told(pack: str, *happened: e.Event, brand: str | None = None, **fields: object) -> Case:
    """The case of a complaint as these events leave it, received and defined before them."""
    first = e.Received(on=june(1), **{"channel": "phone", "from_": "tenant", "brand": brand, "text": SECRET,
                                      "about": ("omar",), **fields})  # fmt: skip
    defined = e.Defined(on=june(2), points=POINTS, outcomes=())
    return Case.of(fold([first, defined, *happened]), data.load_policy(pack, brand), PEOPLE)


def composed(
    pack: str, event: e.Event, *before: e.Event, to: Recipient = ROSA, brand: str | None = None, typed=None,
    tongue: Tongue = ENGLISH, **fields,
) -> blocks.Letter:  # fmt: skip
    """The letter of an event, once it has happened after those before it."""
    case = told(pack, *before, event, brand=brand, **fields)
    voice = Voice(case, data.load_wording(pack))
    landlord, officer = case.policy.pack.landlord.name, "Complaints officer"
    given = Material(
        case, voice, data.load_register(), to, "T-1", landlord, event.on, typed or {}, officer, tongue
    )  # fmt: skip
    return compose.compose(given, event)


def words(letter: blocks.Letter) -> str:
    """All that a letter says, its title too, with single spaces."""
    return " ".join(" ".join([letter.title, *(text for one in letter.blocks for text in blocks.texts(one))]).split())


def untranslated(letter: blocks.Letter) -> list[str]:
    """What a letter in `Pseudo` says in fixed words that were never looked up."""
    said = [block for block in letter.blocks if isinstance(block, blocks.Paragraph | blocks.Heading) and not block.lang]
    return [block.text for block in said if not block.text.startswith("«")]


def lacking(letter: blocks.Letter, pack: str, event: e.Event, *before: e.Event, brand=None, **fields) -> list[str]:
    """The parts that a letter must have and lacks."""
    return list(blocks.missing(letter, compose.required(told(pack, *before, event, brand=brand, **fields), event)))


def at_stage_2(*more: e.Event) -> list[e.Event]:
    """A complaint answered at stage 1 and taken to stage 2."""
    found = {
        "p1": e.Finding("upheld", "Visits were missed."),
        "p2": e.Finding("not_upheld", "Two calls are on record."),
    }
    return [
        e.Assigned(on=june(2), to="ines"), e.Acknowledged(on=june(2), by="ines", method="email"),
        e.PositionHeard(on=june(3), party="complainant"), e.Decided(on=june(5), findings=found),
        e.ResponseSent(on=june(5), by="ines", method="email"),
        e.EscalationRequested(on=june(8)), e.Escalated(on=june(8)), *more,
    ]  # fmt: skip
