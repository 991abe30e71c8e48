"""The pages of letters beside those of acknowledging and answering, at a desk and on a telephone."""

from __future__ import annotations

import pytest

from putright.apps.casework.models import Case
from putright.apps.letters.writing import told
from tests.browser.at_work import opened


def _cases():
    """A complaint that is open, and one that is answered or closed, where there is one."""
    found = {}
    for case in Case.objects.order_by("pk"):
        found.setdefault(opened(case.reference).state.status, case.reference)
    return found


@pytest.mark.told
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_every_page_of_a_letter_is_in_order(desk, house, size):
    cases, officer = _cases(), desk(house.people["officer"], size)
    for kind in told.PAGES:
        reference = cases["answered"] if kind in ("closed", "remedy_revised") else cases["open"]
        officer.open(f"/cases/{reference}/letters/{kind.replace('_', '-')}")


@pytest.mark.told
def test_without_a_letter_a_call_is_put_on_record(desk, house):
    reference = _cases()["open"]
    page = desk(house.people["officer"]).page
    page.goto(f"/cases/{reference}/letters/update-sent")
    page.get_by_label("What has been done", exact=True).fill("I rang and said that the roofer has been.")
    page.get_by_label("No letter").check()
    page.get_by_role("group", name="How did it reach them?").get_by_label("By telephone").check()
    page.get_by_role("button", name="Send or record the update").click()
    page.wait_for_url(f"**/cases/{reference}")
    assert page.get_by_text("The update is on record.").count()
