"""Disposing of records: two people, a certificate, and afterwards the person can be found nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from putright.apps.casework import chain, log
from putright.apps.casework.models import Case, Duty, Event
from putright.apps.equality.models import Answer
from putright.apps.learning.models import Change, Step, Suggestion, Theme, Told
from putright.apps.mailbox.models import Incoming
from putright.apps.records import actions, disposing, due, erasing, leftovers, traces
from putright.apps.records.models import Disposal, Item
from putright.apps.residents.models import Resident
from putright.core import events as e
from tests.apps.records import searching
from tests.apps.records.conftest import DUE, WORDS, settle

Kind = Disposal.Kind


def run(clock):
    while disposing.run_once(clock.now):
        pass


def dispose(house, clock, kind, most=100):
    """Prepared by one officer, approved by the other, done by the worker."""
    made = actions.prepare(house.officers[0], kind, most, at=clock.now)
    actions.approve(house.officers[1], made.number, at=clock.now)
    run(clock)
    return Disposal.objects.get(pk=made.pk)


@pytest.mark.provision("HSP-02", "THT-27", "MOD-25", "MOD-47", "WTP-12", "HPG-23")
@pytest.mark.django_db(transaction=True)
def test_afterwards_the_person_is_found_in_no_table_file_or_index(clock, folders):
    house = settle()
    before = {word for _, word in searching.everywhere(WORDS, folders)}
    assert before == set(WORDS), "the story tells of her in every way that is looked for"
    assert Answer.objects.exists()
    clock.now = DUE
    case = dispose(house, clock, Kind.COMPLAINT)
    person = dispose(house, clock, Kind.RESIDENT)
    mail = dispose(house, clock, Kind.MAIL)
    for one in (case, person, mail):
        assert one.state == Disposal.State.DONE
        assert [item.state for item in one.items.all()] == [Item.State.DONE]
    disposing.sweep()
    left = searching.everywhere(WORDS, folders)
    homes = {("residents_home", "12 Mill Lane"), ("residents_home", "TA1 2AB")}
    at_home = [(place, word) for place, word in left if word in ("12 Mill Lane", "TA1 2AB")]
    assert [one for one in left if one not in at_home] == []
    if connection.vendor == "postgresql":
        assert set(at_home) <= homes, "the home stays, and says nothing of who lived there"
    assert {one for one in searching.tables(WORDS) if one not in homes} == set()
    assert not Answer.objects.exists(), "what she said of herself goes too, and names nobody by itself"
    assert chain.verify(house.landlord) == []
    assert Event.objects.filter(case__reference=house.reference, kind="disposed").count() == 1


def test_what_was_learnt_stays_without_a_word_of_the_case(house, clock):
    clock.now = DUE
    done = dispose(house, clock, Kind.COMPLAINT)
    assert [item.state for item in done.items.all()] == [Item.State.DONE]
    assert Theme.objects.get().shown_by.count() == 1
    assert [one.text for one in Step.objects.all()] == [""]
    assert [(one.whom, one.what) for one in Told.objects.all()] == [("residents", "")] * 2
    assert {(one.state, one.said, one.did) for one in Change.objects.all()} == {("withdrawn", "", "")}
    assert not Suggestion.objects.exists()
    for change in (Step.objects.all().delete, lambda: Told.objects.update(how="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_typed_text_kept_for_a_lost_session_goes_when_the_session_is_over(db, client, clock):
    session = client.session
    session["kept_form"] = {"text": "Rosa Zennor"}
    session.save()
    cache.set("x", "Rosa Zennor", 60)
    assert not leftovers.forget_old(clock.now)
    assert Session.objects.count() == 1
    clock.now = DUE
    assert leftovers.forget_old(clock.now)
    assert Session.objects.count() == 0
    assert list(searching.tables(["Zennor"])) == []
    assert not leftovers.forget_old(clock.now)


def test_the_certificate_says_what_was_done_and_names_nobody_it_was_about(house, clock):
    clock.now = DUE
    case = Case.objects.get(reference=house.reference)
    held = erasing.holdings(case)
    done = dispose(house, clock, Kind.COMPLAINT)
    said = done.certificate
    assert said["prepared"][0] == "Ola Brand"
    assert said["approved"][0] == "Pia Stone"
    assert said["rule"]["within"] == "6 years"
    assert said["rule"]["cites"] == ["WTP-12"]
    label, ended, over, searched, elsewhere = said["records"][0]
    assert (label, ended, over) == (house.reference, "2026-06-29", "2032-06-29")
    assert searched > 20
    assert elsewhere == ["the register of residents", "e-mails that belong to no case"]
    assert held.items() <= said["counts"].items()
    assert said["log"]["faults"] == 0
    assert said["log"]["before"] != said["log"]["after"]
    assert not any(word in str(said) for word in WORDS)


def test_it_can_be_changed_or_removed_no_more(house, clock):
    clock.now = DUE
    done = dispose(house, clock, Kind.COMPLAINT)
    rows = Disposal.objects.filter(pk=done.pk), Item.objects.filter(of=done)
    for change in (lambda: rows[0].update(certificate={}), lambda: rows[1].update(label="x"), rows[1].delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.provision("THT-27", "MOD-25")
def test_whoever_prepared_it_does_not_approve_it(house, clock):
    clock.now = DUE
    made = actions.prepare(house.officers[0], Kind.COMPLAINT, 10, at=clock.now)
    with pytest.raises(actions.Refused, match="Somebody else"):
        actions.approve(house.officers[0], made.number, at=clock.now)
    run(clock)
    assert Case.objects.get(reference=house.reference).complainant == "Rosa Adeyemi"


def test_nothing_is_due_before_its_day(house, clock):
    clock.now = datetime(2032, 6, 28, 10, 0, tzinfo=UTC)
    with pytest.raises(actions.Refused, match="Nothing"):
        actions.prepare(house.officers[0], Kind.COMPLAINT, 10, at=clock.now)
    clock.now = datetime(2032, 6, 29, 10, 0, tzinfo=UTC)
    assert actions.prepare(house.officers[0], Kind.COMPLAINT, 10, at=clock.now).items.count() == 1


@pytest.mark.provision("MOD-25", "THT-27")
def test_what_is_held_is_listed_with_why_and_kept(house, clock):
    clock.now = DUE
    made = actions.prepare(house.officers[0], Kind.COMPLAINT, 10, at=clock.now)
    actions.approve(house.officers[1], made.number, at=clock.now)
    house.then(e.HoldPlaced(on=date(2032, 6, 30), id="h1", why="claim", review_on=date(2032, 12, 1)))
    run(clock)
    kept = Disposal.objects.get(pk=made.pk).items.get()
    assert (kept.state, kept.why) == (Item.State.KEPT, "the hold h1 (a legal claim) is open")
    assert Disposal.objects.get(pk=made.pk).certificate["kept"] == [[house.reference, kept.why]]
    held = due.held(house.officers[0], clock.now.date()).get()
    assert due.why_held(held.case) == ["the hold h1 (a legal claim)"]
    assert Case.objects.get(reference=house.reference).complainant == "Rosa Adeyemi"
    house.then(e.HoldLifted(on=date(2032, 7, 1), id="h1", reason="Settled"))
    assert due.cases(house.officers[0], Kind.COMPLAINT, clock.now.date()).count() == 1


class Killed(BaseException):
    """The worker dies."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["_note_places", "erase_case", "left", "_delete_files", "draw_up"])
