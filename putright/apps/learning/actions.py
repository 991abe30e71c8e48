"""The writes of learning: themes and their steps, suggestions set aside, and what is published of what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.learning import naming, told
from putright.apps.learning.models import (
    Action,
    Change,
    SetAside,
    Step,
    Suggestion,
    Theme,
    ThemeAction,
    ThemeCase,
)

Kind = Step.Kind


class Refused(Exception):
    """It was not written; the text says why and what to do."""


def check(person: Person, landlord: int, needs: str = permissions.LEARN) -> None:
    """Raises `PermissionDenied` unless the person may do this for that landlord."""
    if not permissions.may(person, needs):
        raise PermissionDenied(f"This needs the permission {needs!r}.")
    if landlord != person.landlord_id:
        raise PermissionDenied("That is another landlord's.")


def _nobody(person: Person, texts: Iterable[str], cases: Iterable[int] = ()) -> None:
    if words := naming.named(person.landlord, "\n".join(filter(None, texts)), cases):
        raise Refused(naming.refusal(words))


def _of(theme: Theme) -> list[int]:
    return list(theme.shown_by.values_list("case_id", flat=True))


# ---- themes ---------------------------------------------------------------------------------


@transaction.atomic
def open_theme(
    person: Person, said: dict[str, Any], cases: Sequence[Case], reason: str, *, at: datetime, on: date
) -> Theme:
    """Opens a theme that some cases show. `said`: title, what, service, cause, risk, why, owner.

    Raises `PermissionDenied`, or `Refused` where its words name somebody.
    """
    check(person, person.landlord_id)
    _nobody(person, (said["title"], said["what"], said.get("why", "")), [case.pk for case in cases])
    theme = Theme.objects.create(landlord=person.landlord, by=person, opened_on=on, **said)
    step = _step(person, theme, Kind.FOUND, at=at, on=on, text=reason, owner=theme.owner, risk=theme.risk)
    _add(theme, cases, step)
    return theme


def _step(person: Person, theme: Theme, kind: str, **said: Any) -> Step:
    return Step.objects.create(theme=theme, kind=kind, by=person, **said)


def _add(theme: Theme, cases: Iterable[Case], step: Step) -> int:
    known = set(_of(theme))
    new = [case for case in cases if case.pk not in known and case.landlord_id == theme.landlord_id]
    ThemeCase.objects.bulk_create(ThemeCase(theme=theme, case=case, step=step) for case in new)
    return len(new)


def _held(person: Person, theme: Theme, *, closed: bool = False) -> Theme:
    check(person, theme.landlord_id)
    held = Theme.objects.select_for_update().get(pk=theme.pk)
    if bool(held.closed_on) != closed:
        raise Refused("The theme is closed: open it again first." if held.closed_on else "The theme is open.")
    return held


@transaction.atomic
def add_cases(person: Person, theme: Theme, cases: Sequence[Case], reason: str, *, at: datetime, on: date) -> None:
    """Says that further cases show a theme, and why. Raises `Refused` where all of them stand there already."""
    held = _held(person, theme)
    _nobody(person, (reason,), [case.pk for case in cases])
    step = _step(person, held, Kind.CASES, at=at, on=on, text=reason)
    if not _add(held, cases, step):
        raise Refused("These complaints stand there already.")


@transaction.atomic
def review(person: Person, theme: Theme, *, who: str, risk: str, text: str, on: date, at: datetime) -> None:
    """Puts on record that senior managers looked at a theme: who, the risk they see, and what they decided."""
    held = _held(person, theme)
    _nobody(person, (text,), _of(held))
    _step(person, held, Kind.REVIEWED, at=at, on=on, text=text, who=who, risk=risk)
    Theme.objects.filter(pk=held.pk).update(risk=risk)


@transaction.atomic
def set_action(
    person: Person, theme: Theme, *, what: str, owner: Person, due: date, on: date, at: datetime, key: str = ""
) -> ThemeAction:
    """Sets an action of a theme; under the key of one that is not done, gives that another date or owner."""
    held = _held(person, theme)
    if owner.landlord_id != held.landlord_id:
        raise PermissionDenied("They work for another landlord.")
    _nobody(person, (what,), _of(held))
    again, key = bool(key), key or f"a{held.actions.count() + 1}"
    before = held.actions.filter(key=key).first()
    if again and not before:
        raise Refused("There is no such action. Go back to the theme and choose it there.")
    if before and before.done_on:
        raise Refused(f"That was done on {before.done_on:%-d %B %Y}.")
    _step(person, held, Kind.ACTION, at=at, on=on, text=what, action=key, owner=owner, due=due)
    fields = {"what": what, "owner": owner, "due": due, "landlord_id": held.landlord_id}
    return ThemeAction.objects.update_or_create(
        theme=held, key=key, defaults=fields, create_defaults={**fields, "first": due}
    )[0]


@transaction.atomic
def complete(person: Person, action: ThemeAction, *, proof: str, on: date, at: datetime) -> None:
    """Says that an action of a theme is done, and what shows it. Whoever owns it may, without more."""
    if action.owner_id != person.pk:
        check(person, action.landlord_id)
    held = ThemeAction.objects.select_for_update().select_related("theme").get(pk=action.pk)
    if held.landlord_id != person.landlord_id:
        raise PermissionDenied("That is another landlord's.")
    if held.done_on:
        raise Refused(f"That was done on {held.done_on:%-d %B %Y}.")
    _step(person, held.theme, Kind.DONE, at=at, on=on, text=proof, action=held.key)
    ThemeAction.objects.filter(pk=held.pk).update(done_on=on, proof=proof)


@transaction.atomic
def tell(person: Person, theme: Theme, *, whom: str, how: str, what: str, on: date, at: datetime) -> None:
    """Puts on record who was told of a theme, when and how. Also of one that is closed."""
    check(person, theme.landlord_id)
    _nobody(person, (what,), _of(theme))
    _step(person, theme, Kind.TOLD, at=at, on=on, text=what, who=whom)
    told.record(person.landlord, whom, on=on, how=how, what=what, at=at, by=person, theme=theme)


@transaction.atomic
def give(person: Person, theme: Theme, owner: Person, *, on: date, at: datetime) -> None:
    """Gives a theme to somebody else."""
    held = _held(person, theme)
    if owner.landlord_id != held.landlord_id:
        raise PermissionDenied("They work for another landlord.")
    _step(person, held, Kind.OWNER, at=at, on=on, owner=owner)
    Theme.objects.filter(pk=held.pk).update(owner=owner)


@transaction.atomic
def close(person: Person, theme: Theme, *, text: str, on: date, at: datetime) -> None:
    """Closes a theme with what came of it. Raises `Refused` while an action of it is open."""
    held = _held(person, theme)
    if held.actions.filter(done_on=None).exists():
        raise Refused("An action is still open: record it as done first, with what shows it.")
    _nobody(person, (text,), _of(held))
    _step(person, held, Kind.CLOSED, at=at, on=on, text=text)
    Theme.objects.filter(pk=held.pk).update(closed_on=on)


@transaction.atomic
def reopen(person: Person, theme: Theme, *, text: str, on: date, at: datetime) -> None:
    """Opens a closed theme again, and says why."""
    held = _held(person, theme, closed=True)
    _nobody(person, (text,), _of(held))
    _step(person, held, Kind.REOPENED, at=at, on=on, text=text)
    Theme.objects.filter(pk=held.pk).update(closed_on=None)


def set_aside(person: Person, suggestion: Suggestion, reason: str, *, at: datetime) -> None:
    """Remembers that a suggestion is no theme, and why; it comes back with more complaints than it has now.

    Raises `PermissionDenied`, or `Refused` where the reason names somebody.
    """
    check(person, suggestion.landlord_id)
    _nobody(person, (reason,), suggestion.cases.values_list("pk", flat=True))
    SetAside.objects.create(
        landlord=person.landlord, key=suggestion.key, cases=suggestion.cases.count(), reason=reason, by=person, at=at
    )


# ---- you said, we did -----------------------------------------------------------------------


@transaction.atomic
def draft(person: Person, of: Action | ThemeAction, *, said: str, did: str, brand: str, at: datetime) -> Change:
    """Writes down, for residents, what they said and what was done. Raises `Refused` where it is not done, or names."""
    check(person, of.landlord_id)
    if not of.done_on:
        raise Refused("Only what is done can be published. Record it as done first, with what shows it.")
    theirs = {"action": of} if isinstance(of, Action) else {"of_theme": of}
    if Change.objects.filter(**theirs).exclude(state=Change.State.WITHDRAWN).exists():
        raise Refused("It has been written down already.")
    _nobody(person, (said, did), cases_of(of))
    return Change.objects.create(
        landlord=person.landlord, brand=brand, said=said, did=did, done_on=of.done_on, by=person, at=at, **theirs
    )


def cases_of(of: Action | ThemeAction) -> list[int]:
    """The cases that an action comes from."""
    return [of.case_id] if isinstance(of, Action) else _of(of.theme)


@transaction.atomic
def publish(person: Person, change: Change, *, on: date, at: datetime) -> None:
    """Approves and publishes: another person than who wrote it. Raises `PermissionDenied` or `Refused`."""
    check(person, change.landlord_id, permissions.ISSUE_REPORTS)
    held = Change.objects.select_for_update().get(pk=change.pk)
    if held.by_id == person.pk:
        raise Refused("You wrote it: somebody else looks at it before residents do.")
    if held.state != Change.State.DRAFT:
        raise Refused(f"It is {held.get_state_display().lower()}.")
    source = held.action or held.of_theme
    _nobody(person, (held.said, held.did), cases_of(source) if source else ())
    Change.objects.filter(pk=held.pk).update(state=Change.State.PUBLISHED, approved_by=person, published_on=on)
    told.record(
        person.landlord, "residents", on=on, how="Published: “You said, we did”", what=held.did, at=at, by=person,
        theme=held.of_theme.theme if held.of_theme else None,
    )  # fmt: skip


@transaction.atomic
def withdraw(person: Person, change: Change, reason: str, *, on: date) -> None:
    """Takes back what was published or drafted, and says why."""
    check(person, change.landlord_id)
    held = Change.objects.select_for_update().get(pk=change.pk)
    if held.state == Change.State.WITHDRAWN:
        raise Refused("It was withdrawn already.")
    Change.objects.filter(pk=held.pk).update(
        state=Change.State.WITHDRAWN, withdrawn_by=person, withdrawn_on=on, reason=reason
    )
