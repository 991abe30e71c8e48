"""Themes: suggested with a reason, opened, reviewed, acted on, told, closed, and compared before and after."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from putright.apps.learning import actions, erasing, following, suggesting
from putright.apps.learning.models import SetAside, Step, Suggestion, Theme, ThemeCase, Told
from putright.design.widgets import DateParts
from tests.apps.learning.conftest import NOW, TODAY

DONE_ON = date(2026, 2, 1)


def day(name: str, value: date) -> dict[str, str]:
    return {
        f"{name}-{part}": given for part, given in zip(("day", "month", "year"), DateParts.boxes(value), strict=True)
    }


@pytest.fixture
def damp(tell, landlord):
    """Five complaints of damp from Elm House in 90 days, where there was one in the year before, and others."""
    elm = ("home_recorded", {"tenure": "rented", "area": "Elm House"})
    found = [
        tell(10 + n, f"The damp is back in flat {n}", elm, who=f"Jo Person{n}", address=f"{n} Elm House")
        for n in range(5)
    ]
    for n in range(6):
        tell(20 + n, "The lift stopped", who=f"Al Other{n}", address=f"{n} Oak Street")
    tell(200, "Damp", elm)
    for n in range(30):
        tell(120 + n, "The lift stopped", who=f"Al Other{n}", address=f"{n} Ash Street")
    following.follow_all(landlord)
    suggesting.look(landlord, TODAY)
    return found


def suggested(client) -> str:
    return client.get("/learning/suggestions").content.decode()


@pytest.mark.provision("HPG-34", "C20-B6.6", "C24-9.2", "THT-21")
def test_what_complaints_share_is_suggested_with_its_reason(una, damp):
    page = suggested(una)
    assert "5 complaints in 90 days come from Elm House, most of them about “damp”; usual is fewer than 1." in page
    assert "5 complaints in 90 days use the word damp; usual is fewer than 1." in page
    assert "lift" not in page
    for word in ("Person", "Jo"):
        assert not Suggestion.objects.filter(of__contains=word.lower()).exists()


def test_the_worker_looks_once_a_day(landlord, damp):
    assert not suggesting.run_once(NOW)
    landlord_rows = Suggestion.objects.count()
    suggesting.look(landlord, TODAY)
    assert Suggestion.objects.count() == landlord_rows


def test_what_a_suggestion_is_known_by_tells_of_no_home(una, landlord, tell):
    for days in range(1, 6):
        tell(days, "Damp", address="7 Elm House")
    suggesting.look(landlord, TODAY)
    row = Suggestion.objects.get(by="home")
    una.post(f"/learning/suggestions/{row.pk}/aside", {"text": "One burst pipe, mended."})
    assert len(row.key) == 64
    assert "elm" not in f"{row.key}{row.of}".lower()
    assert SetAside.objects.get().key == row.key
    suggesting.look(landlord, TODAY)
    assert Suggestion.objects.get(by="home").key == row.key


def test_why_a_suggestion_is_no_theme_names_nobody(una, damp):
    row = Suggestion.objects.get(by="area")
    answer = una.post(f"/learning/suggestions/{row.pk}/aside", {"text": f"Only {damp[0].complainant} says so."})
    assert answer.status_code == 422
    assert not SetAside.objects.exists()


def test_a_theme_keeps_what_says_nothing_of_a_case_that_is_disposed_of(una, landlord, people, damp):
    what = f"Damp, as {damp[0].complainant} knows."
    mine = {"landlord": landlord, "owner": people.una, "by": people.una, "opened_on": TODAY}
    theme = Theme.objects.create(title="Damp at Elm House", what=what, **mine)
    step = Step.objects.create(theme=theme, kind="found", on=TODAY, text="Five wrote.", by=people.una, at=NOW)
    ThemeCase.objects.bulk_create(ThemeCase(theme=theme, case=case, step=step) for case in damp)
    erasing.erase_case(damp[0], NOW)
    theme.refresh_from_db()
    assert (theme.title, theme.what) == ("Damp at Elm House", erasing.GONE)
    assert Step.objects.get().text == "Five wrote."
    assert damp[0].complainant not in una.get(f"/learning/themes/{theme.pk}").content.decode()


def test_nobody_is_shown_a_suggestion_of_cases_they_may_not_see(client, people, damp):
    client.force_login(people.cat)
    assert "Nothing stands out" in suggested(client)


def test_a_suggestion_becomes_a_theme_with_its_complaints(una, people, damp):
    row = Suggestion.objects.get(by="area")
    form = una.get(f"/learning/themes/new?from={row.pk}").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert typed["cases"].split() == [case.reference for case in damp]
    answer = una.post(
        "/learning/themes/new",
        {**typed, "what": "One wall is wet in the whole house.", "service": "property_condition"},
    )
    theme = Theme.objects.get()
    assert answer.url == f"/learning/themes/{theme.pk}"
    assert theme.shown_by.count() == 5
    page = una.get(answer.url).content.decode()
    assert damp[0].reference in page
    assert "5 complaints in 90 days come from Elm House" in page


def test_what_was_set_aside_stays_away_until_there_are_more(una, people, damp, tell, landlord):
    row = Suggestion.objects.get(by="area")
    una.post(f"/learning/suggestions/{row.pk}/aside", {"text": "One burst pipe, mended."})
    assert "come from Elm House" not in suggested(una)
    assert SetAside.objects.get().reason == "One burst pipe, mended."
    suggesting.look(landlord, TODAY)
    assert "come from Elm House" not in suggested(una)
    tell(1, "Damp", ("home_recorded", {"area": "Elm House"}), address="9 Elm House")
    suggesting.look(landlord, TODAY)
    assert "6 complaints in 90 days come from Elm House" in suggested(una)


# ---- a theme's life -------------------------------------------------------------------------


@pytest.fixture
def theme(people, damp):
    said = {"title": "Damp at Elm House", "what": "One wall is wet.", "service": "", "cause": "records",
            "risk": "medium", "why": "", "owner": people.una}  # fmt: skip
    return actions.open_theme(people.una, said, damp, "Five in 90 days.", at=NOW, on=TODAY)


@pytest.mark.provision("C20-B6.7", "C24-9.4", "THT-21")
def test_senior_managers_review_it_for_systemic_risk(una, theme):
    answer = una.post(f"/learning/themes/{theme.pk}/review", {
        "who": "The senior managers’ meeting", "risk": "systemic", **day("on", TODAY),
        "text": "The survey’s standard is revised.",
    })  # fmt: skip
    assert answer.status_code == 302
    page = una.get(answer.url).content.decode()
    for words in ("Reviewed by senior managers", "The senior managers’ meeting", "Risk: Systemic"):
        assert words in page
    theme.refresh_from_db()
    assert theme.risk == "systemic"


@pytest.mark.provision("C20-B6.10", "C24-9.3", "HPG-34")
def test_an_action_is_set_done_and_told_and_the_theme_closed(una, people, theme):
    at = f"/learning/themes/{theme.pk}"
    una.post(f"{at}/action", {"what": "The wall is treated", "owner": people.ben.pk, **day("due", date(2026, 6, 1))})
    refused = una.post(f"{at}/close", {"text": "Dry."})
    assert "An action is still open" in refused.content.decode()
    action = theme.actions.get()
    una.post(f"/learning/actions/{action.pk}/done", {"proof": "The surveyor’s report", **day("on", TODAY)})
    una.post(
        f"{at}/tell", {"whom": "panel", "how": "The panel’s meeting", "what": "The wall is dry.", **day("on", TODAY)}
    )
    assert una.post(f"{at}/close", {"text": "Dry since May."}).status_code == 302
    kinds = list(theme.steps.order_by("id").values_list("kind", flat=True))
    assert kinds == ["found", "action", "done", "told", "closed"]
    page = una.get("/learning/told?whom=panel").content.decode()
    assert "The wall is dry." in page
    assert "Residents’ panel" in page


def test_its_owner_records_an_action_as_done_without_seeing_the_theme(client, people, theme):
    action = actions.set_action(
        people.una, theme, what="The wall is treated", owner=people.flo, due=TODAY, on=TODAY, at=NOW
    )
    client.force_login(people.flo)
    assert client.get(f"/learning/actions/{action.pk}/done").status_code == 200
    assert client.post(f"/learning/actions/{action.pk}/done", {"proof": "Seen", **day("on", TODAY)}).url == "/"
    client.force_login(people.max)
    assert client.get(f"/learning/actions/{action.pk}/done").status_code == 404


def test_what_happened_to_a_theme_cannot_be_changed(theme):
    for change in (lambda: Step.objects.update(text="x"), lambda: Step.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(("words", "left_out"), [
    ("Ben says so", ""), ("Mr Person3 is cold", "Person3"), ("It is at 3 Elm House", "3 Elm House"),
    ("TF11 8AB", "TF11 8AB"),
])  # fmt: skip
def test_a_theme_names_nobody_and_no_home(una, people, theme, words, left_out):
    people.ben.name = "Ben Cole"
    people.ben.save()
    answer = una.post(f"/learning/themes/{theme.pk}/tell", {
        "whom": "staff", "how": "x", "what": words, **day("on", TODAY)})  # fmt: skip
    assert (answer.status_code == 422) is bool(left_out)
    if left_out:
        assert f"Leave out “{left_out}”" in answer.content.decode()
        assert words in answer.content.decode()
        assert not Told.objects.exists()


def test_a_theme_only_of_cases_kept_from_somebody_is_not_there_for_them(client, people, tell):
    case = tell(5, "Rude", about=[people.rob.key])
    said = {"title": "Manners", "what": "x", "service": "", "cause": "", "risk": "low", "why": "", "owner": people.una}
    theme = actions.open_theme(people.una, said, [case], "x", at=NOW, on=TODAY)
    client.force_login(people.rob)
    assert client.get(f"/learning/themes/{theme.pk}").status_code == 404
    assert "Manners" not in client.get("/learning/themes").content.decode()


def test_another_landlords_themes_are_not_there(client, people, theme):
    client.force_login(people.otto)
    assert client.get(f"/learning/themes/{theme.pk}").status_code == 404


@pytest.mark.provision("C20-B6.6", "C24-9.1")
def test_the_rate_of_its_cause_before_and_after(una, people, tell, theme, landlord):
    cause = ("lesson_recorded", {"what": "x", "cause": "records", "service": "charges"})
    for n in range(30):
        tell(80 + n, "Early", *([cause] if n < 20 else []))
        tell(40 + n, "Late", *([cause] if n < 2 else []))
    action = actions.set_action(
        people.una, theme, what="Records are kept", owner=people.una, due=TODAY, on=TODAY, at=NOW
    )
    actions.complete(people.una, action, proof="The new file", on=DONE_ON, at=NOW)
    page = una.get(f"/learning/themes/{theme.pk}")
    found = page.context["effects"]["effect"]
    assert (found.before.counted, found.after.counted) == (20, 2)
    assert found.before.days == found.after.days == 74
    assert "It comes up less often than before, by more than chance would explain." in page.content.decode()
