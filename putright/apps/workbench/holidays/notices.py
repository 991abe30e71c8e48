"""The letters that a new list makes necessary: asked for by a person, who signs them, and written by the worker.

Each is the letter of the page "Write to them", by the same form, guards and gate. It is issued in one transaction with
its notice: a worker that is killed leaves neither. Whatever wants a person's look is left to one.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.actions import Refused as NotAllowed
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened, load
from putright.apps.letters.models import Letter
from putright.apps.letters.writing.actions import issue
from putright.apps.letters.writing.told import PAGES
from putright.apps.workbench.holidays.models import Change, Date, Notice
from putright.apps.workbench.writes import Refused, check
from putright.core.bank_holidays import LONGER, lengthened, told_longer

AT_ONCE = 25
"""Letters in a round of the worker, which then does its other work."""
SENT = ("email", "post")
State = Notice.State
Outcome = tuple[str, str, Letter | None]

NOT_THEIRS = "Whoever asked for the letters may not work on this case."
CLOSED = "The case is closed. See whether to write all the same."
PASSED = "The new last day has passed. See what is fair."
NEEDS = "What they need, or how they can be reached, wants a person’s look."
LANGUAGE = "They need it in a language of their own."
BY_HAND = "It can only be handed over in person."
STOPPED = "The policy or the letter gate asks for a person’s look."
TOLD = "A letter has told them the new day already."
ENOUGH = "They have asked for stage 2 meanwhile, or have no longer than they were told."

logger = logging.getLogger("putright.holidays")


def to_write(change: Change, person: Person) -> QuerySet[Date]:
    """The dates that call for a letter nobody has asked for yet, of the cases this person may write on."""
    if change.state != Change.State.DONE or not permissions.may(person, permissions.WORK_CASE):
        return Date.objects.none()
    seen = Case.objects.visible_to(person).filter(pk=OuterRef("case"))
    asked = Notice.objects.filter(change=change, case=OuterRef("case"))
    return Date.objects.filter(Exists(seen), ~Exists(asked), change=change, letter=True)


def ask(change: Change, person: Person, at: datetime) -> int:
    """Has the worker write them in this person's name; gives how many. Raises `Refused` and `PermissionDenied`."""
    check(person, permissions.ADOPT_POLICY, change.landlord_id)
    cases = list(to_write(change, person).values_list("case", flat=True).distinct())
    if not cases:
        raise Refused("There is no letter here that you could have written now.")
    new = [Notice(change=change, case_id=case, by=person, at=at, next_try=at) for case in cases]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def told(change: Change, cases: Collection[int]) -> set[int]:
    """Those of these cases in which a letter since the change says how to ask for stage 2, and so until when."""
    since = Letter.objects.filter(case__in=list(cases), issued_at__gte=change.decided_at or change.at)
    return set(since.filter(blocks__contains='"part":"escalation"').values_list("case", flat=True))


def run_once(now: datetime) -> bool:
    """Writes some of the letters that were asked for; False where none waits."""
    waiting = Notice.objects.filter(state=State.WAITS, next_try__lte=now).order_by("next_try", "id")
    keys = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    for key in keys:
        try:
            _settle(key)
        except Exception:  # whatever it is, it is tried again
            logger.exception("A letter about bank holidays broke off: notice %s.", key)
            _later(key, now)
    return bool(keys)


def _later(key: int, now: datetime) -> None:
    notice = Notice.objects.get(pk=key)
    wait = timedelta(minutes=min(notice.attempts + 1, 60))
    Notice.objects.filter(pk=key, state=State.WAITS).update(next_try=now + wait, attempts=F("attempts") + 1)


@transaction.atomic
def _settle(key: int) -> None:
    """One of them, once: of two workers the second waits here, and finds it done."""
    if not Notice.objects.filter(pk=key, state=State.WAITS).update(next_try=None):
        return
    notice = Notice.objects.select_related("change", "by__landlord").get(pk=key)
    case = Case.objects.select_related("landlord").select_for_update(of=("self",)).get(pk=notice.case_id)
    state, why, letter = _outcome(notice, case)
    Notice.objects.filter(pk=key).update(state=state, why=why, letter=letter)


def _outcome(notice: Notice, case: Case) -> Outcome:
    if not permissions.may(notice.by, permissions.WORK_CASE, case):
        return State.PERSON, NOT_THEIRS, None
    opened, today = load(case), timezone.localdate()
    days = lengthened(opened.judged) if not opened.state.disposed else None
    if days is None:
        return State.NEEDLESS, ENOUGH, None
    if told(notice.change, [case.pk]):
        return State.NEEDLESS, TOLD, None
    if opened.state.closed:
        return State.PERSON, CLOSED, None
    if days[1] < today:
        return State.PERSON, PASSED, None
    return _written(notice.by, opened, told_longer(*days))


def _written(by: Person, opened: Opened, words: str) -> Outcome:
    """The letter, as whoever asked for it would fill in its page and leave everything else as it stands there."""
    page, now = PAGES["written"](), timezone.now()
    shown = page.form_class(opened=opened, today=timezone.localdate(now), person=by)
    form = page.form_class(_filled_in(shown, words), opened=opened, today=shown.today, person=by)
    if not form.is_valid():
        return State.PERSON, NEEDS, None
    drafts, event = form.drafts(), page.event(form, by)
    if any(draft.language for draft in drafts):
        return State.PERSON, LANGUAGE, None
    if event is None or any(draft.channel not in SENT for draft in drafts):
        return State.PERSON, BY_HAND, None
    happened = [*form.needs_met(event), event]
    try:
        letter = issue(by, opened.case.reference, happened, drafts, at=now, version=opened.version, heeded=())
    except NotAllowed:
        return State.PERSON, STOPPED, None
    return State.WRITTEN, "", letter


def _filled_in(shown, words: str) -> QueryDict:  # type: ignore[no-untyped-def]
    typed = QueryDict(mutable=True)
    for name in ("to", "method", "written_in"):
        if name in shown.fields:
            begun = shown.fields[name].initial
            typed.setlist(name, begun if isinstance(begun, list) else [begun or ""])
    written = {"subject": LONGER, "what": words}
    for name, value in {"version": str(shown.opened.version), "token": secrets.token_urlsafe(24), **written}.items():
        typed[name] = value
    return typed
