"""What the pages of learning read: lessons and actions of the cases that a person may see, suggestions, numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Event, Text
from putright.apps.casework.opened import decode
from putright.apps.casework.visibility import excluded, visible
from putright.apps.learning.models import (
    Action,
    Change,
    Happening,
    Lesson,
    SetAside,
    Suggestion,
    Theme,
    ThemeAction,
    ThemeCase,
)
from putright.core import events as e
from putright.core.themes import LEAST
from putright.core.timeline.learning import CAUSES, SERVICES

PAGE = 25


def cut(found: QuerySet, page: int, size: int = PAGE) -> tuple[list[Any], bool]:
    """One page of a list, from 1, and whether there is another."""
    rows = list(found[(page - 1) * size : page * size + 1])
    return rows[:size], len(rows) > size


def lessons(person: Person, want: Mapping[str, Any]) -> QuerySet[Lesson]:
    """Lessons of cases the person may see, the latest first, narrowed as asked."""
    found = Lesson.objects.filter(visible(person, "case"))
    found = found.filter(**{name: want[name] for name in ("service", "cause", "failing") if want.get(name)})
    if want.get("since"):
        found = found.filter(on__gte=want["since"])
    if want.get("until"):
        found = found.filter(on__lte=want["until"])
    return found.select_related("case", "event").defer("case__search_text").order_by("-on", "-id")


def actions(person: Person, state: str, mine: bool, today: date) -> QuerySet[Action]:
    """Actions of cases the person may see, and their own: open, late or done; the soonest due first."""
    own = Q(owner=person) & ~Q(case__in=excluded(person))
    found = Action.objects.filter(landlord=person.landlord_id).filter(own if mine else visible(person, "case") | own)
    return _state(found.select_related("case", "event", "owner").defer("case__search_text"), state, today, "sorts_on")


def theme_actions(person: Person, state: str, mine: bool, today: date) -> QuerySet[ThemeAction]:
    """Actions of themes, the same way."""
    found = ThemeAction.objects.filter(landlord=person.landlord_id).select_related("theme", "owner")
    known = Q(theme__in=themes(person).order_by().values("pk"))
    return _state(found.filter(Q(owner=person) if mine else known | Q(owner=person)), state, today, "due")


def _state(found: QuerySet, state: str, today: date, due: str) -> QuerySet:
    if state == "done":
        return found.exclude(done_on=None).order_by("-done_on", "-id")
    late = {f"{due}__lt": today} if state == "late" else {}
    return found.filter(done_on=None, **late).order_by(due, "id")


def words(rows: Iterable[Event]) -> dict[int, e.Event]:
    """The events of some rows, with their words, by the row's id: one statement."""
    known = {row.pk: row for row in rows}
    texts: dict[int, dict[int, str | None]] = defaultdict(dict)
    for event, place, body in Text.objects.filter(event__in=known).values_list("event_id", "place", "body"):
        texts[event][place] = body
    return {pk: decode(row, texts[pk]) for pk, row in known.items()}


# ---- themes ---------------------------------------------------------------------------------


def themes(person: Person) -> QuerySet[Theme]:
    """The themes of the person's landlord, but those that only cases show from which they must keep away."""
    shown = ThemeCase.objects.filter(theme=OuterRef("pk"))
    seen = Exists(shown.exclude(case__in=excluded(person))) | ~Exists(shown)
    found = Theme.objects.filter(seen, landlord=person.landlord_id).select_related("owner")
    return found.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-id")


def shown_by(person: Person, theme: Theme) -> QuerySet[ThemeCase]:
    """The cases of a theme that the person may see, the latest added first."""
    found = ThemeCase.objects.filter(case__in=Case.objects.visible_to(person), theme=theme)
    return found.select_related("case", "step").defer("case__search_text").order_by("-id")


# ---- suggestions ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A suggestion as a person sees it: `cases` are those they may see, `reason` says why it is one."""

    row: Suggestion
    cases: list[Case]
    reason: str
    title: str


