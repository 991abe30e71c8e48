"""A policy read, compared in plain words, held against an edition, and shown as a picture."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from putright import data
from putright.apps.accounts.models import Person
from putright.apps.workbench.drafts import actions, lines
from putright.apps.workbench.drafts.models import Draft
from putright.core.lint import editions, rules
from putright.core.procedure import boxes
from putright.data.linting import findings
from tests.apps.workbench.drafts.conftest import NOW, page

FILE = "pack.yaml"
WILLOW = data.pack_texts("willow-tree")
THIRTY = WILLOW[FILE].replace("stage1.respond: {within: 10 ", "stage1.respond: {within: 30 ")


@pytest.fixture
def thirty(house, draft):
    return actions.save(house.admin, draft, FILE, THIRTY, 1, NOW)


def words(html):
    """The text of a page, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


# ---- read -----------------------------------------------------------------------------------


def test_every_line_has_its_number(drafter, draft):
    said = page(drafter, "workbench_read", of="draft-1-1", file="wording.yaml")
    assert said.count('<li id="L') == len(WILLOW["wording.yaml"].splitlines())
    assert "saved by Ada" in said
    assert "pr-lines__wrong" not in said
    page(drafter, "workbench_read", file="settings.py", status=404)


def test_a_fault_beyond_the_last_line_stands_at_the_last_line():
    one = data.Located(FILE, 9, ("a",), "is missing")
    assert [line.faults for line in lines.numbered("a: 1\nb: 2", FILE, [one])] == [(), ("a: is missing",)]


# ---- what is different ----------------------------------------------------------------------


def test_what_is_different_is_said_in_plain_words_and_line_by_line(drafter, thirty):
    said = page(drafter, "workbench_compare", a="runs", b="draft-1")
    assert "Stage 1 is answered within 30 working days, not 10. WTP-25" in words(said)
    assert re.search(r"pr-differs__removed.*?within: 10 working days", said)
    assert re.search(r"pr-differs__added.*?within: 30 working days", said)
    assert "wording.yaml" not in words(said)


def test_without_saying_so_the_last_draft_is_compared_with_what_runs(drafter, thirty):
    assert "Stage 1 is answered within 30 working days, not 10." in words(page(drafter, "workbench_compare"))


def test_two_revisions_of_a_draft_can_be_compared(drafter, thirty):
    said = words(page(drafter, "workbench_compare", a="draft-1-2", b="draft-1-1"))
    assert "Stage 1 is answered within 10 working days, not 30." in said


def test_what_is_the_same_is_said_to_be_the_same(drafter, draft):
    said = words(page(drafter, "workbench_compare", a="runs", b="draft-1"))
    assert "complaints run in the same way" in said
    assert "Every file is the same, letter by letter." in said


def test_what_cannot_be_read_is_compared_line_by_line(drafter, house, draft):
    actions.save(house.admin, draft, FILE, "pack: [", 1, NOW)
    said = words(page(drafter, "workbench_compare", a="runs", b="draft-1"))
    assert "has faults, so it cannot be put in words" in said
    assert "pack: [" in said


# ---- the linter -----------------------------------------------------------------------------


def test_each_finding_has_its_rule_its_provisions_and_its_cure(drafter, thirty):
    said = words(page(drafter, "workbench_lint", of="draft-1"))
    loaded = data.read_pack({**WILLOW, FILE: THIRTY})
    found = findings(loaded)
    assert found
    for one in found:
        title, text, cure = (" ".join(told.split()) for told in (rules()[one.rule].title, one.text, one.cure))
        assert title in said
        assert text in said
        assert cure in said
        assert all(cite in said for cite in (*one.code, *one.cites))


def test_a_value_that_conflicts_leads_to_its_line(drafter, thirty):
    said = page(drafter, "workbench_lint", of="draft-1")
    line = THIRTY[: THIRTY.index("stage1.respond")].count("\n") + 1
    assert f'file=pack.yaml#L{line}"' in said


@pytest.mark.parametrize("edition", editions())
def test_a_policy_is_held_against_each_edition(drafter, edition):
    said = words(page(drafter, "workbench_lint", edition=edition))
    count = len(findings(data.load_pack("willow-tree"), edition))
    title = data.load_edition(edition).title
    assert (
        f"{count} conflict{'s' if count != 1 else ''} with {title}." in said
        or f"Nothing conflicts with {title}" in said
    )


def test_an_edition_that_is_not_there_is_the_latest(drafter):
    latest = max(editions())
    assert words(page(drafter, "workbench_lint", edition="x/1")) == words(
        page(drafter, "workbench_lint", edition=latest)
    )


def test_nothing_conflicts_where_nothing_does(client, other):
    client.force_login(other.admin)
    assert "Nothing conflicts with" in words(page(client, "workbench_lint"))


# ---- the picture ----------------------------------------------------------------------------


def test_the_picture_is_there_and_the_same_in_order_as_a_text(drafter, thirty):
    for of, days in (("runs", 10), ("draft-1", 30)):
        said = page(drafter, "workbench_picture", of=of)
        assert said.count("<svg") >= 1
        text = words(said.partition("The same in words, in order")[2])
        assert f"answered within {days} working days of the acknowledgement" in text
    at = 0
    for box in boxes(data.read_pack({**WILLOW, FILE: THIRTY}).policy):
        for told in (box.title, *(line for _, rows in box.rows for line in rows)):
            at = text.index(" ".join(told.split()), at)


def test_a_group_shows_each_of_its_landlords(client, db):
    from tests.apps.publishing.conftest import landlord_of

    client.force_login(landlord_of("housing-plus-group").admin)
    known = data.load_policy("housing-plus-group").pack.brands
    for key, brand in known.items():
        assert f", for {brand.name}" in words(page(client, "workbench_picture", brand=key))
    assert page(client, "workbench_picture", brand="none-such")


# ---- who sees a draft -----------------------------------------------------------------------


def test_whoever_only_approves_sees_a_draft_once_it_is_proposed(client, house, thirty):
    client.force_login(Person.objects.add(house.landlord, "ceo@x.example", "Cy", roles=["mrc"]))
    for name in ("workbench_read", "workbench_picture"):
        page(client, name, of="draft-1", status=404)
    page(client, "workbench_compare", b="draft-1", status=404)
    assert client.get(reverse("workbench_export", args=["draft-1"])).status_code == 404
    assert "draft-1" not in page(client, "workbench_read")

    Draft.objects.update(state=Draft.State.PROPOSED)

    assert "Draft 1" in page(client, "workbench_read", of="draft-1")
