"""A landlord's own pages: whose they are, and that nothing stays behind."""

from __future__ import annotations

from html import unescape

import pytest

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.intake import words
from putright.apps.portal import saying
from putright.apps.portal.place import COOKIE, of
from putright.apps.publishing import actions
from tests.apps.portal.conftest import NOW, landlord_of
from tests.apps.portal.test_form import ME, tell


def test_the_pages_are_the_landlords_own(client, willow):
    page = client.get("/r/willow-tree/")
    assert page.status_code == 200
    assert willow.name in page.text
    assert "Putright" not in page.text
    assert "no-store" in page["Cache-Control"]


def test_a_brand_has_its_own_name_and_colour(client, group):
    page = client.get("/r/housing-plus-group/at/wrekin/")
    assert "Wrekin" in page.text
    assert "#12507b" in client.get("/r/housing-plus-group/at/wrekin/look.css").text
    assert "complaints@wrekin.com" in page.text
    assert "feedback@housingplusgroup.co.uk" not in page.text


def test_no_page_of_an_unknown_landlord_or_brand(client, willow):
    for path in ("/r/nobody/", "/r/willow-tree/at/elsewhere/", "/r/nobody/look.css"):
        assert client.get(path).status_code == 404


def test_leaving_quickly_forgets_who_was_here(client, willow):
    client.cookies[COOKIE + "draft"] = "something"
    left = client.get("/r/willow-tree/leave")
    assert left.status_code == 302
    assert "willow" not in left["Location"]
    assert left.cookies[COOKIE + "draft"]["max-age"] == 0
    assert left.cookies[COOKIE + "draft"]["path"] == "/r/willow-tree/"


def test_the_first_page_says_by_when_as_the_engine_counts_it(client, willow):
    text = client.get("/r/willow-tree/").text
    assert "If you complain today, Monday 23 November" in text
    assert "Monday 30 November 2026" in text  # five working days
    assert "Monday 14 December 2026" in text  # ten more


def test_what_the_first_page_promises_is_what_the_complaint_then_has(client, willow):
    dates = saying.dates(of("willow-tree", "", NOW), NOW.date())
    promised = [f"{day:%A} {day.day} {day:%B}" for _, day in dates]
    page = tell(client, ME)
    assert all(day in page.text for day in promised)
    assert len(promised) == 2


@pytest.mark.provision("WTP-07")
def test_the_definition_stands_on_the_residents_own_pages(client, willow):
    assert "however made, about the standard of service" in client.get("/r/willow-tree/").text


@pytest.mark.provision("THT-10")
def test_the_right_person_for_each_complaint_is_given(client, db):
    landlord_of("taunton-heritage-trust")
    text = client.get("/r/taunton-heritage-trust/").text
    for whom in ("The Chief Officer, 01823 335348", "The Support Officer, in office hours", "The Chair, Taunton"):
        assert whom in text
    assert "If it is about the Chief Officer" in text


def test_where_there_are_brands_one_is_chosen_first(client, group):
    page = client.get("/r/housing-plus-group/")
    assert "/r/housing-plus-group/at/wrekin/" in page.text
    assert "tell/complaint" not in page.text


def test_the_published_policy_is_linked_once_there_is_one(client, willow):
    assert "/policy/willow-tree" not in client.get("/r/willow-tree/").text
    admin = next(key for key, role in data.load_policy("willow-tree").pack.roles.items() if "administer" in role.does)
    person = Person.objects.add(willow, "admin@willow.example", "Ada", roles=[admin])
    actions.publish(person, "policy_website", "", on=NOW.date(), at=NOW, draw=lambda document: b"%PDF")
    assert "/policy/willow-tree" in client.get("/r/willow-tree/").text


@pytest.mark.parametrize("page", ["privacy", "accessibility"])
def test_what_is_kept_and_how_to_use_the_pages_is_said(client, willow, page):
    assert client.get(f"/r/willow-tree/{page}").status_code == 200


@pytest.mark.provision("MOD-09")
@pytest.mark.django_db
@pytest.mark.parametrize("pack", data.pack_names())
def test_every_policys_first_page_has_its_dates_and_who_helps_from_outside(client, pack):
    landlord_of(pack)
    brands = data.load_policy(pack).pack.brands
    for root in [f"/r/{pack}/at/{brand}/" for brand in brands] or [f"/r/{pack}/"]:
        page = client.get(root)
        place = of(pack, root.rstrip("/").rpartition("/")[2] if brands else "", NOW)
        assert len(saying.dates(place, NOW.date())) == 2
        assert place.outside[0] in page.text
        assert client.get(f"{root}tell/complaint").status_code == 200


@pytest.mark.provision("MOD-02", "THT-06", "C24-1.3")
@pytest.mark.parametrize("pack", ["model-2024", "taunton-heritage-trust"])
def test_everybody_whom_the_policy_names_may_complain_here(client, db, pack):
    """By what they are, or by whom they act for: nobody of the policy's list is without an answer to give."""
    landlord = landlord_of(pack)
    where = client.post(f"/r/{landlord.slug}/tell/complaint")["Location"]
    first = client.get(where).text
    client.post(where, {"for_whom": "me"})
    asked = client.get(f"/r/{landlord.slug}/form/relation").text
    told = {"representative": "other", "elected_member": "elected", "anonymous": "anonymous"}
    for source, title in words.sources(data.load_policy(pack)):
        if source in told:
            assert f'value="{told[source]}"' in first
        elif source != "staff":
            assert (f'value="{source}"' in asked, title in unescape(asked)) == (True, True)


@pytest.mark.parametrize("root", ["/r/willow-tree/", "/r/housing-plus-group/at/wrekin/", "/r/taunton-heritage-trust/"])
def test_nobody_is_without_an_answer_that_is_true_of_them(client, db, root):
    """Whoever left long ago, or is none of these, can say so: a limit bears a refusal, not the question."""
    landlord_of(root.split("/")[2])
    where = client.post(f"{root}tell/complaint")["Location"]
    client.post(where, {"for_whom": "me"})
    asked = client.get(f"{root}form/relation").text
    assert 'value="public"' in asked
    assert "within 12 months" not in asked


def test_a_page_of_one_brands_form_without_the_brand_leads_to_the_choice_of_them(client, db):
    landlord_of("housing-plus-group")
    for page in ("form/check", "form/relation", "tell/complaint"):
        found = client.get(f"/r/housing-plus-group/{page}", follow=True)
        assert found.status_code == 200, page
        assert found.request["PATH_INFO"] == "/r/housing-plus-group/", page


@pytest.mark.provision("C24-3.7")
def test_the_ombudsman_stands_on_every_page(client, willow):
    for page in ("", "tell/complaint", "privacy", "follow"):
        assert "0300 111 3000" in client.get(f"/r/willow-tree/{page}").text
