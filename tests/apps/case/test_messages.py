"""What the complainant's side wrote: on top of the case until it is read; and who of them can follow with a code."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from putright.apps.casework import keys, log
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.followers import may_follow
from putright.apps.casework.models import Case, Duty, Party
from putright.apps.casework.opened import load
from tests.apps.case.stories import defined, event, told

WROTE = {"id": "m1", "what": "It was the surveyor.", "method": "portal", "party": "p1"}


def events_of(reference: str) -> list:
    return list(load(Case.objects.select_related("landlord").get(reference=reference)).events)


DAY = {"on-day": "16", "on-month": "4", "on-year": "2026"}


def dated(client, path: str, **typed):
    """Posts a step as its page drew it, as of 16 April."""
    form = client.get(path).context["form"]
    drawn = {name: form[name].value() for name in ("version", "token")}
    return client.post(path, {**drawn, **DAY, **typed})


@pytest.mark.provision("C24-5.6")
def test_it_stands_on_top_with_its_words_until_it_is_read(desk, world):
    reference = told(
        world,
        event("assigned", to=world.handler.key),
        defined(),
        event("message_received", about="definition", **WROTE),
    )
    page = desk.get(f"/cases/{reference}").content.decode()
    assert "They wrote, and nobody has read it yet" in page
    assert page.index("It was the surveyor.") < page.index('id="owed"')
    assert "not what they meant" in page
    assert f"/cases/{reference}/message_read?id=m1" in page
    assert "2 working days" in page
    refused = dated(desk, f"/cases/{reference}/message_read?id=m1", id="m1", what="")
    assert refused.status_code == 409
    assert "say what was done about it" in refused.content.decode()
    assert dated(desk, f"/cases/{reference}/message_read", id="m1", what="Agreed anew").status_code == 302
    read = events_of(reference)[-1]
    assert (read.kind, read.id, read.by, read.what) == ("message_read", "m1", world.handler.key, "Agreed anew")
    page = desk.get(f"/cases/{reference}").content.decode()
    assert "nobody has read it yet" not in page


def test_what_nobody_here_signed_in_for_is_put_down_to_them_and_what_the_program_does_to_it(desk, world):
    reference = told(world, event("assigned", to=world.handler.key))
    case = Case.objects.select_related("landlord").get(reference=reference)
    for what in (event("message_received", **WROTE), event("notice_bounced", of="acknowledged")):
        with log.open(case.landlord, reference) as opened:
            log.append(opened, [what], by=None, at=timezone.now())
    page = desk.get(f"/cases/{reference}")
    assert [one.by for one in page.context["timeline"]][:2] == ["Putright", "the complainant’s side"]


def test_it_is_owed_on_the_work_list_also_of_a_closed_complaint(desk, world):
    reference = told(
        world, event("assigned", to=world.handler.key), event("withdrawn"), event("message_received", **WROTE)
    )
    duty = Duty.objects.get(name="message:m1")
    assert str(duty.due) == "2026-03-31"
    page = desk.get("/?scope=all&kind=message").content.decode()
    assert reference in page
    assert "Message to read 1" in page
    assert f"/cases/{reference}/message_read" in page


def test_what_came_by_post_is_put_on_record_with_its_files(desk, world):
    reference = told(world)
    path = f"/cases/{reference}/message_received"
    scan = SimpleUploadedFile("letter.txt", b"As I said in October.")
    assert (
        dated(desk, path, what="As I said in October.", method="letter", about="", done="", files=[scan]).status_code
        == 302
    )
    came = events_of(reference)[-1]
    assert (came.kind, came.id, came.method, came.files, came.party) == ("message_received", "m1", "letter", 1, "p1")
    assert Attachment.objects.get(case__reference=reference).came_with == "m1"
    assert "letter.txt" in desk.get(f"/cases/{reference}/message_read").content.decode()


def test_whoever_takes_it_may_say_at_once_what_was_done(desk, world, client):
    reference = told(world, event("assigned", to=world.handler.key))
    typed = {"what": "Any news?", "method": "phone", "about": "delay", "done": "Told them on the telephone."}
    assert dated(desk, f"/cases/{reference}/message_received", **typed).status_code == 302
    assert [one.kind for one in events_of(reference)[-2:]] == ["message_received", "message_read"]


def test_the_codes_are_said_and_withdrawn_with_a_reason(desk, world):
    reference = told(world)
    case = Case.objects.get(reference=reference)
    before, mail = keys.code(case, "p1"), keys.address(case, "complaints@wt.example")
    path = f"/cases/{reference}/code_withdrawn"
    assert before in desk.get(path).content.decode()
    assert dated(desk, path, party="p1", reason="").status_code == 422
    assert keys.code(case, "p1") == before
    assert dated(desk, path, party="p1", reason="The letter was lost.").status_code == 302
    assert keys.code(case, "p1") != before
    assert keys.opens(case, before) == ""
    assert keys.addressed(case.landlord, mail) is None
    withdrawn = events_of(reference)[-1]
    assert (withdrawn.kind, withdrawn.party, withdrawn.by) == ("code_withdrawn", "p1", world.handler.key)


def test_a_double_click_withdraws_once(desk, world):
    reference = told(world)
    case, path = Case.objects.get(reference=reference), f"/cases/{reference}/code_withdrawn"
    form = desk.get(path).context["form"]
    drawn = {name: form[name].value() for name in ("version", "token")}
    typed = {**drawn, **DAY, "party": "p1", "reason": "Lost."}
    desk.post(path, typed)
    first = keys.code(case, "p1")
    desk.post(path, typed)
    assert keys.code(case, "p1") == first


def test_it_says_who_cannot_follow_and_why(desk, world):
    reference = told(world)
    Party.objects.filter(case__reference=reference).update(postcode="", email="", phone="")
    Case.objects.filter(reference=reference).update(postcode="")
    page = desk.get(f"/cases/{reference}/code_withdrawn").content.decode()
    assert "Cannot follow it: we know no postcode, e-mail address or telephone number" in page


def test_only_who_works_on_it_reads_codes(world, client):
    reference = told(world, by=world.who["front_line"])
    client.force_login(world.who["front_line"])
    assert client.get(f"/cases/{reference}/code_withdrawn").status_code == 403


@pytest.mark.provision("C24-1.2", "C20-B1.8", "THT-14", "WTP-13", "HPG-09")
def test_whoever_brought_it_for_them_is_asked_about_and_then_follows_with_the_code_they_have(desk, world):
    """What the residents' page promised them: the code they were given opens it once their authority is on record."""
    reference = told(world, brought_by="p2")
    case = Case.objects.get(reference=reference)
    Party.objects.create(case=case, key="p2", role="representative", name="Ida Cole", phone="07700 900123",
                         postcode="TF1 1AA")  # fmt: skip
    assert "their authority is not on record" in desk.get(f"/cases/{reference}").content.decode()
    form = desk.get(f"/cases/{reference}/representative_authorised").context["form"]
    assert (form["who"].value(), form["phone"].value()) == ("Ida Cole", "07700 900123")
    kept = {"who": "Ida Cole", "phone": "07700 900123", "basis": "She rang and said so"}
    assert dated(desk, f"/cases/{reference}/representative_authorised", **kept).status_code == 302
    party = Party.objects.get(case=case, role="representative")
    assert (events_of(reference)[-1].party, party.key, party.postcode) == ("p2", "p2", "TF1 1AA")
    assert may_follow(load(case), party)
    assert "their authority is not on record" not in desk.get(f"/cases/{reference}").content.decode()
    assert dated(desk, f"/cases/{reference}/representative_authorised", who="Bola Ade").status_code == 302
    assert set(Party.objects.filter(case=case, role="representative").values_list("key", "name")) == {
        ("p2", "Ida Cole"), ("p3", "Bola Ade")}  # fmt: skip
