"""Taking in a file: a result for each row, nothing changed beforehand, nothing doubled afterwards."""

from __future__ import annotations

import csv
import io
import time
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from putright.apps.residents import actions
from putright.apps.residents.importing import reading, report, run
from putright.apps.residents.importing.columns import COLUMNS, Wrong, day, email, language, uprn
from putright.apps.residents.models import Adjustment, History, Home, Import, Resident, Stay
from putright.core.sheets import FORMULA
from tests.apps.residents.conftest import NOON

HEAD = "person_number,name,phone,uprn,address,postcode,tenure,role,since,until\n"


def sent(person, text, name="people.csv"):
    """A file that was sent in, not yet looked through."""
    content = text if isinstance(text, bytes) else text.encode()
    table = reading.table(content)
    return Import.objects.create(
        landlord=person.landlord, by=person, at=NOON, name=name, content=content, sha256="0" * 64,
        encoding=table.encoding, delimiter=table.delimiter, ignored=list(table.ignored), next_try=NOON,
    )  # fmt: skip


def taken_in(person, text, run=True):
    """A file that was looked through and, unless `run` is false, taken in."""
    job = sent(person, text)
    work()
    if run:
        Import.objects.filter(pk=job.pk).update(state="running", next_try=timezone.now())
        work()
    job.refresh_from_db()
    return job


def work():
    while run.run_once(timezone.now()):
        pass


def outcomes(job):
    return [(row.line, row.outcome) for row in job.rows.exclude(line=None).order_by("line")]


def said(job, line):
    return [tuple(one) for one in job.rows.get(line=line).said]


ROWS = (
    "P1,Rosa Adeyemi,01952 000 111,100090012,,,,,,\n"  # same
    "P1b,Ayo Adeyemi,,100090012,,,,joint_tenant,14/02/2019,\n"  # new in a home that is there
    "P2,Tunde Adeyemi,01952 000 333,,,,,,,\n"  # changed
    "P50,Ivy Chen,,100090050,5 Elm Road,tf119zz,shared ownership,,2020-01-31,\n"  # new with a new home
    "P51,,,,,,,,,\n"  # no name
    "P52,Lee,,12x,1 Oak,,,,,\n"  # no UPRN
)


# ---- looking it through ---------------------------------------------------------------------


def test_every_row_has_a_result_and_nothing_is_changed_before_somebody_says_so(people, register):
    before = (Resident.objects.count(), Home.objects.count(), Stay.objects.count(), History.objects.count())
    job = taken_in(people.adi, HEAD + ROWS, run=False)
    assert job.state == "checked"
    assert outcomes(job) == [(2, "same"), (3, "new"), (4, "changed"), (5, "new"), (6, "invalid"), (7, "invalid")]
    assert said(job, 4) == [("phone", "nothing → 01952 000 333", "")]
    assert said(job, 6)[0][0] == "name"
    assert said(job, 7) == [("uprn", "“12x” is no UPRN.", "Up to 12 digits and nothing else; or leave it empty.")]
    assert before == (Resident.objects.count(), Home.objects.count(), Stay.objects.count(), History.objects.count())


def test_it_is_taken_in_as_it_was_shown_and_a_second_time_all_is_the_same(people, register):
    shown = outcomes(taken_in(people.adi, HEAD + ROWS, run=False))
    job = taken_in(people.adi, HEAD + ROWS)
    assert outcomes(job) == shown
    assert (job.state, job.done, job.lines, job.content) == ("done", 6, 6, None)
    ivy = Resident.objects.get(number="P50")
    assert (ivy.kind, ivy.name) == ("resident", "Ivy Chen")
    stay = ivy.stays.get()
    assert (str(stay.home), stay.home.tenure, stay.since) == ("5 Elm Road, TF11 9ZZ", "shared_ownership",
                                                            date(2020, 1, 31))  # fmt: skip
    assert Stay.objects.filter(home=register.mill).count() == 3
    kept = History.objects.count()
    again = taken_in(people.adi, HEAD + ROWS)
    assert {outcome for _, outcome in outcomes(again)} == {"same", "invalid"}
    assert History.objects.count() == kept


