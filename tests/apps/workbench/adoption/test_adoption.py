"""Who may propose, approve and withdraw a version, what stands against one, and what is kept of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from putright import data
from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, PackVersion, Person
from putright.apps.governance.models import Approval
from putright.apps.workbench.adoption import actions, approving, running, standing
from putright.apps.workbench.adoption.actions import Refused
from putright.apps.workbench.adoption.models import Adoption
from putright.apps.workbench.drafts import actions as drafts
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from tests.apps.workbench.adoption.conftest import TUESDAY, adopt, approve, propose, reasons, version

DAY = date(2026, 6, 10)


def save(house, draft, files, clock):
    return drafts.revise(house.officer, draft, files, clock.now)


def edited(old: str, new: str) -> dict[str, str]:
    files = version()
    assert old in files["pack.yaml"]
    return {**files, "pack.yaml": files["pack.yaml"].replace(old, new, 1)}


# ---- the packs that are shipped -------------------------------------------------------------


@pytest.mark.parametrize("name", data.pack_names())
def test_every_pack_says_who_approves_it(name):
    pack = data.load_policy(name).pack
    assert len(pack.adoption.approves) == 2
    assert pack.adoption.reading
    assert not any("front_line" in pack.roles[role].does for role in pack.adoption.approves)


def test_a_role_that_is_not_there_cannot_approve():
    files = edited("approves: [operations_director, board_member]", "approves: [operations_director, bord_member]")
    (fault,) = data.faults_of(files)
    assert (fault.file, fault.key[:2]) == ("pack.yaml", ("adoption", "approves"))
    assert "board_member" in fault.text


# ---- proposing ------------------------------------------------------------------------------


def test_one_proposes_and_two_others_approve(house, draft, clock):
    one = propose(house, draft, DAY, clock)
    assert Draft.objects.get().state == Draft.State.PROPOSED
    assert [seat.title for seat in standing.asked(one)] == ["Operations Director", "Board member"]
    assert approve(one, house.director, 0, clock).state == Adoption.State.WAITS
    done = approve(one, house.board, 1, clock)
    assert (done.state, done.adopted.version, done.adopted.since) == (Adoption.State.APPROVED, "6", DAY)
    assert done.adopted.files == texts.latest(draft).files
    landlord = Landlord.objects.get(pk=house.landlord.pk)
    assert (landlord.adopts, landlord.adopts_on, landlord.runs) == (done.adopted, DAY, None)
    said = Approval.objects.order_by("id").values_list("version", "office", "on", "minute")
    assert list(said) == [
        ("6", "Operations Director", TUESDAY, "Minute 12"),
        ("6", "Board member", TUESDAY, "Minute 12"),
    ]


@pytest.mark.parametrize("since", [TUESDAY, TUESDAY - timedelta(days=1)])
def test_no_version_runs_from_today_or_before(house, draft, clock, since):
    with pytest.raises(Refused, match="tomorrow"):
        propose(house, draft, since, clock)


def test_each_conflict_with_the_code_needs_a_reason(house, draft, clock):
    with pytest.raises(Refused, match="why it stands"):
        actions.propose(house.officer, draft, 1, DAY, dict.fromkeys(reasons(draft), " "), clock.now, clock.today)
    one = propose(house, draft, DAY, clock)
    assert one.reasons
    assert all(each["reason"] == "The Board has weighed it." and each["code"] for each in one.reasons)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('version: "6"', 'version: "5"', "already"),
        ('version: "6"', 'version: "6/7"', "version"),
        ("pack: willow-tree\n", "pack: Willow Tree\n", "small letters"),
        ("division: england-and-wales", "division: scotland", "bank holidays"),
        ("does: [oversee, administer]", "does: [oversee]", "administers"),
        ("within: 7 working days", "within: 7 workings", "faults"),
    ],
)
def test_what_stands_against_a_version(house, draft, clock, old, new, said):
    save(house, draft, edited(old, new), clock)
    with pytest.raises(Refused, match=said):
        actions.propose(house.officer, draft, 2, DAY, AnyReason(), clock.now, clock.today)


class AnyReason(dict):
    """A reason for whatever it is asked about."""

    def get(self, key, default=""):
        return "So the Board decided."


def test_what_is_new_needs_a_reason_of_its_own(house, draft, clock, client):
    save(house, draft, version("6", "12 working days"), clock)
    loaded, _ = texts.read(texts.latest(draft).files)
    new, old = standing.conflicts(house.landlord, loaded)
    assert [one.code for one in new] != []
    assert old
    client.force_login(house.officer)
    typed = {"n": 2, "since-day": "10", "since-month": "6", "since-year": "2026", "old": "As before."}
    assert client.post(reverse("workbench_adoption", args=[1]), typed).status_code == 422
    typed |= {standing.key(one): "Winter." for one in new}
    assert client.post(reverse("workbench_adoption", args=[1]), typed).status_code == 302
    assert {one["reason"] for one in Adoption.objects.get().reasons} == {"As before.", "Winter."}


def test_another_may_not_be_proposed_meanwhile_nor_by_whoever_may_not(house, draft, clock):
    with pytest.raises(PermissionDenied):
        actions.propose(house.board, draft, 1, DAY, reasons(draft), clock.now, clock.today)
    propose(house, draft, DAY, clock)
    other = drafts.start(house.officer, "Another", "willow-tree 5", version("7"), clock.now)
    with pytest.raises(Refused, match="Version 6 is proposed already"):
        propose(house, other, DAY, clock)


def test_what_was_saved_meanwhile_is_not_proposed_unseen(house, draft, clock):
    known = reasons(draft)
    save(house, draft, version("6", "8 working days"), clock)
    with pytest.raises(Refused, match="meanwhile"):
        actions.propose(house.officer, draft, 1, DAY, known, clock.now, clock.today)


def test_it_is_not_proposed_where_nobody_could_approve(house, draft, clock):
    Person.objects.filter(pk__in=[house.board.pk, house.board2.pk]).update(is_active=False)
    with pytest.raises(Refused, match="Board member: nobody"):
        propose(house, draft, DAY, clock)


def test_where_the_policy_does_not_say_whoever_governs_approves(house, draft, clock, monkeypatch):
    files = data.pack_texts("willow-tree")
    files["pack.yaml"] = files["pack.yaml"][: files["pack.yaml"].index("\nadoption:")] + "\n"
    silent = data.read_pack(files).policy
    monkeypatch.setattr(packs, "current", lambda landlord: silent)
    (seat,) = standing.seats(house.landlord)
    assert set(seat.roles) == {"board_member", "operations_director", "mrc"}


# ---- approving ------------------------------------------------------------------------------


def test_each_approval_is_another_persons_and_none_the_proposers(house, draft, clock):
    Person.objects.filter(pk=house.officer.pk).update(roles=["complaints_officer", "board_member"])
    Person.objects.filter(pk=house.director.pk).update(roles=["operations_director", "board_member"])
    house.officer.refresh_from_db()
    house.director.refresh_from_db()
    one = propose(house, draft, DAY, clock)
    with pytest.raises(Refused, match="You proposed it"):
        approve(one, house.officer, 1, clock)
    with pytest.raises(Refused, match="do not hold the role"):
        approve(one, house.board, 0, clock)
    approve(one, house.director, 0, clock)
    with pytest.raises(Refused, match="another person"):
        approve(one, house.director, 1, clock)
    assert (approving.waiting(house.board), approving.waiting(house.director)) == (1, 0)
    approve(one, house.board, 1, clock)
    with pytest.raises(Refused, match="no approval any more"):
        approve(one, house.board2, 1, clock)


def test_a_late_approval_moves_the_day(house, draft, clock):
    one = propose(house, draft, DAY, clock)
    approve(one, house.director, 0, clock)
    clock.to(date(2026, 6, 15))
    assert approve(one, house.board, 1, clock).since == date(2026, 6, 16)
    assert packs.current(Landlord.objects.get()).pack.version == "5"


def test_whoever_does_not_approve_says_why_and_the_draft_goes_back(house, draft, clock):
    one = propose(house, draft, DAY, clock)
    with pytest.raises(Refused, match="Say why not"):
        actions.answer(house.board, one, 1, clock.now, clock.today, approved=False)
    actions.answer(house.board, one, 1, clock.now, clock.today, approved=False, said="Residents were not asked.")
    assert Adoption.objects.get().state == Adoption.State.DECLINED
    assert Draft.objects.get().state == Draft.State.OPEN
    assert not Approval.objects.exists()
    assert adopt(house, Draft.objects.get(), DAY, clock).state == Adoption.State.APPROVED


def test_another_landlords_proposal_is_out_of_reach(house, draft, clock):
    one = propose(house, draft, DAY, clock)
    other = Landlord.objects.create(slug="other", name="Other", pack="willow-tree", prefix="OT")
    stranger = Person.objects.add(other, "board@other.example", "Bo", roles=["board_member", "complaints_officer"])
    for write in (lambda: approve(one, stranger, 1, clock),
                  lambda: actions.withdraw(stranger, one, "No.", clock.now, clock.today)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            write()


# ---- withdrawing and running ----------------------------------------------------------------


def test_what_is_approved_can_be_withdrawn_before_its_day(house, draft, clock):
    one = adopt(house, draft, DAY, clock)
    clock.to(date(2026, 6, 9))
    actions.withdraw(house.officer, one, "The lift contract changed.", clock.now, clock.today)
    landlord = Landlord.objects.get()
    assert (landlord.adopts, landlord.adopts_on) == (None, None)
    assert not PackVersion.objects.exists()
    assert Draft.objects.get().state == Draft.State.OPEN
    clock.to(DAY)
    assert packs.current(landlord).pack.version == "5"
    assert adopt(house, Draft.objects.get(), date(2026, 6, 20), clock).version == "6"


def test_what_runs_is_not_withdrawn(house, draft, clock):
    one = adopt(house, draft, DAY, clock)
    clock.to(DAY)
    with pytest.raises(Refused, match="further version"):
        actions.withdraw(house.officer, one, "No.", clock.now, clock.today)


def test_on_its_day_it_runs_with_or_without_the_worker_and_once(house, draft, clock):
    one = adopt(house, draft, DAY, clock)
    assert not running.run_once(clock.now)
    clock.to(DAY)
    assert packs.current(Landlord.objects.get()).pack.version == "6"
    assert running.run_once(clock.now)
    assert not running.run_once(clock.now)
    landlord = Landlord.objects.get()
    assert (landlord.runs, landlord.adopts_on) == (one.adopted, None)
    assert packs.current(landlord).pack.version == "6"


def test_the_next_version_follows_and_no_number_comes_twice(house, draft, clock):
    adopt(house, draft, DAY, clock)
    clock.to(DAY)
    house.officer.refresh_from_db()
    again = drafts.start(house.officer, "The same", "willow-tree 6", version("6", "8 working days"), clock.now)
    with pytest.raises(Refused, match="version 6 of willow-tree already"):
        propose(house, again, date(2026, 7, 1), clock)
    save(house, again, version("7", "8 working days"), clock)
    adopt(house, again, date(2026, 7, 1), clock)
    clock.to(date(2026, 7, 1))
    running.run_once(clock.now)
    landlord = Landlord.objects.get()
    assert packs.current(landlord).pack.version == "7"
    assert packs.policy(landlord, "willow-tree", "6").pack.clocks["stage1.respond"].within == "7 working days"
    assert packs.policy(landlord, "willow-tree", "5").pack.clocks["stage1.respond"].within == "10 working days"


# ---- pages ----------------------------------------------------------------------------------


def test_the_pages_from_a_draft_to_the_day(house, draft, clock, client):
    page = reverse("workbench_adoption", args=[draft.number])
    client.force_login(house.officer)
    assert "Propose it for adoption" in client.get(page).content.decode()
    typed = {"n": 1, "since-day": "10", "since-month": "6",
             "since-year": "2026", "old": "The Board has weighed it."}  # fmt: skip
    assert client.post(page, typed).status_code == 302
    assert "Withdraw it" in client.get(page).content.decode()
    for person, seat in ((house.director, 0), (house.board, 1)):
        client.force_login(person)
        assert reverse("workbench_answer", args=[1, seat]) in client.get(reverse("workbench_versions")).content.decode()
        done = client.post(
            reverse("workbench_answer", args=[1, seat]), {"approved": "yes", "minute": "12"}, follow=True
        )
        assert "It is on record" in done.content.decode()
    assert "runs from 10 June 2026" in done.content.decode()
    clock.to(DAY)
    running.run_once(clock.now)
    client.force_login(house.board)
    shown = client.get(reverse("workbench_versions")).content.decode()
    assert "Runs now" in shown
    assert "10 June 2026" in shown


def test_what_was_typed_comes_back_with_a_refusal(house, draft, clock, client):
    client.force_login(house.officer)
    typed = {"n": 1, "since-day": "1", "since-month": "6", "since-year": "2026", "old": "A reason that took an hour."}
    answer = client.post(reverse("workbench_adoption", args=[1]), typed)
    assert answer.status_code == 422
    assert "A reason that took an hour." in answer.content.decode()
    assert "from tomorrow on" in answer.content.decode()


def test_who_may_open_what(house, draft, clock, client):
    propose(house, draft, DAY, clock)
    client.force_login(house.first)  # handles complaints, and neither oversees nor approves
    assert client.get(reverse("workbench_versions")).status_code == 403
    client.force_login(house.board)
    assert client.get(reverse("workbench_withdraw", args=[1])).status_code == 403
    assert client.get(reverse("workbench_answer", args=[1, 0])).status_code == 404
    other = Landlord.objects.create(slug="other", name="Other", pack="willow-tree", prefix="OT")
    client.force_login(Person.objects.add(other, "o@other.example", "Otto", roles=["complaints_officer"]))
    assert client.get(reverse("workbench_adoption", args=[1])).status_code == 404
    assert client.get(reverse("workbench_export", args=["draft-1"])).status_code == 404
