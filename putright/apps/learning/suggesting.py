"""The worker's part: looks, once a day, for what the complaints of the last months have in common.

Bounded: the latest complaints of the period and of the year before it, by date. What it finds is for somebody to judge;
each page shows of it only the complaints that its reader may see.
"""

from __future__ import annotations

import hmac
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from putright.apps.accounts import rounds
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event, Involvement
from putright.apps.learning.models import Cursor, Lesson, Suggestion
from putright.core import themes
from putright.core.themes import Found

DAYS = 90
BEFORE = 365
MOST_NOW, MOST_BEFORE = 5_000, 20_000
SHOWN = 8
"""So many of each kind are kept."""
SALT = b"putright suggestions"
By = Suggestion.By
Values = dict[str, set[int]]


def run_once(now: datetime) -> bool:
    """Looks for what complaints share at each landlord not looked at today; False where each has been."""
    today = timezone.localdate(now)

    def look_today(landlord: Landlord) -> bool:
        # Said before it is done: where it breaks, or another worker does it, it is not done again all day long.
        due = Cursor.objects.filter(landlord=landlord).exclude(looked_on=today)
        if not due.update(looked_on=today):
            return False
        look(landlord, today)
        return True

    return rounds.each(look_today)


def look(landlord: Landlord, today: date) -> None:
    """Makes the suggestions of a landlord anew."""
    found = [(by, one, words) for by, ones, words in _found(landlord, today) for one in ones[:SHOWN]]
    with transaction.atomic():
        Suggestion.objects.filter(landlord=landlord).delete()
        for by, one, words in found:
            _keep(landlord, by, one, words, today)
        Cursor.objects.update_or_create(landlord=landlord, defaults={"looked_on": today})


def _keep(landlord: Landlord, by: str, one: Found, words: Mapping[int, frozenset[str]], today: date) -> None:
    of = ", ".join(one.of[:5])
    about = "" if by == By.WORDS else themes.shared_word(one.cases, words)
    shown = "" if by in (By.HOME, By.LINKED) else of
    row = Suggestion.objects.create(
        landlord=landlord, by=by, key=key_of(landlord, by, of), of=shown[:200], about=about, days=DAYS,
        usual=one.usual, score=one.score, found_on=today,
    )  # fmt: skip
    row.cases.set(one.cases)


def key_of(landlord: Landlord, by: str, of: str) -> str:
    """What a suggestion is known by when it is found again: nobody reads from it whose home it is of."""
    key = hmac.digest(settings.ACCESS_KEY.encode(), SALT, "sha256")
    return hmac.digest(key, f"{landlord.pk}|{by}|{of}".encode(), "sha256").hex()


def _found(landlord: Landlord, today: date) -> Iterator[tuple[str, list[Found], Mapping[int, frozenset[str]]]]:
    since = today - timedelta(DAYS - 1)
    cases = Case.objects.filter(landlord=landlord, kind="complaint").order_by("-received_on", "-id")
    columns = ("id", "summary", "address", "postcode", "complainant")
    now = list(cases.filter(received_on__gte=since, received_on__lte=today).values_list(*columns)[:MOST_NOW])
    year = cases.filter(received_on__lt=since, received_on__gte=since - timedelta(BEFORE))
    before = list(year.values_list(*columns)[:MOST_BEFORE])
    names = _names(landlord)
    words = {row[0]: _terms(row, names) for row in now}
    yield By.WORDS, themes.by_words(words, (_terms(row, names) for row in before)), words
    values_now, values_before = _values(landlord, now), _values(landlord, before)
    for by, ones in values_now.items():
        usual = {value: len(keys) for value, keys in values_before.get(by, {}).items()}
        yield by, themes.by_value(ones, usual, DAYS, BEFORE), words


def _names(landlord: Landlord) -> frozenset[str]:
    names = Person.objects.filter(landlord=landlord).values_list("name", flat=True)
    return frozenset(themes.singular(word) for name in names for word in name.lower().split())


def _terms(row: Any, names: frozenset[str]) -> frozenset[str]:
    """The words of a complaint, without whose it is and where they live."""
    own = frozenset(word for text in row[2:] for word in themes.terms(text))
    return themes.terms(row[1], names) - own


def _values(landlord: Landlord, rows: Iterable[Any]) -> dict[str, Values]:
    """By each pattern, the complaints that show each value of it."""
    found: dict[str, Values] = defaultdict(lambda: defaultdict(set))
    keys = set()
    for pk, _, address, postcode, _ in rows:
        keys.add(pk)
        if address:
            found[By.HOME]["".join(c for c in f"{address}{postcode}".lower() if c.isalnum())[:150]].add(pk)
    _of_events(found, keys, landlord)
    return found


def _of_events(found: dict[str, Values], keys: set[int], landlord: Landlord) -> None:
    for one in Lesson.objects.filter(landlord=landlord, case__in=keys).values("case_id", "cause", "service"):
        found[By.CAUSE][one["cause"]].add(one["case_id"])
        found[By.SERVICE][one["service"]].add(one["case_id"])
    told = Event.objects.filter(case__in=keys, kind__in=("classified", "home_recorded", "case_linked"))
    links: list[tuple[int, str]] = []
    for case, kind, text in told.order_by("case_id", "n").values_list("case_id", "kind", "data"):
        data = json.loads(text)
        if kind == "home_recorded":
            found[By.AREA][data.get("area") or ""].add(case)
        elif kind == "case_linked":
            links.append((case, str(data["case"])))
        else:
            for service in data.get("services", ()):
                found[By.SERVICE][service].add(case)
    _of_ties(found, keys)
    for group, cases in _linked(landlord, links):
        found[By.LINKED][group] |= cases & keys


def _of_ties(found: dict[str, Values], keys: set[int]) -> None:
    """What is complained of where it is nobody who works here: a contractor, by the name it was given."""
    tied = Involvement.objects.filter(case__in=keys, tie=Involvement.As.ABOUT, person=None)
    for case, role in tied.values_list("case_id", "role"):
        found[By.CONTRACTOR][role].add(case)


def _linked(landlord: Landlord, links: list[tuple[int, str]]) -> Iterator[tuple[str, set[int]]]:
    """Complaints that are linked, one with another, by the lowest of them."""
    others = dict(Case.objects.filter(landlord=landlord, reference__in={to for _, to in links})
                  .values_list("reference", "pk"))  # fmt: skip
    group: dict[int, set[int]] = {}
    for case, to in links:
        if to in others:
            whole = group.get(case, {case}) | group.get(others[to], {others[to]})
            group |= dict.fromkeys(whole, whole)
    seen = Counter[int]()
    for whole in group.values():
        if not seen[first := min(whole)]:
            yield str(first), whole
        seen[first] += 1