def test_the_history_names_who_took_it_in_and_what_changed(people, register):
    taken_in(people.adi, HEAD + ROWS)
    changed = History.objects.get(subject="resident", number=register.tunde.pk, what="updated")
    assert (changed.by, changed.said) == (people.adi, "Telephone: nothing → 01952 000 333")


def test_an_empty_cell_changes_nothing_and_nobody_is_removed(client, people, register):
    job = taken_in(people.adi, HEAD + "P1,Rosa Adeyemi,,,,,,,,\n")
    assert outcomes(job) == [(2, "same")]
    register.rosa.refresh_from_db()
    assert register.rosa.phone == "01952 000 111"
    missing = job.rows.filter(outcome="missing")
    assert [row.number for row in missing] == ["P2"]  # Sam has left and is not missed
    client.force_login(people.adi)
    page = client.get(f"/residents/imports/{job.pk}").content.decode()
    assert "is in the register and not in the file" in page
    assert "<code>person_number</code>" not in page
    assert Resident.objects.count() == 3


def test_a_move_keeps_the_old_home_and_says_that_it_is_still_open(people, register):
    job = taken_in(people.adi, HEAD + "P1,Rosa Adeyemi,,7,9 New Road,,,,01/03/2026,\n")
    assert outcomes(job) == [(2, "changed")]
    assert any("12 Mill Lane" in what for _, what, _ in said(job, 2))
    assert register.rosa.stays.count() == 2
    ended = taken_in(people.adi, HEAD + "P1,,,100090012,,,,,14/02/2019,28/02/2026\n")
    assert said(ended, 2) == [("until", "nothing → 28 February 2026", "")]


def test_homes_alone_and_a_household(people, register):
    text = "uprn,address,person_number,name,role\n5,5 Elm Road,,,\n6,6 Elm Road,A,Al,tenant\n6,,B,Bo,household\n"
    job = taken_in(people.adi, text)
    assert [outcome for _, outcome in outcomes(job)] == ["new", "new", "new"]
    assert [one.role for one in Home.objects.get(uprn="6").stays.order_by("id")] == ["tenant", "household_member"]
    assert not Home.objects.get(uprn="5").stays.exists()


def test_a_home_is_known_by_its_address_where_there_is_no_number(people, register):
    text = "person_number,name,address,postcode\nZ1,Zed,12 MILL LANE  Shifnal,tf11 8ab\nZ2,Zoe,8 New Row,TF1 1AA\n"
    taken_in(people.adi, text)
    assert Stay.objects.get(resident__number="Z1").home == register.mill
    assert {outcome for _, outcome in outcomes(taken_in(people.adi, text))} == {"same"}


@pytest.mark.parametrize("text", [
    "person_number,name,address\nZ1,Zed,The Old Forge\n",
    "person_number,name,address,postcode,uprn\nZ1,Zed,3 High Street,TF11 8ZZ,77\n",
    "person_number,name,address,postcode,home_number\nZ1,Zed,3 High Street,TF11 8ZZ,H77\n",
])  # fmt: skip
def test_a_home_gets_its_number_later_and_is_not_doubled(people, register, text):
    for _ in range(2):
        job = taken_in(people.adi, text)
    assert outcomes(job) == [(2, "same")]
    assert Home.objects.count() == (3 if "Forge" in text else 2)
    assert Stay.objects.filter(resident__number="Z1").count() == 1


def test_the_same_place_with_another_uprn_is_another_home(people, register):
    text = 'uprn,address,postcode\n555,"12 Mill Lane, Shifnal",TF11 8AB\n'
    assert [outcomes(taken_in(people.adi, text)) for _ in range(2)] == [[(2, "new")], [(2, "same")]]


