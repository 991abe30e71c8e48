"""What every test may use. Tests on the database run on SQLite, and with TEST_DATABASE=postgres on PostgreSQL."""

from __future__ import annotations

import hashlib
import os
import shutil
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from putright.apps.accounts import packs
from tests.apps.clam import PROGRAM as CLAMD

POSTGRES = os.environ.get("TEST_DATABASE") == "postgres"
# What makes the tables: the migrations and the modules they import.
MAKES_TABLES = ("migrations/*.py", "triggers.py", "search.py", "frozen.py")
# Once a test has started Chromium its loop stays in the process, and Django takes every later query for one of it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_sessionstart():
    """Where everything has to hold, nothing may be skipped for want of a program."""
    if os.environ.get("CI") == "true":
        wanted = {"Chromium": shutil.which("chromium"), "PostgreSQL (TEST_POSTGRES)": os.environ.get("TEST_POSTGRES"),
                  "ClamAV's clamd": CLAMD}  # fmt: skip
        if missing := [name for name, there in wanted.items() if not there]:
            raise pytest.UsageError(f"with CI=true the tests need {' and '.join(missing)}")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only the tests that touch the database run again."""
    if POSTGRES:
        touching = [item for item in items if "db" in item.fixturenames or item.get_closest_marker("django_db")]
        config.hook.pytest_deselected(items=[item for item in items if item not in touching])
        items[:] = touching


@pytest.fixture(scope="session")
def migrated(pytestconfig):
    """Where the empty tables are kept from run to run, by all that makes them: the migrations take twenty seconds."""
    made = hashlib.sha256()
    for file in sorted(one for name in MAKES_TABLES for one in settings.PACKAGE.rglob(name)):
        made.update(file.read_bytes())
    return pytestconfig.rootpath / ".pytest_cache" / "migrated" / f"{made.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb():
    """A file that is there already is migrated on from where it stands."""
    return not POSTGRES


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, migrated):
    """Keeps the empty tables for the next run; two processes that do so at once keep the same."""
    if not POSTGRES and not migrated.exists():
        copy = migrated.with_suffix(f".{os.getpid()}")
        copy.parent.mkdir(parents=True, exist_ok=True)
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        copy.replace(migrated)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, migrated, tmp_path_factory):
    """SQLite in a file, as it is when it runs: two connections to one in memory do not queue for its lock."""
    test = connections["default"].settings_dict["TEST"]
    if POSTGRES:
        test["NAME"] = f"test_putright_{os.getpid()}"
    else:
        test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        if migrated.exists():
            shutil.copy(migrated, test["NAME"])


@pytest.fixture(scope="session", autouse=True)
def emptying_lifts_the_triggers():
    """A test with real transactions empties the tables afterwards, which the log's triggers would refuse."""
    emptying = TransactionTestCase._fixture_teardown
    names = [f"{app.name}.triggers" for app in apps.get_app_configs() if app.name.startswith("putright.")]
    triggers = [import_module(name) for name in names if find_spec(name)]

    def lifted(self):
        for one in triggers:
            one.remove(connections["default"])
        emptying(self)
        for one in triggers:
            one.install(connections["default"])

    TransactionTestCase._fixture_teardown = lifted
    yield
    TransactionTestCase._fixture_teardown = emptying


@pytest.fixture(autouse=True)
def policies_forgotten():
    """Primary keys come again from test to test, and what was read by them does not."""
    yield
    for known in (packs._version, packs._adopted, packs._own):
        known.cache_clear()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Chromium as Debian installs it, kept from calling out."""
    quiet = ["background-networking", "component-update", "sync", "gpu"]
    args = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return {"executable_path": "/usr/bin/chromium", "args": args}
