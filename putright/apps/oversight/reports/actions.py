"""The writes of reports: words for a draft, issuing it, and what becomes of it afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from msgspec import structs

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Person
from putright.apps.oversight.reports import added, making
from putright.apps.oversight.reports.models import (
    Comment,
    Drawn,
    Issue,
    Place,
    Question,
    Receipt,
    Recount,
    Reply,
    Response,
)
from putright.apps.publishing import actions as publishing
from putright.apps.publishing.models import Entry
from putright.core.reporting import drawing
from putright.core.reporting.sections import SECTIONS
from putright.core.reporting.shapes import Report, Words, freeze
from putright.core.workdays import said

Draws = Callable[[Report, str], bytes]
PUBLISHED = {"report": "annual_report", "response": "governing_body_response", "assessment": "self_assessment"}
"""The publications of a pack that the checklist of a yearly report puts out."""


class Refused(Exception):
    """It was not done; each reason says why and what to do."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def office(person: Person) -> str:
    """What a person signs a report as: their roles, never their name."""
    titles = packs.titles(person.landlord)
    return ", ".join(titles[role] for role in person.roles if role in titles) or "Staff"


def written(drawn: Drawn) -> dict[str, Comment]:
    """The words that hold for each section of a report."""
    found = {one.section: one for one in drawn.comments.order_by("id")}
    return {section: one for section, one in found.items() if one.text or one.none}


def comment(person: Person, drawn: Drawn, section: str, *, at: datetime, **what: Any) -> Comment:
    """Writes for a section of a draft, in place of what stood there. Raises `PermissionDenied` or `Refused`."""
    _may(person, drawn.landlord_id)
    with transaction.atomic():
        locked = _draft(drawn)
        if section not in [part.id for part in locked.thawed.parts]:
            raise Refused("This report has no such section.")
        return Comment.objects.create(drawn=locked, section=section, by=person, office=office(person), at=at, **what)


def lacking(drawn: Drawn, there: Mapping[str, Comment] | None = None) -> Iterator[str]:
    """The titles of sections that somebody must still write."""
    there = written(drawn) if there is None else there
    for part in drawn.thawed.parts:
        if SECTIONS[part.id].required and part.id not in there:
            yield SECTIONS[part.id].title


def composed(drawn: Drawn) -> Report:
    """The report as it would be issued now: its figures, the words of each section, and statements about its year."""
    there = written(drawn)
    whole = drawn.thawed.whole({section: words_of(one) for section, one in there.items()})
    return structs.replace(whole, blocks=(*whole.blocks, *added.statements(drawn)))


def words_of(one: Comment) -> tuple[Words, ...]:
    """What stands in the report of something that was written for a section."""
    lines = [one.text] if one.text else []
    if one.none and not one.text:
        lines.append("There is none.")
    if one.url:
        lines.append(f"It is at {one.url}{f' and dated {said(one.dated)}' if one.dated else ''}.")
    elif one.dated:
        lines.append(f"It is dated {said(one.dated)}.")
    return (drawing.words("\n".join(lines), one.office),)


def issue(person: Person, drawn: Drawn, *, at: datetime, shown: str = "", draw: Draws = making.pdf_apart) -> Issue:
    """Freezes a draft with its words. `shown`: the digest of what the person saw, where they were shown it.

    Raises `PermissionDenied`, `Unrendered`, or `Refused` while a part that must be written is empty.
    """
    _may(person, drawn.landlord_id)
    report = composed(drawn)
    document = freeze(report)
    sha = digest(document)
    _check(drawn, sha, shown)
    before = Issue.objects.filter(landlord=drawn.landlord, drawn__report=drawn.report, drawn__brand=drawn.brand)
    number = before.count() + 1
    pdf = draw(report, f"Issue {number}, {said(timezone.localdate(at))}")
    try:
        with transaction.atomic():
            locked = _draft(drawn)
            if digest(freeze(composed(locked))) != sha:
                raise Refused("Somebody wrote in it meanwhile. Look at it again.")
            made = Issue.objects.create(
                drawn=locked, landlord=locked.landlord, key=key_of(locked), number=number, document=document,
                sha256=sha, pdf=pdf, office=office(person), by=person, at=at,
            )  # fmt: skip
            locked.state = Drawn.State.ISSUED
            locked.save(update_fields=["state"])
    except IntegrityError as error:
        raise Refused("It was issued meanwhile. Look at it first.") from error
    return made


