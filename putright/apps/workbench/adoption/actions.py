"""The writes of adoption: propose, answer, withdraw, and putting in force what has come to its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from putright import data
from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, PackVersion, Person
from putright.apps.governance import actions as governance
from putright.apps.governance.models import Approval
from putright.apps.workbench.adoption import standing
from putright.apps.workbench.adoption.models import Adoption, Answer
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.apps.workbench.writes import Refused, check, hold
from putright.data.linting import findings

State = Adoption.State


@transaction.atomic
def propose(
    by: Person, draft: Draft, n: int, since: date, reasons: Mapping[str, str], at: datetime, today: date
) -> Adoption:
    """Proposes revision `n` of a draft for adoption from a day on. `reasons`: by `standing.key`, for each conflict.

    Raises `Refused` and `PermissionDenied`.
    """
    landlord, locked = _landlord(by, permissions.ADOPT_POLICY, today), _draft(by, draft)
    revision = texts.latest(locked)
    if revision.n != n:
        raise Refused("Somebody has saved the draft meanwhile. Look at what changed, then propose it.")
    if since <= today:
        raise Refused("A version runs from tomorrow at the earliest: no day has two policies.")
    if there := Adoption.objects.filter(landlord=landlord, state__in=Adoption.OPEN).first():
        raise Refused(f"Version {there.version} is proposed already. It comes into force, or is withdrawn, first.")
    loaded, faults = texts.read(revision.files)
    if loaded is None:
        raise Refused(f"The draft has faults, and cannot run: {faults[0]}")
    kept = standing.reasons(findings(loaded), reasons)
    if any(not one["reason"] for one in kept):
        raise Refused("Say of each conflict with the Code why it stands, or cure it in the draft.")
    _fit(landlord, loaded)
    wanted = standing.seats(landlord)
    if missing := standing.unfilled(landlord, wanted, by):
        raise Refused(f"{missing}: nobody but you could approve it. Give somebody that role on the page “People”.")
    _stand(locked, Draft.State.PROPOSED)
    return Adoption.objects.create(
        landlord=landlord, draft=locked, revision=revision, pack=loaded.policy.pack.pack,
        version=loaded.policy.pack.version, since=since, reasons=kept, by=by, at=at,
        asks=[{"title": one.title, "roles": list(one.roles)} for one in wanted],
    )  # fmt: skip


@transaction.atomic
def answer(
    by: Person, adoption: Adoption, seat: int, at: datetime, today: date, *, approved: bool, said: str = ""
) -> Adoption:
    """Approves a proposal for one of those whom it asks (`said`: minute or paper), or does not (`said`: why).

    With the last approval it is set to run: on its day, or on the day after where that has passed. Raises `Refused` and
    `PermissionDenied`.
    """
    landlord = _landlord(by, permissions.SEE_VERSIONS, today)
    locked = _adoption(landlord, adoption)
    asked = standing.asked(locked)
    if locked.state != State.WAITS:
        raise Refused(f"It waits for no approval any more: {locked.get_state_display().lower()}.")
    if by.pk == locked.by_id:
        raise Refused("You proposed it: somebody else approves it.")
    if not 0 <= seat < len(asked) or not asked[seat].held_by(by):
        raise Refused("You do not hold the role that this approval is asked of.")
    if locked.answers.filter(by=by).exists() or locked.answers.filter(seat=seat).exists():
        raise Refused("That approval is given already. Each is another person’s.")
    if not approved and not said.strip():
        raise Refused("Say why not: whoever works on the draft needs to know.")
    Answer.objects.create(adoption=locked, seat=seat, approved=approved, minute=said.strip()[:200], by=by, at=at)
    if not approved:
        return _end(locked, State.DECLINED, by, said, at)
    governance.note(by, Approval, {"version": locked.version, "office": asked[seat].title, "on": today,
                                   "minute": said.strip()[:200]}, at)  # fmt: skip
    return _adopt(landlord, locked, at, today) if locked.answers.count() == len(asked) else locked


@transaction.atomic
def withdraw(by: Person, adoption: Adoption, why: str, at: datetime, today: date) -> Adoption:
    """Takes a proposal back before its day; its draft can be worked on again. Raises as `propose`."""
    landlord = _landlord(by, permissions.ADOPT_POLICY, today)
    locked = _adoption(landlord, adoption)
    if locked.state not in Adoption.OPEN or (locked.state == State.APPROVED and locked.since <= today):
        raise Refused("It is not to come any more: it runs, or has ended. A further version takes its place.")
    adopted = locked.adopted
    if adopted:
        landlord.adopts = landlord.adopts_on = None
        landlord.save(update_fields=["adopts", "adopts_on"])
        locked.adopted = None
    ended = _end(locked, State.WITHDRAWN, by, why, at)
    if adopted:
        adopted.delete()  # no complaint began under it
    return ended


@transaction.atomic
def begin(landlord: Landlord, today: date) -> bool:
    """Has a landlord run what it adopts, where its day has come; says whether it had."""
    locked = hold(landlord.pk)
    if not locked.adopts_on or locked.adopts_on > today:
        return False
    locked.runs, locked.adopts, locked.adopts_on = locked.adopts, None, None
    locked.save(update_fields=["runs", "adopts", "adopts_on"])
    for one in Adoption.objects.filter(landlord=locked, adopted=locked.runs, state=State.APPROVED):
        Adoption.objects.filter(pk=one.pk).update(state=State.RUNS)
        Draft.objects.filter(pk=one.draft_id).update(state=Draft.State.ADOPTED)
    return True


def _adopt(landlord: Landlord, adoption: Adoption, at: datetime, today: date) -> Adoption:
    loaded, faults = texts.read(adoption.revision.files)
    if loaded is None:
        raise Refused(f"It cannot run any more: {faults[0]}. Withdraw it and put the draft right.")
    _fit(landlord, loaded)
    adoption.since = max(adoption.since, today + timedelta(days=1))
    adoption.adopted = PackVersion.objects.create(
        landlord=landlord, pack=adoption.pack, version=adoption.version, files=adoption.revision.files,
        digest=adoption.revision.digest, since=adoption.since, at=at,
    )  # fmt: skip
    adoption.state = State.APPROVED
    adoption.save(update_fields=["since", "adopted", "state"])
    landlord.adopts, landlord.adopts_on = adoption.adopted, adoption.since
    landlord.save(update_fields=["adopts", "adopts_on"])
    return adoption


def _fit(landlord: Landlord, loaded: data.Loaded) -> None:
    if against := list(standing.objections(landlord, loaded)):
        raise Refused(" ".join(against))


def _end(adoption: Adoption, state: str, by: Person, why: str, at: datetime) -> Adoption:
    adoption.state, adoption.ended_by, adoption.ended_at, adoption.why = state, by, at, why.strip()
    adoption.save(update_fields=["state", "ended_by", "ended_at", "why", "adopted"])
    _stand(adoption.draft, Draft.State.OPEN)
    return adoption


def _stand(draft: Draft, state: str) -> None:
    draft.state = state
    draft.save(update_fields=["state"])


def _landlord(by: Person, needed: str, today: date) -> Landlord:
    """The landlord, whom one at a time may write of. Raises `PermissionDenied`."""
    check(by, needed, by.landlord_id)
    begin(by.landlord, today)
    return hold(by.landlord_id)


def _draft(by: Person, draft: Draft) -> Draft:
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.landlord_id != by.landlord_id:
        raise PermissionDenied("That is another landlord's.")
    if locked.state != Draft.State.OPEN:
        raise Refused(f"Only a draft that is worked on can be proposed: {locked.get_state_display().lower()}.")
    return locked


def _adoption(landlord: Landlord, adoption: Adoption) -> Adoption:
    locked = Adoption.objects.select_for_update().get(pk=adoption.pk)
    if locked.landlord_id != landlord.pk:
        raise PermissionDenied("That is another landlord's.")
    return locked
