"""Whoever must keep away from a complaint finds no trace of it: every address of the application is walked.

Sam holds every role of the policy, so that nothing but the conflict stands between Sam and a page. What Sam is shown
must be the same, to the letter, as if the complaint had never been made.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework import worklist
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.models import Case, Message
from putright.apps.casework.search import search
from putright.core import events as e
from tests.apps.accounts.test_access import addresses
from tests.apps.letters.conftest import House, june

NEEDLES = ("Rosa", "Adeyemi", "Mill Lane", "TA1 2AB", "rosa@mail.example", "The roof leaks", "roof over the bedroom")
SEARCHES = ("rosa", "adeyemi", "mill lane", "ta1", "01952 555019", "roof", "TST-2026", "TST-2026-000002")
EXCLUDED = ("about", "role", "interest", "recused")
NOW = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)
OWN = ("account_", "mfa_")
"""What the names of addresses begin with that are about one's own signing in."""
WANTED = {
    one.name: wanted for one, wanted in addresses(get_resolver("putright.config.urls")) if not one.name.startswith(OWN)
}
"""What each address needs to be known, by its name."""
WITH = [name for name, wanted in WANTED.items() if "reference" in wanted]
WITHOUT = [name for name, wanted in WANTED.items() if not wanted]
NUMBERED = [name for name in WANTED if name not in WITH and name not in WITHOUT]
NUMBERS = ("pk", "n", "number", "message", "file", "page", "stage")


@pytest.fixture(autouse=True)
def place(tmp_path, settings, monkeypatch):
    """Wednesday 10 June 2026, with a folder of its own."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def house(db):
    """A landlord with an ordinary complaint, and Sam, who holds every role but the handler's own."""
    house = House("willow-tree")
    house.sam = person(house, "sam", [role for role in packs.roles(house.landlord) if role != "manager"])
    house.ordinary = house.receive(text="The bins were not emptied.").reference
    house.rosa.name, house.rosa.address, house.rosa.postcode = "Rosa Adeyemi", "12 Mill Lane, Taunton", "TA1 2AB"
    return house


def person(house, name, roles):
    return Person.objects.add(house.landlord, f"{name}@wt.example", name.capitalize(), roles=roles, trained=True)


def tell(house, how, who):
    """The complaint from which `who` must keep away, with something in every corner of the application."""
    about = {"about": (who.key,), "role": ("ceo",)}.get(how, ())
    house.receive(about=about, flags=("safeguarding",) if how == "recused" else ()).define().acknowledge(channel="post")
    house.then(e.AdjustmentRecorded(on=june(3), what="Rosa needs large print"))
    house.then(e.InformationRequested(on=june(3), id="q1", what="Rosa's repair log", from_=who.key, by=june(9)))
    house.then(e.ApprovalAsked(on=june(4), id="a1", of="compensation", what="Rosa", roles=("mrc",), by=house.first.key))
    house.decide(5)
    if how == "interest":
        house.then(e.InterestDeclared(on=june(5), who=who.key, what="Rosa's cousin"))
    if how == "recused":
        house.then(e.Recused(on=june(5), who=who.key))
    case = Case.objects.get(reference=house.reference)
    Attachment.objects.create(
        landlord=house.landlord, case=case, name="Rosa.txt", type="text/plain", size=4, sha256="0" * 64,
        stored=stored(), at=NOW, by=house.first,
    )  # fmt: skip
    return case


def stored():
    from django.core.files.storage import default_storage

    return default_storage.save("rosa.txt", ContentFile(b"Rosa"))


def bare(response):
    """A page without what differs each time it is drawn."""
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    page = response.content.decode(errors="replace")
    page = re.sub(r'name="(csrfmiddlewaretoken|token)" value="[^"]*"', "", page)
    return re.sub(r'nonce="[^"]*"', "", page)


def filled(address, reference, case=None):
    """The address of that name for a case; numbers are those of the case's own files and messages."""
    slug = case.landlord.slug if case and address.startswith(("portal_", "public_")) else "x"
    known = {"reference": reference, "key": letter(case), "slug": slug, "form": "pdf"}
    found = {name: known.get(name) or (numbers(case, address) if name in NUMBERS else "x") for name in WANTED[address]}
    return reverse(address, kwargs=found)


