"""A letter that the policy puts before a second person: who may approve it, and that it goes out as it was approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from putright import data
from putright.core import events as e
from putright.core.case import Case
from putright.core.decide import decide
from putright.core.guards import lettering
from putright.core.letters import blocks as b
from putright.core.letters.fingerprint import fingerprint
from putright.core.pack import LetterApproval
from putright.core.policy import Person
from putright.core.state import fold, step_on
from putright.core.validate import pack_faults

DAY = date(2026, 6, 8)
PEOPLE = {
    "ana": Person("ana", frozenset(["complaints_officer"])),
    "max": Person("max", frozenset(["manager", "complaints_officer"])),
    "sam": Person("sam", frozenset(["senior_manager"])),
}
SENT = e.ResponseSent(on=DAY, method="email", by="ana")


def policy(over=None, roles=("manager",)):
    found = data.load_policy("model-2024")
    rule = LetterApproval(roles=roles, over=over, cites=("MOD-32",))
    return replace(found, pack=msgspec.structs.replace(found.pack, letters_approved={"response": rule}))


def case(*happened, amount=None, **more):
    remedies = {"r1": e.Remedy("payment", "For the damp", DAY, amount)} if amount else {}
    told = [
        e.Received(on=date(2026, 6, 1), channel="email", from_="tenant"),
        e.Decided(on=DAY, findings={"p1": e.Finding("upheld", "Late.")}, remedies=remedies, by="ana"),
        *happened,
    ]
    return Case.of(fold(told), policy(**more), PEOPLE)


def asked(words="w1", roles=("manager",), by="ana"):
    return e.ApprovalAsked(
        on=DAY, id="a1", of="letter", ground="response", what="The response", roles=roles, by=by, words=words
    )


def given(by="max"):
    return e.ApprovalGiven(on=DAY, id="a1", by=by)


def refused(case, event=SENT):
    return [reason.text for reason in decide(case, event) if reason.rule == "letter_approved"]


def test_it_does_not_go_out_before_it_is_approved():
    assert refused(case()) == ["this letter needs the approval of the manager"]
    assert refused(case(asked())) == ["this letter needs the approval of the manager"]
    assert refused(case(asked(), given())) == []


def test_nobody_approves_what_they_write_themselves():
    whole = case(asked(), given())
    assert refused(whole, msgspec.structs.replace(SENT, by="max")) == ["this letter needs the approval of the manager"]
    assert decide(case(asked(by="max")), given())


def test_a_declined_approval_is_none():
    declined = e.ApprovalDeclined(on=DAY, id="a1", by="max", reason="Too harsh.")
    assert refused(case(asked(), declined))


def test_each_role_is_another_person():
    both = {"roles": ("manager", "senior_manager")}
    assert refused(case(asked(roles=both["roles"]), given(), **both)) == [
        "this letter needs the approval of the senior manager"
    ]
    assert refused(case(asked(roles=both["roles"]), given(), given("sam"), **both)) == []


@pytest.mark.parametrize(("amount", "stops"), [(None, False), (500.0, False), (500.01, True)])
def test_only_over_an_amount_where_the_policy_says_so(amount, stops):
    assert bool(refused(case(amount=amount, over=500))) is stops


def test_other_words_are_approved_again():
    whole = case(asked("w1"), given())
    assert lettering.changed(whole, "response", "w1") is None
    assert "has changed" in lettering.changed(whole, "response", "w2").text
    assert lettering.changed(case(), "acknowledgement", "w2") is None


def test_the_next_letter_of_its_kind_is_approved_anew():
    state = case(asked(), given()).state
    step_on(state, SENT)
    assert state.approvals["a1"].used
    assert lettering.changed(Case.of(state, policy(), PEOPLE), "response", "w1") is None


def test_a_pack_names_roles_and_letters_that_there_are():
    known = data.load_policy("model-2024")
    rules = {"response": LetterApproval(roles=("nobody",), cites=("MOD-32",)),
             "survey": LetterApproval(roles=("manager",), cites=("MOD-32",))}  # fmt: skip
    pack = msgspec.structs.replace(known.pack, letters_approved=rules)
    said = [str(one) for one in pack_faults(pack, {pack.edition: None}, known.provisions)]
    assert any("no role 'nobody'" in one for one in said)
    assert any("survey" in one for one in said)


def letter(*texts, on=DAY, lang="en-GB", to="Rosa"):
    return b.Letter(
        kind="response", stage=1, on=on, reference="T-1", title="T", language=lang,
        blocks=(
            b.Address(lines=(to,)), b.Details(rows=(("Date", str(on)),)), b.Paragraph(text=f"Ask by {on}."),
            *(b.Paragraph(text=text, written=True) for text in texts), b.Paragraph(text="Upheld.", part="decision"),
        ),
    )  # fmt: skip


def test_the_day_it_bears_is_not_its_words():
    assert fingerprint(letter("Sorry.")) == fingerprint(letter("Sorry.", on=date(2026, 6, 9)))


@pytest.mark.parametrize("other", [letter("So sorry."), letter("Sorry.", lang="pl"), letter("Sorry.", to="Otto")])
def test_other_words_another_language_or_another_person_are(other):
    assert fingerprint(letter("Sorry.")) != fingerprint(other)
