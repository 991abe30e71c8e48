"""The writes of self-assessment: begin, answer, complete, approve, publish, send in, report back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Person
from putright.apps.oversight.assessment import making
from putright.apps.oversight.assessment.desk import Desk
from putright.apps.oversight.assessment.freezing import paper_of
from putright.apps.oversight.assessment.models import Approved, Assessment, Call, Deed, Reading, RowAnswer, Terms
from putright.apps.publishing.models import Entry
from putright.core.assessment import paper as papers
from putright.core.assessment.answering import Answered
from putright.core.assessment.paper import Approval, Paper
from putright.core.workdays import said

Draws = Callable[[Paper], bytes]
State = Assessment.State


class Refused(Exception):
    """It was not done; the text says why and what to do."""


def _must(person: Person) -> None:
    if not permissions.may(person, permissions.ASSESS):
        raise PermissionDenied(f"This needs the permission {permissions.ASSESS!r}.")


def begin(
    person: Person, edition: str, since: date, until: date, *, at: datetime, why: str = "", calls: tuple[int, ...] = ()
) -> Assessment:
    """Begins an assessment; where there was one on the same form, with its answers. `calls` are those it answers.

    Raises `PermissionDenied`, and `Refused` where another is open.
    """
    _must(person)
    if edition not in data.form_names():
        raise Refused(f"There is no form of {edition}.")
    before = Approved.objects.filter(landlord=person.landlord).order_by("-number").first()
    try:
        with transaction.atomic():
            begun = Assessment.objects.create(
                landlord=person.landlord, edition=edition, since=since, until=until, called_by=why, before=before,
                seed=secrets.token_hex(32), begun_at=at, begun_by=person, count_from=at,
            )  # fmt: skip
            if before and before.edition == edition:
                _carry_over(begun, before, at)
            Call.objects.filter(landlord=person.landlord, pk__in=calls, assessment=None).update(assessment=begun)
    except IntegrityError as error:
        raise Refused("An assessment is open already. Finish that one first.") from error
    return begun


def _carry_over(begun: Assessment, before: Approved, at: datetime) -> None:
    """The last answers, but no yes or no: each row is judged anew, on this period's evidence."""
    for line in before.thawed.lines:
        kept = msgspec.structs.asdict(line.given) | {"answer": "", "by_when": None, "evidence": ""}
        if line.answers == "words":
            kept["evidence"] = line.given.evidence
        if any(kept.values()):
            RowAnswer.objects.create(assessment=begun, row=line.id, at=at, by=None, **kept)


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the new version of each row, and rows that somebody else saved meanwhile."""

    versions: dict[str, int]
    overtaken: dict[str, RowAnswer]


def save(person: Person, assessment: Assessment, typed: Mapping[str, tuple[Answered, int]], *, at: datetime) -> Saved:
    """Saves rows as typed, each with the version it was shown in. Nothing that was not seen is overwritten.

    Raises `PermissionDenied`, and `Refused` where the assessment is no draft any more.
    """
    _must(person)
    versions: dict[str, int] = {}
    overtaken: dict[str, RowAnswer] = {}
    with transaction.atomic():
        if not Assessment.objects.select_for_update().filter(pk=assessment.pk, state=State.DRAFT).exists():
            raise Refused("This assessment is no draft any more. Take it back to draft to change it.")
        stored = {one.row: one for one in assessment.answers.select_related("by")}
        for row, (given, seen) in typed.items():
            there = stored.get(row)
            if there and there.given == given:
                versions[row] = there.version
            elif (there.version if there else 0) != seen:
                overtaken[row] = there  # type: ignore[assignment]
            else:
                versions[row] = _put(person, assessment, row, given, there, at)
    return Saved(versions, overtaken)


def _put(
    person: Person, assessment: Assessment, row: str, given: Answered, there: RowAnswer | None, at: datetime
) -> int:
    values: dict[str, Any] = msgspec.structs.asdict(given) | {"by": person, "at": at}
    if there is None:
        RowAnswer.objects.create(assessment=assessment, row=row, **values)
        return 1
    RowAnswer.objects.filter(pk=there.pk).update(version=F("version") + 1, **values)
    return there.version + 1


def count_again(person: Person, assessment: Assessment, *, at: datetime) -> None:
    """Asks for the figures and lots to be counted anew, up to the end of the log."""
    _must(person)
    Assessment.objects.filter(pk=assessment.pk, state=State.DRAFT).update(count_from=at, attempts=0)


def mark_read(
    person: Person, assessment: Assessment, selection: str, references: list[str], *, at: datetime, today: date
) -> int:
    """Notes that drawn cases were opened and read. Only what was drawn and this person may open counts."""
    _must(person)
    if assessment.state != State.DRAFT:
        raise Refused("This assessment is no draft any more.")
    drawn = {case.reference for case, read in Desk(assessment, today).drawn(selection, person) if not read}
    new = [Reading(assessment=assessment, selection=selection, reference=one, by=person, at=at)
           for one in references if one in drawn]  # fmt: skip
    Reading.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def complete(person: Person, assessment: Assessment, *, at: datetime) -> None:
    """Closes the answers: the governing body has it next. Raises `Refused` while something is missing."""
    _must(person)
    if not assessment.counted_at or assessment.count_from:
        raise Refused("The figures are being counted. Wait until they are there.")
    missing = list(Desk(assessment, timezone.localdate(at)).missing())
    if missing:
        raise Refused(f"{len(missing)} things are missing still. Each is named in its row.")
    Assessment.objects.filter(pk=assessment.pk, state=State.DRAFT).update(state=State.COMPLETE)


def reopen(person: Person, assessment: Assessment) -> None:
    """Takes a complete assessment back to draft."""
    _must(person)
    Assessment.objects.filter(pk=assessment.pk, state=State.COMPLETE).update(state=State.DRAFT)


def approve(
    person: Person, assessment: Assessment, approval: Approval, *, at: datetime, draw: Draws = making.pdf_apart
) -> Approved:
    """Freezes the assessment as the governing body approved it, with the figures it saw.

    Raises `PermissionDenied`, `Refused`, `Unrendered`.
    """
    _must(person)
    if assessment.state != State.COMPLETE:
        raise Refused("Only a complete assessment can be approved.")
    last = Approved.objects.filter(landlord=person.landlord).aggregate(last=Max("number"))["last"] or 0
    paper = paper_of(Desk(assessment, timezone.localdate(at)), approval, last + 1)
    text, drawn = papers.freeze(paper), draw(paper)
    try:
        with transaction.atomic():
            moved = Assessment.objects.filter(pk=assessment.pk, state=State.COMPLETE).update(state=State.APPROVED)
            if not moved:
                raise Refused("Somebody changed it meanwhile. Look at it again.")
            return Approved.objects.create(
                landlord=person.landlord, assessment=assessment, key=paper.id, number=paper.number,
                edition=assessment.edition, paper=text, content=papers.digest(text), pdf=drawn,
                approved_on=approval.on, by=person, at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("It was approved meanwhile. Look at it again.") from error


def publish(person: Person, approved: Approved, *, on: date, where: str, at: datetime) -> Deed:
    """Lets everybody read it at `where`, from this moment, and logs it beside other publications.

    Raises `PermissionDenied`, and `Refused` where it is out already.
    """
    _must(person)
    with transaction.atomic():
        mine = Assessment.objects.filter(pk=approved.assessment_id, state=State.APPROVED)
        if not mine.update(state=State.PUBLISHED):
            raise Refused("It is published already.")
        Entry.objects.create(
            landlord=person.landlord, what=Entry.What.PUT, name="self_assessment", where="Public page", url=where,
            text=f"Self-assessment {approved.number}", on=on, by=person, at=at,
        )  # fmt: skip
        return Deed.objects.create(approved=approved, what=Deed.What.PUBLISHED, on=on, where=where, by=person, at=at)


def note(
    person: Person,
    approved: Approved,
    what: Deed.What,
    *,
    on: date,
    at: datetime,
    call: Call | None = None,
    where: str = "",
    text: str = "",
) -> Deed:
    """Notes that it was sent in, or its outcome reported back. Raises `PermissionDenied`, `Refused`."""  # fmt: skip
    _must(person)
    if on < approved.approved_on:
        raise Refused(f"It was approved on {said(approved.approved_on)}: that day is before.")
    return Deed.objects.create(approved=approved, what=what, on=on, where=where, text=text, call=call, by=person, at=at)


def call(person: Person, kind: str, *, on: date, due: date | None, text: str, at: datetime) -> Call:
    """Notes something that calls for an assessment. Raises `PermissionDenied`."""
    _must(person)
    return Call.objects.create(landlord=person.landlord, kind=kind, on=on, due=due, text=text, by=person, at=at)


def set_aside(person: Person, called: Call, why: str) -> None:
    """Notes that no assessment follows, and why. Raises `PermissionDenied`, `Refused` without a reason."""
    _must(person)
    if not why.strip():
        raise Refused("Say why no self-assessment follows from it.")
    Call.objects.filter(pk=called.pk, landlord=person.landlord, assessment=None).update(set_aside=why.strip())


def set_terms(person: Person, **values: Any) -> None:
    """Keeps what decides the due date. Raises `PermissionDenied`."""
    _must(person)
    Terms.objects.update_or_create(landlord=person.landlord, defaults=values)


def default_edition(person: Person) -> str:
    """The edition whose form the landlord's assessment is made on, unless somebody chooses another."""
    edition = packs.current(person.landlord).pack.edition
    return edition if edition in data.form_names() else data.form_names()[-1]
