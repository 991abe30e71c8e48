"""Erasing what learning says in words of a case that is disposed of. That something was learnt, and when, stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from putright.apps.casework import needles
from putright.apps.casework.models import Case, Event, Party
from putright.apps.learning.models import Change, SetAside, Step, Suggestion, Theme, ThemeAction, ThemeCase, Told

GONE = "Erased with a complaint that it spoke of"
EVERYTHING = ("",)
"""Stands in every text."""


def erase_case(case: Case, at: datetime) -> None:
    """Takes out what holds words of the case or of its people. What rests on no other case goes in all its words:
    what was published of its own actions, suggestions, and a theme whose last case it is.
    """
    wanted = _words_of(case)
    Suggestion.objects.filter(cases=case).delete()
    _erase(Change.objects.filter(action__case=case), Told.objects.filter(landlord=case.landlord_id), EVERYTHING, at)
    for theme in Theme.objects.filter(shown_by__case=case):
        _theme(theme, wanted if _others(theme) else EVERYTHING, at)
    _empty(Told.objects.filter(landlord=case.landlord_id), "what", wanted, "")
    _empty(SetAside.objects.filter(landlord=case.landlord_id), "reason", wanted, GONE)


def _words_of(case: Case) -> frozenset[str]:
    """What tells of its people, with the first line of their address and the postcode alone."""
    homes = Party.objects.filter(case=case).values_list("address", "postcode")
    short = (text.strip().casefold() for address, code in homes for text in (address.partition(",")[0], code))
    return needles.of(case).union(filter(None, short))


def _others(theme: Theme) -> bool:
    """Whether a case that shows it is still there."""
    disposed = Event.objects.filter(case=OuterRef("case"), kind="disposed")
    return ThemeCase.objects.filter(~Exists(disposed), theme=theme).exists()


def _theme(theme: Theme, wanted: Iterable[str], at: datetime) -> None:
    told, set_ = Told.objects.filter(theme=theme), ThemeAction.objects.filter(theme=theme)
    _erase(Change.objects.filter(of_theme__theme=theme), told, wanted, at)
    _empty(told, "what", wanted, "")
    _empty(Step.objects.filter(theme=theme), "text", wanted, "")
    for rows, names in ((set_, ("what", "proof")), (Theme.objects.filter(pk=theme.pk), ("title", "what", "why"))):
        for name in names:
            _empty(rows, name, wanted, GONE)


def _empty(rows: Any, name: str, wanted: Iterable[str], instead: str) -> None:
    """Puts `instead` in place of each text of that name in which one of these stands."""
    held = [pk for pk, text in rows.exclude(**{name: ""}).values_list("pk", name) if needles.stand_in([text], wanted)]
    rows.model.objects.filter(pk__in=held).update(**{name: instead})


def _erase(changes: Any, told: Any, wanted: Iterable[str], at: datetime) -> None:
    """Withdraws what was published in such words, and empties what says that people were told it."""
    for one in changes.exclude(did=""):
        if needles.stand_in([one.said, one.did, one.reason], wanted):
            told.filter(what=one.did).update(what="")
            one.said, one.did, one.reason, one.state = "", "", GONE, Change.State.WITHDRAWN
            one.withdrawn_on = one.withdrawn_on or timezone.localdate(at)
            one.save(update_fields=["said", "did", "reason", "state", "withdrawn_on"])
