"""Getting in to one's own complaint, and everybody else staying out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from putright.apps.accounts.models import Landlord
from putright.apps.casework import keys, log
from putright.apps.casework.models import Case, Party
from putright.apps.casework.opened import load
from putright.apps.portal import limits
from putright.apps.portal.follow import visit
from putright.apps.portal.place import of
from putright.apps.residents.models import Link, Representative, Resident
from putright.core import events as e
from tests.apps.case import stories as s
from tests.apps.portal.following import NOW, REP, TODAY, World, april, events_of, post, world  # noqa: F401
from tests.apps.portal.test_form import ME, tell

WRONG = "We could not find a complaint with these three together"


@pytest.fixture(autouse=True)
def fresh(db):
    cache.clear()


@pytest.fixture
def case(world) -> Case:  # noqa: F811
    return world.told(text="The wall is wet.")


@pytest.mark.parametrize("fact", ["tf118ab", " TF11 8AB ", "ROSA@mail.example", "5019", "50 19"])
def test_a_code_and_any_one_known_fact_open_it(world, case, fact):  # noqa: F811
    page = world.page(world.enter(case, fact=fact))
    assert case.reference in page
    assert "Your complaint" in page
    assert 'href="tel:01934750780"' in page


def test_whoever_has_no_code_finds_the_number_to_ring(world):  # noqa: F811
    assert 'href="tel:01934750780"' in Client().get(f"{world.root}follow").content.decode()


def test_the_code_may_be_typed_as_people_type(world, case):  # noqa: F811
    code = keys.code(case, "p1").replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert world.page(world.enter(case, code=f" {code} ", reference=f" {case.reference.lower()} "))


def test_whatever_is_wrong_the_answer_is_the_same(world, case):  # noqa: F811
    """Nobody learns by the answer whether there is such a complaint, or which of the three was right."""
    other = world.told(text="Another one")
    Party.objects.filter(case=other).update(postcode="WV1 1AA", email="x@mail.example", phone="")
    tries = [
        world.door(case, reference="WT-2026-999999"), world.door(case, code="AAAA-BBBB-CCCC"),
        world.door(case, fact="TF11 8AC"), world.door(case, fact="019"), world.door(other),
        world.door(case, code=keys.code(other, "p1")),
        world.door(case, reference=other.reference), world.door(case, code="§§§"), world.door(case, fact="\x00"),
    ]  # fmt: skip
    pages = []
    for typed in tries:
        answer = Client().post(f"{world.root}follow", typed)
        assert answer.status_code in (403, 422), typed
        assert WRONG in answer.content.decode() or answer.status_code == 422
        pages.append(answer.context["form"].errors)
    said = {str(errors) for errors in pages if "__all__" in errors}
    assert len(said) == 1


def test_every_wrong_try_asks_the_database_the_same(world, case):  # noqa: F811
    """So that no stopwatch tells more than the answer does."""
    counts, place = [], of(world.landlord.slug, "", NOW)
    for typed in (
        world.door(case, reference="WT-2026-999999"),
        world.door(case, code="AAAABBBBCCCC"),
        world.door(case, fact="X"),
    ):
        with CaptureQueriesContext(connection) as asked:
            visit.known(place, typed["reference"], typed["code"], typed["fact"])
        counts.append(
            [one["sql"].split("FROM")[1].split()[0] for one in asked if "withdrawn" not in one["sql"].lower()]
        )
    assert counts[0] == counts[1] == counts[2]


def test_the_reference_alone_opens_nothing(world, case):  # noqa: F811
    answer = Client().post(f"{world.root}follow", {"reference": case.reference, "code": "", "fact": ""})
    assert answer.status_code == 422
    assert Client().get(f"{world.root}follow/complaint").status_code == 302


def test_somebody_who_left_no_fact_is_not_let_in_by_the_code_alone(world):  # noqa: F811
    anonymous = world.told(from_="anonymous")
    Party.objects.filter(case=anonymous).update(name="", postcode="", email="", phone="", address="")
    Case.objects.filter(pk=anonymous.pk).update(postcode="")
    for fact in ("", " ", "TF11 8AB", "0"):
        answer = Client().post(f"{world.root}follow", world.door(anonymous, fact=fact))
        assert answer.status_code in (403, 422)


def test_tries_are_limited_for_a_caller_and_for_a_complaint(world, case, monkeypatch):  # noqa: F811
    monkeypatch.setitem(limits.PER_HOUR, "case", 4)
    for n in range(4):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post(f"{world.root}follow", world.door(case, fact="1234"))
    late = Client(REMOTE_ADDR="10.0.0.9").post(f"{world.root}follow", world.door(case))
    assert late.status_code == 429
    assert "in an hour" in late.content.decode()
    none = world.door(case, reference="WT-2026-999999")
    for n in range(4):
        Client(REMOTE_ADDR=f"10.0.1.{n}").post(f"{world.root}follow", none)
    assert Client(REMOTE_ADDR="10.0.1.9").post(f"{world.root}follow", none).status_code == 429, (
        "or it tells what exists"
    )
    monkeypatch.setitem(limits.PER_HOUR, "case", 100)
    monkeypatch.setitem(limits.PER_HOUR, "open", 3)
    for n in range(3):
        Client(REMOTE_ADDR="10.0.2.1").post(f"{world.root}follow", world.door(case, reference=f"WT-2026-00000{n}"))
    assert Client(REMOTE_ADDR="10.0.2.1").post(f"{world.root}follow", world.door(case)).status_code == 429


def test_another_landlord_opens_nothing_of_it(world, case):  # noqa: F811
    Landlord.objects.create(slug="other", name="Other", pack="willow-tree", prefix="WT")
    assert Client().post("/r/other/follow", world.door(case)).status_code == 403
    inside = world.enter(case)
    assert inside.get("/r/other/follow/complaint").status_code == 302


def test_a_visit_cannot_be_moved_to_another_complaint_landlord_or_party(world, case):  # noqa: F811
    """Its cookie is signed for the landlord and means nothing but the row on the server."""
    inside = world.enter(case)
    cookie = inside.cookies["resident_follow"]
    assert cookie["httponly"]
    assert cookie["path"] == world.root
    assert case.reference not in cookie.value
    for forged in (cookie.value + "x", "abc:def", cookie.value.split(":")[0], ""):
        other = Client()
        other.cookies["resident_follow"] = forged
        assert other.get(f"{world.root}follow/complaint").status_code == 302
    Landlord.objects.create(slug="other", name="Other", pack="willow-tree", prefix="WT")
    moved = Client()
    moved.cookies["resident_follow"] = cookie.value
    assert moved.get("/r/other/follow/complaint").status_code == 302


def test_a_session_of_staff_is_no_visit_and_a_visit_no_session_of_staff(world, case):  # noqa: F811
    staff = Client()
    staff.force_login(world.house.handler)
    assert staff.get(f"{world.root}follow/complaint").status_code == 302
    inside = world.enter(case)
    assert "sessionid" not in inside.cookies
    assert inside.get(f"/cases/{case.reference}").status_code == 302
    key = visit._store(inside.cookies["resident_follow"].value.split(":")[0]).session_key
    thief = Client()
    thief.cookies["sessionid"] = key or inside.cookies["resident_follow"].value.split(":")[0]
    assert thief.get("/").status_code == 302


def test_signing_out_ends_every_copy_of_the_visit(world, case):  # noqa: F811
    inside = world.enter(case)
    copy = Client()
    copy.cookies["resident_follow"] = inside.cookies["resident_follow"].value
    assert copy.get(f"{world.root}follow/complaint").status_code == 200
    assert inside.get(f"{world.root}follow/out").status_code == 405
    assert inside.post(f"{world.root}follow/out").status_code == 302
    assert copy.get(f"{world.root}follow/complaint").status_code == 302


def test_half_an_hour_without_doing_anything_ends_it(world, case, monkeypatch):  # noqa: F811
    inside = world.enter(case)
    for minutes in (29, 58):
        monkeypatch.setattr(timezone, "now", lambda m=minutes: NOW + timedelta(minutes=m))
        assert inside.get(f"{world.root}follow/complaint").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=58 + 31))
    gone = inside.get(f"{world.root}follow/complaint", follow=True)
    assert "your time ran out" in gone.content.decode()


def test_a_withdrawn_code_ends_the_visit_and_opens_nothing_more(world, case):  # noqa: F811
    old = world.door(case)
    inside = world.enter(case)
    keys.withdraw(case, "p1")
    assert inside.get(f"{world.root}follow/complaint").status_code == 302
    assert Client().post(f"{world.root}follow", old).status_code == 403
    assert world.enter(case)


def test_whoever_acted_before_sees_nothing_once_another_does(world, case):  # noqa: F811
    named = e.RepresentativeAuthorised(on=TODAY, who=REP["name"], party="p2")
    world.add(case, named, parties=[Party(**REP)])
    inside = world.enter(case, "p2", fact="sam@advice.example")
    assert "Your complaint" in world.page(inside)
    other = Party(key="p3", role="representative", name="Ada Quill", email="ada@advice.example")
    world.add(case, e.RepresentativeAuthorised(on=TODAY, who="Ada Quill", party="p3"), parties=[other])
    assert inside.get(f"{world.root}follow/complaint").status_code == 302
    assert Client().post(f"{world.root}follow", world.door(case, "p2", fact="sam@advice.example")).status_code == 403
    assert world.enter(case, "p3", fact="ada@advice.example")


def test_whoever_acts_by_an_authority_that_is_over_in_the_register_sees_nothing(world, case):  # noqa: F811
    world.add(case, e.RepresentativeAuthorised(on=TODAY, who=REP["name"], party="p2"), parties=[Party(**REP)])
    rosa = Resident.objects.create(landlord=world.landlord, name="Rosa Adeyemi")
    Link.objects.create(resident=rosa, case=case, party="p1", at=NOW)
    given = Representative.objects.create(
        resident=rosa, name="sam oduya", scope="All", basis="authority", given_on=TODAY
    )
    inside = world.enter(case, "p2", fact="sam@advice.example")
    given.ended = TODAY
    given.save()
    assert inside.get(f"{world.root}follow/complaint").status_code == 302
    assert Client().post(f"{world.root}follow", world.door(case, "p2", fact="sam@advice.example")).status_code == 403


def test_a_representative_nobody_authorised_sees_nothing(world, case):  # noqa: F811
    world.add(case, parties=[Party(**REP)])
    assert Client().post(f"{world.root}follow", world.door(case, "p2", fact="sam@advice.example")).status_code == 403


def test_a_member_sees_it_only_while_they_belong_to_the_group(world, case):  # noqa: F811
    member = Party(key="p3", role="group_member", name="Ada Quill", postcode="TF11 8AC")
    world.add(case, e.MemberJoined(on=TODAY, party="p3", who="Ada Quill"), parties=[member])
    door = world.door(case, "p3", fact="TF11 8AC")
    assert Client().post(f"{world.root}follow", door).status_code == 403, "they have not agreed"
    world.add(case, e.MemberAgreed(on=TODAY, party="p3"))
    inside = world.enter(case, "p3", fact="TF11 8AC")
    world.add(case, e.MemberLeft(on=TODAY, party="p3"))
    assert inside.get(f"{world.root}follow/complaint").status_code == 302


def test_of_an_erased_complaint_nothing_is_left(world, case):  # noqa: F811
    inside = world.enter(case)
    with log.open(case.landlord, case.reference) as opened:
        log.erase(opened, NOW)
    assert inside.get(f"{world.root}follow/complaint").status_code == 302
    assert Client().post(f"{world.root}follow", world.door(case)).status_code == 403


@pytest.mark.parametrize(
    "path", ["follow", "follow/complaint", "follow/complaint/needs", "follow/complaint/write/evidence"]
)
def test_no_page_is_kept_by_anybody(world, case, path):  # noqa: F811
    answer = world.enter(case).get(f"{world.root}{path}")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


def test_forms_are_refused_from_elsewhere(world, case):  # noqa: F811
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{world.root}follow", world.door(case)).status_code == 403
    strict.cookies["resident_follow"] = world.enter(case).cookies["resident_follow"].value
    before = len(events_of(case))
    for path in ("out", "complaint/next", "complaint/needs", "complaint/write/evidence"):
        assert strict.post(f"{world.root}follow/{path}", {"token": "x", "what": "y"}).status_code == 403
    assert len(events_of(case)) == before


def test_what_was_typed_when_the_time_ran_out_is_filled_in_again(world, case, monkeypatch):  # noqa: F811
    inside = world.enter(case)
    path = f"{world.root}follow/complaint/write/something-else"
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=1))
    answer = inside.post(path, {"token": "t", "what": "It was on a Tuesday\nafter five."})
    assert answer.status_code == 403
    assert "It was on a Tuesday" in answer.content.decode()
    carried = {name: answer.context["form"][name].value() for name in ("page", "typed")}
    back = inside.post(f"{world.root}follow", world.door(case, **carried))
    assert back.url == path
    assert "It was on a Tuesday\nafter five." in inside.get(path).content.decode().replace("\r", "")
    assert not [one for one in events_of(case) if one.kind == "message_received"]


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example", "/cases/", "/r/other/follow/complaint/x"])
def test_signing_in_leads_nowhere_else(world, case, page):  # noqa: F811
    answer = Client().post(f"{world.root}follow", world.door(case, page=page, typed="what=x"))
    assert answer.url == f"{world.root}follow/complaint"


def test_a_group_shows_it_under_the_brand_it_is_with(db, april):  # noqa: F811
    world = World("housing-plus-group")  # noqa: F811
    case = world.told()
    inside = world.enter(case)
    assert inside.get(f"{world.root}follow/complaint").url == f"{world.root}at/homes-plus/follow/complaint"


@pytest.mark.provision("C24-5.14", "C24-5.15", "C20-B4.15", "HSP-19")
def test_a_restriction_on_contact_closes_none_of_these_doors(world, case):  # noqa: F811
    """By letter only, it says; whoever it binds still follows, writes, asks for stage 2 and complains anew."""
    case = world.add(case, *s.restricted(world.house, what="By letter only"))
    inside = world.enter(case)
    written = post(inside, f"{world.root}follow/complaint/write/something-else", what="It still leaks.")
    assert (written.status_code, events_of(case)[-1].what) == (302, "It still leaks.")
    assert post(inside, f"{world.root}follow/complaint/next").status_code == 302
    assert (events_of(case)[-1].kind, load(case).state.restriction.what) == ("escalation_requested", "By letter only")
    client = Client()
    tell(client, ME | {"when": {"ongoing": "yes"}}, root=world.root)
    assert Case.objects.exclude(pk=case.pk).get().complainant == "Rosa Adeyemi"


@pytest.mark.parametrize(("clamd", "said"), [
    ("", "Files are not scanned for viruses here."), ("/run/clamd", "We scan each for viruses before anyone opens it."),
])  # fmt: skip
def test_every_page_that_takes_files_says_whether_they_are_scanned(world, case, settings, clamd, said):  # noqa: F811
    settings.CLAMD = clamd
    inside = world.enter(case)
    for about in ("not-what-i-meant", "evidence", "how-it-stands", "something-else"):
        assert said in inside.get(f"{world.root}follow/complaint/write/{about}").content.decode()
    client = Client()
    client.post(client.post(f"{world.root}tell/complaint")["Location"], ME["who"])
    assert said in client.get(f"{world.root}form/files").content.decode()
