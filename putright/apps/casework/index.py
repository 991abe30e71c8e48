"""The index: what lists, searches and permissions read of a case. It follows from the log, and is never the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from putright.apps.accounts.models import Landlord
from putright.apps.casework.models import Case, Duty, Involvement, Party
from putright.apps.casework.opened import Opened, load
from putright.apps.casework.search import bare, normalise
from putright.core.duties import Obligation
from putright.core.events import ERASED
from putright.core.guards.approvals import missing, waiting
from putright.core.state import State
from putright.core.state.shapes_needs import Helps, plain
from putright.core.state.shapes_remedies import PromisedRemedy

SENSITIVE = frozenset({
    "safeguarding", "health_and_safety", "notifiable_safety_incident", "high_risk", "serious_impact"
})  # fmt: skip
Tie = tuple[int | None, str, str]
"""A person's id or None, a role or "", and the tie."""


def write(opened: Opened) -> bool:
    """Brings a case's row, duties, involvements and what helps its people into line with its events.

    Says whether anything differed.
    """
    parties = list(Party.objects.filter(case=opened.case).order_by("key"))
    return any([
        _write_adjustments(opened, parties), _write_case(opened, parties), _write_duties(opened), _write_ties(opened),
    ])  # fmt: skip


def rebuild(landlord: Landlord) -> list[str]:
    """Writes the whole index of a landlord anew from the log; gives the references of the cases that differed."""
    differed = []
    for pk in Case.objects.filter(landlord=landlord).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=pk)
            if write(load(case)):
                differed.append(case.reference)
    return differed


def redate(found: Sequence[tuple[Case, Sequence[Obligation]]]) -> None:
    """Writes the dates of many cases anew, of which nothing else has changed; each case is held by the caller."""
    owed = {case.pk: {duty.name: duty for duty in duties} for case, duties in found}
    rows = Duty.objects.filter(case__in=list(owed))
    changed = [row for row in rows if (duty := owed[row.case_id].get(row.name)) and _redate(row, duty)]
    for row in changed:
        row.pk = None
    fields = ["due", "sorts_on", "waits_until"]
    Duty.objects.bulk_create(changed, update_conflicts=True, unique_fields=["case", "name"], update_fields=fields)
    for case, duties in found:
        coming = next_duty(duties)
        name, due = (coming.name, coming.due) if coming else ("", None)
        Case.objects.filter(pk=case.pk).update(version=case.version, next_duty=name, next_due=due)


def _redate(row: Duty, duty: Obligation) -> bool:
    dates = (duty.due, duty.due or date.max, duty.waits_until)
    differs = dates != (row.due, row.sorts_on, row.waits_until)
    row.due, row.sorts_on, row.waits_until = dates
    return differs


# ---- the case's row -------------------------------------------------------------------------


def _write_case(opened: Opened, parties: list[Party]) -> bool:
    case = opened.case
    changed = [name for name, value in summary(opened, parties).items() if _set(case, name, value)]
    if changed:
        case.save(update_fields=changed)
    return bool(changed)


def _set(row: Case | Party, name: str, value: Any) -> bool:
    if getattr(row, name) == value:
        return False
    setattr(row, name, value)
    return True


def summary(opened: Opened, parties: list[Party]) -> dict[str, Any]:
    """The columns of a case's row that follow from its events and parties."""
    state = opened.state
    complainant = next((p for p in parties if p.role == Party.As.COMPLAINANT), Party())
    coming = next_duty(opened.duties)
    words = _words(opened)
    return {
        "version": opened.version,
        "received_on": state.received,
        "brand": state.brand or "",
        "kind": "complaint" if state.formal else state.triaged or "complaint",
        "channel": state.channel,
        "stage": str(state.stage),
        "status": state.status,
        "handler_id": _person(opened, state.handler),
        "next_duty": coming.name if coming else "",
        "next_due": coming.due if coming else None,
        "closed_on": _closed_on(opened),
        "sensitive": bool(state.flags & SENSITIVE),
        "complainant": complainant.name,
        "address": complainant.address,
        "postcode": complainant.postcode,
        "summary": words[:500],
        "search_text": normalise(" ".join([opened.case.reference, *_findable(parties), words])),
    }


def next_duty(duties: Iterable[Obligation]) -> Obligation | None:
    """The duty of ours that is due first."""
    dated = [d for d in duties if d.owed and not d.done and not d.window and d.due]
    return min(dated, key=lambda d: d.due or date.max, default=None)


def _closed_on(opened: Opened) -> date | None:
    state = opened.state
    refused = state.refused.on if state.refused else None
    return state.closed or state.withdrawn or refused


def _words(opened: Opened) -> str:
    """What the complaint is about: as it was told, and its points as they were agreed."""
    points = [text for stage in opened.state.stages.values() for text in stage.points.values()]
    told = [text for text in dict.fromkeys([opened.state.text, *points]) if text and text != ERASED]
    return " ".join(told)[:5000]


def _findable(parties: list[Party]) -> Iterator[str]:
    for party in parties:
        yield from (party.name, party.address, party.postcode, party.email)
        yield from (bare(party.postcode), bare(party.phone))


def _write_adjustments(opened: Opened, parties: list[Party]) -> bool:
    """Keeps what helps each person with them, in words, so that their next complaint offers it."""
    changed = []
    for party in parties:
        if _set(party, "adjustments", adjustments(opened, party)):
            party.save(update_fields=["adjustments"])
            changed.append(party)
    return bool(changed)


def adjustments(opened: Opened, party: Party) -> str:
    """What helps somebody on the case, a line each: as it was known before, and as the events have it."""
    return "\n".join(dict.fromkeys(_helps(opened.state.helps, party)))