def test_a_worker_killed_at_any_point_leaves_nothing_half_done(clock, folders, monkeypatch, place):
    house = settle()
    clock.now = DUE
    made = actions.prepare(house.officers[0], Kind.COMPLAINT, 10, at=clock.now)
    actions.approve(house.officers[1], made.number, at=clock.now)
    owner = next(one for one in (disposing, erasing, traces) if hasattr(one, place))
    real = getattr(owner, place)

    def die(*args, **kwargs):
        if place in ("erase_case", "_note_places"):
            real(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, place, die)
        with pytest.raises(Killed):
            run(clock)
    clock.now = DUE.replace(hour=14)
    run(clock)
    done = Disposal.objects.get(pk=made.pk)
    assert (done.state, done.items.get().state) == (Disposal.State.DONE, Item.State.DONE)
    case = Case.objects.get(reference=house.reference)
    assert Event.objects.filter(case=case, kind="disposed").count() == 1
    assert chain.verify(house.landlord) == []
    stored = [path for path in (folders / "files").rglob("*") if path.is_file()]
    assert len(stored) == 1, "the e-mail that belongs to no case"


def test_words_that_an_eraser_forgets_stop_the_disposal(house, clock, monkeypatch):
    monkeypatch.setattr(erasing.letters, "erase", lambda case, at: None)
    clock.now = DUE
    done = dispose(house, clock, Kind.COMPLAINT)
    kept = done.items.get()
    assert kept.state == Item.State.KEPT
    assert "letters.Letter" in kept.why
    case = Case.objects.get(reference=house.reference)
    assert case.complainant == "Rosa Adeyemi"
    assert not Event.objects.filter(case=case, kind="disposed").exists()


