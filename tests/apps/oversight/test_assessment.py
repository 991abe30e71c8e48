"""A self-assessment of each landlord, from its beginning to what everybody reads."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from putright import data
from putright.apps.accounts import permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework.models import Case, Event, Involvement, Party
from putright.apps.measuring.population import population, seq_now
from putright.apps.oversight.assessment import actions, calls, counting, lists, making
from putright.apps.oversight.assessment.desk import Desk
from putright.apps.oversight.assessment.freezing import paper_of
from putright.apps.oversight.assessment.models import Approved, Assessment, Call, Deed, RowAnswer
from putright.apps.publishing import shelf
from putright.core import events as e
from putright.core import sampling
from putright.core.assessment import paper as papers
from putright.core.assessment.answering import Answered
from putright.core.assessment.paper import Approval
from putright.core.measures.counting import ask
from putright.demo import history, published
from putright.demo.people import HOUSES
from putright.demo.seed import people_of
from tests.apps.letters.conftest import House, text_of
from tests.apps.letters.test_letters import check_pdfs

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
SINCE, UNTIL = date(2025, 4, 1), date(2026, 3, 31)
SLUGS = ("willow-tree", "housing-services", "housing-plus", "taunton", "model")
ROWS = {"taunton": 39}
BOARD = Approval(body="Board", on=TODAY, minute="2026/41")


@pytest.fixture(autouse=True)
def day(monkeypatch, tmp_path, settings):
    """Monday 23 November 2026."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def landlord_of(slug, number=30):
    """A landlord of the demonstration, or one on the model policy, with a past and somebody who assesses."""
    known = next((one for one in HOUSES if one.slug == slug), None)
    if known:
        landlord = people_of(known)
        history.tell(landlord, TODAY, number)
        published.publish(landlord, NOW)
    else:
        policy = data.load_policy("model-2024")
        landlord = Landlord.objects.create(slug=slug, name="Model Homes", pack="model-2024", prefix="MOD")
        for n, key in enumerate(policy.pack.roles):
            Person.objects.add(landlord, f"{key}@model.example", f"Person {n}", roles=[key], trained=True)
        history.tell(landlord, TODAY, number)
    return landlord


def assessor(landlord):
    people = Person.objects.filter(landlord=landlord).order_by("id")
    return next(one for one in people if permissions.may(one, permissions.ASSESS))


def begun(landlord, **more):
    who = assessor(landlord)
    one = actions.begin(who, actions.default_edition(who), SINCE, UNTIL, at=NOW, **more)
    assert counting.run_once(NOW)
    return Assessment.objects.select_related("landlord", "before").get(pk=one.pk)


def answer(desk, entry):
    """An honest answer: what the records suggest, with the words that it then needs."""
    given = entry.proposed
    evidence = given.evidence or "The register of policies and the minutes of the year show it."
    if entry.row.answers == "words":
        return Answered(answer="said", evidence=evidence)
    chosen = entry.proposal.answer or ("na" if entry.row.answers == "yes_no_na" else "yes")
    more = {}
    if chosen == "no" and not entry.row.neutral:
        more = {
            "commentary": "\n".join(entry.proposal.against),
            "by_when": date(2027, 3, 31),
            "action": "Put it right.",
        }
    return Answered(answer=chosen, evidence=evidence, **more)


def completed(landlord, **more):
    one = begun(landlord, **more)
    who, desk = assessor(landlord), Desk(one, TODAY)
    typed = {entry.key: (answer(desk, entry), entry.version) for entry in desk.rows()}
    assert not actions.save(who, one, typed, at=NOW).overtaken
    one.refresh_from_db()
    actions.complete(who, one, at=NOW)
    return Assessment.objects.select_related("landlord", "before").get(pk=one.pk)


def approved(landlord, **more):
    return actions.approve(assessor(landlord), completed(landlord, **more), BOARD, at=NOW, draw=making.pdf)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.provision("HSP-36", "THT-22", "HPG-35", "WTP-29", "C20-C2", "C24-8.1", "MOD-44")
