"""Where the complaint stands with each redress body: what is asked by when, what was found, what was ordered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar

from django.urls import NoReverseMatch, reverse

from putright.apps.accounts.models import Person
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case.bodies import entry, failure_title, finding_title, short
from putright.apps.casework.case.menu import Menu, menu
from putright.apps.casework.case.present import ORDERS
from putright.apps.casework.case.redress import points_of
from putright.apps.casework.case.rooms.base import Room, step_href
from putright.apps.casework.names import names_of
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import in_full
from putright.core.duties import Obligation
from putright.core.letters.voice import details, record
from putright.core.redress import bodies, body_of, referral, takers
from putright.core.warnings.risks import risks

ANSWERS = {"accepted": "Accepted", "partly": "Accepted in part", "declined": "Not accepted"}
STEPS = "The Ombudsman"


class Redress(Room):
    key: ClassVar[str] = "redress"
    title: ClassVar[str] = "Ombudsman"
    template: ClassVar[str] = "casework/rooms/redress.html"

    @classmethod
    def called(cls, opened: Opened) -> str:
        """The bodies' own names: not everybody goes to the same one."""
        return " and ".join(short(body) for body in takers(opened.judged))

    def context(self, opened: Opened, person: Person, today: date) -> dict[str, Any]:
        duties = {duty.name: duty for duty in opened.duties}
        found = menu(opened, person, today)
        return {
            "bodies": [_body(opened, body, duties, today) for body in takers(opened.judged)],
            "asked": list(_asked(opened, duties, today)),
            "orders": list(_orders(opened, duties, today)),
            "risks": [(risk.title, in_full(risk.text), risk.late) for risk in risks(opened.judged, today)],
            "concerns": _concerns(opened),
            "actions": _actions(found),
            "taking_on": _taking_on(opened, found),
            "packs": _packs(opened),
        }


# ---- each body ------------------------------------------------------------------------------


def _body(opened: Opened, body: str, duties: Mapping[str, Obligation], today: date) -> dict[str, Any]:
    known, found = entry(body), referral(opened.judged, body)
    points = bodies(opened.judged).get(body, [])  # type: ignore[call-overload]
    window = duties.get(f"redress:{body}")
    return {
        "name": known["name"],
        "points": [key.removeprefix("p") for key in points] if len(takers(opened.judged)) > 1 else [],
        "takes": known.get("takes", ""),
        "any_time": known.get("any_time"),
        "referral": found,
        "finding": finding_title(found.finding) if found and found.determined else "",
        "findings": _findings(opened, found.findings) if found else [],
        "until": window.due if window and not window.done else None,
        "over": bool(window and window.due and today > window.due and not window.done),
        "opens": _opens(window, today),
        "readings": [d.reading for d in window.derivations if d.reading] if window else [],
        "contact": details(record(known, today)) if known.get("records") else [],
    }


def _opens(window: Obligation | None, today: date) -> date | None:
    """The first day on which a body takes it, while that is still to come."""
    opens = [d.due for d in window.derivations if d.start == "next_working_day"] if window else []
    return opens[0] if opens and opens[0] and today < opens[0] else None


def _findings(opened: Opened, findings: Mapping[str, str]) -> list[tuple[str, str, str]]:
    words = points_of(opened)
    return [(key.removeprefix("p"), words.get(key, ""), finding_title(value)) for key, value in findings.items()]


# ---- what is asked and ordered --------------------------------------------------------------


def _asked(opened: Opened, duties: Mapping[str, Obligation], today: date) -> Iterator[dict[str, Any]]:
    """Notices of failure first, for they are urgent; then requests for evidence."""
    for key, notice in opened.state.notices.items():
        yield _line(duties[f"notice:{key}"], today) | {
            "what": notice.what or "What the notice asks", "kind": "Urgent notice of a handling failure",
            "do": ("Record that it was put right", step_href(opened, "notice_answered", id=key)),
            "proof": _proof(opened, f"notice:{key}"),
        }  # fmt: skip
    for key, request in opened.state.evidence.items():
        moved = opened.state.redress.revisions.get(key, [])
        yield _line(duties[f"evidence:{key}"], today) | {
            "what": request.what or "What they asked for", "kind": "Evidence", "moved": moved, "is_evidence": True,
            "do": ("Send the evidence", step_href(opened, "evidence_provided", id=key)),
            "more": ("Agree a later date", step_href(opened, "evidence_date_revised", id=key)),
        }  # fmt: skip


def _line(duty: Obligation, today: date) -> dict[str, Any]:
    return {"status": duty.status(today), "due": duty.due, "done": duty.done}


def _orders(opened: Opened, duties: Mapping[str, Obligation], today: date) -> Iterator[dict[str, Any]]:
    redress = opened.state.redress
    for key, order in opened.state.orders.items():
        failure, answer = redress.failures.get(key), redress.answers.get(key)
        line = _line(duties[f"order:{key}"], today) | {
            "kind": ORDERS.get(order.kind, "Order").removeprefix("Ombudsman’s ").capitalize(),
            "what": order.what or "See the letter", "on": order.on, "proof": _proof(opened, key),
            "do": ("Record what was done", step_href(opened, "order_completed", id=key)),
            "answer": (ANSWERS[answer.answer], answer.what) if answer else None,
        }  # fmt: skip
        if order.kind == "recommendation" and not answer and not order.done:
            line["more"] = ("Answer the recommendation", step_href(opened, "recommendation_answered", id=key))
        if failure:
            line |= {"type": failure_title(failure.kind_), "reasons": failure.reasons}
        yield line


def _proof(opened: Opened, key: str) -> dict[str, Any] | None:
    done = opened.state.redress.proofs.get(key)
    if not done:
        return None
    file = Attachment.objects.filter(case=opened.case, sha256=done.file).first() if done.file else None
    return {"what": done.what, "proof": done.proof, "file": file}


def _concerns(opened: Opened) -> list[tuple[date, str, str]]:
    names = names_of(opened)
    return [
        (one.on, names.get(one.with_, one.with_.replace("_", " ")), one.what) for one in opened.state.redress.concerns
    ]


# ---- ways on --------------------------------------------------------------------------------


def _actions(found: Menu) -> list[Any]:
    return [action for name, actions in found.groups if name == STEPS for action in actions]


def _taking_on(opened: Opened, found: Menu) -> str | None:
    """The way to take a complaint on again because the body says so; only where it has ended."""
    may = any(action.kind == "reopened" for _, actions in found.groups for action in actions)
    return step_href(opened, "reopened", instructed_by=body_of(opened.judged)) if may else None


def _packs(opened: Opened) -> str | None:
    with suppress(NoReverseMatch):
        return reverse("evidence_packs", args=[opened.case.reference])
    return None
