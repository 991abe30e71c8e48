"""Looking for words everywhere: every column of every table of the database, the database's own file, every file."""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

from django.db import connection


def everywhere(words, folder, skipped=()):
    """Where one of these words stands, as (place, word)."""
    return [*tables(words, skipped), *database_file(words), *files(words, folder)]


def tables(words, skipped=()):
    """Every table there is, the search index's own among them, read whole."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor, include_views=False)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = sorted({*names, *(row[0] for row in cursor.fetchall())})
        for name in names:
            if name in skipped or name == "casework_search":
                continue
            cursor.execute(f'SELECT * FROM "{name}"')
            for row in cursor.fetchall():
                yield from ((name, word) for word in found(words, row))


def found(words, row):
    told = " ".join(_text(value) for value in row).casefold()
    return [word for word in words if word.casefold() in told]


def _text(value):
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def database_file(words):
    """The bytes of SQLite's files: pages set free, and the write-ahead log."""
    if connection.vendor != "sqlite":
        return
    for ending in ("", "-wal"):
        path = Path(f"{connection.settings_dict['NAME']}{ending}")
        if path.exists():
            yield from ((path.name, word) for word in _in(path.read_bytes(), words))


def files(words, folder):
    """Every file below a folder, by its bytes and its name; streams of PDFs are unpacked."""
    for path in Path(folder).rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            yield from ((str(path), word) for word in _in(body + _unpacked(body) + path.name.encode(), words))


def _in(body, words):
    low = body.lower()
    return [word for word in words if word.lower().encode() in low]


def _unpacked(body):
    """What a PDF's streams hold, as far as they can be unpacked."""
    parts, at = [], body.find(b"stream\n")
    while at >= 0 and body.startswith(b"%PDF"):
        with suppress(zlib.error):
            parts.append(zlib.decompressobj().decompress(body[at + 7 :]))
        at = body.find(b"stream\n", at + 7)
    return b"".join(parts)
