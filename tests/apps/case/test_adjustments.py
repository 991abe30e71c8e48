"""What somebody needs: asked for, told apart by whose it is, looked at again, ended, and always in view."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.casework import index
from putright.apps.casework.models import Party
from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.case.test_steps import opened, take, typed


def party(key="p1"):
    return Party.objects.get(key=key)


def strip(desk, reference):
    page = desk.get(f"/cases/{reference}").content.decode()
    return page[page.index('<section class="pr-adjustments"') :].partition("</section>")[0]


@pytest.mark.provision("C20-B2.4", "C24-5.10", "WTP-11", "LGO24-adjustments", "MOD-29")
def test_an_adjustment_says_what_it_means_for_letters(desk, world):
    reference = s.told(world)
    recorded = take(desk, world, reference, "adjustment_recorded", what="My eyes are poor\nsince May",
                    needs=["large_print", "call_first"], language="cy", review_on=date(2027, 4, 1))  # fmt: skip
    assert (recorded.needs, recorded.language) == (("large_print", "call_first"), "cy")
    shown = strip(desk, reference)
    assert "My eyes are poor since May" in shown
    assert "(letters are in large print, wait until somebody has rung or visited them about it, are in Welsh)" in shown
    assert party().adjustments.splitlines() == ["Large print", "My eyes are poor since May"]


def test_words_that_plainly_mean_more_are_asked_about_once_and_come_back_ticked(desk, world):
    reference = s.told(world)
    address = f"/cases/{reference}/adjustment_recorded"
    asked = desk.post(address, typed(desk.get(address), what="No e-mail; letters in Polish"))
    assert asked.status_code == 422
    form = asked.context["form"]
    assert (form["needs"].value(), form["language"].value()) == (["no_email"], "pl")
    assert "sounds as if they need: post only, no e-mail; letters in Polish" in str(form.errors["needs"])
    assert 'value="no_email" checked' in " ".join(str(form["needs"]).split())
    assert desk.post(address, typed(asked)).status_code == 302
    assert opened(world, reference).events[-1].needs == ("no_email",)


def test_whoever_takes_the_tick_away_is_not_asked_again(desk, world):
    reference = s.told(world)
    address = f"/cases/{reference}/adjustment_recorded"
    asked = desk.post(address, typed(desk.get(address), what="Her mother has large print; she does not"))
    data = {**typed(asked), "needs": []}
    assert desk.post(address, data).status_code == 302
    assert opened(world, reference).events[-1].needs == ()


def test_whose_need_it_is_is_asked_where_there_are_several(desk, world):
    reference = s.told(world)
    assert "party" not in desk.get(f"/cases/{reference}/adjustment_recorded").context["form"].fields
    take(desk, world, reference, "representative_authorised", who="Karim Adeyemi", email="karim@mail.example")
    recorded = take(desk, world, reference, "adjustment_recorded", what="In Braille", needs=["braille"], party="p2")
    assert recorded.party == "p2"
    assert (party().adjustments, party("p2").adjustments) == ("Large print", "In Braille")


@pytest.mark.provision("C24-5.10", "LGO24-adjustments", "MOD-29", "HPG-06")
def test_needs_change(desk, world):
    reference = s.told(world, s.event("adjustment_recorded", what="Post  only", review_on="2026-04-10"))
    assert "“Post  only” was to be looked at again on 10 April 2026" in desk.get(f"/cases/{reference}").content.decode()
    ended = take(desk, world, reference, "adjustment_ended", which="1", reason="She has e-mail now")
    assert (ended.what, ended.reason) == ("Post only", "She has e-mail now")
    page = desk.get(f"/cases/{reference}").content.decode()
    assert "Post only" not in strip(desk, reference)
    assert "looked at again" not in page
    assert "Reasonable adjustment ended" in page
    assert party().adjustments == "Large print"


def test_ending_needs_a_reason_and_something_to_end(desk, world):
    reference = s.told(world)
    assert f"/cases/{reference}/adjustment_ended" not in desk.get(f"/cases/{reference}").content.decode()
    take(desk, world, reference, "adjustment_recorded", what="A lift")
    address = f"/cases/{reference}/adjustment_ended"
    assert address in desk.get(f"/cases/{reference}").content.decode()
    refused = desk.post(address, typed(desk.get(address), which="1", reason=""))
    assert refused.status_code == 422


def test_an_interpreter_is_asked_about_where_one_is_needed(desk, world):
    reference = s.told(world)
    assert "interpreter" not in desk.get(f"/cases/{reference}/contacted").context["form"].fields
    take(desk, world, reference, "adjustment_recorded", what="A Polish interpreter", needs=["interpreter"])
    said = {"method": "phone", "reached": "yes"}
    assert take(desk, world, reference, "contacted", **said).interpreter is False
    assert take(desk, world, reference, "contacted", interpreter=True, **said).interpreter is True
    assert take(desk, world, reference, "contacted", interpreter=True, **{**said, "reached": "no"}).interpreter is False


def test_an_override_is_a_warning_until_the_case_is_closed(desk, world):
    over = s.event("need_overridden", need="call_first", channel="post", reason="Nobody answered", of="acknowledged")
    reference = s.told(world, s.event("adjustment_recorded", what="Ring first"), over)
    page = desk.get(f"/cases/{reference}").content.decode()
    assert (
        "The acknowledgement went out by post on 27 March 2026, though they need “Ring first”: Nobody answered" in page
    )


def test_what_helps_is_kept_with_the_person_and_follows_from_the_log(world):
    reference = s.told(world, s.event("adjustment_recorded", what="A lift", party="p1"))
    assert party().adjustments.splitlines() == ["Large print", "A lift"]
    Party.objects.update(adjustments="Large print")
    assert index.rebuild(world.landlord) == [reference]
    assert party().adjustments.splitlines() == ["Large print", "A lift"]
    assert index.rebuild(world.landlord) == []
    assert isinstance(opened(world, reference).events[-1], e.AdjustmentRecorded)