def test_an_adjustment_is_added_once_and_never_begun_again(people, register):
    text = "person_number,adjustment,adjustment_review\nP1,Large print,01/06/2027\n"
    taken_in(people.adi, text)
    kept = Adjustment.objects.get(resident=register.rosa)
    assert (kept.needs, kept.review_on) == (["large_print"], date(2027, 6, 1))
    assert outcomes(taken_in(people.adi, text)) == [(2, "same")]
    kept.ended = date(2026, 3, 1)
    actions.save_part(people.una, kept, NOON)
    assert outcomes(taken_in(people.adi, text)) == [(2, "same")]


def test_brands_are_ours_and_by_key_or_name(people, register):
    text = "uprn,address,brand\n1,1 A Road,north\n2,2 A Road,South\n3,3 A Road,East\n"
    job = taken_in(people.adi, text)
    assert [outcome for _, outcome in outcomes(job)] == ["new", "new", "invalid"]
    assert Home.objects.get(uprn="2").brand == "south"
    assert "north, south" in said(job, 4)[0][2]


# ---- what is wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "column"), [
    ("P9,Ann,,,,,,,31/02/2026,", "since"),
    ("P9,Ann,,5,1 A,,,,03/2026,", "since"),
    ("P9,Ann,,5,1 A,,,,01/03/2026,01/02/2026", "until"),
    ("P9,Ann,,5,1 A,,castle,,,", "tenure"),
    ("P9,Ann,,5,1 A,,,lodger,,", "role"),
    (",Ann,,,,,,,,", "person_number"),
    ("P9,Ann,,,,,,tenant,,", "uprn"),
    ("P9,Ann,,1.00E+11,1 A,,,,,", "uprn"),
    ("P9,Ann,,777,,,,,,", "address"),
    (f"P9,{'A' * 201},,,,,,,,", "name"),
    ("P9,Ann,,,,,,,,,extra", ""),
    ('P9,"Ann', "name"),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_its_column_and_what_to_do(people, register, row, column):
    job = taken_in(people.adi, HEAD + "P1,Rosa Adeyemi,,,,,,,,\n" + row + "\n", run=False)
    if row == 'P9,"Ann':
        return  # a quotation mark that is not closed runs to the end: the cell is taken as it stands
    (found,) = job.rows.filter(outcome="invalid")
    assert found.line == 3
    assert column in [one[0] for one in found.said]
    assert all(what and do for _, what, do in found.said)


def test_rows_that_say_the_same_twice_or_contradict_one_another(people, register):
    text = HEAD + (
        "P9,Ann,,5,1 A,,,,,\n"
        "P9,Ann,,5,1 A,,,,,\n"  # the same again
        "P9,Anne,,6,2 A,,,,,\n"  # another name
        "P8,Bob,,5,1 B,,,,,\n"  # another address of the same home
        "P7,Cy,,100090012,,,,,,\n"
        "P7,Cy,,5,,,,,,\n"  # two homes are allowed
    )
    job = taken_in(people.adi, text)
    assert [outcome for _, outcome in outcomes(job)] == ["new", "invalid", "invalid", "invalid", "new", "changed"]
    assert "Line 2 says this already" in said(job, 3)[0][1]
    assert "Line 2 says something else of the same person: “Ann”" in said(job, 4)[0][1]
    assert said(job, 5)[0][0] == "address"
    again = taken_in(people.adi, text)
    assert [outcome for _, outcome in outcomes(again)] == ["same", "invalid", "invalid", "invalid", "same", "same"]


def test_a_uprn_and_a_number_of_two_homes(people, register):
    register.home("9 Elsewhere", uprn="9", number="H9")
    job = taken_in(people.adi, "uprn,home_number,address\n9,H1,9 Elsewhere\n", run=False)
    assert outcomes(job) == [(2, "invalid")]


@pytest.mark.parametrize(("content", "encoding", "delimiter"), [
    (b"\xef\xbb\xbfperson_number,name\nX,Zo\xc3\xab\n", "utf-8-sig", ","),
    ("person_number;name\nX;Zoë\n".encode("cp1252"), "cp1252", ";"),
    ("person_number\tname\r\nX\tZoë\r\n".encode("utf-16"), "utf-16", "\t"),
    ("Person Ref|Full Name\nX|Zoë\n".encode(), "utf-8", "|"),
])  # fmt: skip
def test_files_of_every_kind_of_spreadsheet(people, register, content, encoding, delimiter):
    job = taken_in(people.adi, content)
    assert (job.encoding, job.delimiter) == (encoding, delimiter)
    assert Resident.objects.get(number="X").name == "Zoë"


