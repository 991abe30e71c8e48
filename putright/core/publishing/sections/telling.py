"""What a complaint is, who can complain, and how: every channel and contact of the wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any as Anything

from putright.core.letters.blocks import Heading, Rows
from putright.core.publishing.matter import Matter
from putright.core.publishing.shapes import Any, Line, Reach
from putright.core.workdays import Period


def definitions(m: Matter) -> list[tuple[str, str]]:
    """What counts as a complaint, as (whose words, the words): the landlord's as printed, and the Code's beside it.

    A definition that the landlord only paraphrases, or that takes in less than the Code's, is not what staff work to.
    """
    own = [d for d in m.entries("definition") if d.get("verbatim")]
    known = {edition for d in own for edition in d.get("edition", ())}
    found = [(_whose(d), str(d["text"])) for d in own]
    if m.policy.edition.edition not in known:
        found.append(("code", m.policy.edition.definition.strip()))
    return found


def _whose(definition: Mapping[str, Anything]) -> str:
    return "residents" if "residents" in definition["for"] else "own"


def what(m: Matter, brief: bool = False) -> Iterator[Any]:
    """What a complaint is, with examples."""
    yield Heading(text=m.t("What is a complaint?"))
    said = {
        "own": m.t("A complaint, in our policy’s words:"),
        "residents": m.t("From a resident it is also, in the Code’s words:"),
        "code": m.t("The Code we are held to says, and we go by it:"),
    }
    for whose, words in definitions(m)[: 1 if brief else None]:
        yield m.says(said[whose], Line(text=f"“{words.rstrip('.')}.”", lang=m.foreign), part="definition")
    yield m.says(m.t("You need not use the word “complaint”, and nobody will treat you worse because you complained."))
    examples = [m.own_words(str(c["title"])) for c in m.entries("categories") if c["id"] != "other"]
    if examples:
        yield Heading(text=m.t("For example"), level=3)
        yield m.says(*examples[: 6 if brief else None], bullets=True, part="examples")


def requests(m: Matter) -> Iterator[Any]:
    """How a request for a service differs."""
    yield Heading(text=m.t("Asking for a service is not yet a complaint"))
    yield m.says(
        m.t("Asking us to do something, such as a repair, is a request for a service: we record it and deal with it."),
        m.t("If you are unhappy with how we deal with it you can complain at once, also while the work goes on."),
        m.t("If you tell us in a survey that you are unhappy, we tell you how to complain."),
    )


def who(m: Matter, brief: bool = False) -> Iterator[Any]:
    """Who can complain, and through whom."""
    yield Heading(text=m.t("Who can complain?"))
    titles = [_who(m, entry) for entry in m.entries("who_may_complain")]
    if brief or not titles:
        yield m.says(m.t("Our residents, and anybody else whom our services or decisions affect."))
    else:
        yield m.says(*titles, bullets=True, part="who")
    yield m.says(m.t("Somebody else can complain for you, or come with you: a relative, a friend, an adviser, a "
                     "councillor or your Member of Parliament. Just tell us that you agree."))  # fmt: skip


def _who(m: Matter, entry: Mapping[str, Anything]) -> Line:
    """Who may complain; for how long somebody who has left may is the ground's to say."""
    left = m.policy.pack.grounds.get("tenancy_ended")
    if entry["id"] != "former_customer" or not left or not left.over:
        return m.own_words(str(entry["title"]))
    figure = m.figure("grounds.tenancy_ended", Period.parse(left.over))
    return m.line(m.t("Somebody who has left us, up to {time} after their tenancy or service ended"), time=figure)


def how(m: Matter, brief: bool = False) -> Iterator[Any]:
    """Each way of telling us, with its address or number."""
    yield Heading(text=m.t("How to tell us"))
    channels = [m.own_words(str(channel["title"])) for channel in m.entries("channels")]
    if channels and not brief:
        yield m.says(m.t("In whatever way suits you:"))
        yield m.says(*channels, bullets=True, part="channels")
    for title, rows in reached(m).items():
        yield Reach(whom="landlord", title=title, rows=rows)
    yield m.says(m.t("Tell us what went wrong, what it has meant for you and what you would like us to do."))
    if not brief and any(channel["id"] == "social_media" for channel in m.entries("channels")):
        yield m.says(m.t("If you write to us on social media we take it up like any other complaint, and ask you to go "
                         "on in a private message so that nobody else reads about you."))  # fmt: skip


def reached(m: Matter) -> dict[str, Rows]:
    """How the landlord is reached: (way, detail), under whom they are for; the title is empty for everybody."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for contact in m.wording.get("contacts", ()):
        title = _for_whom(m, contact["for"])
        if title is not None:
            found.setdefault(title, {})[_way(m, contact["how"]), str(contact["detail"])] = None
    for way, detail in m.own:
        found.setdefault("", {})[way, detail] = None
    return {title: tuple(_joined(m, list(rows))) for title, rows in found.items()}


def _joined(m: Matter, rows: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """An address to write to and to come to is given once."""
    write, come, both = _way(m, "letter"), _way(m, "in_person"), m.t("Write or visit")
    details = {way: {detail for other, detail in rows if other == way} for way in (write, come)}
    for way, detail in rows:
        if detail not in details[write] & details[come]:
            yield way, detail
        elif way == write:
            yield both, detail


def _for_whom(m: Matter, audience: list[str]) -> str | None:
    brands = m.policy.pack.brands
    if set(audience) & set(brands):
        if m.policy.brand:
            return "" if m.policy.brand in audience else None
        return m.t("For {brands}", brands=m.all_of([brands[one].name for one in audience]))
    known = {
        "everyone": "",
        "residents": m.t("For residents and their relatives"),
        "about-chief-officer": m.t("If it is about the Chief Officer"),
    }
    if audience[0] in known:
        return known[audience[0]]
    regions = {one for contact in m.wording.get("contacts", ()) for one in contact["for"]}
    if set(audience) >= regions:
        return ""
    return m.t("In {region}", region=audience[0].capitalize())


def _way(m: Matter, how: str) -> str:
    ways = {"letter": m.t("Write to"), "email": m.t("E-mail"), "phone": m.t("Telephone"), "online": m.t("Online"),
            "in_person": m.t("In person"), "staff": m.t("Tell")}  # fmt: skip
    return ways[how]


def helped(m: Matter, brief: bool = False) -> Iterator[Any]:
    """Help with complaining, and adjustments."""
    yield Heading(text=m.t("Help with complaining"))
    first = m.t("Tell us what would make it easier, and we will do it where we reasonably can, as the Equality Act "
                "2010 asks: large print, easy read, Braille or audio, another language, an interpreter, a call instead "
                "of a letter, a visit, more time, or help with writing.")  # fmt: skip
    yield m.says(first, "" if brief else m.t("We write down what you need, so that you have to tell us only once."))
