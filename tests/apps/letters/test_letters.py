"""The letters of the four landlords: what they say, in which order, on paper, in e-mail and on the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from putright import data
from putright.apps.letters.drawing import pdf
from putright.core import events as e
from putright.core.letters import blocks, html, text
from tests.apps.letters.conftest import HOUSES, House, june, text_of, words


def parts_in_order(tree):
    """The texts of a letter, block by block, as they must follow one another."""
    for block in tree.blocks:
        rows = block.rows if isinstance(block, blocks.Table) else ()  # plain text repeats its head in every row
        for said in (cell for row in rows for cell in row) if rows else blocks.texts(block):
            yield from (words(line) for line in said.splitlines() if line.strip())


def says_all(tree, read):
    """Every text of the letter stands in what was read, each after the one before it."""
    at, flat = 0, "".join(read.split())
    for said in parts_in_order(tree):
        if said in ("1", "2", "3"):
            continue
        found = flat.find("".join(said.split()), at)
        assert found >= 0, f"{said!r} is not where it should be"
        at = found


def check_pdfs(folder):
    """No error by either checker of PDF/UA. Neither is veraPDF: each checks what a program of its kind can."""
    programs = Path(sys.executable).parent
    files = sorted(folder.glob("*.pdf"))
    subprocess.run([programs / "outloud", "--json", folder / "report.json", *files], capture_output=True, check=False)
    for found in json.loads((folder / "report.json").read_text())["results"]:
        assert (found["counts"]["error"], found["error"]) == (0, None), found
        assert found["stats"]["tagged"]
    done = subprocess.run(
        [programs / "pdfua", "check", "--min-severity", "error", *files], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()
    return files


def thawed(letter):
    return blocks.thaw(letter.blocks)


def in_every_form(letter):
    """The letter as PDF, plain text and HTML: each says all of it, in order."""
    tree = thawed(letter)
    drawn = pdf.render(letter.blocks)
    says_all(tree, text_of(drawn))
    says_all(tree, text.to_text(tree))
    says_all(tree, _read(html.document(tree)))
    return text_of(drawn)


def _read(page):
    class Reader(HTMLParser):
        def __init__(self):
            super().__init__()
            self.said, self.quiet = [], 0

        def handle_starttag(self, tag, attrs):
            self.quiet += tag in ("style", "title")

        def handle_endtag(self, tag):
            self.quiet -= tag in ("style", "title")

        def handle_data(self, said):
            if not self.quiet:
                self.said.append(said)

    reader = Reader()
    reader.feed(page)
    return " ".join(reader.said)


@pytest.mark.provision("C24-6.2", "HSP-22", "HSP-23", "HPG-23", "THT-16", "THT-28")
def test_an_acknowledgement(house):
    house.receive().define(not_ours=("The neighbour’s hedge.",), unattainable={"1": "not before the spring."})
    read = in_every_form(house.acknowledge())
    assert "The roof over the bedroom has leaked since October." in read
    assert "We have to say now that we cannot do this: not before the spring." in read
    assert "The neighbour’s hedge." in read
    assert "Monday 1 June 2026" in read
    due = "Monday 15 June 2026" if house.landlord.slug == "taunton-heritage-trust" else "Tuesday 16 June 2026"
    assert f"You will have our full answer by {due}." in read
    assert "deals with your complaint." in read
    assert "0300 111 3000" in read


@pytest.mark.provision("WTP-34", "HSP-24", "HPG-25", "HPG-30", "THT-34", "C24-6.5")
def test_an_extension(house):
    house.receive().define().acknowledge()
    read = in_every_form(house.extend())
    assert "The roofer must open the roof first" in read
    assert "Wednesday 24 June 2026" in read
    assert "Housing Ombudsman Service" in read


@pytest.mark.provision("WTL-08", "WTP-19", "HPG-31", "THT-18", "THT-12", "THT-43", "C20-B3.15", "C24-6.9")
def test_a_stage_1_response(house):
    house.receive().define().acknowledge()
    read = in_every_form(house.decide().respond())
    for said in (
        "at stage 1", "Our decision: We uphold this point.", "Three visits were booked and missed.",
        "Mend the roof.", "Tuesday 30 June 2026", "(£150.00)", "A damp survey by 10 July 2026.",
        "If you are still unhappy",
    ):  # fmt: skip
        assert said in read
    last = {
        "willow-tree": "Please ask by Monday 22 June 2026.",
        "housing-services": "Please ask by Wednesday 8 July 2026.",
    }
    assert last.get(house.landlord.slug, "stage") in read
    assert ("Please ask by" in read) == (house.landlord.slug in last)


@pytest.mark.provision("WTL-08", "HPG-31", "HPG-39", "THT-18", "THT-35", "THT-36", "C24-6.19")
def test_a_stage_2_response(house):
    house.to_stage_2_answer()
    read = in_every_form(house.respond(19, house.second))
    assert "at stage 2, the last stage" in read
    assert "Housing Ombudsman Service" in read
    assert "Normally within twelve months" not in read
    assert "normally within twelve months of the landlord's final response" in read


@pytest.mark.provision("THT-32")
def test_the_trusts_stage_2_acknowledgement_says_who_and_when(taunton):
    taunton.receive().define().acknowledge()
    taunton.decide().respond()
    read = in_every_form(taunton.escalate().acknowledge(16, taunton.second))
    assert "The Chair deals with your complaint." in read
    assert "by Monday 13 July 2026" in read
    assert "for the Board of Trustees" in read


@pytest.mark.provision("WTP-20")
def test_the_last_day_to_ask_runs_from_the_day_the_letter_arrives(willow):
    willow.receive().define().acknowledge()
    read = text_of(pdf.render(willow.decide().respond(channel="post").blocks))
    assert "Please ask by Wednesday 24 June 2026." in read  # received on the 10th, two working days after posting


@pytest.mark.provision("THT-11")
def test_who_is_no_resident_is_sent_to_the_charity_commission(taunton):
    taunton.receive(from_="neighbour").define()
    read = text_of(pdf.render(taunton.acknowledge().blocks))
    assert "Charity Commission for England and Wales" in read
    assert "Housing Ombudsman" not in read
    assert "Where else you can turn" in read


@pytest.mark.provision("HPG-38", "HPG-43")
def test_a_mixed_complaint_names_a_body_for_each_point(db):
    house = House("housing-plus-group")
    house.brand = "care-plus"
    house.receive().define(subjects={"p1": "housing", "p2": "care_service"})
    read = text_of(pdf.render(house.acknowledge().blocks))
    assert "Local Government and Social Care Ombudsman: point 2, about care" in read
    assert "Housing Ombudsman Service: point 1, about your home" in read
    assert "0300 061 0614" in read


@pytest.mark.provision("HPG-01")
def test_contacts_are_those_of_the_brand(db):
    house = House("housing-plus-group").receive().define()
    read = text_of(pdf.render(house.acknowledge().blocks))
    assert "01952 217100" in read
    assert "Acton Court" not in read


@pytest.mark.provision("WTL-14")
def test_contacts_are_those_of_the_region_and_both_where_it_is_not_known(db):
    near = House("willow-tree").receive().define()
    assert "01752 250902" not in text.to_text(thawed(near.acknowledge()))


@pytest.mark.provision("WTL-14")
def test_where_the_region_is_not_known_both_offices_are_given(db):
    far = House("willow-tree", address="1 High Street, London").receive().define()
    said = text.to_text(thawed(far.acknowledge()))
    assert "01752 250902" in said
    assert "01934 750780" in said


def test_the_ombudsmans_record_is_the_one_in_force_on_the_letters_date(willow):
    """Since 13 January 2026 new cases are not taken by e-mail."""
    from putright.core.letters.voice import details, record

    body = data.load_register()["bodies"]["housing-ombudsman"]
    assert "info@housing-ombudsman.org.uk" in dict(details(record(body, june(1).replace(year=2025)))).values()
    willow.receive().define()
    said = text.to_text(thawed(willow.acknowledge()))
    assert "info@housing-ombudsman.org.uk" not in said
    assert "PO Box 1484" in said


@pytest.mark.provision("C20-B3.17")
def test_a_letter_names_roles_and_no_member_of_staff(house):
    house.receive().define().acknowledge()
    said = text.to_text(thawed(house.decide().respond()))
    assert "Ines" not in said
    assert "Okafor" not in said


@pytest.mark.provision("WTP-11", "HSP-29")
def test_large_print_is_set_larger_where_they_need_it(willow):
    willow.receive()
    willow.then(e.AdjustmentRecorded(on=june(1), what="Letters in large print")).define()
    large = willow.acknowledge()
    assert json.loads(large.blocks)["large"] is True
    pages = text_of(pdf.render(large.blocks)).count("Page ")
    small = blocks.freeze(blocks.msgspec.structs.replace(thawed(large), large=False))
    assert pages > text_of(pdf.render(small)).count("Page ")


@pytest.mark.provision("WTP-16", "HSP-15", "HPG-20", "THT-09", "C24-2.4")
def test_a_refusal_says_the_ground_the_reasons_and_where_to_challenge_it(house):
    house.receive().define().then(e.LegalProceedingsRecorded(on=june(3), filed=True))
    event = e.Refused(
        on=june(3),
        ground="legal_proceedings",
        explanation="The claim was filed on 2 June.",
        circumstances="Your health.",
    )
    read = in_every_form(house.issue(event))
    assert "Legal proceedings about this matter have been filed at court." in read
    assert "The claim was filed on 2 June." in read
    assert "Housing Ombudsman Service" in read


@pytest.mark.provision("WTP-20")
def test_refusing_stage_2_says_that_the_answer_was_final(house):
    house.receive().define().acknowledge()
    house.decide().respond()
    house.then(e.LegalProceedingsRecorded(on=june(10), filed=True), e.EscalationRequested(on=june(10)))
    event = e.EscalationRefused(on=june(11), ground="legal_proceedings", explanation="The court decides this now.")
    read = in_every_form(house.issue(event))
    assert "Our response of Monday 8 June 2026 was our final response to your complaint." in read
    assert "The court decides this now." in read


def test_every_letter_is_tagged_for_those_who_hear_it(db, tmp_path):
    """The letters of all four landlords, by two checkers of PDF/UA-1. With SCREENSHOTS=folder they are kept there."""
    for name in HOUSES:
        house = House(name)
        house.receive().define(not_ours=("The neighbour’s hedge.",), unattainable={"1": "not before the spring."})
        letters = [house.acknowledge(), house.extend(day=3)]
        letters.append(house.decide().respond())
        letters.append(house.escalate().acknowledge(16, house.second))
        letters.append(house.panel(17).decide(18).respond(19, house.second))
        for n, one in enumerate(letters, 1):
            (tmp_path / f"{name}-{n}-{one.kind}-{one.stage}.pdf").write_bytes(pdf.render(one.blocks))
    files = check_pdfs(tmp_path)
    assert len(files) == 20
    if keep := os.environ.get("SCREENSHOTS"):
        for file in files:
            (Path(keep) / file.name).write_bytes(file.read_bytes())