def letter(case):
    found = Message.objects.filter(case=case).first() if case else None
    return found.letter if found else "x"


def numbers(case, name):
    if not case:
        return 987654
    if name == "attachment":
        return Attachment.objects.get(case=case).pk
    return Message.objects.filter(case=case).first().pk


def pages(client):
    """Every page that names no case, and every search and list that could find one."""
    lists = [reverse(name) for name in WITHOUT]
    lists += [f"/search?q={text}" for text in SEARCHES]
    lists += [f"/?scope=all&{more}" for more in ("due=late", "due=soon", "waiting=on", "sort=received", "kind=safety")]
    lists += [f"/figures/cases{form}?measure=received&since=2026-04-01&until=2026-06-10" for form in ("", ".csv")]
    return {address: (found.status_code, bare(found)) for address in lists if (found := client.get(address))}


def looked_up(client):
    """What logging another complaint of the same person shows of earlier ones."""
    form = client.get(reverse("log_complaint")).context["form"]
    typed = {
        one.name: value for one in form if (value := one.value()) not in (None, "") and not isinstance(value, date)
    }
    typed |= {"look": "1", "name": "Rosa Adeyemi", "email": "rosa@mail.example", "postcode": "TA1 2AB"}
    return bare(client.post(reverse("log_complaint"), typed))


@pytest.mark.provision("WTP-12", "THT-24", "C24-5.8", "C20-B4.6")
@pytest.mark.parametrize("how", EXCLUDED)
def test_pages_that_name_no_case_are_as_if_it_had_never_been_made(client, house, how):
    client.force_login(house.sam)
    before, asked = pages(client), looked_up(client)
    tell(house, how, house.sam)
    house.sam.refresh_from_db()
    after = pages(client)
    assert [address for address in before if before[address] != after[address]] == []
    assert looked_up(client) == asked


@pytest.mark.provision("WTP-12", "THT-24", "C24-5.8", "C20-B4.6")
@pytest.mark.parametrize("how", EXCLUDED)
def test_addresses_that_name_it_answer_as_for_a_case_that_is_not_there(client, house, how):
    case = tell(house, how, house.sam)
    client.force_login(house.sam)
    for name in WITH:
        for method in (client.get, client.post):
            there, nowhere = method(filled(name, case.reference, case)), method(filled(name, "TST-2026-777777"))
            assert there.status_code in (404, 405), name
            assert there.status_code == nowhere.status_code, name
            assert not [word for word in NEEDLES if word in bare(there)], name
            assert case.reference not in bare(there), name
    for name in NUMBERED:
        page = bare(client.get(filled(name, "", case)))
        assert not [word for word in (*NEEDLES, case.reference) if word in page], name
        assert name != "mark_posted" or client.post(filled(name, "", case)).status_code == 404


@pytest.mark.parametrize("how", EXCLUDED)
def test_no_list_count_or_search_of_the_application_holds_it(house, how):
    case = tell(house, how, house.sam)
    sam = house.sam
    assert not case.is_visible_to(sam)
    assert case not in Case.objects.visible_to(sam)
    assert case not in search(sam, "rosa")
    assert not worklist.owed(sam).filter(case=case).exists()
    assert not worklist.asked_of(sam).filter(case=case).exists()
    assert worklist.count(sam, worklist.Wanted(), june(10)).open == 1


def test_the_walk_finds_it_where_nobody_must_keep_away(client, house):
    """The walk has teeth: the same pages show the complaint to somebody with the same roles and no conflict."""
    case = tell(house, "about", person(house, "otto", ["front_line"]))
    client.force_login(house.sam)
    shown = [name for name in WITH if case.reference in bare(client.get(filled(name, case.reference, case)))]
    assert len(shown) > len(WITH) // 2
    listed = [address for address, (_, page) in pages(client).items() if case.reference in page]
    assert {"/", "/search?q=rosa", "/search?q=mill lane", "/?scope=all&due=late"} <= set(listed)
