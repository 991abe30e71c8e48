"""The letters that a new list of bank holidays makes necessary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import chain, log
from putright.apps.casework.models import Message, Party
from putright.apps.letters.models import Letter
from putright.apps.workbench.holidays import actions, notices, run
from putright.apps.workbench.holidays.models import Change, Notice
from putright.core import bank_holidays
from putright.core import events as e

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
TODAY, MONDAY = date(2026, 6, 3), date(2026, 6, 1)
FRIDAY = date(2026, 6, 5)
State = Notice.State


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Wednesday 3 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


class Place:
    """A landlord by whose policy there is a last day for asking, and complaints that were answered today."""

    def __init__(self, slug="willow", prefix="TST") -> None:
        self.landlord = Landlord.objects.create(slug=slug, name="Willow Homes", pack="willow-tree", prefix=prefix)
        self.una = self.person("una", "complaints_officer")

    def person(self, name, *roles, **more):
        email = f"{name}@{self.landlord.slug}.example"
        return Person.objects.add(self.landlord, email, name.capitalize(), "correct horse battery", roles=roles, **more)

    def answered(self, *happened, party=None, **told):
        heard = e.Received(on=MONDAY, channel="email", from_="tenant", party="p1", text="The roof leaks.", **told)
        answer = e.Acknowledged(on=MONDAY, method="post"), e.ResponseSent(on=TODAY, method="post")
        rosa = {"name": "Rosa Adeyemi", "email": "rosa@mail.example"} | (party or {})
        who = Party(key="p1", role=Party.As.COMPLAINANT, **rosa)
        at = datetime.combine(MONDAY, datetime.min.time(), UTC)
        return log.start(self.landlord, [heard, *answer, *happened], by=self.una, at=at, parties=[who]).case

    def taken_up(self):
        new = bank_holidays.with_day(packs.calendar(self.landlord), FRIDAY, "Day of thanks", TODAY)
        change = actions.lay(self.landlord, new, self.una, NOW)
        assert run.run_once(NOW)
        actions.take_up(change, self.una, NOW)
        assert run.run_once(NOW)
        self.landlord.refresh_from_db()
        self.una.refresh_from_db()
        return Change.objects.get(pk=change.pk)


@pytest.fixture
def place(db):
    return Place()


def happens(place, case, *events):
    with log.open(place.landlord, case.reference) as opened:
        log.append(opened, events, by=place.una, at=NOW)


def states():
    return list(Notice.objects.order_by("case").values_list("state", flat=True))


def why():
    return Notice.objects.get().why


def text(letter):
    return letter.blocks.replace("\\u2019", "’")


@pytest.mark.provision("WTP-20")
def test_the_letter_says_the_day_they_were_told_and_the_new_one(place):
    case = place.answered()
    change = place.taken_up()
    assert notices.ask(change, place.una, NOW) == 1
    assert notices.run_once(NOW)
    notice = Notice.objects.get()
    assert (notice.state, notice.why) == (State.WRITTEN, "")
    letter = Letter.objects.get(case=case)
    assert notice.letter == letter
    assert (letter.by, letter.channel, letter.to_name) == (place.una, "email", "Rosa Adeyemi")
    assert "until Monday 22 June 2026" in text(letter)
    assert "told you to ask by Friday 19 June 2026" in text(letter)
    assert bank_holidays.LONGER in text(letter)
    assert "Please ask by Monday 22 June 2026." in text(letter)
    assert [row.kind for row in case.events.order_by("n")][-1] == "contacted"
    assert Message.objects.filter(case=case, kind="contacted").count() == 1
    assert chain.verify(place.landlord) == []


def test_none_is_written_twice(place):
    place.answered()
    change = place.taken_up()
    notices.ask(change, place.una, NOW)
    assert notices.run_once(NOW)
    assert not notices.run_once(NOW)
    with pytest.raises(actions.Refused, match="no letter"):
        notices.ask(change, place.una, NOW)
    Notice.objects.update(state=State.WAITS, next_try=NOW, letter=None)  # as if the notice had been forgotten
    notices.run_once(NOW)
    assert Notice.objects.get().why == notices.TOLD
    assert Letter.objects.count() == 1


def test_a_killed_worker_goes_on_and_leaves_no_half_letter(place, monkeypatch):
    for _ in range(3):
        place.answered()
    change = place.taken_up()
    notices.ask(change, place.una, NOW)
    written, calls = notices._written, []

    def dies(*args):
        found = written(*args)
        calls.append(found)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return found

    monkeypatch.setattr(notices, "_written", dies)
    with pytest.raises(KeyboardInterrupt):
        notices.run_once(NOW)
    assert (Letter.objects.count(), Message.objects.filter(kind="contacted").count()) == (1, 1)
    assert notices.run_once(NOW)
    assert states() == [State.WRITTEN] * 3
    assert Letter.objects.values("case").distinct().count() == Letter.objects.count() == 3
    assert chain.verify(place.landlord) == []


def test_what_breaks_is_tried_again_later(place, monkeypatch, caplog):
    place.answered()
    notices.ask(place.taken_up(), place.una, NOW)
    with monkeypatch.context() as broken:
        broken.setattr(notices, "load", lambda case: 1 / 0)
        assert notices.run_once(NOW)
    assert "broke off" in caplog.text
    assert not notices.run_once(NOW)
    assert notices.run_once(NOW + timedelta(minutes=2))
    assert states() == [State.WRITTEN]


def test_who_has_asked_for_stage_2_meanwhile_needs_none(place):
    case = place.answered()
    change = place.taken_up()
    notices.ask(change, place.una, NOW)
    happens(place, case, e.EscalationRequested(on=TODAY))
    notices.run_once(NOW)
    assert (states(), why()) == ([State.NEEDLESS], notices.ENOUGH)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("meanwhile", "state", "reason"), [
    (e.Withdrawn(on=TODAY), State.NEEDLESS, notices.ENOUGH), (e.Disposed(on=TODAY), State.NEEDLESS, notices.ENOUGH),
    (e.Closed(on=TODAY), State.PERSON, notices.CLOSED),
])  # fmt: skip
def test_an_ended_case_gets_none_by_itself(place, meanwhile, state, reason):
    case = place.answered()
    change = place.taken_up()
    notices.ask(change, place.una, NOW)
    happens(place, case, meanwhile)
    notices.run_once(NOW)
    assert (states(), why()) == ([state], reason)
    assert not Letter.objects.exists()


def test_a_new_day_that_has_passed_is_left_to_a_person(place, monkeypatch):
    place.answered()
    notices.ask(place.taken_up(), place.una, NOW)
    late = NOW + timedelta(days=40)
    monkeypatch.setattr(timezone, "now", lambda: late)
    notices.run_once(late)
    assert (states(), why()) == ([State.PERSON], notices.PASSED)


@pytest.mark.parametrize(("party", "reason"), [
    ({"adjustments": "Please ring me before you write"}, notices.NEEDS),
    ({"adjustments": "Letters in Braille"}, notices.NEEDS),
    ({"adjustments": "Letters in Polish"}, notices.LANGUAGE),
    ({"email": ""}, notices.BY_HAND),
])  # fmt: skip
def test_what_people_need_is_left_to_a_person(place, party, reason):
    place.answered(party=party)
    notices.ask(place.taken_up(), place.una, NOW)
    notices.run_once(NOW)
    assert (states(), why()) == ([State.PERSON], reason)
    assert not Letter.objects.exists()


def test_large_print_and_post_are_kept_to(place):
    address = {"address": "12 Mill Lane, Shifnal", "postcode": "TF11 8AB"}
    place.answered(party={"adjustments": "Large print\nNo e-mail please, post only", **address})
    notices.ask(place.taken_up(), place.una, NOW)
    notices.run_once(NOW)
    assert states() == [State.WRITTEN]
    assert Letter.objects.get().channel == "post"


def test_what_the_gate_stops_is_left_to_a_person(place, monkeypatch):
    place.answered()
    notices.ask(place.taken_up(), place.una, NOW)
    monkeypatch.setattr(notices, "told_longer", lambda was, until: "Dear [NAME], TODO: xxx.")
    notices.run_once(NOW)
    assert (states(), why()) == ([State.PERSON], notices.STOPPED)
    assert not Letter.objects.exists()


# ---- who may --------------------------------------------------------------------------------


def test_only_those_who_may_have_them_written(place):
    place.answered()
    change = place.taken_up()
    with pytest.raises(PermissionDenied):
        notices.ask(change, place.person("ana", "front_line"), NOW)
    with pytest.raises(PermissionDenied):
        notices.ask(change, Place("other", "OTH").una, NOW)
    assert not Notice.objects.exists()


def test_nobody_writes_on_a_case_that_they_must_not_know(place):
    place.answered(about=(place.una.key,))
    change = place.taken_up()
    with pytest.raises(actions.Refused):
        notices.ask(change, place.una, NOW)


def test_who_has_left_since_signs_nothing(place):
    place.answered()
    notices.ask(place.taken_up(), place.una, NOW)
    Person.objects.filter(pk=place.una.pk).update(is_active=False)
    notices.run_once(NOW)
    assert (states(), why()) == ([State.PERSON], notices.NOT_THEIRS)


def test_letters_wait_until_the_list_is_in_force(place):
    place.answered()
    new = bank_holidays.with_day(packs.calendar(place.landlord), FRIDAY, "Day of thanks", TODAY)
    change = actions.lay(place.landlord, new, place.una, NOW)
    run.run_once(NOW)
    change.refresh_from_db()
    with pytest.raises(actions.Refused):
        notices.ask(change, place.una, NOW)


# ---- the page -------------------------------------------------------------------------------


def test_the_list_ticks_off_what_is_written(client, place):
    first, _ = place.answered(), place.answered(party={"adjustments": "Letters in Polish"})
    place.taken_up()
    client.force_login(place.una)
    page = reverse("workbench_holidays_preview", args=[1])
    told = client.get(page).content.decode()
    assert "Write these 2 letters" in told
    assert "Their time to ask for stage 2" in told
    assert "told you to ask by Friday 19 June 2026" in told
    answer = client.post(page, {"letters": "1"}, follow=True).content.decode()
    assert "2 letters will be written in your name" in answer
    assert "Being written" in answer
    notices.run_once(NOW)
    told = client.get(page).content.decode()
    assert "1 of 2 is settled" in told
    assert reverse("letter", args=[first.reference, Letter.objects.get().pk]) in told
    assert notices.LANGUAGE in told
    assert told.index(notices.LANGUAGE) < told.index("Written:")
    assert "Write these" not in told
    assert "You have longer to ask for stage 2" in client.get(
        reverse("letter", args=[first.reference, Letter.objects.get().pk])
    ).content.decode()  # fmt: skip


def test_a_letter_written_from_the_case_is_ticked_off_too(client, place):
    case = place.answered()
    place.taken_up()
    client.force_login(place.una)
    address = reverse("letter_written", args=[case.reference])
    form = client.get(address).context["form"]
    typed = {"version": form["version"].value(), "token": form["token"].value(), "method": "email",
             "subject": "More time", "what": "You have more time to ask for stage 2."}  # fmt: skip
    advice = client.post(address, typed)
    assert advice.status_code == 302 or advice.context["advice"]
    if advice.status_code != 302:
        kept = {f"aside_{one.finding.key}": "1" for one in advice.context["advice"]} | {"why_all": "It is so."}
        client.post(address, typed | kept)
    told = client.get(reverse("workbench_holidays_preview", args=[1])).content.decode()
    assert Letter.objects.exists()
    assert "from the case" in told
    assert "Write this letter" not in told
