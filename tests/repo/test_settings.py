"""Production starts only when it is safe to, and says what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from putright.config import environment

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "SECRET_KEY": "a-long-and-quite-random-key-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "put.example",
}


def run(tmp_path, *arguments, **variables):
    kept = {"PATH": os.environ["PATH"], "PUTRIGHT_DATA": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", SAFE)
def test_production_needs_its_key_and_its_host_names(tmp_path, missing):
    given = {key: value for key, value in SAFE.items() if key != missing}
    done = run(tmp_path, "check", **given)
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {missing} is not set." in done.stderr


def test_production_passes_djangos_own_check(tmp_path):
    done = run(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **SAFE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_a_mode_that_is_not_one_is_refused(tmp_path):
    assert "say production, demo or test" in run(tmp_path, "check", PUTRIGHT_MODE="debug").stderr


ASK_FOR_DEMO = """
from django.test import Client
print(*(getattr(Client(), how)("/demo/", secure=True, headers={"host": "put.example"}).status_code
        for how in ("get", "post")))
print(Client().get("/people/", secure=True, headers={"host": "put.example"}).url)
"""


@pytest.mark.parametrize(
    ("mode", "answers"),
    [("production", "404 404 /account/login/?next=/people/"), ("demo", "200 404 /demo/?next=/people/")],
)
def test_the_demonstrations_sign_in_exists_in_a_demonstration_only(tmp_path, mode, answers):
    for command in (["migrate"], ["collectstatic", "--no-input"]):
        run(tmp_path, *command, PUTRIGHT_MODE=mode, **SAFE)
    done = run(tmp_path, "shell", "-v", "0", "-c", ASK_FOR_DEMO, PUTRIGHT_MODE=mode, **SAFE)
    assert done.stdout.split() == answers.split(), done.stderr


def test_models_and_migrations_agree(tmp_path):
    done = run(tmp_path, "makemigrations", "--check", "--dry-run", **SAFE)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sqlite:////srv/put.sqlite3", {"NAME": Path("/srv/put.sqlite3"), "ENGINE": "django.db.backends.sqlite3"}),
        (
            "postgres://ann:p%40ss@db.example:5433/put?sslmode=require",
            {
                "NAME": "put", "USER": "ann", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433",
                "OPTIONS": {"sslmode": "require"}, "CONN_MAX_AGE": 60,
            },
        ),
        ("postgres://ann@/put?host=/run/postgresql", {"HOST": "", "OPTIONS": {"host": "/run/postgresql"}}),
    ],
)  # fmt: skip
def test_a_database_is_named_by_its_address(address, expected):
    found = environment.database(address)
    assert {key: found[key] for key in expected} == expected


def test_another_kind_of_database_is_refused():
    with pytest.raises(ImproperlyConfigured, match="say sqlite"):
        environment.database("mysql://x/y")


@pytest.mark.parametrize(("value", "expected"), [("yes", True), ("0", False), ("", True), ("On", True)])
def test_a_flag_is_yes_or_no(monkeypatch, value, expected):
    monkeypatch.setenv("SOME_FLAG", value)
    assert environment.flag("SOME_FLAG", True) is expected


def test_a_flag_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("SOME_FLAG", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="say yes or no"):
        environment.flag("SOME_FLAG")


@pytest.mark.parametrize("value", ["https://api.example", "http://127.0.0.1:8080", "http://localhost"])
def test_secrets_go_to_safe_addresses(value):
    assert environment.safe_address("NOTIFY_BASE_URL", value) == value


@pytest.mark.parametrize("value", ["http://api.example", "ftp://127.0.0.1", "api.example", "http://127.0.0.1.example"])
def test_and_to_no_other(value):
    with pytest.raises(ImproperlyConfigured, match="begins with https"):
        environment.safe_address("NOTIFY_BASE_URL", value)


@pytest.mark.parametrize("how", [{"NOTIFY_LETTERS": "yes"}, {"NOTIFY_EMAIL_TEMPLATE": "f33517ff"}])
def test_notify_is_not_set_without_its_key(tmp_path, how):
    assert "NOTIFY_API_KEY is not set." in run(tmp_path, "check", **SAFE, **how).stderr
