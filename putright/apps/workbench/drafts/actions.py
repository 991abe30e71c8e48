"""The writes of drafts: a draft begins, a revision is added, a draft is put away or taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.workbench import limits
from putright.apps.workbench.drafts.models import Draft, Revision
from putright.apps.workbench.drafts.texts import digest, latest
from putright.apps.workbench.writes import Refused, Stale, check, hold, next_number

STANDS = {
    Draft.State.PROPOSED: "waits for approval; withdraw it to work on it again",
    Draft.State.ADOPTED: "was adopted; begin a new one from what runs",
    Draft.State.DROPPED: "was put away; take it up again first",
}
"""How a draft stands that is not being worked on, and what to do to work on it."""


@transaction.atomic
def start(
    by: Person, title: str, based_on: str, files: Mapping[str, str], at: datetime, *,
    answers: Mapping[str, Any] | None = None, note: str = "",
) -> Draft:  # fmt: skip
    """Begins a draft from the files of a policy; they are its revision 1.

    Raises `Refused` where there are too many, and `PermissionDenied`.
    """
    check(by, permissions.DRAFT_POLICY, by.landlord_id)
    hold(by.landlord_id)
    _check_room(by.landlord_id)
    if Draft.objects.filter(landlord=by.landlord_id).count() >= limits.DRAFTS:
        raise Refused(f"There are {limits.DRAFTS:,} drafts: take up one that was put away, and work on that.")
    draft = Draft.objects.create(
        landlord=by.landlord,
        number=next_number(Draft.objects.filter(landlord=by.landlord_id)),
        title=title,
        based_on=based_on[:140],
        answers=dict(answers or {}),
        by=by,
        at=at,
    )
    _add(draft, by, files, at, note or f"Begun from {based_on}")
    return draft


@transaction.atomic
def save(by: Person, draft: Draft, file: str, text: str, on: int, at: datetime, note: str = "") -> Revision:
    """Saves one file of a draft as a new revision; `on` is the revision that it was typed upon.

    Where nothing has changed the last revision is the answer. What others saved of other files meanwhile is kept.
    Raises `Stale` where the same file has been saved meanwhile, `Refused` and `PermissionDenied`.
    """
    locked = _open(by, draft)
    now = latest(locked)
    before = locked.revisions.filter(n=on).first()
    if before is None or before.files.get(file, "") != now.files.get(file, ""):
        raise Stale(now)
    return revise(by, locked, {**now.files, file: text}, at, note)


@transaction.atomic
def revise(by: Person, draft: Draft, files: Mapping[str, str], at: datetime, note: str = "") -> Revision:
    """Saves all files of a draft as a new revision; where nothing has changed the last one is the answer.

    Raises `Refused` where the draft is not being worked on, and `PermissionDenied`.
    """
    locked = _open(by, draft)
    now = latest(locked)
    kept = {name: text for name, text in files.items() if text}
    return now if digest(kept) == now.digest else _add(locked, by, kept, at, note)


@transaction.atomic
def put_away(by: Person, draft: Draft) -> None:
    """Puts a draft away; nothing of it is lost. Raises `Refused` and `PermissionDenied`."""
    locked = _open(by, draft)
    locked.state = Draft.State.DROPPED
    locked.save(update_fields=["state"])


@transaction.atomic
def take_up(by: Person, draft: Draft) -> None:
    """Takes up a draft that was put away. Raises `Refused`, also where there are too many, and `PermissionDenied`."""
    hold(by.landlord_id)
    locked = _locked(by, draft)
    if locked.state != Draft.State.DROPPED:
        raise Refused("Only a draft that was put away can be taken up again.")
    _check_room(by.landlord_id)
    locked.state = Draft.State.OPEN
    locked.save(update_fields=["state"])


def _check_room(landlord: int) -> None:
    states = (Draft.State.OPEN, Draft.State.PROPOSED)
    if Draft.objects.filter(landlord=landlord, state__in=states).count() >= limits.DRAFTS_AT_ONCE:
        raise Refused(
            f"{limits.DRAFTS_AT_ONCE} drafts are being worked on or wait for approval, as many as may at once. "
            "Put one away first: nothing of it is lost."
        )


def _locked(by: Person, draft: Draft) -> Draft:
    check(by, permissions.DRAFT_POLICY, draft.landlord_id)
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _open(by: Person, draft: Draft) -> Draft:
    locked = _locked(by, draft)
    if locked.state != Draft.State.OPEN:
        state = locked.get_state_display().lower()
        raise Refused(f"Nothing was saved: this draft {STANDS.get(locked.state, state)}.")
    return locked


def _add(draft: Draft, by: Person, files: Mapping[str, str], at: datetime, note: str) -> Revision:
    n = next_number(draft.revisions, "n")
    if n > limits.REVISIONS:
        raise Refused(
            f"Nothing was saved: this draft has {limits.REVISIONS:,} revisions, as many as one keeps. Begin another "
            "from it, on its page, and go on there."
        )
    return Revision.objects.create(
        draft=draft, n=n, files=dict(files), digest=digest(files), note=note[:300], by=by, at=at
    )
