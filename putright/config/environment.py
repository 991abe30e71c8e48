"""Reads the process environment: one small function for each kind of value."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NOTIFY = "https://api.notifications.service.gov.uk"
SQLITE_ON_CONNECT = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA recursive_triggers=ON;"  # without it INSERT OR REPLACE deletes rows past the delete trigger
    "PRAGMA cache_size=-16000;"
    "PRAGMA secure_delete=ON;"  # what is erased must not go on lying in the file
)


def text(name: str, default: str = "") -> str:
    """The variable, or the default where it is missing or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes or on; False for 0, false, no or off."""
    value = text(name, str(default)).lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: say yes or no.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}: say a whole number.")
    return int(value)


def words(name: str) -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def required(name: str, why: str) -> str:
    """The variable; raises `ImproperlyConfigured`, saying why it is needed, where it is missing."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {why}")
    return value


def safe_address(name: str, value: str) -> str:
    """A web address that secrets may be sent to: https, or http to this computer."""
    parts = urlsplit(value)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")):
        return value
    raise ImproperlyConfigured(f"{name} is {value!r}: say an address that begins with https://.")


def database(url: str) -> dict[str, Any]:
    """Django's settings for a database address.

    `sqlite:////absolute/path` or `postgres://user:password@host:port/name`; with PostgreSQL, what
    stands after `?` goes to the driver (`?sslmode=require`, or `?host=/run/postgresql` for a socket).
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path("/" + unquote(parts.path).lstrip("/")))
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"PUTRIGHT_DATABASE starts with {parts.scheme!r}: say sqlite:////path/to/file or postgres://user@host/name."
    )


def sqlite(path: Path) -> dict[str, Any]:
    """Django's settings for a database in a file, whose folder is made.

    IMMEDIATE: a transaction takes the write lock when it starts, so two writers queue and neither fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_ON_CONNECT},
    }
