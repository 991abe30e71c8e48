"""What is published, as everybody and as staff see it: axe finds nothing, nothing overflows, publishing works."""

from __future__ import annotations

import pytest
from django.utils import timezone

from putright.apps.publishing import shelf
from putright.apps.publishing.models import Edition
from putright.core.publishing.kinds import KINDS
from putright.demo import published
from tests.browser.conftest import WIDTHS

PAGES = ("/publications", "/publications/log", "/governance/policy")


def look(desk, *paths):
    """Each page at both widths."""
    for path in paths:
        desk.open(path, axe=False)
        for size in WIDTHS.values():
            desk.page.set_viewport_size(size)
            desk.check()
        desk.page.set_viewport_size(WIDTHS["desk"])


def test_anybody_finds_the_policy_without_signing_in(desk, house):
    published.publish(house.landlord, timezone.now())
    nobody = desk(None)
    base = f"/policy/{house.slug}"
    look(nobody, base, f"{base}/versions", f"{base}/versions/leaflet-1", f"{base}/versions/poster-1",
         f"{base}/versions/procedure-picture-1")  # fmt: skip
    nobody.open(base, axe=False)
    nobody.page.get_by_role("link", name="If we need longer").click()
    assert nobody.page.url.endswith("#part-3")
    assert nobody.page.get_by_role("link", name="Leaflet (PDF)").get_attribute("href").endswith("leaflet-1.pdf")


@pytest.mark.parametrize("house", ["housing-plus"], indirect=True)
def test_a_group_lets_people_choose(desk, house):
    published.publish(house.landlord, timezone.now())
    look(desk(None), "/policy/housing-plus", "/policy/housing-plus/care-plus", "/policy/housing-plus/versions")
    look(desk(house.people["executive"]), *PAGES, "/publications/of/poster/county-town-homes")


def test_staff_publish_by_the_page(desk, house):
    officer = desk(house.people["officer"])
    look(officer, *PAGES, *(f"/publications/of/{kind}" for kind in KINDS))
    officer.open("/publications/of/leaflet", axe=False)
    page = officer.page
    page.get_by_label("What did residents and their panel say").fill("The panel wants the times first.")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Leaflet, edition 1 is published").wait_for()
    officer.check()
    page.get_by_role("link", name="Log where it was put").click()
    assert page.get_by_label("Which publication?").input_value() == "leaflet"
    page.get_by_label("Put out").check()
    page.get_by_label("Where?").fill("Every office")
    page.get_by_role("button", name="Add to the log").click()
    page.get_by_text("It is in the log.").wait_for()
    officer.check()
    assert shelf.in_force(Edition.objects.all())["leaflet", ""].views == "The panel wants the times first."


def test_staff_who_do_not_publish_look_and_note_copies(desk, house):
    clerk = desk(house.people["desk"])
    look(clerk, *PAGES, "/publications/of/leaflet")
    clerk.open("/")
    clerk.page.get_by_role("link", name="Complaints policy and leaflets").click()
    assert clerk.page.url.endswith("/publications")
