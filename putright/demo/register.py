"""The demonstration's register: the homes and people its complaints come from, and their neighbours. All invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case
from putright.apps.residents import actions
from putright.apps.residents.models import Adjustment, Home, Representative, Resident, Stay
from putright.demo.people import RESIDENTS

BLOCKS = ("Harbour House", "Beacon Court", "Tanyard Court", "Riverside", "Almshouse Row")
NEIGHBOURS = (
    ("Arthur Penrose", "Flat 10, Beacon Court", "TF9 0ZY", "shared_ownership", "shared_owner"),
    ("Lena Brandt", "Flat 12, Beacon Court", "TF9 0ZY", "rented", "tenant"),
    ("Joyce Adomako", "Flat 14, Beacon Court", "TF9 0ZY", "leasehold", "leaseholder"),
    ("Stefan Iliev", "Flat 4, Harbour House", "PL8 0ZZ", "rented", "tenant"),
    ("Winifred Tull", "Flat 5, Harbour House", "PL8 0ZZ", "supported", "licensee"),
    ("Rhys Beddoes", "Flat 7, Tanyard Court", "PL8 0ZY", "affordable_rent", "tenant"),
    ("Nasreen Akhtar", "Flat 8, Tanyard Court", "PL8 0ZY", "rented", "joint_tenant"),
    ("Percy Lightfoot", "4 Almshouse Row", "TA5 9QZ", "almshouse", "licensee"),
    ("Edith Marlow", "9 Almshouse Row", "TA5 9QZ", "almshouse", "licensee"),
    ("Colin Strand", "Flat 3, Riverside", "ST9 0ZP", "shared_ownership", "shared_owner"),
    ("Mina Okonjo", "Flat 4, Riverside", "ST9 0ZP", "temporary", "licensee"),
    ("George Tansley", "16 Orchard Rise", "TA5 9QX", "rented", "tenant"),
    ("Ada Winslow", "29 Mill Lane", "TA5 9QY", "older", "tenant"),
    ("Karol Mazur", "54 Station Road", "TF9 0ZW", "market_rent", "tenant"),
)
"""Name, address, postcode, tenure and as what they live there: people who have not complained."""
FIRST_UPRN = 999_000_000_000
"""From the end of the range, where no home has one."""


def fill(landlord: Landlord, at: datetime) -> None:
    """Makes a landlord's register, and ties its complaints to the people they come from."""
    staff = Person.objects.filter(landlord=landlord).order_by("id")
    by = next(one for one in staff if permissions.may(one, permissions.SEE_RESIDENTS))
    alms = landlord.pack == "taunton-heritage-trust"
    people: dict[str, Resident] = {}
    rows = [(*one[:3], "rented", "tenant", one[3]) for one in RESIDENTS] + [(*one, "") for one in NEIGHBOURS]
    for n, (name, address, postcode, tenure, role, phone) in enumerate(rows):
        home = Home(
            landlord=landlord, address=address, postcode=postcode, uprn=str(FIRST_UPRN + landlord.pk * 1000 + n),
            number=f"H{1000 + n}", tenure="almshouse" if alms else tenure, since=date(1994, 4, 1),
            block=next((block for block in BLOCKS if block in address), ""),
        )  # fmt: skip
        actions.save(by, home, at)
        people[name] = _moved_in(by, home, name, phone, "licensee" if alms else role, n, at)
    _more(by, people, at)
    _tied(landlord, people, at)


def _moved_in(by: Person, home: Home, name: str, phone: str, role: str, n: int, at: datetime) -> Resident:
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org" if n % 2 else ""
    resident = Resident(landlord=home.landlord, name=name, phone=phone, email=email, number=f"P{2000 + n}")
    actions.save(by, resident, at)
    since = at.date() - timedelta(days=200 + n * 190)
    actions.save_part(by, Stay(resident=resident, home=home, role=role, since=since), at)
    return resident


def _more(by: Person, people: dict[str, Resident], at: datetime) -> None:
    """Households, somebody who moved out, who acts for whom, and what helps."""
    today = at.date()
    doreen, yusuf, elsie = people["Doreen Castle"], people["Yusuf Demir"], people["Elsie Hartnoll"]
    son = Resident(landlord=doreen.landlord, name="Neil Castle", number="P2900")
    left = Resident(landlord=doreen.landlord, name="Hannah Voss", number="P2901", kind=Resident.Kind.FORMER)
    waiting = Resident(landlord=doreen.landlord, name="Dev Malhotra", kind=Resident.Kind.PROSPECTIVE)
    for one in (son, left, waiting):
        actions.save(by, one, at)
    there = doreen.stays.get()
    before = there.since - timedelta(days=1) if there.since else None
    member = Stay.As.MEMBER
    actions.save_part(by, Stay(resident=son, home=there.home, role=member, since=there.since), at)
    actions.save_part(by, Stay(resident=left, home=there.home, since=date(2015, 6, 1), until=before), at)
    actions.save_part(by, Representative(
        resident=elsie, name="Martin Hartnoll", phone="01632 960190", scope="Everything about her home and complaints",
        basis=Representative.Basis.AUTHORITY, ground="Signed letter, scanned", given_on=today - timedelta(days=350),
        expires=today + timedelta(days=15),
    ), at)  # fmt: skip
    for resident, what, needs, review in (
        (doreen, "Letters in large print, 18 point", ["large_print"], today - timedelta(days=20)),
        (yusuf, "Call before anything in writing", ["call_first"], today + timedelta(days=160)),
        (elsie, "Ring the bell twice and wait: she walks with a frame", [], None),
    ):
        actions.save_part(by, Adjustment(
            resident=resident, what=what, needs=needs, recorded_on=today - timedelta(days=300), review_on=review
        ), at)  # fmt: skip


def _tied(landlord: Landlord, people: dict[str, Resident], at: datetime) -> None:
    for case in Case.objects.filter(landlord=landlord, complainant__in=people):
        for party in case.parties.filter(name=case.complainant):
            actions.link(None, case, party.key, people[case.complainant], at)
