"""Reports as staff and residents meet them: drafts, writing, issuing, files, what became of them, the public page."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date

import msgspec
import openpyxl
import pypdfium2 as pdfium
import pytest
from django.urls import reverse
from django.utils import timezone

from putright import data
from putright.apps.accounts import packs
from putright.apps.oversight.assessment.sources import Looking, found
from putright.apps.oversight.reports import actions, files, making, run
from putright.apps.oversight.reports.models import Comment, Drawn, Issue, Place, Question
from putright.core.reporting import drawing, shapes
from putright.core.reporting.shapes import Cell, Heading, Table, Words
from tests.apps.letters.conftest import text_of
from tests.apps.letters.test_letters import check_pdfs
from tests.apps.oversight.report_house import NOW, TODAY, YEAR_END, drawn, house, issued, work, write_all

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("http://evil.example","x")<script>alert(1)</script> #panic("x") $x$'


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    monkeypatch.setattr(actions.issue, "__kwdefaults__", {**actions.issue.__kwdefaults__, "draw": making.pdf})


@pytest.fixture
def willow(db):
    who = house("willow-tree", 60)
    run.catch_up(NOW)
    Drawn.objects.exclude(report="annual_report").update(next_try=None)
    work()
    who.draft = drawn(who.landlord, "annual_report", YEAR_END)
    return who


def get(client, name, *args, status=200):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.provision("HSP-32", "WTP-29")
def test_an_officer_writes_in_a_draft_and_issues_it(client, willow):
    client.force_login(willow.officer)
    assert "Annual complaints performance" in text(get(client, "reports"))
    page = text(get(client, "report_draft", willow.draft.pk))
    assert "Still to be written" in page
    assert "Issue the report" not in page
    address = reverse("report_write", args=[willow.draft.pk, "analysis"])
    assert client.post(address, {"text": "It was the rain."}).status_code == 302
    assert "It was the rain." in text(get(client, "report_draft", willow.draft.pk))
    told = {"text": "", "url": "https://www.example.org/r", "dated-day": "", "dated-month": "", "dated-year": ""}
    refused = client.post(reverse("report_write", args=[willow.draft.pk, "ombudsman_report"]), told)
    assert refused.status_code == 422
    assert "https://www.example.org/r" in refused.content.decode()
    write_all(willow, willow.draft)
    page = get(client, "report_draft", willow.draft.pk)
    shown = re.search(r'name="shown" value="(\w+)"', page.content.decode())[1]
    answer = client.post(reverse("report_issue", args=[willow.draft.pk]), {"shown": shown}, follow=True)
    assert "cannot be changed any more" in text(answer)
    assert "Nobody yet" in text(answer)
    assert Issue.objects.get().office == actions.office(willow.officer)


def test_the_page_of_an_issued_report_keeps_what_became_of_it(client, willow):
    made = issued(willow, willow.draft)
    client.force_login(willow.officer)
    day = {"on-day": "9", "on-month": "6", "on-year": "2026"}
    due = {"due-day": "1", "due-month": "6", "due-year": "2026"}
    for what, told in (
        ("received", {"to": "Board", "how": "With its papers"} | day),
        ("question", {"asked_by": "Board", "text": "Why so late?", "owed_by": "Complaints Officer"} | day | due),
        ("response", {"body": "The Board", "text": "We thank the residents."} | day),
        ("put", {"what": "page"} | day),
        ("put", {"what": "report", "url": "https://www.example.org/report"} | day),
        ("recount", {"why": "A letter came to light."}),
    ):
        answer = client.post(reverse("report_note", args=[made.key, what]), told)
        assert answer.status_code == 302, answer.content.decode()
    assert client.post(reverse("report_note", args=[made.key, "put"]), {"what": "report"} | day).status_code == 422
    work()
    page = text(get(client, "report", made.key))
    for said in ("With its papers", "Why so late?", "Late: Complaints Officer answers by 1 Jun 2026",
                 "We thank the residents.", "it comes out the same, figure by figure"):  # fmt: skip
        assert said in page
    assert "Answers owed" in text(get(client, "reports"))
    client.post(reverse("report_reply", args=[made.key, Question.objects.get().pk]), {"text": "The rain."} | day)
    assert "The rain." in text(get(client, "report", made.key))
    assert "Answers owed" not in text(get(client, "reports"))


def test_a_figure_leads_to_the_cases_behind_it(client, willow):
    made = issued(willow, willow.draft)
    client.force_login(willow.officer)
    page = get(client, "report", made.key).content.decode()
    links = re.findall(r'href="(/figures/cases[^"]+)"', page)
    assert len(links) > 20
    assert client.get(links[0].replace("&amp;", "&")).status_code == 200


def test_who_may_not_issue_reads_and_asks_only(client, willow):
    made = issued(willow, willow.draft)
    client.force_login(willow.member)
    page = get(client, "report", made.key)
    assert "Note who received it" not in text(page)
    assert "Note a question" in text(page)
    for what in ("received", "response", "put", "recount"):
        get(client, "report_note", made.key, what, status=403)
    get(client, "report_earlier", status=403)
    client.force_login(willow.desk)
    for name, args in (("reports", ()), ("report", (made.key,)), ("report_file", (made.key, "pdf"))):
        get(client, name, *args, status=403)


def test_another_landlords_reports_are_not_there(client, willow):
    made = issued(willow, willow.draft)
    other = house("taunton", 5)
    client.force_login(other.officer)
    get(client, "report", made.key, status=404)
    get(client, "report_draft", willow.draft.pk, status=404)
    get(client, "report_file", made.key, "xlsx", status=404)


def test_an_earlier_period_is_drawn_up_when_asked_for(client, willow):
    client.force_login(willow.officer)
    day = {"day-day": "1", "day-month": "5", "day-year": "2024"}
    address = reverse("report_earlier")
    assert client.post(address, {"report": "mrc_insight"} | day).status_code == 302
    assert Drawn.objects.filter(report="mrc_insight", since=date(2024, 4, 1)).exists()
    for year, said in (("2026", "not over yet"), ("2019", "nothing on record")):
        answer = client.post(address, {"report": "mrc_insight"} | day | {"day-year": year, "day-month": "6"})
        assert answer.status_code == 422
        assert said in text(answer)


# ---- what everybody sees --------------------------------------------------------------------


@pytest.mark.provision("C24-8.2", "HPG-35")
def test_a_yearly_report_is_public_once_it_is_put_there_with_the_response_beside_it(client, willow):
    made = issued(willow, willow.draft)
    public = ("public_report", willow.landlord.slug, made.key)
    get(client, *public, status=404)
    get(client, "public_reports", willow.landlord.slug, status=404)
    actions.put(willow.officer, made, what=Place.What.PAGE, url="", on=TODAY, at=NOW)
    page = get(client, *public)
    assert "It has not been given yet" in text(page)
    assert "public" in page["Cache-Control"]
    assert "/figures/cases" not in page.content.decode()
    actions.respond(willow.officer, made, body="The Board", text="We are sorry.", on=TODAY, at=NOW)
    assert "We are sorry." in text(get(client, *public))
    assert made.key in get(client, "public_reports", willow.landlord.slug).content.decode()
    for form in files.NAMES:
        answer = get(client, "public_report_file", willow.landlord.slug, made.key, form)
        assert "public" in answer["Cache-Control"]
        assert answer["Content-Type"] == files.TYPES[form]
    get(client, "public_report_file", willow.landlord.slug, made.key, "exe", status=404)


def test_a_report_for_the_board_alone_is_never_public(client, willow):
    Drawn.objects.filter(report="mrc_insight", until=YEAR_END).update(next_try=NOW)
    work()
    made = issued(willow, drawn(willow.landlord, "mrc_insight", YEAR_END))
    Place.objects.create(issue=made, what="page", on=TODAY, by=willow.officer, at=NOW)
    get(client, "public_report", willow.landlord.slug, made.key, status=404)


def test_who_publishes_ticks_the_publication_log_as_well(willow):
    from putright.apps.accounts import permissions
    from putright.apps.publishing.models import Entry

    made = issued(willow, willow.draft)
    actions.put(willow.officer, made, what="report", url="https://www.example.org/r", on=TODAY, at=NOW)
    logged = Entry.objects.filter(name="annual_report", url="https://www.example.org/r").exists()
    assert logged == permissions.may(willow.officer, permissions.PUBLISH)


@pytest.mark.provision("C24-8.2", "C24-8.1")
def test_what_is_ticked_is_evidence_for_the_self_assessment_also_where_the_policy_lists_no_such_publication(willow):
    assert "governing_body_response" not in packs.current(willow.landlord).pack.publications
    at = Looking(willow.landlord, data.load_edition("housing-ombudsman/2024"), date(2026, 4, 1), TODAY, TODAY)
    assert found(at, ("annual_report", "board_response")) == ()
    made = issued(willow, willow.draft)
    actions.respond(willow.officer, made, body="The Board", text="We are sorry.", on=TODAY, at=NOW)
    for what in (Place.What.REPORT, Place.What.RESPONSE):
        actions.put(willow.officer, made, what=what, url=f"https://www.example.org/{what}", on=TODAY, at=NOW)
    shown = found(at, ("annual_report", "board_response"))
    assert [(one.holds, one.href) for one in shown] == [
        (True, "https://www.example.org/report"), (True, "https://www.example.org/response")
    ]  # fmt: skip


def test_a_report_says_that_anonymous_complaints_are_in_no_share_of_answers_in_time(willow):
    report = willow.draft.thawed.whole({})
    words = " ".join(line for block in report.blocks if isinstance(block, Words) for line in block.lines)
    assert "An anonymous complaint has no date" in words
    shares = [measure for measure, *_ in drawing.explained(report) if "date" in measure or "timescale" in measure]
    told = {title: says for title, says, _ in drawing.explained(report)}
    assert len(shares) >= 3
    assert all("Anonymous complaints have no date" in told[title] for title in shares)


# ---- files ----------------------------------------------------------------------------------


def test_every_format_gives_the_same_figures(willow):
    report = issued(willow, willow.draft).thawed
    tables = [block for block in report.blocks if isinstance(block, Table)]
    book = openpyxl.load_workbook(io.BytesIO(files.workbook(report)))
    assert len(book.sheetnames) == len(tables) + 1
    with zipfile.ZipFile(io.BytesIO(files.sheets(report))) as packed:
        names = [name for name in packed.namelist() if name.endswith(".csv")]
        rows = [list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig")))) for name in names]
    for table, sheet, plain in zip(tables, book.worksheets[1:], rows, strict=True):
        assert sheet["A1"].value == table.caption
        wanted = [shapes.plain(cell) for row in table.rows for cell in row[1:]]
        shares = files._shares(table)
        places, at = [], 0
        for share in shares:
            places.append(at)
            at += 3 if share else 1
        got = [row[place].value for row in sheet.iter_rows(min_row=3) for place in places[1:]]
        assert got == [None if one is None else pytest.approx(one) for one in wanted], table.id
        assert [row[place] for row in plain[1:] for place in places[1:]] == [
            "" if one is None else str(one) for one in wanted
        ]
    read = "".join(text_of(making.pdf(report)).split())
    for table in tables:
        assert "".join(table.caption.split()) in read
    assert files.workbook(report) == files.workbook(report)


def evil():
    figure = Cell(value=3, unit="count", counted=3)
    return shapes.Report(
        id="evil", title=EVIL, organisation="Test Homes", since=date(2026, 1, 1), until=date(2026, 3, 31), said=(EVIL,),
        blocks=(Heading(text=EVIL), drawing.words(EVIL, EVIL),
                Table(id="evil", caption=EVIL, head=(EVIL, EVIL), rows=((Cell(value=EVIL), figure),))),
    )  # fmt: skip


def test_text_in_a_report_is_neither_mark_up_nor_formula():
    from putright.core.reporting import html

    report = evil()
    assert "<script" not in html.body(report)
    assert "".join(EVIL.split()) in "".join(text_of(making.pdf(report)).split())
    book = openpyxl.load_workbook(io.BytesIO(files.workbook(report)))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    table = files.table_csv(report.blocks[2])
    assert all(not cell.startswith("=") for row in csv.reader(io.StringIO(table)) for cell in row)


@pytest.mark.provision("C24-8.1")
def test_both_checkers_of_pdf_ua_find_nothing(willow, tmp_path):
    (tmp_path / "yearly.pdf").write_bytes(bytes(issued(willow, willow.draft).pdf))
    (tmp_path / "evil.pdf").write_bytes(making.pdf(evil()))
    assert len(check_pdfs(tmp_path)) == 2
    with pdfium.PdfDocument(tmp_path / "yearly.pdf") as opened:
        assert 5 < len(opened) < 25


def test_a_process_of_its_own_draws_the_same():
    assert text_of(making.pdf_apart(evil(), "Issue 1")) == text_of(making.pdf(evil(), "Issue 1"))


def test_what_was_typed_is_kept_when_the_session_ran_out(client, willow):
    client.force_login(willow.officer)
    address = reverse("report_write", args=[willow.draft.pk, "analysis"])
    client.get(address)
    del client.cookies["sessionid"]
    client.post(address, {"text": "Long words that took an hour."})
    client.force_login(willow.officer)
    assert "Long words that took an hour." in client.get(address).content.decode()
    assert Comment.objects.count() == 0


def test_words_that_people_wrote_stand_in_every_format(willow):
    actions.comment(willow.officer, willow.draft, "learning", text="We now ring first.", at=NOW)
    report = issued(willow, willow.draft).thawed
    said = [line for block in report.blocks if isinstance(block, Words) for line in block.lines]
    assert "We now ring first." in said
    assert "We now ring first." in text_of(making.pdf(report))
    assert msgspec.json.encode(report)


def test_whoever_works_for_one_brand_reads_its_reports_and_those_of_everybody(client, willow):
    mine = willow.draft
    kept = Drawn.objects.create(
        landlord=mine.landlord, report=mine.report, brand="wrekin", since=mine.since, until=mine.until,
        state=mine.state, seq=mine.seq, draft=mine.draft,
    )  # fmt: skip
    person = willow.officer
    person.brands = ["choices"]
    person.save()
    client.force_login(person)
    get(client, "report_draft", mine.pk)
    get(client, "report_draft", kept.pk, status=404)
    assert client.post(reverse("report_write", args=[kept.pk, "volumes"]), {"text": "x"}).status_code == 404
    assert [row["drawn"].pk for row in get(client, "reports_every").context["rows"] if row["drawn"].brand] == []
