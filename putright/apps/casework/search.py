"""Search: one function over SQLite's FTS5 and PostgreSQL's text search, with nothing to install."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case

SQLITE = [
    "CREATE VIRTUAL TABLE casework_search USING fts5(search_text, content='casework_case', content_rowid='id',"
    " prefix='2 3')",
    "CREATE TRIGGER casework_search_insert AFTER INSERT ON casework_case BEGIN"
    " INSERT INTO casework_search (rowid, search_text) VALUES (NEW.id, NEW.search_text); END",
    "CREATE TRIGGER casework_search_delete AFTER DELETE ON casework_case BEGIN"
    " INSERT INTO casework_search (casework_search, rowid, search_text)"
    " VALUES ('delete', OLD.id, OLD.search_text); END",
    "CREATE TRIGGER casework_search_update AFTER UPDATE OF search_text ON casework_case"
    " WHEN OLD.search_text <> NEW.search_text BEGIN"
    " INSERT INTO casework_search (casework_search, rowid, search_text)"
    " VALUES ('delete', OLD.id, OLD.search_text);"
    " INSERT INTO casework_search (rowid, search_text) VALUES (NEW.id, NEW.search_text); END",
]
POSTGRESQL = [
    "CREATE INDEX casework_search ON casework_case USING gin (to_tsvector('simple'::regconfig, search_text))",
]
REMOVE = {
    "sqlite": [
        *(f"DROP TRIGGER casework_search_{name}" for name in ("insert", "delete", "update")),
        "DROP TABLE casework_search",
    ],
    "postgresql": ["DROP INDEX casework_search"],
}
FILL = "INSERT INTO casework_search (casework_search) VALUES ('rebuild')"
FOUND = {
    "sqlite": "SELECT rowid FROM casework_search WHERE casework_search MATCH %s",
    "postgresql": "SELECT id FROM casework_case"
    " WHERE to_tsvector('simple'::regconfig, search_text) @@ to_tsquery('simple'::regconfig, %s)",
}
FOUND_OF = {
    # CROSS JOIN: SQLite keeps its order, and begins with what was found.
    "sqlite": "SELECT casework_case.id FROM casework_search CROSS JOIN casework_case"
    " ON casework_case.id = casework_search.rowid WHERE casework_search MATCH %s AND casework_case.landlord_id = %s",
    "postgresql": f"{FOUND['postgresql']} AND landlord_id = %s",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Makes the search index on the database of this connection, of the cases that are there."""
    with connection.cursor() as cursor:
        for statement in [*SQLITE, FILL] if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the search index away."""
    with connection.cursor() as cursor:
        for statement in REMOVE[connection.vendor]:
            cursor.execute(statement)


def normalise(text: str) -> str:
    """The words of a text as search compares them: lower case, no accents, no punctuation.

    >>> normalise("Zoë O'Neill, 12-14 High St.")
    'zoe oneill 12 14 high st'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", plain).casefold()))


def bare(text: str) -> str:
    """A telephone number or postcode without what people put between its parts.

    >>> bare("tf11 8ab"), bare("+44 (0)1952 000-111"), bare("0044 1952 000111")
    ('TF118AB', '01952000111', '01952000111')
    """
    plain = "".join(c for c in text.upper() if c.isalnum())
    plain = plain[2:] if plain.startswith("0044") else plain
    return f"0{plain[2:].removeprefix('0')}" if plain.startswith("44") and len(plain) > 10 else plain


def search(person: Person, text: str) -> QuerySet[Case]:
    """The cases this person may see in which every word is found, or begins another; latest first.

    It looks through references, names, addresses and the words of the complaint.
    """
    words = normalise(text).split()[:10]
    if not words:
        return Case.objects.none()
    if connection.vendor == "sqlite":
        query = " ".join(f'"{word}"*' for word in words)
    else:
        query = " & ".join(f"{word}:*" for word in words)
    return Case.objects.visible_to(person).filter(pk__in=_found(query)).order_by("-received_on", "-id")


def with_any_of(landlord: Landlord, phrases: Iterable[str]) -> QuerySet[Case]:
    """A landlord's cases, seen or not, in which one of these phrases stands; latest first.

    For looking up a person by telephone number, e-mail address or postcode. What comes of it must be shown only as
    far as `visible_to` allows.
    """
    words = [normalise(phrase).split() for phrase in phrases]
    if connection.vendor == "sqlite":
        query = " OR ".join(f'"{" ".join(phrase)}"' for phrase in words if phrase)
    else:
        query = " | ".join(f"({' <-> '.join(phrase)})" for phrase in words if phrase)
    if not query:
        return Case.objects.none()
    # The landlord stands inside, beside few rows: outside, SQLite would walk all of its cases, the latest first.
    found = RawSQL(FOUND_OF[connection.vendor], [query, landlord.pk])  # noqa: S611 (parameters)
    return Case.objects.filter(pk__in=found).order_by("-received_on", "-id")


def same_address(one: str, two: str) -> bool:
    """Whether two addresses are one, of which one may go on where the other ends; never where either is empty.

    >>> same_address("12 Mill Lane", "12 Mill Lane, Shifnal"), same_address("2 Mill Lane", "12 Mill Lane")
    (True, False)
    """
    ours, theirs = f"{normalise(one)} ", f"{normalise(two)} "
    return bool(ours.strip() and theirs.strip()) and (ours.startswith(theirs) or theirs.startswith(ours))


def _found(query: str) -> RawSQL:
    return RawSQL(FOUND[connection.vendor], [query])  # noqa: S611 (the text is a parameter)
