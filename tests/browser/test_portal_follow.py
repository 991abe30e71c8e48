"""Three people follow their complaint: one on a phone, one with the keyboard alone, one with a screen reader."""

from __future__ import annotations

import os
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from putright.apps.casework import keys
from putright.core import events as e
from tests.apps.case.stories import answered, defined, event
from tests.apps.portal.following import TODAY, World, april, events_of  # noqa: F401

PICTURES = os.environ.get("SCREENSHOTS")
PATHS = (
    "write/not-what-i-meant", "write/evidence", "write/how-it-stands", "write/something-else", "needs", "next",
    "promised/r1",
)  # fmt: skip


@pytest.fixture
def world(transactional_db, april, settings, tmp_path):  # noqa: F811
    cache.clear()
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return World()


def picture(desk, name: str) -> None:
    if PICTURES:
        desk.page.screenshot(path=Path(PICTURES) / f"follow-{name}.png", full_page=True)


def enter(desk, world, case, **typed) -> None:
    """Gets in as people do, by typing what stands in their letter."""
    told = world.door(case, **typed)
    desk.open(f"{world.root}follow")
    labels = {"reference": "Your reference", "code": "Your code", "fact": "One thing that we know about you"}
    for key, label in labels.items():
        desk.page.get_by_label(label, exact=True).fill(told[key])
    desk.page.get_by_role("button", name="Show me my complaint").click()


def told_of(world):
    """A complaint that was answered, with something to comment on again at stage 2 left out."""
    return world.told(
        event("message_received", id="m1", party="p1", what="The window drips too.", method="portal"),
        *answered(world.house), event("contacted", date(2026, 4, 9), method="phone"),
        event("adjustment_recorded", date(2026, 4, 9), what="Large print", needs=["large_print"], party="p1"),
        event("message_read", date(2026, 4, 9), id="m1"),
    )  # fmt: skip


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_is_accessible_and_fits(world, desk, size):
    case = told_of(world)
    one = desk(None, size)
    one.open(f"{world.root}follow")
    picture(one, f"door-{size}")
    enter(one, world, case)
    one.check()
    picture(one, f"complaint-{size}")
    for path in PATHS:
        one.open(f"{world.root}follow/complaint/{path}")
        picture(one, f"{path.replace('/', '-')}-{size}")
    one.page.goto(f"{world.root}follow/complaint/write/evidence")
    one.page.get_by_role("button", name="Send it to us").click()
    expect(one.page.get_by_role("alert")).to_contain_text("Write something, or add a file.")
    one.problems.clear()  # the console notes the 422
    one.check()


def test_on_a_phone_somebody_shows_a_photograph_and_asks_for_stage_2(world, desk, tmp_path):
    case = told_of(world)
    phone = desk(None, "phone", has_touch=True, is_mobile=True)
    enter(phone, world, case)
    phone.page.get_by_role("link", name="Add photographs or files, or tell us more").tap()
    note = tmp_path / "wall.txt"
    note.write_text("Still wet on Tuesday.")
    phone.page.get_by_label("Photographs and files (optional)").set_input_files(note)
    phone.page.get_by_label("What does it show? (optional)").fill("The wall, yesterday.")
    phone.page.get_by_role("button", name="Send it to us").tap()
    expect(phone.page.get_by_role("status")).to_contain_text("We have it.")
    expect(phone.page.get_by_text("not read yet")).to_be_visible()
    phone.page.get_by_role("button", name="Ask for stage 2").tap()
    expect(phone.page.get_by_role("heading", name="Ask for stage 2", level=1)).to_be_visible()
    phone.page.get_by_role("button", name="Ask for stage 2").tap()
    expect(phone.page.get_by_text("You asked for stage 2. We are looking at your request.")).to_be_visible()
    phone.check()
    assert [one.kind for one in events_of(case)][-2:] == ["message_received", "escalation_requested"]


