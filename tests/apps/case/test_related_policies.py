"""Related policies stand on the steps, the rooms and the cases that they are about, with the landlord's address."""

from __future__ import annotations

from html import unescape

import pytest

from putright import data
from putright.apps.casework.case.rooms import ROOMS
from putright.core.related import PLACES, RelatedPolicy, unknown_places
from tests.apps.case import stories as s


def policies(desk, address):
    page = unescape(desk.get(address).content.decode())
    _, _, after = page.partition("Policies to have at hand")
    return after.partition("</section>")[0]


def test_the_rooms_that_policies_are_bound_to_exist():
    assert {place for place in PLACES if place not in ("investigation", "remedies")} <= {room.key for room in ROOMS}


@pytest.mark.parametrize("pack", data.pack_names())
def test_every_policy_of_every_pack_is_bound_to_something(pack):
    found = data.load_related(pack)
    assert found
    assert all(policy.shows_on for policy in found)


def test_a_place_that_does_not_exist_is_named_with_what_was_meant():
    policy = RelatedPolicy(id="x", title="X", when="", shows_on=("decided", "restriction_sett"), cites=("WTP-32",))
    assert list(unknown_places(policy)) == [
        (1, "'restriction_sett' is no step, room or moment; did you mean 'restriction_set'?")
    ]


@pytest.mark.provision("WTP-32", "C20-B4.14")
def test_each_stands_where_it_applies(desk, world):
    reference = s.told(world)
    case = policies(desk, f"/cases/{reference}")
    for title in ("Complaints procedure", "Internal complaints handling process", "Complaint Handling Code"):
        assert title in case
    assert "Compensation policy" not in case
    assert "Compensation policy" in policies(desk, f"/cases/{reference}/decided")
    assert "Unreasonable behaviour policy" in policies(desk, f"/cases/{reference}/behaviour_recorded")
    assert "Unreasonable behaviour policy" in policies(desk, f"/cases/{reference}/restriction_set")
    assert policies(desk, f"/cases/{reference}/contacted") == ""
    lost = s.told(world, loss="£45 for a heater")
    assert "Compensation policy" in policies(desk, f"/cases/{lost}")
    restricted = s.told(world, *s.restricted(world))
    assert "Unreasonable behaviour policy" in policies(desk, f"/cases/{restricted}/behaviour")


def test_without_an_address_it_says_whom_to_ask_and_with_one_it_links(desk, world):
    address = f"/cases/{s.told(world, loss='£45')}"
    assert "Ask: Head of Corporate Services" in policies(desk, address)
    world.landlord.contacts = {"policies": {"compensation": "https://policies.example/money"}}
    world.landlord.save()
    assert '<a class="govuk-link" href="https://policies.example/money"' in policies(desk, address)
    world.landlord.contacts = {"policies": {"compensation": "javascript:alert(1)"}}
    world.landlord.save()
    assert 'href="javascript' not in policies(desk, address)


@pytest.mark.provision("HPG-42", "HPG-06")
@pytest.mark.parametrize("world", ["housing-plus-group"], indirect=True)
def test_housing_plus_has_its_five_at_hand(desk, world):
    plain = s.told(world)
    assert policies(desk, f"/cases/{plain}") == ""
    assigned = s.event("assigned", to=world.handler.key)
    large = s.event("adjustment_recorded", what="Large print")
    flags = ["notifiable_safety_incident"]
    flagged = s.told(world, assigned, large, channel="social_media", loss="£9", flags=flags)
    shown = policies(desk, f"/cases/{flagged}")
    for title in ("duty of candour", "Compensation", "Reasonable adjustments", "Social media"):
        assert title in shown
    assert "Safeguarding policy" in policies(desk, f"/cases/{flagged}/safety_alerted")
    assert "Reasonable adjustments policy" in policies(desk, f"/cases/{plain}/adjustment_recorded")


@pytest.mark.provision("HSP-13", "HSP-29", "HSP-31")
@pytest.mark.parametrize("world", ["housing-services"], indirect=True)
def test_housing_services_has_its_own_at_hand(desk, world):
    reference = s.told(world)
    assert "Reasonable Adjustment Policy" in policies(desk, f"/cases/{reference}/adjustment_recorded")
    assert "Compensation Policy" in policies(desk, f"/cases/{reference}/decided")
    assert "Zero-tolerance procedure" in policies(desk, f"/cases/{reference}/behaviour_recorded")
