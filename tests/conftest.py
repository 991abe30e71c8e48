"""What every test may use. Tests on the database run on SQLite, and with TEST_DATABASE=postgres on PostgreSQL."""

from __future__ import annotations

import os
import shutil

import pytest
from django.db import connections
from django.test import TransactionTestCase

from putright.apps.casework import triggers
from putright.apps.equality import triggers as equality_triggers
from putright.apps.evidence import triggers as evidence_triggers
from putright.apps.governance import triggers as governance_triggers
from putright.apps.learning import triggers as learning_triggers
from putright.apps.letters import triggers as letter_triggers
from putright.apps.mailbox import triggers as mailbox_triggers
from putright.apps.oversight.assessment import triggers as assessment_triggers
from putright.apps.oversight.dashboards import triggers as dashboard_triggers
from putright.apps.oversight.reports import triggers as report_triggers
from putright.apps.oversight.room import triggers as room_triggers
from putright.apps.oversight.samples import triggers as sample_triggers
from putright.apps.publishing import triggers as publishing_triggers
from putright.apps.records import triggers as record_triggers
from putright.apps.residents import triggers as resident_triggers
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

    def lifted(self):
        triggers.remove(connections["default"])
        learning_triggers.remove(connections["default"])
        letter_triggers.remove(connections["default"])
        evidence_triggers.remove(connections["default"])
        equality_triggers.remove(connections["default"])
        governance_triggers.remove(connections["default"])
        publishing_triggers.remove(connections["default"])
        mailbox_triggers.remove(connections["default"])
        record_triggers.remove(connections["default"])
        resident_triggers.remove(connections["default"])
        report_triggers.remove(connections["default"])
        assessment_triggers.remove(connections["default"])
        room_triggers.remove(connections["default"])
        dashboard_triggers.remove(connections["default"])
        sample_triggers.remove(connections["default"])
        emptying(self)
        triggers.install(connections["default"])
        learning_triggers.install(connections["default"])
        letter_triggers.install(connections["default"])
        evidence_triggers.install(connections["default"])
        equality_triggers.install(connections["default"])
        governance_triggers.install(connections["default"])
        publishing_triggers.install(connections["default"])
        mailbox_triggers.install(connections["default"])
        record_triggers.install(connections["default"])
        resident_triggers.install(connections["default"])
        report_triggers.install(connections["default"])
        assessment_triggers.install(connections["default"])
        room_triggers.install(connections["default"])
        dashboard_triggers.install(connections["default"])
        sample_triggers.install(connections["default"])

    TransactionTestCase._fixture_teardown = lifted
    yield
    TransactionTestCase._fixture_teardown = emptying


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Chromium as Debian installs it, kept from calling out."""
    quiet = ["background-networking", "component-update", "sync", "gpu"]
    args = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    return {"executable_path": "/usr/bin/chromium", "args": args}
