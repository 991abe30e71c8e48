"""The policy as a picture: everything that is drawn is also said, in order."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import msgspec
import pytest

from putright import data
from putright.core import diagram
from putright.core.procedure import REFUSED, boxes

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [(name, brand) for name in data.pack_names() for brand in (data.load_policy(name).pack.brands or [None])]


def rows(policy, title):
    """The rows of a box, by name."""
    return next(dict(box.rows) for box in boxes(policy) if box.title == title)


@pytest.mark.parametrize(("name", "brand"), EVERY)
def test_each_policy_is_drawn_and_said_in_order(name, brand):
    policy = data.load_policy(name, brand)
    picture = ET.fromstring(diagram.svg(policy))
    drawn = " ".join(text.text or "" for text in picture.iter(f"{SVG}text"))
    described = picture.find(f"{SVG}desc").text
    at = 0
    for box in boxes(policy):
        for line in (box.title, *box.lines):
            at = described.index(line, at)
        for _, lines in box.rows:
            assert all(line in drawn for line in lines), box.title
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "policy-title policy-text"


@pytest.mark.parametrize(("name", "brand"), EVERY)
def test_nothing_is_drawn_outside_the_picture(name, brand):
    picture = ET.fromstring(diagram.svg(data.load_policy(name, brand)))
    width, height = (float(side) for side in picture.get("viewBox").split()[2:])
    for text in picture.iter(f"{SVG}text"):
        assert float(text.get("y")) < height
        assert float(text.get("x")) + 7.9 * len(text.text or "") < width, text.text


@pytest.mark.parametrize(("name", "brand"), EVERY)
def test_each_box_is_a_picture_of_its_own_for_paper(name, brand):
    policy = data.load_policy(name, brand)
    pieces = [ET.fromstring(one) for one in diagram.pieces(policy)]
    assert [one.find(f"{SVG}title").text for one in pieces] == [box.title for box in boxes(policy)]
    assert len({one.find(f"{SVG}title").get("id") for one in pieces}) == len(pieces)
    for one in pieces:
        height = float(one.get("viewBox").split()[3])
        assert all(float(text.get("y")) < height for text in one.iter(f"{SVG}text"))
        assert height < 1000, "taller than a sheet of paper"


def test_who_acts_how_long_and_what_is_refused_is_said():
    policy = data.load_policy("willow-tree")
    stage = rows(policy, "Stage 1")
    assert stage["Taken by"] == ("manager",)
    assert (
        stage["Time"][0] == "acknowledged within 5 working days of receiving it (the policy, WTP-24; the Code, C24-6.2)"
    )
    assert (
        "nobody handles or decides a complaint about themselves (C24-5.8)"
        in stage["Refused: whatever breaks one of these"]
    )
    assert rows(policy, "Stage 2")["Taken by"][0].startswith("a panel of ")
    assert rows(policy, "Somebody complains")["Refused only for"][0].startswith(
        "too old, more than 12 months, not where"
    )


def test_two_limits_that_differ_are_both_said():
    times = rows(data.load_policy("willow-tree"), "Stage 2")["Time"]
    assert "answered within 20 working days of accepting the request (the policy, WTP-27)" in times
    assert "answered within 20 working days of the acknowledgement (the Code, C24-6.14)" in times


def test_a_brand_is_drawn_with_its_own_people():
    found = {brand: rows(data.load_policy("housing-plus-group", brand), "Stage 1")["Taken by"] for name, brand in EVERY
             if name == "housing-plus-group"}  # fmt: skip
    assert len(set(found.values())) > 1


def test_every_guard_that_is_drawn_exists():
    from putright.core import decide as _register  # noqa: F401
    from putright.core.guards import NAMES

    assert {name for names in REFUSED.values() for name in names} <= set(NAMES)


def test_what_a_pack_is_called_cannot_break_the_picture():
    policy = data.load_policy("model-2024")
    role = msgspec.structs.replace(policy.pack.roles["manager"], title='a <b> & "c"')
    pack = msgspec.structs.replace(policy.pack, title="</title><script>", roles=policy.pack.roles | {"manager": role})
    odd = replace(policy, pack=pack)
    picture = diagram.svg(odd)
    assert "<script>" not in picture
    assert 'a <b> & "c"' in "".join(ET.fromstring(picture).find(f"{SVG}desc").itertext())
    assert "<b> &" not in diagram.mermaid(odd)