def test_with_the_keyboard_alone_and_without_scripts(world, desk):
    case = world.told(event("assigned", to=world.house.handler.key), defined())
    keys_only = desk(None, "desk", java_script_enabled=False)
    page = keys_only.page
    page.goto(f"{world.root}follow")
    door = world.door(case)
    go_to(page, "reference")
    for key in ("reference", "code", "fact"):
        page.keyboard.type(door[key])
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your complaint", level=1)).to_be_visible()
    go_to(page, "write/not-what-i-meant")
    page.keyboard.press("Enter")
    go_to(page, "what")
    page.keyboard.type("It was the surveyor.")
    go_to(page, "Send it to us")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("We have it.")
    go_to(page, "Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You are signed out.")
    assert events_of(case)[-1].what == "It was the surveyor."


def go_to(page, wanted: str) -> None:
    """Tabs on until what has the focus is named so, or leads there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if not focus.count():
            continue
        marks = [focus.get_attribute(one) or "" for one in ("name", "href")] + [focus.inner_text().strip()]
        if any(mark == wanted or mark.endswith(f"/{wanted}") for mark in marks):
            return
    raise AssertionError(f"no tab leads to {wanted!r}")


def test_a_screen_reader_hears_names_states_and_mistakes(world, desk):
    case = told_of(world)
    world.add(case, e.MessageReceived(on=TODAY, id="m2", party="p1", what="And the ceiling."))
    one = desk(None, "desk")
    one.open(f"{world.root}follow")
    one.page.get_by_role("button", name="Show me my complaint").click()
    summary = one.page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(3)
    assert one.page.title().startswith("Error: ")
    summary.get_by_role("link").nth(1).click()
    expect(one.page.get_by_role("textbox", name="Your code")).to_be_focused()
    expect(one.page.get_by_role("textbox", name="Your code")).to_have_accessible_description(
        re.compile(r"It stands beside the reference\..*Error:.*Fill in “Your code”", re.DOTALL)
    )
    one.problems.clear()
    enter(one, world, case)
    heard = one.page.locator("main").aria_snapshot()
    for said in ('heading "Your complaint" [level=1]', 'heading "What happens next" [level=2]',
                 'heading "What we promised" [level=2]', 'region "Our letters to you"', "not read yet",
                 'link "That is not what I meant"'):  # fmt: skip
        assert said in heard, said
    expect(one.page.get_by_role("link", name=re.compile("Accept it, .* The wall will be treated"))).to_be_visible()
    levels = [int(mark.split("]")[0]) for mark in heard.split("[level=")[1:]]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_on_paper_it_says_everything_and_asks_nothing(world, desk, tmp_path):
    case = told_of(world)
    one = desk(None)
    enter(one, world, case)
    one.page.emulate_media(media="print")
    for hidden in ("Sign out", "Leave this page quickly"):
        assert not one.page.get_by_text(hidden).first.is_visible()
    for shown in ("As it stood on Thursday 16 April 2026.", "What happens next", "Help from outside"):
        assert one.page.get_by_text(shown).first.is_visible()
    paper = one.page.pdf(path=tmp_path / "complaint.pdf", format="A4")
    assert paper.startswith(b"%PDF")
    picture(one, "paper")
    if PICTURES:
        (Path(PICTURES) / "follow.pdf").write_bytes(paper)


def test_a_code_that_was_withdrawn_is_told_gently(world, desk):
    case = told_of(world)
    one = desk(None)
    enter(one, world, case)
    keys.withdraw(case, "p1")
    one.page.get_by_role("link", name="Ask how it stands").click()
    expect(one.page.get_by_role("heading", name="Follow your complaint")).to_be_visible()
    expect(one.page.get_by_role("status")).to_contain_text("your time ran out")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_whoever_works_on_it_finds_on_top_what_was_written(world, desk, size):
    wrote = {"id": "m1", "party": "p1", "what": "It was the surveyor.", "method": "portal", "about": "definition"}
    more = [event("assigned", to=world.house.handler.key), defined(), event("message_received", **wrote)]
    case = world.told(*more)
    one = desk(world.house.handler, size)
    one.open(f"/cases/{case.reference}")
    picture(one, f"staff-case-{size}")
    one.page.get_by_role("link", name="Say that it is read").click()
    expect(one.page.get_by_role("heading", name="Read what they wrote", level=1)).to_be_visible()
    one.check()
    picture(one, f"staff-read-{size}")
    for step in ("message_received", "code_withdrawn"):
        one.open(f"/cases/{case.reference}/{step}")
        picture(one, f"staff-{step}-{size}")