def _check(drawn: Drawn, sha: str, shown: str) -> None:
    if drawn.state != Drawn.State.DRAFT:
        raise Refused("Only a draft can be issued.")
    if empty := list(lacking(drawn)):
        raise Refused(
            *(f"“{title}” is still empty. It must be written before the report is issued." for title in empty)
        )
    if shown and shown != sha:
        raise Refused("Somebody wrote in it since this page was shown. Look at it again.")


def digest(document: str) -> str:
    """The SHA-256 of a frozen report."""
    return hashlib.sha256(document.encode()).hexdigest()


def key_of(drawn: Drawn) -> str:
    """What an issued report's files are called."""
    return "-".join(filter(None, (drawn.brand, drawn.report.replace("_", "-"), drawn.until.isoformat())))


def redraw(person: Person, drawn: Drawn, *, at: datetime) -> None:
    """Has a draft drawn up again, from what is on record now; its words stay."""
    _may(person, drawn.landlord_id)
    states = (Drawn.State.DRAFT, Drawn.State.FAILED)
    waiting = Drawn.objects.filter(pk=drawn.pk, state__in=states)
    if not waiting.update(state=Drawn.State.QUEUED, next_try=at, attempts=0, problem=""):
        raise Refused("It is being drawn up already, or it has been issued.")


# ---- after it was issued --------------------------------------------------------------------


def received(person: Person, issued: Issue, *, to: str, how: str, on: date, at: datetime) -> Receipt:
    """Notes who received a report, and how."""
    _may(person, issued.landlord_id)
    return Receipt.objects.create(issue=issued, to=to, how=how, on=on, by=person, at=at)


def ask(person: Person, issued: Issue, *, at: datetime, **what: Any) -> Question:
    """Notes a question about a report: whoever may see its figures may ask."""
    _may(person, issued.landlord_id, permissions.SEE_FIGURES)
    return Question.objects.create(issue=issued, by=person, at=at, **what)


def reply(person: Person, question: Question, *, text: str, on: date, at: datetime) -> Reply:
    """Answers a question. Raises `Refused` where it has been answered."""
    _may(person, question.issue.landlord_id)
    try:
        with transaction.atomic():
            return Reply.objects.create(issue=question.issue, question=question, text=text, on=on, by=person, at=at)
    except IntegrityError as error:
        raise Refused("It has been answered meanwhile.") from error


def respond(person: Person, issued: Issue, *, body: str, text: str, on: date, at: datetime) -> Response:
    """Notes what the governing body says to a report."""
    _may(person, issued.landlord_id)
    return Response.objects.create(issue=issued, body=body, text=text, on=on, by=person, at=at)


def put(person: Person, issued: Issue, *, what: str, url: str, on: date, at: datetime) -> Place:
    """Ticks a line of the publication checklist, and notes it in the publication log where the policy promises it.

    Raises `Refused` where the response is to stand beside the report and there is none.
    """
    _may(person, issued.landlord_id)
    if what == Place.What.RESPONSE and not issued.responses.exists():
        raise Refused("There is no response of the governing body yet. Write it down first.")
    with transaction.atomic():
        name = PUBLISHED.get(what, "")
        known = name in packs.current(issued.landlord).pack.publications
        if known and permissions.may(person, permissions.PUBLISH):
            publishing.note(person, Entry.What.PUT, on=on, at=at, name=name, url=url, where="The website")
        return Place.objects.create(issue=issued, what=what, url=url, on=on, by=person, at=at)


def count_again(person: Person, issued: Issue, *, why: str, at: datetime) -> Recount:
    """Has an issued report counted again."""
    _may(person, issued.landlord_id)
    return Recount.objects.create(issue=issued, why=why, by=person, at=at, next_try=at)


def _may(person: Person, landlord: int, permission: str = permissions.ISSUE_REPORTS) -> None:
    if person.landlord_id != landlord or not permissions.may(person, permission):
        raise PermissionDenied(f"This needs the permission {permission!r}.")


def _draft(drawn: Drawn) -> Drawn:
    """The report, held until the transaction ends. Raises `Refused` where it is no draft any more."""
    held = Drawn.objects.select_for_update(of=("self",)).select_related("landlord").get(pk=drawn.pk)
    if held.state != Drawn.State.DRAFT:
        raise Refused("It is no draft any more." if held.state == Drawn.State.ISSUED else "It is not drawn up yet.")
    return held
