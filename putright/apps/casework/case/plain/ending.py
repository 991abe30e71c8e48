"""How a complaint ends, or begins again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from putright.apps.casework.case.bodies import entry
from putright.apps.casework.case.fields import Choices, choose, colleagues, day, text
from putright.apps.casework.case.plain.base import Plain, PlainForm, next_id
from putright.apps.casework.opened import Opened
from putright.core import events as e
from putright.core.events.ending import HOLDS
from putright.core.redress import takers
from putright.core.workdays import said

A_YEAR = timedelta(366)
CALLED = {str(key): said[:1].upper() + said[1:] for key, said in HOLDS.items()}


def _instructing(opened: Opened) -> Choices:
    """The bodies the complaint may go to, which may tell us to take it on, and colleagues."""
    return [*((body, entry(body)["name"]) for body in takers(opened.judged)), *colleagues(opened)]


def _standing(opened: Opened) -> Choices:
    return [(x.id, f"{HOLDS[x.why]}, since {said(x.on)}") for x in opened.state.learning.holds.values()]


def _looked_at_again(form: PlainForm) -> Iterator[tuple[str, str]]:
    day = form.cleaned_data.get("review_on")
    if day and not form.today < day <= form.today + A_YEAR:
        yield "review_on", "Give a day that is still to come, within a year."


STEPS: dict[str, Plain] = {
    "complainant_satisfied": Plain("They are satisfied", "Record", {"evidence": text("How do we know?")}),
    "withdrawn": Plain("They withdraw the complaint", "Record", {
        "evidence": text("How do we know?", "Only they can withdraw it, and nobody asks them to."),
    }),
    "reopened": Plain("Reopen the complaint", "Reopen", {
        "instructed_by": choose("On whose instruction?", _instructing, optional=True),
        "evidence": text("Why?"),
    }, "It starts again at stage 1, with fresh dates from the day you give."),
    "hold_placed": Plain("Hold the records", "Hold them", {
        "why": choose("What are they held for?", CALLED),
        "what": text("What is it about?", "So that somebody who comes to it in a year knows.", optional=True, rows=2),
        "review_on": day("When is it to be looked at again?",
                         "Within a year: nothing is held because it was forgotten."),
    }, "While a hold stands nothing of this case is disposed of, whatever its time.",
        more=next_id("h", e.HoldPlaced), check=_looked_at_again),
    "hold_lifted": Plain("Lift a hold", "Lift it", {
        "id": choose("Which hold?", _standing),
        "reason": text("Why is it needed no longer?", rows=2),
    }, "If it is still needed, lift it here and place it again with a new day to look at it."),
}  # fmt: skip