def test_each_landlord_completes_its_form_and_gets_a_tagged_pdf(db, slug, tmp_path, client):
    landlord = landlord_of(slug)
    done = approved(landlord)
    paper = done.thawed
    assert len(paper.lines) == ROWS.get(slug, 72)
    assert {line.section for line in paper.lines} == set(paper.sections)
    for line in paper.lines:
        assert line.given.answer
        assert line.code
        assert line.asks.endswith((".", "?"))
        assert line.evidence, line.id
        assert not line.failing or (line.given.commentary and line.given.by_when)
    (tmp_path / "pdfs").mkdir()
    (tmp_path / "pdfs" / f"{slug}.pdf").write_bytes(bytes(done.pdf))
    check_pdfs(tmp_path / "pdfs")
    read = "".join(text_of(bytes(done.pdf)).split())
    for line in paper.lines:
        assert "".join(line.asks.split()) in read, line.id
    references = Case.objects.filter(landlord=landlord).values_list("reference", flat=True)
    assert not [one for one in references if one in done.paper]
    names = [one.name for one in Person.objects.filter(landlord=landlord) if " " in one.name]
    assert not [name for name in names if name in done.paper]


@pytest.fixture
def wt(db):
    return landlord_of("willow-tree", 25)


@pytest.fixture
def rest(wt):
    """The landlord, somebody who assesses, and somebody who does not."""
    desk = Person.objects.add(wt, "desk@wt.example", "Flo Desk", roles=["front_line"])
    return SimpleNamespace(landlord=wt, who=assessor(wt), desk=desk)


def test_its_figures_are_those_that_anybody_counts_again(wt):
    one = begun(wt)
    tally, form = counting.tally(one), data.load_form(one.edition)
    assert one.seq == seq_now(wt)
    assert set(tally.figures) == set(form.figures)
    facts = population(wt, UNTIL)
    assert sum(fact.reference[:2] == "WT" for fact in facts)
    for figure in tally.figures.values():
        assert figure.answer == ask(figure.asks, facts)
    assert any(figure.answer.counted for figure in tally.figures.values())


def test_cases_are_drawn_by_a_seed_that_is_kept_and_only_those_are_ticked(wt, client):
    one = begun(wt)
    who, desk = assessor(wt), Desk(one, TODAY)
    tally = counting.tally(one)
    name, lot = max(tally.lots.items(), key=lambda item: item[1].of)
    assert list(lot.order) == sampling.in_order(f"{one.seed}:{name}", set(lot.order))
    assert counting.counted(one, counting.covered(one, one.seq)).lots == tally.lots
    drawn = [case.reference for case, _ in desk.drawn(name, who)]
    assert drawn == [reference for reference in lot.order if reference in drawn][: len(drawn)]
    strange = next(case.reference for case in Case.objects.filter(landlord=wt) if case.reference not in drawn)
    assert actions.mark_read(who, one, name, [drawn[0], strange], at=NOW, today=TODAY) == 1
    assert actions.mark_read(who, one, name, [drawn[0]], at=NOW, today=TODAY) == 0
    row = next(row for row in desk.form.rows.values() if name in row.samples)
    title = desk.form.samples[name].title
    says = [part.says for part in Desk(one, TODAY).sampled(row) if part.title == title]
    assert says == [f"{title}: 1 of {min(3, lot.of)} drawn by lot out of {lot.of} were opened and read"]


def test_a_case_that_somebody_must_not_see_is_drawn_for_others_and_not_for_them(wt, monkeypatch):
    one = begun(wt)
    who = assessor(wt)
    tally = counting.tally(one)
    name = max(tally.lots, key=lambda name: tally.lots[name].of)
    before = [case.reference for case, _ in Desk(one, TODAY).drawn(name, who)]
    case = Case.objects.get(landlord=wt, reference=before[0])
    Involvement.objects.create(case=case, person=who, tie="about")
    after = [case.reference for case, _ in Desk(one, TODAY).drawn(name, who)]
    assert after == [*before[1:], *[one for one in tally.lots[name].order if one not in before][:1]]


def typed(desk, section, **rows):
    """What a browser posts for a section, with some answers in it."""
    post = {}
    for entry in desk.rows(section):
        given = entry.given if entry.saved else entry.proposed
        post |= {f"r{entry.key}-version": entry.version, f"r{entry.key}-evidence": given.evidence,
                 f"r{entry.key}-commentary": given.commentary}  # fmt: skip
        if given.answer:
            post[f"r{entry.key}-answer"] = given.answer
    for key, values in rows.items():
        post |= {f"r{key.replace('_', '.')}-{name}": value for name, value in values.items()}
    return post


