"""The writes of samples: drawing one, letting somebody take a place, a session, a survey of all tenants."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

import msgspec
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import actions as casework
from putright.apps.casework import log
from putright.apps.measuring.population import population, seq_now
from putright.apps.oversight.samples import standing
from putright.apps.oversight.samples.models import Sample, Substitute, Wave
from putright.core import samples, sampling
from putright.core.events import LearningSessionHeld
from putright.core.pack import SampleKind


class Refused(Exception):
    """It cannot be done; the text says why, and what to do."""


def draw(person: Person, kind: SampleKind, since: date, until: date, share: int, at: datetime) -> Sample:
    """Draws the sample of a period that is over. The seed is drawn first, by nobody: only then is anything chosen.

    Raises `PermissionDenied`, `Refused`, or `measuring.population.Counting` while the figures are behind.
    """
    _must(person)
    rule = standing.rule(person.landlord, kind)
    if rule and share < rule.share:
        raise Refused(f"The policy promises at least {rule.share} per cent.")
    if until >= standing.today_of(at):
        raise Refused("The period is not over yet. Draw when it is: whoever complains on its last day belongs to it.")
    seq, seed = seq_now(person.landlord), secrets.token_hex(16)
    items = samples.items(kind, population(person.landlord, until, seq=seq), since, until)
    if not items:
        raise Refused("There is nobody to draw from in this period.")
    drawn = sampling.draw(seed, items, sampling.wanted(len(items), share))
    return _kept(person, at, kind=kind, since=since, until=until, share=share, seed=seed, seq=seq,
                 cites=", ".join(rule.cites) if rule else "", digest=sampling.digest(items),
                 population=msgspec.json.encode(items).decode(), drawn=msgspec.json.encode(drawn).decode())  # fmt: skip


def _kept(person: Person, at: datetime, **fields: Any) -> Sample:
    try:
        with transaction.atomic():
            Landlord.objects.select_for_update().get(pk=person.landlord_id)
            last = Sample.objects.filter(landlord=person.landlord).aggregate(last=Max("number"))["last"] or 0
            return Sample.objects.create(landlord=person.landlord, number=last + 1, by=person, at=at, **fields)
    except IntegrityError:
        raise Refused("This period’s sample is drawn already. It is drawn once, so that nobody chooses.") from None


def drawn_again(sample: Sample) -> list[str]:
    """What its seed draws from what it was drawn from: the same, unless somebody changed something."""
    items = sample.items
    return sampling.draw(sample.seed, items, sampling.wanted(len(items), sample.share))


def digest_of(sample: Sample) -> str:
    """The digest of what it was drawn from, as it stands there now."""
    return sampling.digest(sample.items)


def counted_again(sample: Sample) -> list[sampling.Item]:
    """What it was drawn from, found anew in the log as far as it went then. Raises `Counting`."""
    facts = population(sample.landlord, sample.until, seq=sample.seq)
    kind = cast(SampleKind, sample.kind)
    return samples.items(kind, facts, sample.since, sample.until)


def replace(person: Person, sample: Sample, of: str, why: str, at: datetime) -> str:
    """Lets the next by the seed take a place; gives their reference. Raises `PermissionDenied` or `Refused`."""
    _must(person)
    if sample.kind != Sample.Kind.FEEDBACK:
        raise Refused("A complaint can always be learnt from: nothing takes its place.")
    with transaction.atomic():
        Sample.objects.select_for_update().get(pk=sample.pk)
        places = standing.places(sample)
        if of not in {one.reference for one in places}:
            raise Refused("They are not in this sample, or somebody has taken their place already.")
        taken = {*sample.first, *sample.substitutes.values_list("by_whom", flat=True)}
        found = sampling.instead(sample.seed, sample.items, taken, of)
        if not found:
            raise Refused("Everybody in the period has been drawn already: there is nobody left to take their place.")
        Substitute.objects.create(sample=sample, of=of, by_whom=found, why=why, by=person, at=at)
    return found


def hold_session(
    person: Person, references: Sequence[str], members: Sequence[str], what: str, on: date, at: datetime,
    token: Callable[[str], str],
) -> None:  # fmt: skip
    """Puts a learning session on record with each complaint it went through: with all of them, or with none.

    `token`: what tells a double click, for each reference. Raises `PermissionDenied`, or `Refused` for the first
    complaint whose record does not allow it.
    """
    _must(person)
    happened = LearningSessionHeld(on=on, members=tuple(members), what=what)
    with transaction.atomic():
        for reference in references:
            try:
                casework.record(
                    person, reference, [happened], at=at, token=token(reference), needs=permissions.DRAW_SAMPLES
                )
            except log.Repeated:
                continue
            except casework.Refused as refused:
                why = "; ".join(reason.text for reason in refused.reasons)
                raise Refused(f"Not for {reference}: {why}.") from None


def enter_wave(person: Person, at: datetime, fields: Mapping[str, Any]) -> Wave:
    """Puts a survey of all tenants on record; one before it of the same year and tenure holds no longer."""
    _must(person)
    return Wave.objects.create(landlord=person.landlord, by=person, at=at, **fields)


def _must(person: Person) -> None:
    if not permissions.may(person, permissions.DRAW_SAMPLES):
        raise PermissionDenied(f"This needs the permission {permissions.DRAW_SAMPLES!r}.")
