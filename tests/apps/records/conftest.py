"""Rosa Adeyemi's complaint with something of her in every corner of the program, closed in June 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from django.utils import timezone

from putright.apps.accounts.models import Person
from putright.apps.casework import attachments, viewing
from putright.apps.casework.models import Case, Mailbox
from putright.apps.equality import answering
from putright.apps.evidence import actions as evidence
from putright.apps.evidence.models import Redaction
from putright.apps.learning import following
from putright.apps.learning.models import (
    Action,
    Change,
    SetAside,
    Step,
    Suggestion,
    Theme,
    ThemeAction,
    ThemeCase,
    Told,
)
from putright.apps.letters.drawing import pdf
from putright.apps.letters.drawing.stored import stored_pdf
from putright.apps.letters.models import Draft as LetterDraft
from putright.apps.letters.models import Letter
from putright.apps.letters.sending import deliver
from putright.apps.mailbox import store
from putright.apps.mailbox.models import Handling, Incoming, Receipt
from putright.apps.oversight.room.models import Answered
from putright.apps.oversight.room.models import Asked as Question
from putright.apps.portal.models import Draft, Mail
from putright.apps.residents.models import Adjustment, History, Home, Link, Resident, Stay
from putright.core import events as e
from tests.apps.letters.conftest import House, june

BEGAN = datetime(2026, 6, 30, 10, 0, tzinfo=UTC)
DUE = datetime(2032, 7, 1, 10, 0, tzinfo=UTC)
WORDS = ("Adeyemi", "12 Mill Lane", "rosa@mail.example", "07700 900123", "07700900123", "bedroom ceiling fell",
         "TA1 2AB")  # fmt: skip
"""What is looked for afterwards: name, address, telephone, e-mail, words, postcode."""
DONE = "Each bedroom is looked at where a bedroom ceiling fell in the last ten years."
"""What was done about it."""


@pytest.fixture(autouse=True)
def folders(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.EMAIL_HOST = ""
    return tmp_path


@pytest.fixture
def clock(monkeypatch):
    """The day on which it is; moved by `clock.now = …`."""
    found = SimpleNamespace(now=BEGAN)
    monkeypatch.setattr(timezone, "now", lambda: found.now)
    return found


def settle(flags=("safeguarding",)):
    """The landlord, its people, and Rosa's complaint; its words in every part of the program."""
    house = House("willow-tree", phone="07700 900123")
    add = Person.objects.add
    house.officers = [
        add(house.landlord, f"officer{n}@wt.example", name, "correct horse battery", roles=["complaints_officer"])
        for n, name in enumerate(("Ola Brand", "Pia Stone"))
    ]
    house.receive(text="The bedroom ceiling fell on 12 Mill Lane in March.", flags=flags).define().acknowledge()
    house.then(e.AdjustmentRecorded(on=june(3), what="Rosa Adeyemi needs large print"))
    house.decide().respond(channel="post")
    house.then(
        e.RemedyCompleted(on=june(20), id="r1"), e.RemedyCompleted(on=june(20), id="r2"),
        e.LessonRecorded(on=june(21), what="Ring Rosa Adeyemi before the visit, her bedroom ceiling fell"),
        e.ActionSet(on=june(21), id="a1", what=DONE, by=june(25)),
        e.ActionCompleted(on=june(24), id="a1", proof="Seen"),
        e.Closed(on=june(29)), e.SurveySent(on=june(29), method="email"),
        e.SurveyAnswered(on=june(29), score=4, answer="The bedroom ceiling fell, and Rosa Adeyemi had to ring twice"),
    )  # fmt: skip
    case = Case.objects.get(reference=house.reference)
    fill(house, case)
    return house


def fill(house, case):
    letters(house, case)
    files(house, case)
    mail(house, case)
    register(house, case)
    asked = evidence.ask(house.first, case.reference, at=BEGAN)
    assert asked.plan
    Redaction.objects.create(landlord=house.landlord, case=case, reason="third_party", words="Tunde Adeyemi",
                             by=house.first, at=BEGAN)  # fmt: skip
    oversight(house, case)
    learning(house, case)
    viewing.log(house.officers[0], case, "Rosa Adeyemi rang about 12 Mill Lane", BEGAN)
    said = {"what": {"text": ["The bedroom ceiling fell, says Rosa Adeyemi"]}}
    draft = Draft.objects.create(
        landlord=house.landlord, door="complaint", begun_at=BEGAN, saved_at=BEGAN, case=case, answers=said
    )
    Mail.objects.create(draft=draft, to="rosa@mail.example", site="https://x.example", next_try=DUE)


def oversight(house, case):
    answering.tell(case, {"sex": "own", "sex_own": "Rosa Adeyemi", "age": "65"}, june(10))
    asked = Question.objects.create(
        landlord=house.landlord, text="Why did the bedroom ceiling fall, 12 Mill Lane?", office="mrc", case=case,
        on=june(11), due=june(25), by=house.second, at=BEGAN,
    )  # fmt: skip
    Answered.objects.create(question=asked, text="Rosa Adeyemi waited", office="ceo", on=june(12), by=house.second,
                            at=BEGAN)  # fmt: skip


