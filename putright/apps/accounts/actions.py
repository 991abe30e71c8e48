"""What is done to people and teams. Each takes `by`, who does it, and refuses what they may not do.

`on` is the day: from it a role is held, or held no longer.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person, RoleHeld, Team


@transaction.atomic
def add_person(by: Person, email: str, name: str, *, on: date, **fields: Any) -> Person:
    """A new person of the same landlord, who chooses a password by "forgotten password"."""
    _check(by)
    person = Person.objects.add(by.landlord, email, name, **fields)
    _hold(by, person, (), person.roles, on)
    return person


@transaction.atomic
def change_person(by: Person, person: Person, *, on: date, **fields: Any) -> None:
    """Changes a person's name, roles, brands, team, training or line manager.

    Raises `ValidationError` where nobody would be left to administer the landlord's people.
    """
    _check(by, person)
    before = _roles(person)
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
    if person.is_active:
        _hold(by, person, before, person.roles, on)
    if "email" in fields:  # allauth keeps addresses of its own, and would go on accepting the old one
        EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    _keep_an_administrator(person)


@transaction.atomic
def leave(by: Person, person: Person, *, on: date) -> None:
    """Ends a person's access at once, on every device. What they did stays theirs."""
    _check(by, person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _hold(by, person, _roles(person), (), on)
    _keep_an_administrator(person)


@transaction.atomic
def come_back(by: Person, person: Person, *, on: date) -> None:
    """Gives a person who had left their access again, and the roles they had."""
    _check(by, person)
    person.is_active = True
    person.save(update_fields=["is_active"])
    _hold(by, person, (), _roles(person), on)


@transaction.atomic
def save_team(by: Person, team: Team) -> None:
    """Keeps a new or changed team of the same landlord."""
    _check(by, team)
    team.save()


def _roles(person: Person) -> list[str]:
    """The roles as they are kept: a form has changed those of the person it was given."""
    return list(Person.objects.values_list("roles", flat=True).get(pk=person.pk))


def _hold(by: Person, person: Person, before: Collection[str], now: Collection[str], on: date) -> None:
    """Keeps since when and until when the person holds which role."""
    there = set(RoleHeld.objects.filter(person=person, until=None).values_list("role", flat=True))
    for role in sorted({*before, *now} - there):
        until, ended = (None, None) if role in now else (on, by)
        since = None if role in before else on
        RoleHeld.objects.create(person=person, role=role, since=since, until=until, by=by, ended_by=ended)
    RoleHeld.objects.filter(person=person, until=None).exclude(role__in=now).update(until=on, ended_by=by)


def _check(by: Person, subject: Person | Team | None = None) -> None:
    if not permissions.may(by, permissions.MANAGE_PEOPLE):
        raise PermissionDenied("Changing people needs the permission 'manage_people'.")
    if subject and subject.landlord_id != by.landlord_id:
        raise PermissionDenied("That belongs to another landlord.")


def _keep_an_administrator(changed: Person) -> None:
    people = Person.objects.filter(landlord=changed.landlord_id, is_active=True).select_related("landlord")
    if not any(permissions.may(person, permissions.MANAGE_PEOPLE) for person in people):
        raise ValidationError(
            f"{changed.name} is the only person who can manage people. Give somebody else that role first."
        )