def test_a_section_is_saved_as_typed_and_nothing_untouched_is_taken_for_an_answer(rest, client):
    one = begun(rest.landlord)
    client.force_login(rest.who)
    at = reverse("assessment_section", args=[one.pk, "1"])
    page = client.get(at)
    assert page.status_code == 200
    assert "The records speak for a no" in page.content.decode()
    post = typed(Desk(one, TODAY), "1", **{"1_3": {"answer": "yes", "evidence": "Three files were read."}})
    assert client.post(at, {**post, "go": "next"}).headers["Location"].endswith("/2")
    assert list(RowAnswer.objects.values_list("row", "answer", "evidence", "version")) == [
        ("1.3", "yes", "Three files were read.", 1)
    ]
    half = typed(
        Desk(one, TODAY),
        "1",
        **{
            "1_2": {
                "answer": "no",
                "commentary": "We use the older wording.",
                "by_when-day": "31",
                "by_when-month": "13",
            }
        },
    )
    page = client.post(at, {**half, "r1.2-by_when-year": "2027"})
    assert page.status_code == 422
    assert "We use the older wording." in page.content.decode()
    saved = RowAnswer.objects.get(row="1.2")
    assert (saved.answer, saved.commentary, saved.by_when) == ("no", "We use the older wording.", None)


def test_two_tabs_lose_nothing(rest, client):
    one = begun(rest.landlord)
    client.force_login(rest.who)
    at = reverse("assessment_section", args=[one.pk, "2"])
    first = typed(Desk(one, TODAY), "2", **{"2_1": {"answer": "yes", "evidence": "From the first tab."}})
    second = typed(
        Desk(one, TODAY),
        "2",
        **{
            "2_1": {"answer": "no", "evidence": "From the second tab."},
            "2_3": {"answer": "yes", "evidence": "Nobody else wrote here."},
        },
    )
    answer = client.post(at, first, headers={"X-Saving": "typing"})
    assert answer.json() == {"at": "10:00", "versions": {"2.1": 1}, "overtaken": []}
    answer = client.post(at, second, headers={"X-Saving": "typing"})
    assert answer.json()["overtaken"] == ["2.1"]
    page = client.post(at, second).content.decode()
    assert "From the first tab." in page
    assert "From the second tab." in page
    assert RowAnswer.objects.get(row="2.1").evidence == "From the first tab."
    assert RowAnswer.objects.get(row="2.3").evidence == "Nobody else wrote here."


def test_what_was_typed_is_kept_while_somebody_signs_in_again(rest, client):
    one = begun(rest.landlord)
    client.force_login(rest.who)
    at = reverse("assessment_section", args=[one.pk, "2"])
    client.get(at)
    client.cookies["sessionid"] = ""
    post = typed(Desk(one, TODAY), "2", **{"2_1": {"evidence": "Twenty minutes of typing."}})
    assert client.post(at, post).status_code == 302
    session = client.session
    assert "Twenty minutes of typing." in session["kept_form"]["typed"].replace("+", " ")


def test_it_is_not_complete_while_anything_is_missing_or_names_somebody(rest):
    one = begun(rest.landlord)
    with pytest.raises(actions.Refused, match="things are missing"):
        actions.complete(rest.who, one, at=NOW)
    desk = Desk(one, TODAY)
    given = {entry.key: (answer(desk, entry), entry.version) for entry in desk.rows()}
    given["9.1"] = (Answered(answer="yes", evidence="See WT-2026-000003.", commentary="Flo Desk knows."), 0)
    actions.save(rest.who, one, given, at=NOW)
    said = [text for entry, text in Desk(one, TODAY).missing()]
    assert said == ["Take out WT-2026-000003: what is published names no case.",
                    "Take out Flo Desk: name the office, not the person."]  # fmt: skip


