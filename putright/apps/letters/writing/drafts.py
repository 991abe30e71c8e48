"""What is typed for a letter, kept as it is typed: nobody's words are lost, and none are written over unseen."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.cache import cache
from django.db import transaction
from django.http import QueryDict

from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case
from putright.apps.casework.opened import Opened
from putright.apps.letters.models import Draft

OF_THE_PAGE = frozenset({
    "csrfmiddlewaretoken", "version", "token", "draft", "check", "preview", "mine", "translator", "ask", "word", "add",
})  # fmt: skip
"""What a page posts beside what was typed."""
MOST = 400_000
"""The most characters that are kept of a letter."""
A_MINUTE = 90
"""How often in a minute one person's letters are checked while they type."""


class Overtaken(Exception):
    """Other words were saved for the same letter since this page was shown: in `draft`."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"saved {draft.version} times")
        self.draft = draft


class TooLong(Exception):
    """More was typed than is kept."""


def begun(case: Case, kind: str) -> list[Draft]:
    """What anybody has begun for a letter, the latest first."""
    return list(Draft.objects.filter(case=case, kind=kind).select_related("person").order_by("-saved_at"))


def keep(case: Case, kind: str, person: Person, typed: QueryDict, at: datetime, *, over: bool = False) -> Draft:
    """Keeps what a page holds. The page says which words it has seen; `over` writes over others all the same.

    Raises `Overtaken` and has kept nothing, or `TooLong`.
    """
    fields = {storable(name): [*map(storable, values)] for name, values in typed.lists() if name not in OF_THE_PAGE}
    if sum(len(value) for values in fields.values() for value in values) > MOST:
        raise TooLong
    page = storable(typed.get("token", ""))[:40]
    with transaction.atomic():
        first = {"landlord_id": case.landlord_id, "fields": fields, "page": page, "begun_at": at, "saved_at": at}
        held = Draft.objects.select_for_update()
        found, new = held.get_or_create(case=case, kind=kind, person=person, defaults=first)
        if new or found.fields == fields:
            return found
        # A page whose answer was lost on its way has not seen what it saved itself.
        seen = typed.get("draft", str(found.version)) == str(found.version) or found.page == page
        if not seen and not over:
            raise Overtaken(found)
        found.fields, found.page, found.saved_at, found.version = fields, page, at, found.version + 1
        found.save(update_fields=["fields", "page", "saved_at", "version"])
        return found


def storable(text: str) -> str:
    """A text that every database takes: PostgreSQL keeps no NUL, and none keeps half a character."""
    return text.replace("\0", "").encode(errors="replace").decode()


def erase(case: Case, kind: str = "", by: Person | None = None) -> None:
    """Erases what anybody (or one person) has begun for a letter, or for every letter of a case."""
    which = {"kind": kind} if kind else {}
    Draft.objects.filter(case=case, **which, **({"person": by} if by else {})).delete()


def issued_since(opened: Opened, kind: str, seen: int | None, by: Person | None = None) -> bool:
    """Whether such a letter was issued (by that person) since a page was shown: at which version, it says itself."""
    rows = opened.rows[max(seen, 0) :] if seen is not None else ()
    return any(row.kind == kind and (by is None or row.by_id == by.pk) for row in rows)


def typed_again(draft: Draft, version: int) -> QueryDict:
    """A draft as if it had just been typed into a page that shows the case at a version."""
    data = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        data.setlist(name, values)
    data["version"], data["token"] = str(version), secrets.token_urlsafe(24)
    return data


def differences(draft: Draft, form: forms.Form) -> Iterator[tuple[str, str]]:
    """What stands in a draft and not in the form: (label, words)."""
    for name, field in form.fields.items():
        said = "\n".join(draft.fields.get(name, ()))
        if isinstance(field.widget, forms.Textarea) and said.strip() and said != form.data.get(name, ""):
            yield str(field.label), said


def too_often(person: Person, at: datetime) -> bool:
    """Whether this person's letters were checked too often in this minute. Counts one more."""
    key = f"letter-checks:{person.pk}:{at:%H%M}"
    if cache.add(key, 1, 120):
        return False
    return cache.incr(key) > A_MINUTE


def said_in(typed: Mapping[str, Any], before: str) -> dict[str, str]:
    """What was typed in fields whose names begin so, by the rest of their names; only where something was."""
    found = {name.removeprefix(before): value for name, value in typed.items() if name.startswith(before)}
    return {name: text for name, value in found.items() if (text := storable(str(value))).strip()}
