"""What complaints teach: every page at both widths, with axe, from a suggestion to what residents read."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import expect

from putright.apps.casework.models import Party
from putright.apps.learning import actions, following, suggesting
from putright.apps.learning.models import Suggestion, Theme
from tests.apps import cases
from tests.browser.at_work import Form

PICTURES = os.environ.get("SCREENSHOTS")


def look(desk, path):
    """A page at both widths; a picture where pictures are asked for."""
    desk.open(path, axe=False)
    for width in (1280, 375):
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.check()
        if PICTURES:
            name = path.strip("/").replace("/", "-").replace("?", "-").replace("=", "-")
            desk.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    desk.page.set_viewport_size({"width": 1280, "height": 900})


def tell(house, days, text, *more, n=0):
    on = timezone.localdate() - timedelta(days)
    happened = [cases.received(text, on), *(cases.event(kind, on, **said) for kind, said in more)]
    who = Party(key="1", role=Party.As.COMPLAINANT, name=f"Jo Person{n}", address=f"{n} Elm House")
    handler = house.people["officer"]
    return cases.log.start(house.landlord, happened, by=handler, at=timezone.now(), parties=[who]).case


def taught(house):
    """Five complaints of damp from one block, and one with a lesson and an action that is done."""
    for n in range(5):
        tell(house, 9 + n, f"The damp is back in room {n}", ("home_recorded", {"area": "Elm House"}), n=n)
    case = tell(
        house, 40, "Nobody came",
        ("lesson_recorded", {"id": "l1", "what": "Visits are lost when the diary is moved", "cause": "appointments",
                             "service": "property_condition", "failing": "delay"}),
        ("action_set", {"id": "a1", "what": "The diary warns before a visit is moved", "by": "2026-01-01",
                        "owner": house.people["officer"].key, "lesson": "l1"}),
        ("action_completed", {"id": "a1", "proof": "The new diary"}), n=9,
    )  # fmt: skip
    following.follow_all(house.landlord)
    suggesting.look(house.landlord, timezone.localdate())
    return case


def test_from_a_suggestion_to_what_residents_read(house, desk):
    case = taught(house)
    officer = desk(house.people["officer"])
    look(officer, "/learning/suggestions")
    officer.open(f"/learning/themes/new?from={Suggestion.objects.get(by='area').pk}", axe=False)
    officer.check()
    form = Form(officer.page)
    form.write("What do the complaints show together?", "One wall is wet in the whole block.")
    officer.page.get_by_role("button", name="Open it").click()
    expect(officer.page.get_by_text("The theme is open.")).to_be_visible()
    theme, now = Theme.objects.get(), timezone.now()
    today = timezone.localdate(now)
    person = house.people["officer"]
    actions.review(person, theme, who="The senior managers", risk="systemic", text="It is systemic.", on=today, at=now)
    actions.set_action(person, theme, what="The wall is treated", owner=person, due=today, on=today, at=now)
    for path in ("", "lessons", "actions", "actions?state=done", "themes", f"themes/{theme.pk}", "told", "changes",
                 f"themes/{theme.pk}/review", f"themes/{theme.pk}/tell", f"themes/{theme.pk}/action"):  # fmt: skip
        look(officer, f"/learning/{path}")
    look(officer, f"/cases/{case.reference}/learning")
    look(officer, f"/cases/{case.reference}/lesson_recorded")
    officer.open("/learning/actions?state=done")
    officer.page.get_by_role("link", name="Write “You said, we did”").click()
    form = Form(officer.page)
    form.write("You said", "Visits were lost.")
    officer.page.get_by_role("button", name="Save it for approval").click()
    expect(officer.page.get_by_text("somebody else approves it")).to_be_visible()
    look(officer, f"/r/{house.landlord.slug}/changes")