def _helps(helps: Helps, party: Party) -> Iterator[str]:
    yield from (line for line in map(plain, party.adjustments.splitlines()) if line and line not in helps.ended)
    theirs = {party.key, None} if party.role == Party.As.COMPLAINANT else {party.key}
    yield from (plain(one.what) for one in helps.recorded if one.party in theirs and one.what != ERASED)


# ---- duties and ties ------------------------------------------------------------------------


def _write_duties(opened: Opened) -> bool:
    case = opened.case
    wanted = {duty.name: _columns(opened, duty) for duty in opened.duties if _listed(duty)}
    existing = {duty.name: duty for duty in case.duties.all()}
    stale = [duty.pk for name, duty in existing.items() if name not in wanted]
    changed = [
        Duty(landlord_id=case.landlord_id, case=case, name=name, **columns)
        for name, columns in wanted.items()
        if name not in existing or any(getattr(existing[name], key) != value for key, value in columns.items())
    ]
    if stale:
        Duty.objects.filter(pk__in=stale).delete()
    if changed:
        fields = [*_columns(opened, opened.duties[0])]
        Duty.objects.bulk_create(changed, update_conflicts=True, unique_fields=["case", "name"], update_fields=fields)
    return bool(stale or changed)


def _listed(duty: Obligation) -> bool:
    """Whether a list could ever show it: it is owed, and its clock has begun or a date can be projected."""
    return duty.owed and not (duty.waiting and duty.due is None)


def _columns(opened: Opened, duty: Obligation) -> dict[str, Any]:
    return {
        "handler_id": opened.case.handler_id,
        "asked_of_id": _asked_of(opened, duty.name),
        "pence": _pence(opened, duty),
        "due": duty.due,
        "sorts_on": duty.due or date.max,
        "waiting": duty.waiting,
        "waits_until": duty.waits_until,
        "window": duty.window,
        "done_on": duty.done,
    }


def _asked_of(opened: Opened, duty: str) -> int | None:
    """Who, beside the handler, has to answer a request, look into worse treatment or see to a remedy or an action."""
    kind, _, key = duty.partition(":")
    inquiry = opened.state.inquiry
    if kind == "remedy":
        return _owner(opened, opened.state.remedies[key])
    if kind == "request":
        return _person(opened, inquiry.requests[key].from_)
    if kind == "action":
        return _person(opened, opened.state.learning.actions[key].event.owner)
    return _person(opened, inquiry.detriments[key].to) if kind == "detriment" else None


def _owner(opened: Opened, remedy: PromisedRemedy) -> int | None:
    """Who sees to a remedy that was promised, where that is not whoever has the case."""
    asked = remedy.offered and not remedy.declined and remedy.owner != opened.state.handler
    return _person(opened, remedy.owner) if asked else None


def _pence(opened: Opened, duty: Obligation) -> int | None:
    """What is to be paid by a duty, in pence, once it was promised and until it is."""
    kind, _, key = duty.name.partition(":")
    remedy = opened.state.remedies.get(key) if kind == "remedy" else None
    return remedy.pence or None if remedy and remedy.offered and not remedy.settled else None


def _write_ties(opened: Opened) -> bool:
    wanted = set(ties(opened))
    existing = {(tie.person_id, tie.role, tie.tie): tie.pk for tie in opened.case.involvements.all()}
    stale = [pk for key, pk in existing.items() if key not in wanted]
    missing = [key for key in wanted if key not in existing]
    if stale:
        Involvement.objects.filter(pk__in=stale).delete()
    Involvement.objects.bulk_create(
        Involvement(case=opened.case, person_id=person, role=role, tie=tie) for person, role, tie in missing
    )
    return bool(stale or missing)


def ties(opened: Opened) -> Iterator[Tie]:
    """How people, and for what is complained of roles too, are tied to a case."""
    state, kinds = opened.state, Involvement.As
    logged_by = opened.rows[0].by_id if opened.rows else None
    if logged_by:
        yield logged_by, "", kinds.LOGGED
    for name in state.about:
        person = _person(opened, name)
        yield person, "" if person else name[:200], kinds.ABOUT
    named: list[tuple[str, Iterable[str]]] = [(kinds.HANDLER, state.informal_handlers)]
    for stage in state.stages.values():
        named.append((kinds.REVIEWER if stage.number == 2 else kinds.HANDLER, stage.handlers))
        named.append((kinds.PANEL, (*stage.panel, *stage.panel_met)))
    named.append((kinds.APPROVER, (*(state.refused.approved_by if state.refused else ()), *_answered(opened))))
    named.append((kinds.DETRIMENT, (one.to for one in state.inquiry.detriments.values() if one.to)))
    named.append((kinds.INTEREST, state.standing.interests))
    named.append((kinds.RECUSED, state.standing.recused))
    for tie, names in named:
        yield from ((person, "", tie) for name in names if (person := _person(opened, name)))
    if for_the_board(state):
        roles = opened.policy.pack.roles.items()
        yield from ((None, key, kinds.BOARD) for key, role in roles if "board" in role.does)
    for asked in waiting(opened.judged):
        yield from ((None, role, kinds.APPROVER) for role in missing(opened.judged, asked))


def for_the_board(state: State) -> bool:
    """Whether the Ombudsman made something of the case that the board hears of by itself."""
    found = [value for one in state.redress.referrals.values() for value in (one.finding, *one.findings.values())]
    return bool(state.redress.failures or state.redress.concerns or "severe_maladministration" in found)


def _answered(opened: Opened) -> Iterator[str]:
    """Who gave or declined an approval: they go on seeing what they decided about."""
    for approval in opened.state.approvals.values():
        yield from (*approval.given, *((approval.declined.by,) if approval.declined else ()))


def _person(opened: Opened, name: str | None) -> int | None:
    return int(name) if name and name in opened.people else None
