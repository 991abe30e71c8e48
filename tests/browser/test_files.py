"""Files on the pages: those that may be opened, those that wait, those that hold a virus."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from putright.apps.casework import attachments, log
from putright.apps.casework.attachments import Attachment, Scan
from putright.apps.casework.models import Party
from putright.core import events
from tests.apps import pictures
from tests.browser.conftest import WIDTHS


@pytest.fixture
def case(house, settings):
    """A complaint with a file of each kind that the scanner knows."""
    settings.CLAMD = "/run/nobody-listens-here"
    now = timezone.now()
    received = events.Received(on=timezone.localdate(now), channel="phone", from_="tenant", party="p1", text="Damp.")
    rosa = Party(key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi", phone="01952 555 019")
    opened = log.start(house.landlord, [received], by=house.people["officer"], at=now, parties=[rosa])
    told = [
        ("notes of the visit.txt", b"Dear all", Scan.UNSCANNED, ""),
        ("IMG_0231.jpg", pictures.of("jpeg"), Scan.CLEAN, ""),
        ("second.txt", b"Dear", Scan.WAITING, "the scanner cannot be reached"),
        ("Letter from the contractor.txt", b"x", Scan.INFECTED, "Test.Eicar"),
    ]  # fmt: skip
    for n, (name, body, scan, found) in enumerate(told):
        file = attachments.keep_bytes(house.landlord, name, body, now + timedelta(minutes=n), held="mail")
        attachments.claim(opened.case, [file], party="p1")
        Attachment.objects.filter(pk=file.pk).update(scan=scan, found=found)
    return opened.case


@pytest.mark.parametrize("size", WIDTHS)
def test_what_may_be_opened_and_what_may_not(desk, house, case, size):
    at, bad = desk(house.people["officer"], size), case.attachments.get(scan=Scan.INFECTED)
    for name, path in (("case", ""), ("investigation", "/investigation"), ("barred", f"/files/{bad.pk}")):
        if name == "barred":
            at.page.goto(f"/cases/{case.reference}{path}")
            at.problems.clear()  # the browser says that the answer is 403, as it should be
            at.check()
        else:
            at.open(f"/cases/{case.reference}{path}")
            assert at.page.get_by_role("link", name="IMG_0231.jpg").count() == 1
            assert at.page.get_by_role("link", name=bad.name).count() == 0
            assert at.page.get_by_text("the scanner cannot be reached").first.is_visible()
        if folder := os.environ.get("SCREENSHOTS"):
            at.page.screenshot(path=Path(folder) / f"files-{name}-{size}.png", full_page=True)
    assert at.page.get_by_text("Call whoever sent it").is_visible()


def test_a_photograph_is_looked_at_in_the_browser(desk, house, case):
    at = desk(house.people["officer"])
    at.open(f"/cases/{case.reference}")
    at.page.get_by_role("link", name="IMG_0231.jpg").click()
    at.page.wait_for_url("**/files/*")
    assert at.page.evaluate("document.images[0].naturalWidth") in pictures.SIZE
