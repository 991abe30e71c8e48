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
    assert left <= layout.DL.left
    assert layout.DL.left + layout.DL.width <= right
    assert layout.DL.top + layout.DL.height <= bottom
    assert layout.DL.top >= 110 - 18 - 35 - slack_up