def test_every_table_that_leads_to_a_case_is_looked_through(db):
    names = {model._meta.db_table for model, _ in traces.ways()}
    assert {
        "casework_text", "casework_party", "casework_message", "casework_viewing", "letters_letter", "letters_proof",
        "letters_draft", "mailbox_incoming", "mailbox_handling", "mailbox_receipt", "evidence_evidencepack",
        "evidence_redaction", "portal_draft", "portal_mail", "residents_link", "casework_attachment",
    } <= names  # fmt: skip


def test_an_entry_of_a_register_is_due_when_it_was_settled(db, clock):
    house = settle()
    rosa = house.rosa
    opened = log.start(
        house.landlord,
        [e.Received(on=date(2026, 6, 1), channel="phone", from_="tenant", party="p1", text="A new tap please."),
         e.Triaged(on=date(2026, 6, 1), as_="service_request")],
        by=house.first, at=clock.now, parties=[rosa],
    )  # fmt: skip
    with log.open(house.landlord, opened.case.reference) as again:
        log.append(again, [e.RequestCompleted(on=date(2026, 6, 20))], by=house.first, at=clock.now)
    assert Duty.objects.get(case=opened.case, name="dispose").due == date(2032, 6, 20)
    clock.now = DUE
    done = dispose(house, clock, Kind.ENTRY)
    assert [row[0] for row in done.certificate["records"]] == [opened.case.reference]
    assert Case.objects.get(pk=opened.case.pk).complainant == ""


def test_a_resident_stays_while_a_case_of_theirs_is_kept(house, clock):
    clock.now = DUE
    officer = house.officers[0]
    assert due.candidates(officer, Kind.RESIDENT, clock.now.date(), 10) == []
    dispose(house, clock, Kind.COMPLAINT)
    assert len(due.candidates(officer, Kind.RESIDENT, clock.now.date(), 10)) == 1
    dispose(house, clock, Kind.RESIDENT)
    assert not Resident.objects.exists()


def test_mail_that_somebody_files_meanwhile_is_kept(house, clock):
    clock.now = DUE
    made = actions.prepare(house.officers[0], Kind.MAIL, 10, at=clock.now)
    actions.approve(house.officers[1], made.number, at=clock.now)
    Incoming.objects.filter(case=None).update(state=Incoming.State.WAITING)
    run(clock)
    assert made.items.get().state == Item.State.KEPT
    assert not Incoming.objects.filter(case=None).exclude(erased_at=None).exists()


@pytest.mark.provision("WTP-12", "C24-5.8")
def test_nobody_disposes_of_a_complaint_about_themselves(db, clock):
    house = settle()
    about = house.officers[0]
    house.receive(text="About Ola.", about=(about.key,))
    house.then(e.Withdrawn(on=date(2026, 6, 2)))
    clock.now = DUE
    assert due.cases(about, Kind.COMPLAINT, clock.now.date()).count() == 1
    other = house.officers[1]
    assert due.cases(other, Kind.COMPLAINT, clock.now.date()).count() == 2
    made = actions.prepare(other, Kind.COMPLAINT, 10, at=clock.now)
    actions.approve(about, made.number, at=clock.now)
    run(clock)
    kept = made.items.get(state=Item.State.LEFT_OUT)
    assert kept.label == house.reference, "somebody else has to decide about it"


def test_a_record_that_cannot_be_read_is_kept_and_holds_up_no_other(house, clock):
    clock.now = DUE
    Case.objects.filter(reference=house.reference).update(pack_version="gone")
    done = dispose(house, clock, Kind.COMPLAINT)
    item = done.items.get()
    assert (done.state, item.state) == (Disposal.State.DONE, Item.State.KEPT)
    assert "cannot be read" in item.why
    assert not Event.objects.filter(kind="disposed").exists()


def test_a_worker_that_was_too_slow_leaves_it_to_the_one_that_took_it_up(house, clock, monkeypatch):
    clock.now = DUE
    made = actions.prepare(house.officers[0], Kind.COMPLAINT, 100, at=clock.now)
    actions.approve(house.officers[1], made.number, at=clock.now)
    slow, erase = disposing._claim(clock.now), disposing._erase_case

    def meanwhile(item, now):
        monkeypatch.setattr(disposing, "_erase_case", erase)
        Disposal.objects.filter(pk=made.pk).update(next_try=clock.now)
        run(clock)
        erase(item, now)

    monkeypatch.setattr(disposing, "_erase_case", meanwhile)
    disposing._some(slow)
    disposing._finish(slow)
    made.refresh_from_db()
    assert made.state == Disposal.State.DONE
    assert [item.state for item in made.items.all()] == [Item.State.DONE]
