"""Every page, as wide as a desk's screen and as narrow as a telephone's: axe finds nothing and nothing overflows."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright.apps.casework.case.menu import PAGES
from putright.apps.casework.models import Case
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import deliver
from tests.browser.at_work import opened
from tests.browser.conftest import WIDTHS

ISSUING = ("acknowledge", "extend", "refuse", "refuse-escalation", "respond")


class Walk:
    """One person goes through pages; what is wrong with any of them is told at the end."""

    def __init__(self, desk):
        self.desk, self.wrong, self.visited = desk, [], set()

    def to(self, *paths, status=200):
        """Opens each page, which must answer so, and looks at it at both widths."""
        for path in paths:
            answer = self.desk.page.goto(path)
            if answer.status != status:
                self.wrong.append(f"{path} answered {answer.status}")
            self.look(status)

    def look(self, status=200):
        """The page as it stands, at both widths."""
        page = self.desk.page
        self.visited.add(page.url)
        page.wait_for_load_state()
        if status != 200:
            self.desk.problems.clear()  # the console notes every answer that is not 200
        for size in WIDTHS.values():
            page.set_viewport_size(size)
            try:
                self.desk.check()
            except AssertionError as problem:
                self.wrong.append(f"{size['width']}: {str(problem)[:900]}")
        page.set_viewport_size(WIDTHS["desk"])


@pytest.fixture
def walk(desk, house):
    """Sets somebody off: `walk("officer")`, or `walk(None)` for who is not signed in."""
    walks = []

    def off(key):
        walks.append(Walk(desk(house.people[key] if key else None)))
        return walks[-1]

    yield off
    assert [problem for one in walks for problem in one.wrong] == []


def _by_stage():
    """A complaint for each stage and status that there is, by (stage, status)."""
    found = {}
    for case in Case.objects.order_by("pk"):
        state = opened(case.reference).state
        found.setdefault((state.stage, state.status), case.reference)
        if state.current and state.current.decided and state.status == "open":
            found.setdefault((state.stage, "decided"), case.reference)
    return found


def _post_everything():
    """The worker does its round: what goes by post waits in the print queue."""
    while deliver.run_once(timezone.now()):
        pass


@pytest.mark.told
def test_every_page_of_a_landlord(walk, house):
    cases = _by_stage()
    _post_everything()
    officer = walk("officer")
    officer.to("/", "/?scope=mine", "/?scope=all&due=late&sort=received", "/log", "/letters/to-post")
    officer.to("/search", "/search?q=Doreen", "/search?q=zzz")
    officer.to(*(f"/cases/{reference}" for reference in sorted(set(cases.values()))))
    reviewed = cases[2, "open"]
    officer.to(*(f"/cases/{reviewed}/{kind}" for kind in PAGES), *(f"/cases/{reviewed}/letters/{n}" for n in ISSUING))
    first = cases[1, "open"]
    officer.to(*(f"/cases/{first}/{kind}" for kind in ("assigned", "defined", "decided", "closed")))
    officer.to(*(f"/cases/{first}/letters/{n}" for n in ISSUING))
    for kind in ("acknowledgement", "extension", "response", "refusal", "escalation_refusal"):
        letter = Letter.objects.select_related("case").filter(kind=kind).first()
        officer.to(f"/cases/{letter.case.reference}/letters", f"/cases/{letter.case.reference}/letters/{letter.key}")
    person = house.people["handler"]
    officer.to("/people/", "/people/new/", f"/people/{person.pk}/", f"/people/{person.pk}/leave/",
               "/people/teams/", "/people/teams/new/", f"/people/teams/{person.team_id}/")  # fmt: skip
    officer.to("/account/password/change/", "/account/logout/")


@pytest.mark.told
def test_pages_that_say_no(walk, house):
    clerk = walk("desk")
    case = Case.objects.order_by("pk").first()
    clerk.to("/cases/WT-1999-000001", "/nowhere", status=404)
    clerk.to("/people/new/", f"/cases/{case.reference}/decided", status=403)
    page = clerk.desk.page
    page.goto("/log")
    page.get_by_label("What happened, in their words").fill("A page of careful words.")
    page.get_by_role("button", name="Save the complaint").click()
    page.get_by_role("alert").wait_for()
    clerk.look(422)
    clerk.desk.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Save the complaint").click()
    page.wait_for_function("!document.querySelector('main form')")
    assert page.get_by_text("A page of careful words.").count()
    clerk.look(403)


def test_pages_of_somebody_not_signed_in(walk):
    stranger = walk(None)
    stranger.to("/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/account/inactive/")
    page = stranger.desk.page
    page.goto("/cases/WT-2026-000001")
    assert "/account/login/" in page.url
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("not the password")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    stranger.look()


@pytest.mark.told
@pytest.mark.parametrize("house", ["housing-plus"], indirect=True)
def test_pages_that_look_different_in_a_group(walk):
    cases = _by_stage()
    executive = walk("executive")
    executive.to("/", "/search?q=HP", "/log", *(f"/cases/{one}" for one in sorted(set(cases.values()))))
    reviewed = cases[2, "open"]
    executive.to(*(f"/cases/{reviewed}/{kind}" for kind in ("assigned", "defined", "decided", "redirected")))
    executive.to(f"/cases/{cases[1, 'open']}/letters/refuse", "/people/new/")


@pytest.mark.told
@pytest.mark.parametrize("house", ["taunton"], indirect=True)
def test_pages_that_look_different_at_a_charity(walk):
    cases = _by_stage()
    chief = walk("chief")
    reviewed = cases[2, "open"]
    steps = ("assigned", "variation_authorised", "closed", "referred_back", "findings_shared")
    letters = (f"/cases/{reviewed}/letters/{kind}" for kind in ("respond", "findings-shared", "mediation-offered"))
    chief.to("/log", *(f"/cases/{reviewed}/{kind}" for kind in steps), *letters)
