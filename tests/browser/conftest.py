"""A running application with the demonstration's people, and a browser in front of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from putright.apps.accounts.models import Landlord, Person
from putright.demo import seed
from putright.demo.people import HOUSES

WIDTHS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 760}}
VIOLATIONS = 'axe.run({resultTypes: ["violations"]}).then(found => ({violations: found.violations}))'
BACKEND = "putright.apps.accounts.access.Backend"


@pytest.fixture
def house(request, transactional_db, settings, tmp_path):
    """One landlord of the demonstration with its people (and its complaints, where a test asks for `told`)."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    slug = request.param if hasattr(request, "param") else "willow-tree"
    chosen = next(house for house in HOUSES if house.slug == slug)
    seed.people_of(chosen)
    if request.node.get_closest_marker("told"):
        seed.tell(chosen)
    people = {person.email.partition("@")[0]: person for person in Person.objects.all()}
    return SimpleNamespace(slug=slug, people=people, landlord=Landlord.objects.get(slug=slug))


class Desk:
    """Somebody at work in the browser."""

    def __init__(self, browser, address, person, size="desk", **more):
        self.scripts = more.get("java_script_enabled", True)
        self.context = browser.new_context(viewport=WIDTHS[size], base_url=address, **more)
        if person:
            self.context.add_cookies([{"name": "sessionid", "value": _session(person), "url": address}])
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.problems = []
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def open(self, path, axe=True):
        """Goes to a page, which must answer and be accessible."""
        response = self.page.goto(path)
        assert response.ok, f"{path}: {response.status}"
        self.check(axe)

    def check(self, axe=True):
        """No axe violation, nothing wider than the window, no error in the console."""
        if axe and self.scripts:
            found = violations(self.page)
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels wider than the window"
        assert self.problems == [], self.page.url


def violations(page):
    """What axe finds wrong. A page is given axe once, whatever its width, and nothing else is copied out of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return AxeResults(page.evaluate(VIOLATIONS))


def _session(person):
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key


@pytest.fixture
def desk(browser, live_server):
    """Opens a desk for a person: `desk(person)`, or `desk(person, "phone")`; for nobody signed in, `desk(None)`."""
    opened = []

    def sit(person, size="desk", **more):
        opened.append(Desk(browser, live_server.url, person, size, **more))
        return opened[-1]

    yield sit
    for one in opened:
        one.context.close()