def suggestions(person: Person) -> list[Shown]:
    """What complaints have in common, of those the person may see; without what was set aside."""
    rows = list(Suggestion.objects.filter(landlord=person.landlord_id).order_by("-score", "id"))
    through = Suggestion.cases.through.objects.filter(suggestion__in=rows)
    mine = Case.objects.visible_to(person).filter(pk__in=through.values("case_id")).defer("search_text")
    cases = {case.pk: case for case in mine}
    at: dict[int, list[Case]] = defaultdict(list)
    for suggestion, case in through.values_list("suggestion_id", "case_id"):
        if case in cases:
            at[suggestion].append(cases[case])
    aside = _aside(person)
    shown = [
        Shown(
            row, sorted(at[row.pk], key=lambda c: c.received_on, reverse=True), reason(row, len(at[row.pk])), title(row)
        )
        for row in rows
        if len(at[row.pk]) >= LEAST and len(at[row.pk]) > aside.get(row.key, 0)
    ]
    return sorted(shown, key=lambda one: -one.row.score)


def _aside(person: Person) -> dict[str, int]:
    """Up to how many complaints each suggestion was set aside at."""
    found: dict[str, int] = {}
    for key, cases in SetAside.objects.filter(landlord=person.landlord_id).values_list("key", "cases"):
        found[key] = max(cases, found.get(key, 0))
    return found


def title(row: Suggestion) -> str:
    """What a theme of it would be called."""
    about = f": {row.about}" if row.about else ""
    by = {
        Suggestion.By.WORDS: f"Several speak of {row.of}",
        Suggestion.By.HOME: "Again and again from one home",
        Suggestion.By.AREA: f"Several from {row.of}",
        Suggestion.By.CONTRACTOR: f"Several complain of {row.of.replace('_', ' ')}",
        Suggestion.By.CAUSE: f"One cause: {CAUSES.get(row.of, row.of)}",
        Suggestion.By.SERVICE: f"One service: {SERVICES.get(row.of, row.of)}",
        Suggestion.By.LINKED: "Complaints that belong together",
    }
    return by[Suggestion.By(row.by)] + about


def reason(row: Suggestion, cases: int) -> str:
    """Why it is suggested, in a sentence with its numbers."""
    usual = "fewer than 1" if row.usual < 0.95 else f"{row.usual:.0f}"
    of = {
        Suggestion.By.WORDS: f"use the word{'s' if ',' in row.of else ''} {row.of}",
        Suggestion.By.HOME: "come from the same home",
        Suggestion.By.AREA: f"come from {row.of}",
        Suggestion.By.CONTRACTOR: f"complain of {row.of.replace('_', ' ')}",
        Suggestion.By.CAUSE: f"have the cause “{CAUSES.get(row.of, row.of)}”",
        Suggestion.By.SERVICE: f"are about {SERVICES.get(row.of, row.of)}",
        Suggestion.By.LINKED: "were linked with one another",
    }[Suggestion.By(row.by)]
    about = f", most of them about “{row.about}”" if row.about else ""
    return f"{cases} complaints in {row.days} days {of}{about}; usual is {usual}."


# ---- you said, we did -----------------------------------------------------------------------


def changes(person: Person) -> QuerySet[Change]:
    """What is written for residents, but what comes only of cases from which the person must keep away."""
    hidden = Q(action__case__in=excluded(person)) & Q(action__isnull=False)
    unknown = Q(of_theme__isnull=False) & ~Q(of_theme__theme__in=themes(person).order_by().values("pk"))
    return Change.objects.filter(landlord=person.landlord_id).exclude(hidden).exclude(unknown)


# ---- numbers --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Numbers:
    """Actions open and late; in a year, lessons, and how often staff were supported and praise was passed on."""

    open: int
    late: int
    lessons: int
    supported: int
    praised: int


def numbers(person: Person, today: date) -> Numbers:
    """The numbers above the page of learning, of what the person may see."""
    year = today - timedelta(365)
    happened = Happening.objects.filter(visible(person, "case"), on__gt=year)
    late = actions(person, "late", False, today).count() + theme_actions(person, "late", False, today).count()
    open_ = actions(person, "open", False, today).count() + theme_actions(person, "open", False, today).count()
    return Numbers(
        open_, late, Lesson.objects.filter(visible(person, "case"), on__gt=year).count(),
        happened.filter(kind="support_offered").count(), happened.filter(kind="feedback_shared").count(),
    )  # fmt: skip


def brands(person: Person) -> dict[str, str]:
    """The brands of the person's landlord that a change may be of, by id; none where it has one name only."""
    found = packs.current(person.landlord).pack.brands
    return {key: one.name for key, one in found.items() if not person.brands or key in person.brands}