def learning(house, case):
    """A theme, what is done about it, what was published of it, who was told: all in words of hers."""
    while following.run_once(BEGAN):
        pass
    mine = {"landlord": house.landlord, "by": house.first, "at": BEGAN}
    theme = Theme.objects.create(
        landlord=house.landlord, title="The bedroom ceiling fell again", what="12 Mill Lane and others", why=DONE,
        owner=house.first, by=house.first, opened_on=june(22),
    )  # fmt: skip
    step = Step.objects.create(theme=theme, kind="found", on=june(22), text="Rosa Adeyemi said so", by=house.first,
                               at=BEGAN)  # fmt: skip
    ThemeCase.objects.create(theme=theme, case=case, step=step)
    action = ThemeAction.objects.create(theme=theme, landlord=house.landlord, key="a1", what=DONE, owner=house.first,
                                        due=june(25), first=june(25), proof="Rosa Adeyemi rang")  # fmt: skip
    for source in ({"action": Action.objects.get(case=case)}, {"of_theme": action}):
        Change.objects.create(said="The bedroom ceiling fell.", did=DONE, done_on=june(24), state="published",
                              published_on=june(26), **source, **mine)  # fmt: skip
    for theirs in (theme, None):
        Told.objects.create(whom="residents", on=june(26), how="A letter", what=DONE, theme=theme if theirs else None,
                            **mine)  # fmt: skip
    found = Suggestion.objects.create(landlord=house.landlord, by="words", key="k", of="bedroom ceiling fell", days=90,
                                      usual=0, score=1, found_on=june(22))  # fmt: skip
    found.cases.add(case)
    SetAside.objects.create(key="k", cases=1, reason="Only 12 Mill Lane", **mine)


def letters(house, case):
    for letter in Letter.objects.filter(case=case):
        stored_pdf(letter, pdf.render)
    LetterDraft.objects.create(landlord=house.landlord, case=case, kind="closed", person=house.first, page="t",
                               fields={"opening": ["Dear Rosa Adeyemi"]}, begun_at=BEGAN, saved_at=BEGAN)  # fmt: skip
    while deliver.run_once(datetime(2026, 6, 9, tzinfo=UTC)):
        pass


def files(house, case):
    for party, text in (("p1", b"Photo of 12 Mill Lane, Rosa Adeyemi"), ("", b"Our survey of 12 Mill Lane")):
        file = attachments.keep_bytes(house.landlord, "Rosa Adeyemi.txt", text, BEGAN, held="x")
        attachments.claim(case, [file], party=party)


def mail(house, case):
    box = Mailbox.objects.create(landlord=house.landlord, address="c@wt.example", host="h", user="u", secret="S")
    for held in (case, None):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "Rosa Adeyemi <rosa@mail.example>", "c@wt.example", "Roof"
        message["Message-ID"] = f"<{bool(held)}@mail.example>"
        message.set_content("The bedroom ceiling fell at 12 Mill Lane. My neighbour Jo Bell of 3 High Road saw it.")
        incoming(house, box, message.as_bytes(), held)


def incoming(house, box, raw, case):
    came = datetime(2026, 6, 10, tzinfo=UTC)
    row = Incoming.objects.create(
        landlord=house.landlord, mailbox=box, sha256=store.digest(raw), size=len(raw), came_at=came, taken_at=came,
        stored=store.put(house.landlord, raw), sender="rosa@mail.example", sender_name="Rosa Adeyemi", kind="person",
        subject="Roof of 12 Mill Lane", excerpt="The bedroom ceiling fell", content=store.digest(raw),
        state=Incoming.State.FILED if case else Incoming.State.ASIDE, case=case,
    )  # fmt: skip
    Handling.objects.create(incoming=row, what="filed", by=house.first, at=came, said="Rosa Adeyemi, 12 Mill Lane")
    Receipt.objects.create(incoming=row, landlord=house.landlord, to="rosa@mail.example" if case else "r2@x.example",
                           day=came.date(), made_at=came)  # fmt: skip


def register(house, case):
    home = Home.objects.create(landlord=house.landlord, address="12 Mill Lane", postcode="TA1 2AB")
    rosa = Resident(landlord=house.landlord, name="Rosa Adeyemi", phone="07700 900123", email="rosa@mail.example")
    rosa.search_text = rosa.findable()
    rosa.phone_bare = "07700900123"
    rosa.save()
    Stay.objects.create(resident=rosa, home=home, since=date(2020, 1, 1), until=date(2026, 6, 30))
    Adjustment.objects.create(resident=rosa, what="Rosa Adeyemi needs large print", recorded_on=date(2026, 1, 1))
    History.objects.create(landlord=house.landlord, subject="resident", number=rosa.pk, what="added",
                           said="name: Rosa Adeyemi", by=house.first, at=BEGAN)  # fmt: skip
    Link.objects.create(resident=rosa, case=case, party="p1", by=house.first, at=BEGAN)


@pytest.fixture
def house(db, clock):
    return settle()
