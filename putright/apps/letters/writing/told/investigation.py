"""Finding out what happened: findings for comment, answers to comments, mediation, worse treatment."""

from __future__ import annotations

from collections.abc import Mapping

from putright.apps.casework.models import Party
from putright.apps.casework.opened import Opened
from putright.apps.letters.writing.forms import area
from putright.apps.letters.writing.notices import Line, colleagues


def sides(opened: Opened) -> Mapping[str, Party]:
    """The parties of the case and everybody complained of, by the name that events have for them."""
    parties = {p.key: p for p in Party.objects.filter(case=opened.case).order_by("key") if p.name}
    found = {name: _of(opened, name) for name in opened.state.about}
    people = colleagues(key for key in found.values() if key)
    return parties | {name: _called(people[key], name) for name, key in found.items() if key in people}


def _of(opened: Opened, name: str) -> str:
    """Who is meant by an id, or by a role that only one person holds."""
    holders = [key for key, one in opened.people.items() if one.active and name in one.roles]
    return name if name in opened.people else holders[0] if len(holders) == 1 else ""


def _called(party: Party, name: str) -> Party:
    party.key = name
    return party


LINES: dict[str, Line] = {
    "findings_shared": Line(
        "Send it for comment",
        "It is sent, and on record.",
        to=sides,
        chosen="with_",
        places={
            "meaning": lambda: area("What it would mean", "What you would decide if nothing more comes.", rows=3),
            "support": lambda: area(
                "Support",
                "For somebody complained of: whom they can talk to. Left out of a letter to the complainant.",
                rows=2,
            ),
        },
        labels={
            "what": (
                "What does the evidence point to?",
                "For each point: what shows it, and against whom it goes. Somebody complained of reads nothing of the"
                " complaint but this: leave out who complained.",
            )
        },
    ),
    "comments_answered": Line(
        "Send the answer",
        "The answer is sent, and on record.",
        to=sides,
        chosen="from_",
        labels={
            "answer": (
                "What do you make of it?",
                "For each comment: whether it changes the finding, and why or why not. What they said stands above it"
                " in the letter.",
            )
        },
    ),
    "mediation_offered": Line(
        "Send the offer",
        "The offer is sent, and on record.",
        labels={
            "what": (
                "How would it go?",
                "Who would lead it, where, how long it takes, and what it costs them (nothing, as a rule).",
            )
        },
    ),
    "detriment_concluded": Line(
        "Send the conclusion",
        "The conclusion is sent, and on record.",
        places={
            "action": lambda: area(
                "What we will do", "What is put right, and by when; how it is kept from happening again.", rows=3
            )
        },
        labels={
            "reasons": (
                "How you came to it",
                "What you looked at, whom you asked by role, and why it leads to this. They read it.",
            )
        },
    ),
}
