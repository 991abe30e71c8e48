"""What every test may use. Tests on the database run on SQLite, and with TEST_DATABASE=postgres on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps
from django.db import connections
from django.test import TransactionTestCase

from tests.apps.clam import PROGRAM as CLAMD

POSTGRES = os.environ.get("TEST_DATABASE") == "postgres"
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
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, as it is when it runs: two connections to one in memory do not queue for its lock."""
    test = connections["default"].settings_dict["TEST"]
    if POSTGRES:
        test["NAME"] = f"test_putright_{os.getpid()}"
    else:
        test["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


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


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Chromium as Debian installs it, kept from calling out."""
    quiet = ["background-networking", "component-update", "sync", "gpu"]
    args = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return {"executable_path": "/usr/bin/chromium", "args": args}
