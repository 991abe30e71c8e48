"""What the form means: the events and the people of a new case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from putright.apps.casework.models import Party
from putright.apps.intake import words
from putright.apps.intake.arrival import arrived, came
from putright.apps.intake.forms import OUTCOMES
from putright.core import events as e
from putright.core.needs import called

COMPLAINANT, REPRESENTATIVE = "p1", "p2"
TRIAGED = {"offered": ("complaint", "complaint"), "declined": ("service_request", "service_request")}


def events_of(told: Mapping[str, Any], adjustments: list[e.AdjustmentRecorded], today: date) -> Iterator[e.Event]:
    """What happened: the complaint as it was told, and all that was agreed with the caller. `told` is cleaned data."""
    yield received(told)
    yield from came(told, today)
    yield from adjustments
    if told["rep_name"] and told["rep_basis"]:
        yield e.RepresentativeAuthorised(on=today, who=told["rep_name"], basis=told["rep_basis"], party=REPRESENTATIVE)
    if told["promise"]:
        yield e.PromiseMade(on=today, id="w1", what=told["promise"], by=told["promise_by"])
    if choice := _choice(told):
        yield e.Triaged(on=today, as_=choice[0], choice_offered=True, choice=choice[1])  # type: ignore[arg-type]


def _choice(told: Mapping[str, Any]) -> tuple[str, str] | None:
    """What somebody was offered and said. Who answers a survey and wants no complaint has not asked for anything."""
    if told["said"] == "declined" and told["channel"] == "survey":
        return "survey_feedback", "not_a_complaint"
    return TRIAGED.get(told["said"])


def received(told: Mapping[str, Any]) -> e.Received:
    """The complaint itself."""
    wanted = [n for n in OUTCOMES if told[f"outcome_{n}"]]
    numbered = {n: str(place) for place, n in enumerate(wanted, 1)}
    return e.Received(
        on=told["received_on"],
        channel=told["channel"],
        from_=told["from_"],
        about=tuple(dict.fromkeys(filter(None, (told[f"about_{n}"] for n in (1, 2, 3))))),
        occurred=told["occurred"],
        ended=told["ended"],
        flags=tuple(told["flags"]),
        text=told["text"],
        brand=told["brand"] or None,
        party=COMPLAINANT,
        outcomes=tuple(told[f"outcome_{n}"] for n in wanted),
        attainable=tuple(numbered[n] for n in wanted if told[f"can_{n}"] == "yes"),
        unattainable={numbered[n]: told[f"told_{n}"] for n in wanted if told[f"can_{n}"] == "no"},
        loss=told["loss"],
        contact=_contact(told),
        brought_by=REPRESENTATIVE if told["rep_name"] and not told["rep_basis"] else None,
        **arrived(told),
    )


def adjustments_of(
    told: Mapping[str, Any], known: Mapping[str, e.AdjustmentRecorded], today: date
) -> list[e.AdjustmentRecorded]:
    """What makes it easier for them: what is carried over with what it meant, then what is new; each once."""
    carried = [known[key] for key in told["carry"] if key in known]
    found = [msgspec.structs.replace(one, on=today, review_on=_to_come(one, today), party=None) for one in carried]
    found += [e.AdjustmentRecorded(on=today, what=what, needs=words.NEEDS[what]) for what in told["needs"]]
    if told["needs_other"]:
        found.append(e.AdjustmentRecorded(on=today, what=told["needs_other"], needs=()))
    if code := told["language"]:
        found.append(e.AdjustmentRecorded(on=today, what=f"Letters in {called(code)}", needs=(), language=code))
    return list({one.what.casefold(): one for one in found}.values())


def parties_of(told: Mapping[str, Any]) -> list[Party]:
    """Who it concerns: the complainant, and whoever acts for them. What helps them is kept with them by the index."""
    who = {name: told[name] for name in ("name", "phone", "email", "address", "postcode")}
    found = [Party(key=COMPLAINANT, role=Party.As.COMPLAINANT, related_until=told["ended"], **who)]
    if told["rep_name"]:
        theirs = {name: told[f"rep_{name}"] for name in ("name", "phone", "email")}
        found.append(Party(key=REPRESENTATIVE, role=Party.As.REPRESENTATIVE, **theirs))
    return found


def _contact(told: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (words.CONTACT.get(told["contact"], ""), told["contact_note"])))


def _to_come(one: e.AdjustmentRecorded, today: date) -> date | None:
    """When it is to be looked at again, if that is still to come."""
    return one.review_on if one.review_on and one.review_on > today else None
