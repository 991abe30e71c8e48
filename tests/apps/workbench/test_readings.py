"""A printed policy is brought, read, and held against what runs; the file itself is not kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from putright import data
from putright.apps.publishing import making
from putright.apps.workbench import limits
from putright.apps.workbench.readings import actions, extracting
from putright.apps.workbench.readings.models import Reading
from putright.core.publishing.kinds import compose
from putright.core.publishing.matter import Matter
from putright.core.reading import read
from putright.core.reading.comparing import compare, in_words
from tests.apps import pictures
from tests.apps.clam import EICAR, needs_clamd

POLICY = b"""Complaints policy

Stage 1

We acknowledge your complaint within 5 working days of receipt. We reply within 99 working days of receipt.

Housing Ombudsman Service

Email: info@housingombudsman.org.uk
"""
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def brought(client, body=POLICY, name="policy.txt"):
    return client.post(reverse("workbench_readings"), {"document": SimpleUploadedFile(name, body)})


@pytest.fixture
def una(client, people):
    client.force_login(people.una)
    return people.una


def test_a_document_is_read_and_its_differences_are_shown_with_their_sentences(client, una):
    response = brought(client)
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    assert "99 working days" in page
    assert "We reply within 99 working days of receipt." in page
    assert "info@housingombudsman.org.uk" in page
    assert "What was not found" in page
    assert reverse("workbench_reading_text", args=[1]) + "#L5" in page


def test_its_text_is_shown_line_by_line(client, una):
    brought(client)
    page = client.get(reverse("workbench_reading_text", args=[1])).content.decode()
    assert 'id="L5"' in page
    assert "99 working days" in page


def test_the_same_file_again_is_the_reading_there_was(client, una):
    assert brought(client).url == brought(client).url
    assert Reading.objects.count() == 1


def test_it_can_be_held_against_a_shipped_pack(client, una):
    brought(client)
    page = client.get(reverse("workbench_reading", args=[1]), {"of": "shipped-willow-tree"}).content.decode()
    assert "10 working days" in page
    assert client.get(reverse("workbench_reading", args=[1]), {"of": "draft-7"}).status_code == 404


def test_it_can_be_removed_with_its_text(client, una):
    brought(client)
    client.post(reverse("workbench_reading_remove", args=[1]))
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "empty"), (pictures.png(), "neither text, Word"), (b"%PDF-1.7 broken", "damaged"), (b"   \n", "no text")],
)
def test_what_cannot_be_read_is_refused_with_a_reason(client, una, body, said):
    response = brought(client, body, "policy.bin")
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Reading.objects.exists()


def test_a_file_that_is_too_large_is_not_read(client, una, monkeypatch):
    monkeypatch.setattr(extracting, "MOST_BYTES", 10)
    assert brought(client).status_code == 422


@needs_clamd
def test_a_document_with_a_virus_is_refused(client, una, clamd):
    response = brought(client, EICAR)
    assert response.status_code == 422
    assert "virus scanner found" in response.content.decode()


def test_nothing_is_read_that_the_scanner_has_not_seen(client, una, settings):
    settings.CLAMD = "/nowhere/clamd.sock"
    response = brought(client)
    assert response.status_code == 422
    assert "cannot be reached" in response.content.decode()


def test_nobody_else_sees_it(client, una, people):
    brought(client)
    client.force_login(people.otto)
    for name in ("workbench_reading", "workbench_reading_text"):
        assert client.get(reverse(name, args=[1])).status_code == 404
    assert client.post(reverse("workbench_reading_remove", args=[1])).status_code == 404
    client.force_login(people.ana)
    assert client.get(reverse("workbench_readings")).status_code == 403


def test_nobody_else_brings_one_or_takes_one_away(client, una, people):
    brought(client)
    reading = Reading.objects.get()
    for who, why in ((people.ana, "draft_policy"), (people.otto, "another landlord")):
        with pytest.raises(PermissionDenied, match=why):
            actions.remove(who, reading)
    with pytest.raises(PermissionDenied):
        actions.keep(people.ana, "policy.txt", POLICY, POLICY.decode(), NOW)


# ---- the text of a document -----------------------------------------------------------------


def test_a_word_document_gives_headings_lists_and_rows():
    document = Document()
    document.add_heading("Stage 1", 1)
    document.add_paragraph("We acknowledge within 5 working days.", style="List Bullet")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Date approved", "May 2026"
    body = BytesIO()
    document.save(body)
    lines = extracting.text_of(body.getvalue()).splitlines()
    assert lines[:2] == ["Stage 1", "-----"]
    assert "- We acknowledge within 5 working days." in lines
    assert "Date approved\tMay 2026" in lines


def test_a_word_document_that_unpacks_to_too_much_is_refused(monkeypatch):
    body = BytesIO()
    Document().save(body)
    monkeypatch.setattr(extracting, "MOST_UNPACKED", 100)
    with pytest.raises(extracting.Unreadable, match="unpacked"):
        extracting.text_of(body.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_usual_encodings(encoding):
    assert extracting.text_of("Résumé of the policy: £5".encode(encoding)) == "Résumé of the policy: £5"


def test_a_published_policy_reads_back_from_its_pdf_in_agreement():
    policy, on, bodies = data.load_policy("model-2024"), date(2026, 11, 22), data.load_bodies()
    document = compose("policy_website", Matter(policy, data.load_wording("model-2024"), data.load_register(), on))
    text = extracting.text_of(making.pdf(document))
    found = compare(read(text, "policy", bodies).printed, policy, bodies, on)
    assert [in_words(one, on) for one in found.differs] == []
    agreed = {(one.topic, one.of) for one in found.agrees}
    assert {("time", "dispose"), ("exclusion", "too_old"), ("contact", "housing-ombudsman/post")} <= agreed
    assert any(one.topic == "definition" for one in found.agrees)
    # Its picture sets figures apart from their words: these times are not found, rather than guessed.
    assert ("time", "stage2.respond") in {(one.topic, one.of) for one in found.not_found}


def test_a_word_file_with_endless_columns_or_paragraphs_is_read_in_bounds(monkeypatch):
    document, file = Document(), BytesIO()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Stage 1", "10 working days"
    table.rows[0].cells[0]._tc.grid_span = 10**9
    document.save(file)
    assert extracting.text_of(file.getvalue()) == "Stage 1\t10 working days\n"
    monkeypatch.setattr(extracting, "MOST_LINES", 1)
    with pytest.raises(extracting.Unreadable, match="more than 1 lines"):
        extracting.text_of(file.getvalue())


def test_a_landlord_keeps_no_more_documents_than_it_may(client, una, monkeypatch):
    monkeypatch.setattr(limits, "READINGS", 1)
    assert brought(client).status_code == 302
    response = brought(client, body=POLICY + b"Another.")
    assert response.status_code == 422
    assert "remove one first" in response.content.decode()
