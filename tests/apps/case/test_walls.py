"""A case that complains of somebody does not exist for them, on the cases linked with it either."""

from __future__ import annotations

import pytest

from tests.apps.case.stories import event, told
from tests.apps.case.test_links import happened, neighbour, said


@pytest.fixture
def linked(world):
    """Two cases of one investigation, led on the second, from which whoever looks then stepped aside."""
    one, two = told(world), neighbour(world, event("assigned", to=world.handler.key))
    happened(one, event("case_linked", case=two, how="same_matter", reason="He answered both"),
             event("investigated_together", case=two, reason="One gutter"))  # fmt: skip
    happened(two, event("case_linked", case=one, how="same_matter"), event("investigated_together", case=""))
    return one, two


def test_a_linked_case_is_named_to_whoever_may_know_of_it(desk, linked):
    one, two = linked
    assert two in said(desk.get(f"/cases/{one}"))
    assert two in said(desk.get(f"/cases/{one}/together"))


@pytest.mark.parametrize("path", ["", "/together", "/investigation", "/case_unlinked", "/decided"])
def test_nothing_on_the_other_tells_of_a_case_they_keep_away_from(desk, world, linked, path):
    one, two = linked
    happened(two, event("recused", who=world.handler.key))
    shown = desk.get(f"/cases/{one}{path}", follow=True)
    assert shown.status_code == 200
    assert two not in said(shown)
    assert "He answered both" not in said(shown)
    assert "Linked with 1 other" not in said(shown)


def test_what_is_new_on_a_form_that_is_stale_tells_of_it_only_to_whoever_may_know(desk, world, linked):
    one, two = linked
    drawn = desk.get(f"/cases/{one}/contacted").context["form"]
    typed = {"token": drawn["token"].value(), "version": "1"}
    typed |= {"what": "Rang her twice", "method": "phone", "on-day": "16", "on-month": "4", "on-year": "2026",
              "reached": "yes"}  # fmt: skip
    stale = desk.post(f"/cases/{one}/contacted", typed)
    assert (stale.status_code, two in said(stale), "Rang her twice" in said(stale)) == (409, True, True)
    happened(two, event("recused", who=world.handler.key))
    stale = desk.post(f"/cases/{one}/contacted", typed)
    assert (stale.status_code, two in said(stale), "Rang her twice" in said(stale)) == (409, False, True)