@pytest.mark.provision("C24-8.3")
def test_what_is_approved_is_frozen(wt):
    done = approved(wt)
    assert papers.digest(done.paper) == done.content
    for change in (lambda: Approved.objects.update(content="x"), lambda: Approved.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    one = Assessment.objects.get()
    with pytest.raises(actions.Refused, match="no draft"):
        actions.save(assessor(wt), one, {"1.2": (Answered(answer="yes"), 1)}, at=NOW)
    later = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    history.tell(wt, later.date(), 3)
    counting.run_once(later)
    assert Approved.objects.get().thawed == done.thawed


@pytest.mark.provision("HSP-36", "THT-22", "C24-8.1", "C20-C2")
def test_it_is_published_for_everybody_as_page_pdf_and_tables(wt, client):
    done = approved(wt)
    public = reverse("public_assessment", args=[wt.slug])
    assert client.get(public).status_code == 404
    client.force_login(assessor(wt))
    client.post(reverse("assessment_paper", args=[done.key]), {"go": "publish"})
    client.logout()
    page = client.get(public)
    assert page.headers["Cache-Control"] == "public, max-age=300"
    text = page.content.decode()
    for line in done.thawed.lines:
        assert line.asks.replace("'", "&#x27;") in text
    assert not re.search(r"WT-\d{4}-\d+", text)
    assert (client.get(public + "/" + done.key + ".pdf").content) == bytes(done.pdf)
    table = client.get(public + "/" + done.key + ".csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert (len(rows), len(rows[0])) == (73, 5)
    book = openpyxl.load_workbook(io.BytesIO(client.get(public + "/" + done.key + ".xlsx").content))
    assert book["Self-assessment"].max_row == 73
    assert [cell.value for cell in book["Self-assessment"][2]][:3] == ["1.2", done.thawed.lines[0].asks, "No"]
    promise = next(one for one in shelf.promises(wt, TODAY) if one.name == "annual_report")
    assert promise.last is None
    assert client.get(public + "/nothing").status_code == 404


def order(landlord):
    """A complaint with an order to assess, by 1 December."""
    house = House.__new__(House)
    house.landlord, house.brand = landlord, None
    house.first = assessor(landlord)
    house.rosa = Party(key="p1", role=Party.As.COMPLAINANT, name="Rosa Adeyemi")
    house.receive()
    house.then(e.OmbudsmanReferred(on=date(2026, 9, 1), body="housing-ombudsman"))
    house.then(e.OrderMade(on=date(2026, 11, 2), id="o1", kind_="self_assessment", what="Assess", by=date(2026, 12, 1)))
    return house


def test_an_order_from_before_the_last_assessment_calls_for_nothing(wt):
    approved(wt)
    order(wt)
    while calls.watch_once(NOW):
        pass
    assert calls.waiting(wt) == []


@pytest.mark.provision("C24-8.4", "C20-C1.9")
def test_an_order_is_answered_by_an_assessment_and_reported_back(wt, client):
    order(wt)
    while calls.watch_once(NOW):
        pass
    assert not calls.watch_once(NOW)
    found = [one for one in calls.waiting(wt) if one.due == date(2026, 12, 1)]
    assert [one.text for one in found] == ["An order of 2 November 2026 to assess against the Code and report back."]
    client.force_login(assessor(wt))
    assert "Due by 1 December 2026" in client.get(reverse("self_assessment")).content.decode()
    done = approved(wt, why=found[0].text, calls=(found[0].pk,))
    assert done.thawed.called_by == found[0].text
    assert calls.to_report(wt) == found
    at = reverse("assessment_paper", args=[done.key])
    post = {"go": f"report-{found[0].pk}", "on-day": "23", "on-month": "11", "on-year": "2026", "where": "Case 1234"}
    assert client.post(at, post).status_code == 302
    assert calls.to_report(wt) == []
    assert Deed.objects.get().call == found[0]


@pytest.mark.provision("C24-8.3")
@pytest.mark.parametrize("kind", ["restructure", "merger", "procedure"])
def test_a_change_calls_for_a_new_one_that_begins_with_the_last_answers(wt, client, kind):
    first = approved(wt)
    who = assessor(wt)
    client.force_login(who)
    post = {"kind": kind, "text": "Two landlords became one.", "on-day": "20", "on-month": "11", "on-year": "2026"}
    assert client.post(reverse("assessment_call"), post).status_code == 302
    call = Call.objects.get(kind=kind)
    one = begun(wt, why=call.text, calls=(call.pk,))
    entry = Desk(one, TODAY).row("1.2")
    assert entry.before.given == first.thawed.lines[0].given
    assert entry.given.commentary == first.thawed.lines[0].given.commentary
    assert entry.given.answer == ""
    desk = Desk(one, TODAY)
    given = {entry.key: (answer(desk, entry), entry.version) for entry in desk.rows()}
    given["1.2"] = (Answered(answer="yes", evidence="The policy was reworded.", commentary="Since May."), entry.version)
    actions.save(who, one, given, at=NOW)
    one.refresh_from_db()
    actions.complete(who, one, at=NOW)
    one.refresh_from_db()
    second = actions.approve(who, one, BOARD, at=NOW, draw=making.pdf)
    change = next(one for one in papers.changes(second.thawed) if one.id == "1.2")
    assert (change.was, change.now, change.turned) == ("No", "Yes", True)
    assert second.number == 2


def test_a_call_is_set_aside_only_with_a_reason(rest, client):
    call = actions.call(rest.who, Call.Kind.RESTRUCTURE, on=TODAY, due=None, text="Two teams merged.", at=NOW)
    with pytest.raises(actions.Refused, match="Say why"):
        actions.set_aside(rest.who, call, " ")
    actions.set_aside(rest.who, call, "Nobody handles complaints differently.")
    assert calls.waiting(rest.landlord) == []


def test_a_landlord_chooses_the_form_and_has_one_open_at_a_time(rest, client):
    client.force_login(rest.who)
    post = {"edition": "housing-ombudsman/2020", "since-day": "1", "since-month": "4", "since-year": "2025",
            "until-day": "31", "until-month": "3", "until-year": "2026"}  # fmt: skip
    assert client.get(reverse("assessment_begin")).status_code == 200
    assert client.post(reverse("assessment_begin"), post).status_code == 302
    one = Assessment.objects.get()
    assert one.edition == "housing-ombudsman/2020"
    again = client.post(reverse("assessment_begin"), {**post, "edition": "housing-ombudsman/2024"})
    assert again.status_code == 422
    assert "An assessment is open already" in again.content.decode()


def test_it_is_due_by_the_number_of_homes_and_that_is_said_to_be_unchecked(rest, client):
    client.force_login(rest.who)
    page = client.get(reverse("self_assessment")).content.decode()
    assert "Say how many homes there are" in page
    assert "It has not been checked yet" in page
    client.post(reverse("assessment_terms"), {"homes": "8000", "month": "3"})
    assert lists.due(rest.landlord, TODAY)["due"] == date(2026, 9, 30)
    assert "Due by 30 September 2026: late" in client.get(reverse("self_assessment")).content.decode()
    checked = {"checked_on-day": "20", "checked_on-month": "11", "checked_on-year": "2026"}
    client.post(reverse("assessment_terms"), {"homes": "61", "month": "12", **checked})
    assert lists.due(rest.landlord, TODAY)["due"] == date(2026, 6, 30)
    assert "Last checked on 20 November 2026" in client.get(reverse("self_assessment")).content.decode()


def test_the_group_makes_one_for_all_its_landlords(db):
    landlord = landlord_of("housing-plus", 12)
    one = completed(landlord)
    paper = paper_of(Desk(one, TODAY), BOARD, 1)
    assert len(paper.brands) > 1
    assert paper.said[0].startswith("One policy covers ")
    assert "Parts of the group that another body's Code binds are not part of it." in paper.said
    others = counting.other_brands(lists.packs.current(landlord), one.edition)
    assert others
    assert not [fact for fact in counting.covered(one, one.seq) if fact.brand in others]


def test_only_those_who_may_open_or_change_it(rest, client):
    one = begun(rest.landlord)
    client.force_login(rest.desk)
    for name, args in (("self_assessment", []), ("assessment", [one.pk]), ("assessment_section", [one.pk, "1"])):
        assert client.get(reverse(name, args=args)).status_code == 403
    board = Person.objects.add(rest.landlord, "b@wt.example", "Bo", roles=["mrc"])
    client.force_login(board)
    at = reverse("assessment_section", args=[one.pk, "1"])
    assert client.get(at).status_code == 200
    assert client.post(at, typed(Desk(one, TODAY), "1")).status_code == 403
    assert client.post(reverse("assessment_step", args=[one.pk]), {"go": "complete"}).status_code == 403
    other = Landlord.objects.create(slug="o", name="O", pack="model-2024", prefix="OO")
    client.force_login(Person.objects.add(other, "x@o.example", "Xa", roles=["senior_manager", "complaints_officer"]))
    assert client.get(reverse("assessment", args=[one.pk])).status_code in (403, 404)


def test_the_worker_counts_once_and_gives_up_in_the_end(wt, monkeypatch):
    who = assessor(wt)
    one = actions.begin(who, actions.default_edition(who), SINCE, UNTIL, at=NOW)

    def broken(*_):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(counting, "count", broken)
        with pytest.raises(RuntimeError):
            counting.run_once(NOW)
    assert not counting.run_once(NOW)
    assert counting.run_once(NOW + counting.LEASE)
    assert not counting.run_once(NOW + 2 * counting.LEASE)
    one.refresh_from_db()
    assert one.counted_at
    assert Event.objects.filter(landlord=wt, seq=one.seq).exists()
