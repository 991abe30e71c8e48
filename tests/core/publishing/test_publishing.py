"""What publications say, in which forms, how versions are compared, and when the policy must be reviewed."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import msgspec
import pytest

from putright import data
from putright.core.publishing import compare, html, picture, posts, review, shapes, text
from putright.core.publishing.kinds import KINDS, compose
from putright.core.publishing.kinds.policy_posts import LONGEST
from putright.core.publishing.shapes import Steps
from tests.core.publishing.test_consistency import BRANDS, ON, matter

SVG = "{http://www.w3.org/2000/svg}"


def said(kind, pack, brand=None, on=ON):
    return " ".join(shapes.spoken(compose(kind, matter(pack, brand, on))))


@pytest.mark.provision("WTL-03", "WTL-13")
def test_the_leaflet_of_willow_tree_says_what_its_own_does():
    found = said("leaflet", "willow-tree")
    for words in (
        "Something done wrongly or badly", "A legal duty not met", "by a contractor", "Housing Ombudsman Service",
        "0300 111 3000", "one board member", "Devon", "You can ask for advice and help at any time",
        "If you lost money by it",
    ):  # fmt: skip
        assert words in found


@pytest.mark.provision("C20-B2.3", "C20-B2.6", "C24-3.5")
@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_the_policy_names_stages_formats_challenge_and_owner(pack, brand):
    found = said("policy_website", pack, brand)
    for words in (
        "Stage 1",
        "Stage 2",
        "What we may not take on",
        "You can challenge that",
        "Braille",
        "Held to",
        "How we make this known",
    ):
        assert words in found


def test_a_body_without_details_is_asked_for_and_one_that_is_not_free_at_any_time_is_not_said_to_be():
    found = said("policy_website", "housing-plus-group", "county-town-homes")
    assert "Ask us for its name and address." in found
    assert "It takes a complaint from 56 days" in found
    assert "You can challenge that with the redress scheme" in found


def test_the_designated_person_is_named_only_while_the_code_and_the_law_had_one():
    then, now = (
        said("policy_website", "taunton-heritage-trust", on=date(2021, 5, 4)),
        said("policy_website", "taunton-heritage-trust"),
    )
    assert "designated person" in then
    assert "designated person" not in now
    assert "designated person" not in said("policy_website", "willow-tree", on=date(2021, 5, 4))


def test_care_is_told_of_its_regulator():
    assert "Care Quality Commission" in said("policy_website", "housing-plus-group", "care-plus")
    assert "Care Quality Commission" not in said("policy_website", "housing-plus-group", "wrekin")


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_every_form_says_all_of_it_in_order(pack, brand):
    for kind in KINDS:
        document = compose(kind, matter(pack, brand))
        plain = "".join(text.to_text(document).split())
        page = "".join(re.sub(r"<[^>]+>", " ", html.page(document).partition("</head>")[2]).split())
        for read in (plain, page.replace("&amp;", "&").replace("&#x27;", "'").replace("&quot;", '"')):
            at = 0
            for one in shapes.spoken(document):
                found = read.find("".join(one.split()), at)
                assert found >= 0, (kind, one)
                at = found


def test_nothing_in_a_text_is_mark_up():
    m = matter("willow-tree")
    evil = '</p><script>alert(1)</script>"&'
    wording = {**data.load_wording("willow-tree"), "categories": [{"id": "x", "title": evil}]}
    from dataclasses import replace

    document = compose("policy_website", replace(m, wording=wording))
    assert "<script" not in html.page(document)
    assert evil in text.to_text(document)


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_the_picture_reads_as_its_words(pack, brand):
    document = compose("procedure_picture", matter(pack, brand))
    root = ET.fromstring("".join(html.pictured(document)))
    steps = next(block for block in document.blocks if isinstance(block, Steps))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == f"{document.organisation}: {document.title}"
    described = root.find(f"{SVG}desc").text
    assert described == picture.equivalent(steps)
    assert root.get("aria-labelledby") == "picture-title picture-text"
    for one in shapes.texts(steps):
        assert one in described
    drawn = " ".join(one.text for one in root.iter(f"{SVG}text"))
    assert all(step.title.split()[0] in drawn for step in steps.items)


@pytest.mark.provision("HPG-04")
@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_the_posts_are_dated_and_short_enough(pack, brand):
    document = compose("policy_posts", matter(pack, brand))
    found = posts.dated(document)
    assert [one.on for one in found] == [ON + timedelta(weeks=2 * n) for n in range(6)]
    assert all(one.length <= LONGEST for one in found)
    rows = list(csv.reader(io.StringIO(posts.to_csv(document, "LINK"))))
    assert rows[1:] == [[one.on.isoformat(), one.text, str(len(one.text)), "LINK"] for one in found]
    calendar = posts.to_ics(document)
    assert calendar.count("BEGIN:VEVENT") == 6
    assert f"DTSTART;VALUE=DATE:{ON:%Y%m%d}" in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))


def test_versions_are_compared_in_words():
    from tests.core.publishing.test_consistency import changed

    old = compose("leaflet", matter("willow-tree"))
    new = compose("leaflet", matter("willow-tree", policy=changed(data.load_policy("willow-tree"), "stage1.respond")))
    (change,) = compare.changes(old, new)
    assert change.under == "What happens, and when"
    assert "10 working days" in change.was[0]
    assert "13 working days" in change.now[0]
    assert compare.changes(old, old) == []


def contrast(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_white_can_be_read_on_the_landlords_colour(pack, brand):
    assert contrast(matter(pack, brand).colour) >= 6


def texts(pack, on=ON, history=review.NOTHING):
    return [one.text for one in review.warnings(data.load_policy(pack), on, history)]


@pytest.mark.provision("WTP-01", "HSP-01")
@pytest.mark.parametrize(("pack", "day"), [("willow-tree", "30 April 2025"), ("housing-services", "31 January 2026")])
def test_a_review_that_has_passed_is_warned_of(pack, day):
    assert texts(pack) == [f"The policy’s review fell due on {day}."]
    due = review.printed(data.load_policy(pack).pack.document.review_due)
    assert texts(pack, due) == [f"The policy’s review falls due on {day}."]
    assert texts(pack, due - timedelta(days=90)) == [f"The policy’s review falls due on {day}."]
    assert texts(pack, due - timedelta(days=91)) == []


@pytest.mark.provision("HPG-46", "THT-37", "MOD-49")
@pytest.mark.parametrize(("pack", "number"), [("housing-plus-group", 1), ("taunton-heritage-trust", 2)])
def test_blank_dates_are_asked_for_until_they_are_in_the_policy(pack, number):
    asked = [one for one in texts(pack) if "put" in one]
    assert len(asked) == number
    reviewed = review.History(ON, ON + timedelta(days=1000))
    assert [one for one in texts(pack, history=reviewed) if "put" in one] == asked


@pytest.mark.provision("WTP-36")
def test_what_calls_for_a_review_is_warned_of_and_says_which_rule_calls():
    told = review.History(ON, ON + timedelta(days=365), ("New guidance on repairs",))
    (found,) = review.warnings(data.load_policy("willow-tree"), ON, told)
    assert found.text.endswith("New guidance on repairs")
    assert found.cites == ("WTP-36",)


def test_what_nobody_has_filled_in_is_asked_for():
    found = [one.text for one in review.gaps(data.load_policy("willow-tree"), False, ("Some scheme",))]
    assert len(found) == 2
    assert "Some scheme" in found[1]


def test_the_posts_begin_anew_with_each_edition():
    document = compose("policy_posts", matter("willow-tree"))
    later = msgspec.structs.replace(document, on=date(2027, 1, 4))
    assert posts.dated(later)[0].on == date(2027, 1, 4)
    assert shapes.content(later) == shapes.content(document)


@pytest.mark.provision("THT-26", "THT-36")
def test_what_may_end_a_complaint_and_what_may_reopen_an_answer_is_published():
    found = said("policy_website", "taunton-heritage-trust")
    assert "we may close the complaint, and a resident’s appointment may be set aside" in found
    assert "a resident can take it to the Housing Ombudsman" in found
    assert "unless the Board decides to bring in help from outside" in found
    assert "close the complaint" not in said("policy_website", "willow-tree")


@pytest.mark.provision("WTL-01", "WTL-07", "WTP-18")
@pytest.mark.parametrize("kind", ["leaflet", "policy_website"])
def test_willow_tree_says_that_it_comes_to_talk(kind):
    found = said(kind, "willow-tree")
    assert "We normally visit or ring you" in found
    assert "You do not have to accept." in found
    assert ("suggestions" in found) == (kind == "leaflet")


@pytest.mark.provision("HPG-49", "C20-B1.5")
@pytest.mark.parametrize("pack", data.pack_names())
def test_old_matters_of_safeguarding_are_taken_on_as_those_of_safety_are(pack):
    brand = next(iter(data.load_policy(pack).pack.brands), None)
    old = next(
        text for text in shapes.spoken(compose("policy_website", matter(pack, brand))) if "you learnt of it" in text
    )
    assert "somebody may be at risk of harm or neglect or health or safety is at stake" in old


@pytest.mark.provision("THT-25")
@pytest.mark.parametrize("kind", ["policy_website", "residents_handbook", "welcome_pack"])
def test_taunton_has_its_policy_wherever_it_says_it_is(kind):
    assert "THT-25" in data.load_policy("taunton-heritage-trust").pack.publications[kind].cites
    found = said(kind, "taunton-heritage-trust")
    for words in ("10 working days", "20 working days", "The Support Officer, in office hours", "Housing Ombudsman"):
        assert words in found


@pytest.mark.parametrize(("pack", "brand"), BRANDS)
def test_steps_in_running_text_end_with_a_stop(pack, brand):
    document = compose("procedure_picture", matter(pack, brand))
    steps = next(block for block in document.blocks if isinstance(block, Steps))
    for read in (" ".join(text.to_text(document).split()), picture.equivalent(steps)):
        assert "Ombudsman Service You" not in read
        assert "Ombudsman You" not in read
