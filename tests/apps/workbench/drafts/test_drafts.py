"""Drafts: begun, edited with faults by line, saved without losing anything, put away and taken up."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from putright import data
from putright.apps.accounts.models import PackVersion
from putright.apps.workbench import limits
from putright.apps.workbench.drafts import actions, texts
from putright.apps.workbench.drafts.models import Draft, Revision
from tests.apps.workbench.drafts.conftest import NOW, page, post

FILE = "pack.yaml"
WILLOW = data.pack_texts("willow-tree")
FIFTEEN = WILLOW[FILE].replace("stage1.respond: {within: 10 ", "stage1.respond: {within: 15 ")
WRONG = WILLOW[FILE].replace("roles: [manager]", "roles: [manger]", 1)
LINE = WRONG[: WRONG.index("[manger]")].count("\n") + 1


def save(client, text, n=1, file=FILE, number=1, **typed):
    return post(client, "workbench_edit", number, file, text=text, n=n, **typed)


# ---- the first page, and beginning ----------------------------------------------------------


def test_the_first_page_says_what_runs_and_leads_everywhere(drafter, draft):
    said = page(drafter)
    assert "Willow Tree Housing Partnership, Complaints Policy v5" in said
    assert reverse("workbench_draft", args=[1]) in said
    for name in ("workbench_picture", "workbench_lint", "workbench_read", "workbench_compare", "workbench_begin"):
        assert f'href="{reverse(name)}"' in said


@pytest.mark.parametrize("of", ["runs", "shipped-model-2024"])
def test_a_draft_begins_from_what_runs_or_from_what_is_shipped(drafter, house, of):
    answer = post(drafter, "workbench_begin", title="A new one", of=of)
    assert answer.url == reverse("workbench_draft", args=[1])
    first = Revision.objects.get(draft__landlord=house.landlord)
    assert first.files == data.pack_texts("willow-tree" if of == "runs" else "model-2024")
    assert first.n == 1
    assert first.draft.based_on == ("willow-tree, version 5" if of == "runs" else "model-2024, version 1")


def test_a_draft_begins_from_a_version_that_was_adopted(drafter, house, other):
    def adopted(landlord, version):
        return PackVersion.objects.create(
            landlord=landlord, pack="willow-tree", version=version, files=WILLOW, digest="", since=NOW.date(), at=NOW
        )

    mine, theirs = adopted(house.landlord, "6"), adopted(other.landlord, "7")
    assert post(drafter, "workbench_begin", title="From ours", of=f"version-{mine.pk}").status_code == 302
    assert post(drafter, "workbench_begin", title="From theirs", of=f"version-{theirs.pk}").status_code == 422


def test_without_a_name_nothing_begins_and_what_was_chosen_stays(drafter):
    answer = post(drafter, "workbench_begin", title="", of="shipped-model-2024")
    assert answer.status_code == 422
    assert re.search(r'value="shipped-model-2024"[^>]*checked', answer.content.decode())


def test_drafts_are_numbered_for_each_landlord(house, other):
    for by in (house.admin, house.admin, other.admin):
        actions.start(by, "One", "x", WILLOW, NOW)
    assert list(Draft.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 1]


# ---- editing --------------------------------------------------------------------------------


def test_what_is_saved_is_a_revision_of_its_own(drafter, draft):
    answer = save(drafter, FIFTEEN.replace("\n", "\r\n"), note="Fifteen days")
    assert answer.url == reverse("workbench_draft", args=[1])
    first, second = draft.revisions.order_by("n")
    assert (first.files[FILE], second.files[FILE]) == (WILLOW[FILE], FIFTEEN)
    assert (second.n, second.note, second.by) == (2, "Fifteen days", draft.by)
    assert second.digest == texts.digest(second.files) != first.digest
    assert second.files["wording.yaml"] == WILLOW["wording.yaml"]


def test_what_is_wrong_is_said_by_file_line_and_key_and_is_saved_all_the_same(drafter, draft):
    answer = save(drafter, WRONG)
    assert answer.url == reverse("workbench_edit", args=[1, FILE])
    assert texts.latest(draft).files[FILE] == WRONG
    said = page(drafter, "workbench_edit", 1, FILE)
    assert f'<a class="govuk-link" href="#L{LINE}">Line {LINE}</a> handling.1.roles: there is no role' in said
    assert re.search(rf'<li id="L{LINE}" class="pr-lines__wrong">.*?roles: \[manger\].*?there is no role', said)
    assert "cannot run" in page(drafter, "workbench_draft", 1)


def test_what_is_wrong_in_another_file_leads_there(drafter, draft):
    save(drafter, WILLOW["wording.yaml"] + "\n  : [", file="wording.yaml")
    said = page(drafter, "workbench_edit", 1, FILE)
    assert reverse("workbench_edit", args=[1, "wording.yaml"]) + "#L" in said


def test_checking_writes_nothing_and_keeps_what_was_typed(drafter, draft):
    answer = save(drafter, WRONG, go="check")
    assert answer.status_code == 200
    assert "there is no role" in answer.content.decode()
    assert "[manger]" in answer.content.decode()
    assert draft.revisions.count() == 1
    assert "There are no faults" in save(drafter, FIFTEEN, go="check").content.decode()


def test_saving_the_same_again_writes_nothing(drafter, draft):
    save(drafter, FIFTEEN)
    save(drafter, FIFTEEN, n=2)
    assert draft.revisions.count() == 2


def test_a_stale_page_shows_both_and_loses_neither(drafter, draft, una):
    actions.save(una, draft, FILE, WILLOW[FILE].replace("version: v5", "version: v6"), 1, NOW)
    answer = save(drafter, FIFTEEN)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Una saved revision 2 of this file meanwhile" in said
    assert "within: 15 working days" in said.partition("<textarea")[2].partition("</textarea>")[0]
    assert re.search(r"pr-differs__removed.*?version: v6", said)
    assert re.search(r'name="n" value="2"', said)
    assert draft.revisions.count() == 2
    assert save(drafter, FIFTEEN, n=2).status_code == 302
    assert texts.latest(draft).files[FILE] == FIFTEEN
    assert draft.revisions.get(n=2).files[FILE] != FIFTEEN


def test_what_somebody_saved_of_another_file_meanwhile_is_kept(drafter, draft, una):
    changed = WILLOW["wording.yaml"] + "\n"
    actions.save(una, draft, "wording.yaml", changed, 1, NOW)
    assert save(drafter, FIFTEEN).status_code == 302
    last = texts.latest(draft)
    assert (last.n, last.files[FILE], last.files["wording.yaml"]) == (3, FIFTEEN, changed)


def test_what_was_typed_is_kept_while_somebody_signs_in_again(drafter, draft, house):
    page(drafter, "workbench_draft", 1)
    del drafter.cookies["sessionid"]
    assert save(drafter, FIFTEEN).url.startswith(reverse("account_login"))
    drafter.force_login(house.admin)
    assert "within: 15 working days" in page(drafter, "workbench_edit", 1, FILE)


def test_the_file_that_runs_cannot_be_empty_and_others_can(drafter, draft):
    assert save(drafter, "  ").status_code == 422
    assert save(drafter, "", file="printed.yaml").status_code == 302
    assert "printed.yaml" not in texts.latest(draft).files


def test_too_long_a_text_is_refused_and_stays_typed(drafter, draft):
    answer = save(drafter, WILLOW[FILE] + "#" * 200_000)
    assert answer.status_code == 422
    assert "stage1.respond" in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["a: &x [*x]", "\t- [", "a: " + "[" * 500, "- 1\n- 2", "pack: 5\n\x85title: x", "🙂: 🙂"]
)
def test_whatever_is_typed_is_answered(drafter, draft, text):
    assert save(drafter, text, go="check").status_code == 200
    assert save(drafter, text).status_code == 302
    assert page(drafter, "workbench_draft", 1)
    assert page(drafter, "workbench_lint", of="draft-1")
    assert page(drafter, "workbench_picture", of="draft-1")
    assert page(drafter, "workbench_compare", a="runs", b="draft-1")


def test_no_other_file_can_be_edited(drafter, draft):
    page(drafter, "workbench_edit", 1, "settings.py", status=404)


# ---- revisions ------------------------------------------------------------------------------


def test_an_earlier_revision_is_restored_as_a_new_one(drafter, draft):
    save(drafter, FIFTEEN)
    post(drafter, "workbench_restore", 1, 1)
    third = texts.latest(draft)
    assert (third.n, third.files, third.note) == (3, WILLOW, "Revision 1 restored")
    assert post(drafter, "workbench_restore", 1, 9).status_code == 404


def test_a_draft_that_is_put_away_is_not_lost_and_not_changed(drafter, draft):
    post(drafter, "workbench_put_away", 1)
    draft.refresh_from_db()
    assert draft.state == Draft.State.DROPPED
    answer = save(drafter, FIFTEEN)
    assert answer.status_code == 422
    assert "was put away; take it up again first" in answer.content.decode()
    assert "within: 15 working days" in answer.content.decode()
    assert draft.revisions.count() == 1
    post(drafter, "workbench_take_up", 1)
    assert save(drafter, FIFTEEN).status_code == 302


@pytest.mark.parametrize("state", [Draft.State.PROPOSED, Draft.State.ADOPTED])
def test_what_waits_for_approval_or_was_adopted_is_not_changed(drafter, draft, state):
    Draft.objects.update(state=state)
    answer = save(drafter, FIFTEEN)
    assert answer.status_code == 422
    assert "What you typed is below: copy it." in answer.text
    post(drafter, "workbench_restore", 1, 1)
    said = drafter.post(reverse("workbench_put_away", args=[1]), follow=True).text
    assert "Nothing was saved: this draft" in said
    assert "What you typed" not in said
    post(drafter, "workbench_take_up", 1)
    draft.refresh_from_db()
    assert draft.state == state
    assert draft.revisions.count() == 1


# ---- whose it is ----------------------------------------------------------------------------

OF_A_DRAFT = ("workbench_draft", (1,)), ("workbench_edit", (1, FILE))
BY_KEY = ("workbench_read", "workbench_lint", "workbench_picture")


def test_nobody_sees_another_landlords_draft(client, draft, other):
    client.force_login(other.admin)
    for name, args in OF_A_DRAFT:
        page(client, name, *args, status=404)
    for name in BY_KEY:
        page(client, name, of="draft-1", status=404)
    page(client, "workbench_compare", a="draft-1", status=404)
    for name in ("workbench_put_away", "workbench_take_up"):
        assert post(client, name, 1).status_code == 404
    assert post(client, "workbench_restore", 1, 1).status_code == 404
    assert "Fifteen days" not in page(client)
    with pytest.raises(PermissionDenied):
        actions.save(other.admin, draft, FILE, FIFTEEN, 1, NOW)


def test_who_may_not_draft_opens_nothing(client, draft, house):
    client.force_login(house.desk)
    for name, args in (*OF_A_DRAFT, ("workbench", ()), ("workbench_begin", ()), *((name, ()) for name in BY_KEY)):
        page(client, name, *args, status=403)
    with pytest.raises(PermissionDenied):
        actions.start(house.desk, "Mine", "x", WILLOW, NOW)


@pytest.mark.parametrize(
    "key", ["draft-9", "draft-1-9", "draft-x", "shipped-none", "version-1", "shipped-../x", "", "runs-1"]
)
def test_a_policy_that_is_not_there_is_not_found(house, draft, key):
    with pytest.raises(LookupError):
        texts.source(house.landlord, key)


def test_each_policy_that_can_be_chosen_is_there(house, draft):
    keys = [key for key, _ in texts.sources(house.landlord)]
    assert {"runs", "draft-1", "shipped-model-2024"} <= set(keys)
    for key in keys:
        assert texts.source(house.landlord, key).files[FILE]


# ---- no more than may be --------------------------------------------------------------------


def test_no_more_drafts_begin_than_may_be_worked_on_and_what_was_typed_stays(drafter, draft, monkeypatch):
    monkeypatch.setattr(limits, "DRAFTS_AT_ONCE", 1)
    answer = post(drafter, "workbench_begin", title="One too many", of="shipped-model-2024")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Put one away first" in said
    assert 'value="One too many"' in said
    assert re.search(r'value="shipped-model-2024"[^>]*checked', said)


def test_one_put_away_makes_room_and_is_taken_up_only_where_there_is_room(drafter, house, draft, monkeypatch):
    monkeypatch.setattr(limits, "DRAFTS_AT_ONCE", 1)
    actions.put_away(house.admin, draft)
    actions.start(house.admin, "Another", "x", WILLOW, NOW)
    with pytest.raises(actions.Refused, match="Put one away first"):
        actions.take_up(house.admin, draft)
    assert "Put one away first" in drafter.post(reverse("workbench_take_up", args=[1]), follow=True).text


def test_no_more_drafts_are_begun_than_are_kept(house, draft, other, monkeypatch):
    monkeypatch.setattr(limits, "DRAFTS", 1)
    with pytest.raises(actions.Refused, match="take up one that was put away"):
        actions.start(house.admin, "Another", "x", WILLOW, NOW)
    assert actions.start(other.admin, "Of another landlord", "x", WILLOW, NOW).number == 1


def test_beyond_the_last_revision_what_was_typed_stays_and_another_draft_is_begun_from_it(drafter, draft, monkeypatch):
    monkeypatch.setattr(limits, "REVISIONS", 2)
    save(drafter, WRONG)
    answer = save(drafter, FIFTEEN, n=2)
    assert answer.status_code == 422
    assert "this draft has 2 revisions" in answer.content.decode()
    assert answer.context["form"]["text"].value() == FIFTEEN
    begin = f"{reverse('workbench_begin')}?of=draft-1"
    assert begin in page(drafter, "workbench_draft", 1)
    assert drafter.post(begin, {"title": "Further", "of": "draft-1"}).status_code == 302
    made = Revision.objects.get(draft__number=2)
    assert made.files[FILE] == WRONG
    assert made.draft.based_on == "draft 1, revision 2"
