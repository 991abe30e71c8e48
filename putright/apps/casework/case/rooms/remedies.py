"""Remedies: everything promised to put things right, with how it stands, its money, its history and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case import remedying
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import said
from putright.core import compensation
from putright.core.money import pence, pounds
from putright.core.state.shapes_remedies import PromisedRemedy
from putright.core.timeline.deciding import FACTORS
from putright.core.timeline.remedies import REPLIES
from putright.core.warnings.remedies import without_remedy

Row = dict[str, Any]


class Remedies(Room):
    key, title = "remedies", "Remedies"
    template = "casework/room_remedies.html"

    @classmethod
    def serves(cls, opened: Opened) -> bool:
        return bool(opened.state.remedies) or bool(opened.state.current and opened.state.current.decided)

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        stage = opened.state.current
        remedies = rows(opened, today, permissions.may(person, permissions.WORK_CASE))
        return {
            "remedies": [row for row in remedies if not row["over"]],
            "settled": [row for row in remedies if row["over"]],
            "impact": [(FACTORS[f], text) for f, text in stage.impact.items()] if stage else [],
            "no_remedy": [(p.removeprefix("p"), text) for p, text in stage.no_remedy.items()] if stage else [],
            "without": [p.removeprefix("p") for p in without_remedy(opened.judged, stage)] if stage else [],
            "approval": approval(opened),
            "decide": step_href(opened, "decided") if opened.state.status == "open" and stage else "",
        }


def approval(opened: Opened) -> Row | None:
    """What the decision offers altogether, where more than whoever decided may offer; and whether it is approved."""
    stage, case = opened.state.current, opened.judged
    amount = compensation.offered(case)
    if not stage or not stage.decided_by or stage.response or not compensation.over(case, stage.decided_by, amount):
        return None
    roles = [opened.policy.pack.roles[role].title for role in compensation.approvers(case, amount)[:3]]
    return {"amount": pounds(amount), "given": compensation.approved(case, amount), "roles": " or the ".join(roles)}


def rows(opened: Opened, today: date, may_work: bool) -> list[Row]:
    """Every remedy, those still open first, the soonest due first."""
    found = [_row(opened, key, remedy, today, may_work) for key, remedy in opened.state.remedies.items()]
    return sorted(found, key=lambda row: (row["over"], row["due"] or date.max))


def _row(opened: Opened, key: str, remedy: PromisedRemedy, today: date, may_work: bool) -> Row:
    duty = next(one for one in opened.duties if one.name == f"remedy:{key}")
    return {
        "key": key, "n": key.removeprefix("r"), "what": remedy.what, "over": remedy.settled, "due": duty.due,
        "kind": remedying.kinds(opened).get(remedy.kind, remedy.kind.replace("_", " ").capitalize()),
        "status": duty.status(today), "stage": remedy.stage, "reason": remedy.reason, "departs": remedy.departs,
        "amount": pounds(remedy.pence) if remedy.pence else "", "lines": lines(remedy), "points": points(remedy),
        "owner": opened.judged.called(remedy.owner) if remedy.owner else "", "standing": standing(remedy),
        "admission": not remedy.without_admission, "history": list(history(opened, remedy)),
        "disputed": remedy.disputed, "file": file(opened, remedy.file), "level": level(opened, remedy),
        "steps": list(steps(opened, key, remedy)) if may_work else [],
    }  # fmt: skip


def lines(remedy: PromisedRemedy) -> list[tuple[str, str, str]]:
    """The money, line by line: what for, how much, how it was worked out."""
    return [(compensation.HEADS[line.head], pounds(pence(line.amount)), line.reason) for line in remedy.lines]


def points(remedy: PromisedRemedy) -> str:
    """The points it answers, by number."""
    return ", ".join(point.removeprefix("p") for point in remedy.points)


def level(opened: Opened, remedy: PromisedRemedy) -> str:
    """How serious the failure was held to be, with the guidance's band."""
    band = compensation.band_of(compensation.guidance(opened.judged), remedy.level)
    return f"{band.title}, {compensation.span(band)}" if band else ""


def file(opened: Opened, digest: str) -> Attachment | None:
    """The file of the case that shows it, by its digest."""
    return Attachment.objects.filter(case=opened.case, sha256=digest).first() if digest else None


def standing(remedy: PromisedRemedy) -> str:
    """How it stands, in a few words."""
    ways = (
        (remedy.withdrawn, "Withdrawn"),
        (remedy.replaced, f"Replaced by remedy {remedy.replaced.removeprefix('r')}"),
        (remedy.confirmed, "Done, and they say so"),
        (remedy.done, "Done; not confirmed by them yet"),
        (remedy.disputed, "They say it is not done"),
        (not remedy.offered, "Decided; not offered yet"),
        (remedy.answer, f"Offer {REPLIES.get(remedy.answer, '')}"),
    )
    return next((words for so, words in ways if so), "Promised")


def history(opened: Opened, remedy: PromisedRemedy) -> Iterator[tuple[date, str, str]]:
    """What became of it, in order: the day, what, and in whose words."""
    found: list[tuple[date, str, str]] = [(remedy.on, f"Decided, by {said(remedy.by or remedy.on)}", "")]
    if remedy.offered:
        found.append((remedy.offered, "Promised in our response", ""))
    if remedy.answered:
        found.append((remedy.answered, f"The offer was {REPLIES[remedy.answer]}", ""))
    for move in remedy.moves:
        agreed = "agreed with them" if move.agreed else "without their agreement"
        found.append((move.on, f"Moved from {said(move.was)} to {said(move.until)}, {agreed}", move.reason))
    found += [(day, "Chased", "") for day in remedy.chased]
    for one in remedy.disputes:
        before = f"; we had put down {said(one.done)}" if one.done else ""
        found.append((one.on, f"They say that it is not done{before}", one.text))
    ends = ((remedy.done, "Done", remedy.proof), (remedy.confirmed, "They confirm that it is done", ""),
            (remedy.withdrawn, "The offer was withdrawn", remedy.withdrawn_because))  # fmt: skip
    found += [(day, what, text) for day, what, text in ends if day]
    return iter(sorted(found, key=lambda one: one[0]))


def steps(opened: Opened, key: str, remedy: PromisedRemedy) -> Iterator[tuple[str, str]]:
    """What may come next for it, the likeliest first."""
    if remedy.done and not remedy.confirmed:
        yield "Record whether they say it is done", step_href(opened, "remedy_confirmed", id=key)
    if remedy.settled:
        return
    if remedy.offered and remedy.answer != "accepted":
        yield "Record their answer", step_href(opened, "remedy_answered", id=key)
    yield "Record it as done", step_href(opened, "remedy_completed", id=key)
    yield "Chase it", step_href(opened, "remedy_chased", id=key)
    yield "Give a new date", step_href(opened, "remedy_revised", id=key)
    if remedy.declined:
        yield "Withdraw the offer", step_href(opened, "remedy_withdrawn", id=key)