@pytest.mark.parametrize(("content", "told"), [
    (b"", "empty"), (b"  \n\n", "empty"), (b"PK\x03\x04", "CSV UTF-8"), (b"colour,size\n1,2\n", "None of its headings"),
    (b"name,phone\nA,1\n", "person_number"), (b"person_number,person ref\nA,1\n", "Two columns"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(client, people, register, content, told):
    client.force_login(people.adi)
    response = client.post("/residents/imports/", {"file": SimpleUploadedFile("x.csv", content)})
    text = response.content.decode()
    assert response.status_code == 422
    assert told in text or (told == "empty" and "empty" in text.lower())
    assert not Import.objects.exists()


def test_cells_are_read_as_people_write_them():
    assert day("31/03/2026") == day("2026-03-31") == day("31.3.2026") == day("31-03-2026 00:00:00") == date(2026, 3, 31)
    assert (uprn("0100090012.0"), language("Welsh"), language("en"), email("a@b.example")) == (
        "100090012", "cy", "", "a@b.example")  # fmt: skip
    for read, cell in ((day, "03/31/2026"), (day, "1066-10-14"), (uprn, "1234567890123"), (email, "a@"),
                       (language, "Klingonish")):  # fmt: skip
        with pytest.raises(Wrong):
            read(cell)


# ---- pages ----------------------------------------------------------------------------------


def test_from_sending_it_in_to_the_results(client, people, register):
    client.force_login(people.adi)
    file = SimpleUploadedFile("../people.csv", (HEAD.strip() + ",arrears\n" + ROWS).encode())
    where = client.post("/residents/imports/", {"file": file}).url
    assert "being looked through" in client.get(where).content.decode().lower()
    work()
    text = client.get(where).content.decode()
    for told in ("What would become of 6 rows", "arrears", "UPRN", "nothing → 01952 000 333", "Read as UTF-8"):
        assert told in text
    client.post(where, {"take": "1"})
    assert "0 of 6 rows" in client.get(where).content.decode()
    work()
    assert "What became of 6 rows" in client.get(where).content.decode()
    client.post(where, {"take": "1"})
    assert Import.objects.get().state == "done"


def test_it_can_be_left_alone(client, people, register):
    job = taken_in(people.adi, HEAD + ROWS, run=False)
    client.force_login(people.adi)
    client.post(f"/residents/imports/{job.pk}", {"discard": "1"})
    work()
    job.refresh_from_db()
    assert (job.state, job.content, Resident.objects.count()) == ("failed", None, 3)


def test_only_with_the_permission_and_for_ones_own_landlord(client, people, register):
    job = taken_in(people.adi, HEAD + ROWS, run=False)
    addresses = ("/residents/imports/", f"/residents/imports/{job.pk}", f"/residents/imports/{job.pk}/results.csv",
                 "/residents/imports/template.csv")  # fmt: skip
    client.force_login(people.una)
    assert [client.get(one).status_code for one in addresses] == [403] * 4
    assert client.post(addresses[1], {"take": "1"}).status_code == 403
    client.force_login(people.otto)
    assert [client.get(one).status_code for one in addresses] == [200, 404, 404, 200]
    people.adi.brands = ["north"]
    people.adi.save()
    client.force_login(people.adi)
    assert client.get(addresses[0]).status_code == 403


def test_the_results_can_be_saved_and_are_no_formulas(client, people, register):
    text = HEAD + 'P9,"=HYPERLINK(""http://x"")",,,,,,,,\nP8,Ann,,=1+1,1 A,,,,,\n@P7,,,,,,,,,\n'
    job = taken_in(people.adi, text)
    client.force_login(people.adi)
    body = b"".join(client.get(f"/residents/imports/{job.pk}/results.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert rows[0] == list(report.HEADINGS)
    assert len(rows) >= 4
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA)] == []
    assert "'@P7" in [row[2] for row in rows]


def test_the_template_is_taken_as_it_is(client, people, register):
    client.force_login(people.adi)
    content = client.get("/residents/imports/template.csv").content
    assert content.decode("utf-8-sig").splitlines()[0].split(",") == [column.name for column in COLUMNS]
    assert outcomes(taken_in(people.adi, content)) == [(2, "new")]


# ---- killed, twice, large -------------------------------------------------------------------


def test_a_killed_worker_is_followed_by_the_next_without_doubling_anything(people, register, monkeypatch):
    text = HEAD + "".join(f"K{n},Kim {n},,{5000 + n},{n} Long Road,,,,,\n" for n in range(1, 41))
    job = sent(people.adi, text)
    work()
    Import.objects.filter(pk=job.pk).update(state="running", next_try=NOON)
    monkeypatch.setattr(run, "BATCH", 10)
    write = run.Desk.write

    def killed(desk, *args):
        write(desk, *args)
        if Resident.objects.filter(number__startswith="K").count() == 30:
            raise KeyboardInterrupt

    monkeypatch.setattr(run.Desk, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        run.run_once(NOON)
    job.refresh_from_db()
    assert (job.done, Resident.objects.filter(number__startswith="K").count()) == (20, 20)
    assert not run.run_once(NOON)  # the lease of the killed one is not over
    monkeypatch.setattr(run.Desk, "write", write)
    assert run.run_once(NOON + timedelta(minutes=6))
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 40)
    assert Resident.objects.filter(number__startswith="K").count() == 40
    assert [outcome for _, outcome in outcomes(job)] == ["new"] * 40


def test_what_breaks_off_again_and_again_is_given_up_and_says_so(people, register, monkeypatch):
    job = sent(people.adi, HEAD + ROWS)

    def broken(*_):
        raise RuntimeError("x")

    monkeypatch.setattr(run, "_look_through", broken)
    now = NOON
    for _ in range(run.TRIES):
        assert run.run_once(now)
        now += timedelta(minutes=10)
    assert not run.run_once(now)
    job.refresh_from_db()
    assert (job.state, job.content) == ("failed", None)
    assert "Send the file in again" in job.problem


def test_old_results_are_erased_and_a_file_does_not_wait_for_ever(people, register):
    done, waiting = taken_in(people.adi, HEAD + ROWS), taken_in(people.adi, HEAD + ROWS, run=False)
    run.run_once(NOON + timedelta(days=8))
    waiting.refresh_from_db()
    assert (waiting.state, waiting.content) == ("failed", None)
    assert done.rows.exists()
    run.run_once(NOON + timedelta(days=91))
    assert not done.rows.exists()


def test_ten_thousand_rows_with_errors_each_has_its_result(people, register):
    rows = []
    for n in range(10_000):
        date_ = "99/99/2020" if n % 10 == 3 else "01/04/2020"
        address = "" if n % 50 == 7 else f"{n} Long Road"
        rows.append(f"T{n},Person {n},01632 {n:06d},{600000 + n},{address},TF1 {n % 9}AA,rented,tenant,{date_},\n")
    text = HEAD + "".join(rows)
    began = time.monotonic()
    job = sent(people.adi, text)
    work()
    looked = time.monotonic()
    Import.objects.filter(pk=job.pk).update(state="running", next_try=NOON)
    work()
    done = time.monotonic()
    job.refresh_from_db()
    found = run.counts(job)
    print(f"\nlooked through in {looked - began:.1f} s, taken in in {done - looked:.1f} s")
    assert (job.state, job.lines) == ("done", 10_000)
    assert found["invalid"] == 1200
    assert found["new"] == 8800
    assert job.rows.exclude(line=None).count() == 10_000
    assert all(row.said for row in job.rows.filter(outcome="invalid"))
    again = taken_in(people.adi, text)
    assert run.counts(again)["same"] == 8800
    assert run.counts(again)["invalid"] == 1200
