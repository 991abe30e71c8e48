"""The writes of the Member's room: a question, an answer, a statement, and that a case was read. Nothing is changed."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework import viewing
from putright.apps.casework.models import Case, Viewing
from putright.apps.oversight.room.models import Answered, Asked, Statement


def ask(person: Person, *, text: str, office: str, due: date, case: Case | None, at: datetime, on: date) -> Asked:
    """Asks a question. Raises `PermissionDenied` for whoever may not enter the room."""
    _enter(person)
    return Asked.objects.create(
        landlord=person.landlord, text=text, office=office, due=due, case=case, on=on, by=person, at=at
    )


def answer(person: Person, question: Asked, *, text: str, office: str, on: date, at: datetime) -> Answered:
    """Answers a question. Raises `PermissionDenied` for whoever may not answer, or may not see it."""
    if not may_answer(person) or not Asked.objects.seen_by(person).filter(pk=question.pk).exists():
        raise PermissionDenied(f"This needs the permission {permissions.ISSUE_REPORTS!r}.")
    return Answered.objects.create(question=question, text=text, office=office, on=on, by=person, at=at)


def state(person: Person, *, kind: str, year: int, text: str, office: str, on: date, at: datetime) -> Statement:
    """Puts a statement on record; an earlier one of its kind and year stands no longer. Raises `PermissionDenied`."""
    _enter(person)
    return Statement.objects.create(
        landlord=person.landlord, kind=kind, year=year, text=text, office=office, on=on, by=person, at=at
    )


def read(person: Person, case: Case, why: str, at: datetime) -> Viewing:
    """Lets a person read a case, and keeps why. Raises `PermissionDenied`."""
    if not permissions.may(person, permissions.READ_WITH_REASON):
        raise PermissionDenied(f"This needs the permission {permissions.READ_WITH_REASON!r}.")
    return viewing.log(person, case, why, at)


def may_answer(person: Person) -> bool:
    """Whether a person answers what is asked in the room: whoever draws up the reports."""
    held = permissions.granted(person)
    return {permissions.ENTER_ROOM, permissions.ISSUE_REPORTS} <= held


def _enter(person: Person) -> None:
    if not permissions.may(person, permissions.ENTER_ROOM):
        raise PermissionDenied(f"This needs the permission {permissions.ENTER_ROOM!r}.")
