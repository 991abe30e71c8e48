"""Refusing: only the policy's grounds, the facts beside each, what was weighed, and approvals as they are on record."""

from __future__ import annotations

from datetime import date

import pytest

from putright.apps.accounts.models import Person
from putright.apps.letters.models import Letter
from putright.core import events as e
from putright.core.case import Case
from putright.core.refusals import grounds
from putright.core.state import fold
from putright.data import load_policy
from tests.apps.letters.conftest import House, june
from tests.apps.letters.test_pages import fill, now  # noqa: F401 (fixtures)

WEIGHED = {"circumstances": "She lives alone and is ill.", "discretion": "We looked for anything new."}
TYPED = {"explanation": "Forty letters in a week.", "method": "post", **WEIGHED}


def shown(client, house):
    answer = client.get(f"/cases/{house.reference}/letters/refuse")
    return answer, " ".join(answer.content.decode().split())


@pytest.mark.provision("C24-2.3", "C24-2.5", "THT-09", "HSP-15", "HPG-20")
@pytest.mark.parametrize("lacking", list(WEIGHED))
def test_circumstances_and_discretion_are_written_down(willow, fill, lacking):  # noqa: F811
    willow.receive().define().then(e.LegalProceedingsRecorded(on=june(3), filed=True))
    typed = {"ground": "legal_proceedings", "explanation": "Filed.", "method": "email", **WEIGHED}
    assert fill(willow, "refuse", **{**typed, lacking: ""}).status_code == 422
    assert not Letter.objects.exists()
    assert fill(willow, "refuse", **typed).status_code == 302
    letter = Letter.objects.get()
    assert "She lives alone and is ill." in letter.blocks


@pytest.mark.provision("WTP-16", "C24-2.1", "C24-2.2")
def test_the_page_has_the_policys_grounds_and_the_facts_beside_each(willow, client, now):  # noqa: F811
    willow.receive(occurred=date(2025, 1, 3)).define().then(e.FactRecorded(on=june(3), fact="ongoing"))
    client.force_login(willow.first)
    answer, said = shown(client, willow)
    assert set(answer.context["form"].weighed) == {"too_old", "legal_proceedings", "already_considered"}
    assert "It happened, or they learnt of it, on 3 January 2025; it was received on 1 June 2026" in said
    assert "after 3 January 2026" in said
    assert "Defeated: on record is “ongoing”." in said
    assert "No claim filed at court is on record; talk of one is not enough." in said
    assert "Not open to us: legal proceedings" in said


@pytest.fixture
def group(db):
    house = House("housing-plus-group").receive().define()
    add = Person.objects.add
    house.chair = add(house.landlord, "mrc@plus.example", "Sylvia Dunmore", roles=["mrc"])
    house.director = add(house.landlord, "director@plus.example", "Bernard Oyelaran", roles=["executive_director"])
    return house


@pytest.mark.provision("HPG-19")
def test_approvals_are_those_on_record_and_no_others(group, client, fill):  # noqa: F811
    typed = {"ground": "unreasonable_persistence", **TYPED}
    refused = fill(
        group, "refuse", **typed, approved_mrc=group.chair.key, approved_executive_director=group.director.key
    )
    assert refused.status_code == 409
    said = " ".join(refused.content.decode().split())
    assert (
        "Needs the approval of the Executive Director and the Member Responsible for Complaints: it is not asked"
        in said
    )
    assert "approval_asked?of=refusal&amp;ground=unreasonable_persistence" in said

    asked = e.ApprovalAsked(on=june(3), id="a1", of="refusal", ground="unreasonable_persistence", what="Forty letters",
                            roles=("executive_director", "mrc"), by=group.first.key)  # fmt: skip
    group.then(asked, e.ApprovalGiven(on=june(4), id="a1", by=group.chair.key))
    refused = fill(group, "refuse", **typed)
    assert refused.status_code == 409
    said = " ".join(refused.content.decode().split())
    assert "Approved by Sylvia Dunmore." in said
    assert "Needs the approval of the Executive Director: it is asked for." in said
    assert "waits for their answer" in said
    assert not Letter.objects.exists()

    group.then(e.ApprovalGiven(on=june(5), id="a1", by=group.director.key))
    assert fill(group, "refuse", **typed).status_code == 302
    letter = Letter.objects.get().blocks
    assert "approved by the Member Responsible for Complaints and the Executive Director" in letter


@pytest.mark.provision("HPG-19")
def test_a_declined_approval_is_said_with_its_reason(group, client, now):  # noqa: F811
    asked = e.ApprovalAsked(on=june(3), id="a1", of="refusal", ground="unreasonable_persistence", what="Forty letters",
                            roles=("executive_director", "mrc"), by=group.first.key)  # fmt: skip
    group.then(asked, e.ApprovalDeclined(on=june(4), id="a1", by=group.chair.key, reason="Answer the third one first."))
    client.force_login(group.first)
    _, said = shown(client, group)
    assert "Answer the third one first." in said
    assert "Ask again" in said


@pytest.mark.provision("C24-2.4", "HSP-15", "C20-B1.7")
def test_the_body_that_instructs_may_be_chosen_when_it_is_reopened(willow, client, now, fill):  # noqa: F811
    willow.receive().define().then(e.LegalProceedingsRecorded(on=june(3), filed=True))
    typed = {"ground": "legal_proceedings", "explanation": "Filed.", "method": "email", **WEIGHED}
    assert fill(willow, "refuse", **typed).status_code == 302
    page = client.get(f"/cases/{willow.reference}/reopened")
    choices = dict(page.context["form"].fields["instructed_by"].choices)
    assert choices["housing-ombudsman"] == "Housing Ombudsman Service"


# ---- the facts, ground by ground ------------------------------------------------------------


def weighed(*more: e.Event, **fields):
    first = e.Received(on=june(1), **{"channel": "letter", "from_": "tenant", "brand": "wrekin", **fields})
    return grounds(Case.of(fold([first, *more]), load_policy("housing-plus-group", "wrekin"), {}))


def test_what_bears_each_ground():
    fresh = weighed()
    assert not any(one.open for one in fresh.values())
    assert fresh["too_old"].facts == ("nobody has put on record when it happened",)
    assert fresh["tenancy_ended"].facts == ("nobody has put on record when it ended",)
    assert fresh["insurance_claim"].facts == ("nothing on record bears it",)
    assert fresh["service_request"].facts == ("it was not sorted as a service request",)
    assert weighed(e.FactRecorded(on=june(2), fact="tribunal"))["tribunal"].open
    assert next(iter(weighed(e.FactRecorded(on=june(2), fact="tribunal")))) == "tribunal"
    old = weighed(occurred=date(2025, 5, 31))["too_old"]
    assert old.open
    safe = weighed(occurred=date(2025, 5, 31), flags=("safeguarding",))["too_old"]
    assert not safe.holds
    assert "never too old" in safe.facts[1]
    assert "anonymous" not in weighed(from_="anonymous")
    assert weighed()["unreasonable_persistence"].waits == ("executive_director", "mrc")
