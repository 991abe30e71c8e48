"""The officer's pages: who may open them, what they show, and that each does what it says."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Event, Involvement
from putright.apps.evidence import build
from putright.apps.evidence.models import EvidencePack, Redaction
from tests.apps.evidence import files
from tests.apps.evidence.conftest import NOW
from tests.apps.evidence.test_building import two_files

State = EvidencePack.State


@pytest.fixture
def officer(file, client):
    two_files(file)
    client.force_login(file.first)
    return client


def to(file, name="evidence", *more):
    return reverse(name, args=[file.reference, *more])


def shown(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def token_of(response, number=1):
    page = response.content.decode()
    return {
        f"pack{number}-{name}": re.search(rf'name="pack{number}-{name}" value="([^"]*)"', page)[1]
        for name in ("version", "token")
    }


def addresses(file):
    key = f"file-{file.case.attachments.first().pk}"
    return [
        ("get", to(file)), ("post", to(file, "evidence_build")), ("post", to(file, "evidence_withhold")),
        ("post", to(file, "evidence_give_back", 1)), ("get", to(file, "evidence_document", key)),
        ("get", to(file, "evidence_parts", key, 1)), ("get", to(file, "evidence_picture", key, 1)),
        ("post", to(file, "evidence_send", 1)), ("get", to(file, "evidence_download", 1, "pdf")),
        ("get", to(file, "evidence_download", 1, "zip")),
    ]  # fmt: skip


def test_another_landlords_people_find_nothing(file, client):
    two_files(file).build()
    other = Landlord.objects.create(slug="other", name="Other", pack="housing-services", prefix="OTH")
    client.force_login(
        Person.objects.add(other, "x@other.example", "Xan", roles=["senior_manager", "business_manager"])
    )
    assert [getattr(client, how)(where).status_code for how, where in addresses(file)] == [404] * 10


def test_somebody_the_complaint_is_about_finds_nothing(file, client):
    two_files(file).build()
    Involvement.objects.create(case=file.case, person=file.second, tie="about")
    client.force_login(file.second)
    assert [getattr(client, how)(where).status_code for how, where in addresses(file)] == [404] * 10


def test_who_may_not_work_the_case_may_not_send_its_evidence(file, client):
    two_files(file).build()
    flo = Person.objects.add(file.landlord, "flo@hs.example", "Flo", roles=["front_line"])
    Involvement.objects.create(case=file.case, person=flo, tie="logged")
    client.force_login(flo)
    assert [getattr(client, how)(where).status_code for how, where in addresses(file)] == [403] * 10


def test_nobody_sees_it_without_signing_in(file, client):
    two_files(file).build()
    for how, where in addresses(file):
        response = getattr(client, how)(where)
        assert response.status_code == 302
        assert "/account/" in response["Location"]


def test_the_way_leads_from_the_case(officer, file):
    assert to(file) in officer.get(reverse("case", args=[file.reference])).content.decode()


def test_asked_for_built_saved_and_sent(officer, file):
    assert "Asked for on 3 July 2026: The whole file, please." in shown(officer.get(to(file)))
    assert officer.post(to(file, "evidence_build"), {"request": "e1", "base": ""}).status_code == 302
    page = shown(officer.get(to(file)))
    assert "0 of 4 documents made into pages" in page
    assert "Build another" not in page
    build.run_once(NOW)
    page = officer.get(to(file))
    pack = EvidencePack.objects.get()
    assert f"PDF, {pack.pages} pages" in shown(page)
    assert pack.zip_sha256 in shown(page)
    sent = officer.post(to(file, "evidence_send", 1), token_of(page))
    assert sent.status_code == 302
    assert "Sent on 6 July 2026" in shown(officer.get(to(file)))
    assert Event.objects.latest("seq").kind == "evidence_provided"
    officer.post(to(file, "evidence_send", 1), token_of(page))
    assert Event.objects.filter(kind="evidence_provided").count() == 1


def test_files_are_saved_never_run(officer, file):
    file.build()
    for kind in ("pdf", "zip"):
        response = officer.get(to(file, "evidence_download", 1, kind))
        assert response["Content-Disposition"] == f'attachment; filename="{file.reference}-evidence-1.{kind}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert b"".join(response.streaming_content)[:2] in (b"%P", b"PK")
    assert officer.get(to(file, "evidence_download", 1, "exe")).status_code == 404
    assert officer.get(to(file, "evidence_download", 2, "pdf")).status_code == 404


def test_what_the_record_lacks_is_said_beforehand(officer, file):
    assert "No record of the remedy promised for 30 June 2026" in shown(officer.get(to(file)))


def test_words_are_withheld_and_given_back(officer, file):
    where = to(file, "evidence_withhold")
    assert officer.post(where, {"words": "words of b", "reason": "third_party"}).status_code == 302
    assert "“words of b” Everywhere Personal data of somebody else" in shown(officer.get(to(file)))
    officer.post(to(file, "evidence_give_back", Redaction.objects.get().pk))
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [({"words": "A"}, "two letters or figures"), ({"words": "Quill"}, "Why?"), ({}, "Words to withhold")],
)
def test_what_is_typed_wrong_comes_back(officer, file, typed, says):
    response = officer.post(to(file, "evidence_withhold"), typed)
    assert response.status_code == 422
    assert says in shown(response)
    assert typed.get("words", "") in response.content.decode()
    assert not Redaction.objects.exists()


def test_a_document_is_read_and_something_of_it_withheld(officer, file):
    key = f"file-{file.case.attachments.get(name='a.pdf').pk}"
    where = to(file, "evidence_document", key)
    assert "Page 2 of 2" in shown(officer.get(where))
    assert "second of a" in shown(officer.get(where))
    for typed in (
        {"what": "words", "words": "first of a", "where": "here", "reason": "staff"},
        {"what": "pages", "pages": ["2"], "reason": "security"},
        {"what": "whole", "reason": "privilege"},
    ):
        assert officer.post(where, typed).status_code == 302
    found = [(one.words, one.document, one.pages, one.whole) for one in Redaction.objects.order_by("id")]
    assert found == [("first of a", key, [], False), ("", key, [2], False), ("", key, [], True)]
    assert "<mark>first of a</mark>" in officer.get(where).content.decode()
    assert officer.post(where, {"what": "pages", "reason": "staff"}).status_code == 422
    assert officer.get(to(file, "evidence_document", "file-999999")).status_code == 404


def test_parts_of_a_page_are_withheld(officer, file):
    key = f"file-{file.case.attachments.get(name='a.pdf').pk}"
    where = to(file, "evidence_parts", key, 1)
    page = officer.get(where).content.decode()
    assert page.count('type="checkbox"') == 96
    assert "Column H, row 12" in page
    picture = officer.get(to(file, "evidence_picture", key, 1))
    assert picture["Content-Type"] == "image/jpeg"
    assert picture.content.startswith(b"\xff\xd8")
    assert officer.get(to(file, "evidence_picture", key, 9)).status_code == 404
    assert officer.post(where, {"reason": "staff"}).status_code == 422
    assert officer.post(where, {"reason": "staff", "squares": ["0", "95"]}).status_code == 302
    assert Redaction.objects.get().squares == {"1": [0, 95]}


def test_pictures_must_be_looked_at_before_it_is_sent(officer, file):
    file.add("photo.png", files.picture())
    file.withhold("Quillfeather")
    file.build()
    page = officer.get(to(file))
    assert "These pages are pictures" in shown(page)
    assert "“Quillfeather” was found in no document" in shown(page)
    typed = token_of(page)
    refused = officer.post(to(file, "evidence_send", 1), typed)
    assert refused.status_code == 422
    assert not Event.objects.filter(kind="evidence_provided").exists()
    assert officer.post(to(file, "evidence_send", 1), {**typed, "pack1-looked": "on"}).status_code == 302


def test_a_case_that_moved_on_is_said_before_it_is_sent(officer, file):
    from putright.core import events as e

    file.build()
    page = officer.get(to(file))
    file.then(e.Contacted(on=NOW.date(), method="phone"))
    stale = officer.post(to(file, "evidence_send", 1), token_of(page))
    assert stale.status_code == 409
    assert "See whether a supplement is needed" in shown(stale)
    assert officer.post(to(file, "evidence_send", 1), token_of(stale)).status_code == 302


def test_a_supplement_is_offered_once_there_is_a_pack(officer, file):
    assert "as its supplement" not in shown(officer.get(to(file)))
    file.build()
    assert "Only what came since evidence pack 1" in shown(officer.get(to(file)))
    officer.post(to(file, "evidence_build"), {"request": "", "base": "1"})
    assert EvidencePack.objects.get(number=2).supplements.number == 1


def test_one_that_failed_says_why(officer, file):
    EvidencePack.objects.filter(pk=file.ask().pk).update(state=State.FAILED, problem="Tell why.", next_try=None)
    page = shown(officer.get(to(file)))
    assert "Could not be built" in page
    assert "Tell why." in page


def test_a_pack_that_shows_what_was_withheld_since_is_not_sent(officer, file):
    file.add("a.txt", b"Rosa wrote to Lukasz.")
    file.ask()
    file.withhold("Lukasz")
    while build.run_once(NOW):
        pass
    page = officer.get(to(file))
    assert "Do not send it" in shown(page)
    answer = officer.post(to(file, "evidence_send", 1), {**token_of(page), "pack1-looked": "on"})
    assert answer.status_code == 409
    assert "withheld after it was asked for" in shown(answer)
    assert not EvidencePack.objects.get(case=file.case).event_id
    file.build()
    assert not officer.get(to(file)).context["packs"][0]["behind"]
