"""Where words about a person still stand: in every table that leads to a case, and in other records of the landlord.

The tables are found from the models themselves, so that one added later is looked through without being listed here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from putright.apps.casework import search
from putright.apps.casework.models import Case, Party
from putright.apps.mailbox.models import Incoming
from putright.apps.residents.models import Resident

WORDS = (models.CharField, models.TextField, models.JSONField)
MOST = 20


def left(case: Case, wanted: frozenset[str]) -> tuple[Counter[str], int]:
    """In which tables that lead to this case one of these texts stands, how often, and how many were looked through."""
    found: Counter[str] = Counter()
    for model, path in ways():
        columns = _columns(model)
        if not columns:
            continue
        rows = model._base_manager.filter(**{path: case.pk}).values_list(*columns)  # noqa: SLF001 (every row)
        for row in rows.iterator(chunk_size=500):
            if any(_holds(value, wanted) for value in row):
                found[model._meta.label] += 1  # noqa: SLF001 (Django's public name for it)
    return found, len(ways())


@cache
def ways() -> tuple[tuple[Any, str], ...]:
    """Every table that leads to a case by its foreign keys, each with how: the case's own first."""
    parents = _parents()
    found: list[tuple[Any, str]] = [(Case, "pk")]
    reached, queue = {Case}, [(Case, "")]
    while queue:
        parent, path = queue.pop(0)
        for child, name in parents.get(parent, ()):
            way = f"{name}__{path}" if path else name
            if child in reached and parent is not Case:
                continue
            found.append((child, way))
            if child not in reached:
                reached.add(child)
                queue.append((child, way))
    return tuple(found)


def _parents() -> dict[Any, list[tuple[Any, str]]]:
    """By model, the models that have a foreign key to it, and the key's name."""
    found: dict[Any, list[tuple[Any, str]]] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:  # noqa: SLF001 (Django's public name for it)
            if isinstance(field, models.ForeignKey):
                found.setdefault(field.remote_field.model, []).append((model, field.name))
    return found


@cache
def _columns(model: Any) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.concrete_fields if isinstance(field, WORDS))  # noqa: SLF001


def _holds(value: Any, wanted: Iterable[str]) -> bool:
    if value in (None, "", [], {}):
        return False
    text = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).casefold()
    return any(needle in text for needle in wanted)


# ---- elsewhere ------------------------------------------------------------------------------


def elsewhere(case: Case) -> list[str]:
    """Where the same people stay when this case goes: other cases by reference, the register and mail in words."""
    parties = [one for one in Party.objects.filter(case=case) if one.name or one.email or one.phone]
    found = dict.fromkeys(reference for party in parties for reference in _cases(case, party))
    found |= dict.fromkeys(text for party in parties for text in _records(case, party))
    return list(found)[:MOST]


def _cases(case: Case, party: Party) -> Iterator[str]:
    reached = search.with_any_of(case.landlord, filter(None, (party.email, search.bare(party.phone))))
    yield from reached.exclude(pk=case.pk).values_list("reference", flat=True)[:MOST]
    if party.name and party.postcode:
        named = search.with_any_of(case.landlord, [party.name]).filter(postcode=party.postcode)
        yield from named.exclude(pk=case.pk).values_list("reference", flat=True)[:MOST]


def _records(case: Case, party: Party) -> Iterator[str]:
    if party.email:
        if Resident.objects.filter(landlord=case.landlord, email__iexact=party.email).exists():
            yield "the register of residents"
        if Incoming.objects.filter(landlord=case.landlord, case=None, erased_at=None, sender__iexact=party.email):
            yield "e-mails that belong to no case"
    elif party.phone and Resident.objects.filter(
        landlord=case.landlord, phone_bare=search.bare(party.phone), name__iexact=party.name
    ):
        yield "the register of residents"
