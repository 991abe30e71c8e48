"""The smallest pieces of every format: texts cleaned, sentences kept whole, addresses told from other words."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from putright.core.letters import blocks, easy, layout, links, printable

PARTS = (easy, links, printable)


@pytest.mark.parametrize("module", PARTS)
def test_what_the_documentation_says(module):
    found = doctest.testmod(module)
    assert (found.failed, found.attempted > 0) == (0, True)


@pytest.mark.parametrize(
    "said",
    [
        "javascript:alert(1)",
        "http://x.org.uk",
        "a b@c.org",
        "evil.exe",
        "a@b",
        "https://x.org/<script>",
        "x.org y",
        "e.g",
    ],
)
def test_nothing_else_becomes_a_link(said):
    assert links.target(said) == ""


def test_a_long_word_is_given_places_to_break_and_an_address_is_left_whole():
    mail = "complaints.team@willowtreehousing.org.uk"
    tree = blocks.Letter(
        kind="response", stage=1, on=date(2026, 6, 1), reference="T-1", title="T",
        blocks=(blocks.Heading(text="T", level=3), blocks.Details(rows=(("E-mail", mail),)),
                blocks.Paragraph(text="W" * 99)),
    )  # fmt: skip
    sheet = layout.sheet(tree)
    assert sheet["blocks"][1]["rows"][0] == {"label": "E-mail", "value": mail, "to": f"mailto:{mail}"}
    assert max(map(len, sheet["blocks"][2]["text"].split("\u200b"))) <= layout.LONGEST["standard"]
    assert sheet["blocks"][0]["level"] == 1  # no level of heading is left out


def test_the_window_is_seen_wherever_the_paper_lies_in_its_envelope():
    """DL envelope 110 by 220 mm, window 35 by 90 mm at 20 mm from the left and 18 mm from the foot, A4 folded twice."""
    slack_across, slack_up = 220 - 210, 110 - 297 / 3
    left, right = 20, 20 + 90 - slack_across
    bottom = 110 - 18 - slack_up
    assert left <= layout.ADDRESS.left
    assert layout.ADDRESS.left + layout.ADDRESS.width <= right
    assert layout.ADDRESS.top + layout.ADDRESS.height <= bottom
    assert layout.ADDRESS.top >= 110 - 18 - 35 - slack_up


def sheet_of(*found, **how):
    tree = blocks.Letter(kind="response", stage=1, on=date(2026, 6, 1), reference="T-1", title="T", blocks=found, **how)
    return layout.sheet(tree)["blocks"]


def test_what_leads_to_whom_to_reach_stands_on_the_same_page():
    said = [blocks.Paragraph(text=one) for one in ("Before.", "You can ask it.", "It is free.", "After.", "Give:")]
    reach = blocks.Details(rows=(("Telephone", "0300 111 3000"),))
    shown = sheet_of(said[0], blocks.Heading(text="Help"), said[1], said[2], reach, said[3], said[4],
                     blocks.Bullets(items=("Name",)))  # fmt: skip
    assert [one["text"] for one in shown if one.get("leads")] == ["You can ask it.", "It is free.", "Give:"]


def test_a_short_table_stays_together_and_a_long_one_does_not():
    short, long = (blocks.Table(head=("What", "When"), rows=(("Mend it", "June"),) * n) for n in (15, 16))
    wordy = blocks.Table(head=("What",), rows=(("Mend it. " * 60,),))
    assert [one["whole"] for one in sheet_of(short, long, wordy)] == [True, False, False]


def test_a_postcode_stays_on_one_line_and_where_a_link_leads_stays_as_it_is():
    rows = (("Write to", "Mill Road, Taunton TA1 2AB"), ("Online", "www.willowtreehousing.org.uk"))
    found = sheet_of(blocks.Details(rows=rows))[0]["rows"]
    assert [one["value"] for one in found] == ["Mill Road, Taunton TA1\u00a02AB", "www.willowtreehousing.org.uk"]


def test_the_number_of_a_house_stays_before_its_street_in_a_letter_from_right_to_left():
    lines = ("12 Mill Lane, Taunton", "5-11 Millbay Road", "10 دن", "01934 750780")
    shown = sheet_of(*(blocks.Paragraph(text=one) for one in lines), language="ur")
    assert [one["text"][0] == "\u200e" for one in shown] == [True, True, False, False]
    assert sheet_of(blocks.Paragraph(text=lines[0]))[0]["text"] == lines[0]
