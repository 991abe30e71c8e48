"""What stands beside whoever takes a complaint down, and what they are told to do next, under the shipped policies."""

from __future__ import annotations

from html import unescape

import pytest

from putright import data
from putright.apps.casework import log
from putright.apps.casework.models import Case
from tests.apps.intake.conftest import TYPED, token_of

CODE_2020 = (
    "An expression of dissatisfaction, however made, about the standard of service, actions or lack of action by the "
    "organisation, its own staff, or those acting on its behalf, affecting an individual resident or group of "
    "residents."
)
CODE_2024 = (
    "An expression of dissatisfaction, however made, about the standard of service, actions or lack of action by the "
    "landlord, its own staff, or those acting on its behalf, affecting a resident or group of residents."
)
PRINTED = {
    "willow-tree": CODE_2020,
    "housing-plus-group": "A complaint is an expression of dissatisfaction, however made. It could be about the",
    "taunton-heritage-trust": "A complaint is any expression of dissatisfaction, whether justified or not, about any",
}
"""What each document prints itself."""


def logged(client, person, **typed):
    """What a person of a shipped landlord sees after they logged a complaint."""
    client.force_login(person)
    fields = {**TYPED, "brand": "", "token": token_of(client.get("/log")), **typed}
    response = client.post("/log", fields)
    assert response.status_code == 302, response.context["form"].errors
    return unescape(client.get(response.url).content.decode())


def opened():
    case = Case.objects.get()
    with log.open(case.landlord, case.reference, for_update=False) as found:
        return found


@pytest.mark.provision("C20-B1.2", "WTP-07", "HPG-07")
@pytest.mark.parametrize("pack", PRINTED)
def test_the_codes_own_definition_decides_and_the_documents_is_shown_as_it_is_printed(real, client, pack):
    client.force_login(real(pack))
    page = unescape(client.get("/log").content.decode())
    decides, _, own = page.partition("In our own policy’s words")
    assert (CODE_2020 if pack == "taunton-heritage-trust" else CODE_2024) in decides
    assert PRINTED[pack] in own


@pytest.mark.provision("HPG-07")
def test_those_whom_the_policy_defines_can_be_told_apart(real, client):
    client.force_login(real("housing-plus-group"))
    page = unescape(client.get("/log").content.decode())
    for value, title in (
        ("representative", "Advocate or representative"), ("prospective", "someone on a waiting list"),
        ("elected_member", "Elected member"),
    ):  # fmt: skip
        assert f'value="{value}"' in page
        assert title in page


@pytest.mark.provision("HSP-17")
@pytest.mark.parametrize("source", ["elected_member", "representative", "relative"])
def test_somebody_else_may_act_and_the_customers_agreement_is_recorded(real, client, source):
    logged(client, real("housing-services"), from_=source, rep_name="Idris Vaughan", rep_basis="She agreed by letter")
    case = opened()
    told = next(event for event in case.events if event.kind == "representative_authorised")
    assert (case.state.source, told.who, told.basis) == (source, "Idris Vaughan", "She agreed by letter")
    assert case.state.status == "open"


@pytest.mark.provision("THT-02")
@pytest.mark.parametrize("role", ["front_line", "support_officer", "chief_officer", "chair"])
def test_whoever_takes_it_is_given_the_steps(real, client, role):
    person = real("taunton-heritage-trust", role)
    client.force_login(person)
    page = unescape(client.get("/log").content.decode())
    steps = [entry["text"] for entry in data.load_wording("taunton-heritage-trust")["oral_guidance"]]
    assert len(steps) > 5
    assert [step for step in steps if step not in page] == []
    next_steps = logged(client, person, from_="resident", about_1="trustee")
    for said in (
        "We will write to you by Wednesday 8 April", "Would you like a copy of our complaints policy?",
        "They cannot see it; do not talk to them about it.", "Stage 1 response",
    ):  # fmt: skip
        assert said in next_steps
