"""Saying how it was: the survey in a letter, on the complainant's own page, by telephone; and what follows from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from putright.apps.casework.models import Duty, Message, Party
from putright.apps.letters.writing.actions import issue
from putright.apps.letters.writing.drafting import Draft
from putright.core import events as e
from putright.core.letters import text
from tests.apps.case.stories import answered
from tests.apps.letters.test_letters import thawed
from tests.apps.portal.following import NOW, TODAY, april, events_of, post, world  # noqa: F401

pytestmark = [pytest.mark.provision("WTP-17"), pytest.mark.provision("C24-1.6")]


THURSDAY = {"on-day": "16", "on-month": "4", "on-year": "2026"}


@pytest.fixture(autouse=True)
def fresh(db, settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def over(world):  # noqa: F811
    """A complaint that was answered and closed, and whose survey went out this morning."""
    case = world.told(*answered(world.house))
    return world.add(case, e.ComplainantSatisfied(on=TODAY), e.Closed(on=TODAY), e.SurveySent(on=TODAY, method="email"))


def surveys(case):
    return [one for one in events_of(case) if isinstance(one, e.SurveyAnswered)]


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


@pytest.mark.provision("WTP-30")
def test_the_letter_says_where_to_answer_and_that_an_answer_is_no_complaint(world, settings):  # noqa: F811
    settings.SITE_ADDRESS = "https://complaints.example"
    case = world.told(*answered(world.house))
    world.add(case, e.ComplainantSatisfied(on=TODAY), e.Closed(on=TODAY))
    rosa = Party.objects.get(case=case, key="p1")
    event = e.SurveySent(on=TODAY, method="email")
    letter = issue(world.house.handler, case.reference, [event], Draft(rosa, "email", {}), at=NOW)
    said = " ".join(text.to_text(thawed(letter)).split())
    assert f"https://complaints.example{world.root}survey" in said.replace(" ", "") or f"{world.root}survey" in said
    assert "How satisfied or dissatisfied are you with how we dealt with your complaint?" in said
    assert "An answer to these questions is not a complaint by itself" in said
    assert Message.objects.filter(case=case, letter=letter.key).exists()


def test_the_link_of_the_letter_leads_over_the_door_to_the_questions(world, over):  # noqa: F811
    browser = Client()
    door = browser.get(f"{world.root}survey", follow=True)
    text = door.content.decode()
    assert "How did we deal with your complaint?" in text
    assert "Go to the questions" in text
    sent = browser.post(f"{world.root}follow", world.door(over, page=door.context["form"]["page"].value()))
    assert sent.url == f"{world.root}follow/complaint/survey"
    assert "An answer here is not a complaint" in page(browser, sent.url)
    assert browser.get(f"{world.root}survey").url == sent.url


def test_whoever_is_unhappy_is_told_by_when_somebody_speaks_with_them(world, over):  # noqa: F811
    browser = world.enter(over)
    assert "Answer our questions" in world.page(browser)
    path = f"{world.root}follow/complaint/survey"
    sent = post(browser, path, q_overall="2", q_fair="1", q_better="Ring when you say so", wants_contact="on")
    assert sent.url == f"{path}/thanks"
    thanks = page(browser, sent.url)
    assert "Monday 20 April 2026" in thanks
    assert "Make a new complaint" in thanks
    [found] = surveys(over)
    assert (found.score, dict(found.scores), found.wants_contact, found.method) == (2, {"fair": 1}, True, "portal")
    assert found.answer == "Ring when you say so"
    duty = Duty.objects.get(case=over, name="survey.follow_up")
    assert duty.due == date(2026, 4, 20)
    assert duty.done_on is None
    shown = world.page(browser)
    assert "Answer our questions" not in shown
    assert "You told us how we dealt with it." in shown
    assert "We speak with you about what you said in our survey" in shown


def test_the_handler_sees_it_and_puts_down_that_they_spoke(world, over, client):  # noqa: F811
    post(world.enter(over), f"{world.root}follow/complaint/survey", q_overall="1", q_better="Nobody rang")
    client.force_login(world.house.handler)
    case = f"/cases/{over.reference}"
    shown = page(client, case)
    assert "Speak with them about how we dealt with it" in shown
    assert "Nobody rang" in shown
    assert "Very dissatisfied (1 of 5)" in shown
    form = client.get(f"{case}/survey_followed_up").context["form"]
    typed = {name: form[name].value() for name in ("version", "token")} | THURSDAY
    refused = client.post(f"{case}/survey_followed_up", {**typed, "method": "phone", "what": ""})
    assert refused.status_code == 422
    done = client.post(f"{case}/survey_followed_up", {**typed, "method": "phone", "what": "Told her how to complain"})
    assert done.status_code == 302, done.content.decode()
    assert Duty.objects.get(case=over, name="survey.follow_up").done_on == TODAY
    assert "Speak with them about how we dealt with it" not in page(client, case)


def test_what_a_content_person_writes_is_a_message_that_somebody_reads(world, over):  # noqa: F811
    post(world.enter(over), f"{world.root}follow/complaint/survey", q_overall="5", q_better="Ring before you come")
    assert not Duty.objects.filter(case=over, name="survey.follow_up").exists()
    message = events_of(over)[-1]
    assert isinstance(message, e.MessageReceived)
    assert message.what == "In our survey (satisfaction 5 of 5): Ring before you come"
    assert Duty.objects.filter(case=over, name=f"message:{message.id}", done_on=None).exists()


def test_an_empty_survey_is_pointed_out_and_scores_are_of_the_scale(world, over):  # noqa: F811
    browser, path = world.enter(over), f"{world.root}follow/complaint/survey"
    empty = post(browser, path)
    assert empty.status_code == 422
    assert "Answer at least one question" in empty.content.decode()
    assert post(browser, path, q_overall="6").status_code == 422
    assert surveys(over) == []


def test_it_can_be_changed_for_four_weeks_and_until_somebody_spoke_with_them(world, over, monkeypatch):  # noqa: F811
    browser, path = world.enter(over), f"{world.root}follow/complaint/survey"
    post(browser, path, q_overall="2", q_better="Late")
    again = browser.get(path)
    assert "You can change your answers until 14 May 2026" in again.content.decode()
    assert again.context["form"]["q_overall"].value() == "2"
    assert "Late" in again.content.decode()
    post(browser, path, q_overall="3", q_better="Late")
    assert [one.score for one in surveys(over)] == [2, 3]
    assert Duty.objects.get(case=over, name="survey.follow_up").done_on is None  # what was said first is still owed
    world.add(over, e.SurveyFollowedUp(on=TODAY, what="Rang her"))
    assert "They cannot be changed any more" in page(browser, path)
    assert post_raw(browser, path).status_code == 200
    assert len(surveys(over)) == 2


def post_raw(browser, path):
    return browser.post(path, {"token": "x" * 20, "q_overall": "5"})


def test_after_four_weeks_it_stands(world, over, monkeypatch):  # noqa: F811
    post(world.enter(over), f"{world.root}follow/complaint/survey", q_overall="4")
    later = datetime(2026, 4, 16, 10, 0, tzinfo=UTC) + timedelta(days=29)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "They cannot be changed any more" in page(world.enter(over), f"{world.root}follow/complaint/survey")


def test_nobody_answers_who_was_not_asked(world):  # noqa: F811
    case = world.told()
    browser, path = world.enter(case), f"{world.root}follow/complaint/survey"
    assert "We have not asked you yet" in page(browser, path)
    post_raw(browser, path)
    assert surveys(case) == []


def test_a_double_click_answers_once(world, over):  # noqa: F811
    browser, path = world.enter(over), f"{world.root}follow/complaint/survey"
    token = browser.get(path).context["form"]["token"].value()
    for _ in range(2):
        browser.post(path, {"token": token, "q_overall": "4"})
    assert len(surveys(over)) == 1


def test_somebody_here_records_what_was_said_on_the_telephone(world, over, client):  # noqa: F811
    client.force_login(world.house.handler)
    path = f"/cases/{over.reference}/survey_answered"
    form = client.get(path).context["form"]
    typed = {name: form[name].value() for name in ("version", "token")} | THURSDAY
    assert client.post(path, {**typed, "method": "phone"}).status_code == 422
    done = client.post(path, {**typed, "method": "phone", "q_overall": "2", "q_clear": "3", "q_better": "Write less"})
    assert done.status_code == 302, done.content.decode()
    [found] = surveys(over)
    assert (found.score, dict(found.scores), found.answer, found.method) == (2, {"clear": 3}, "Write less", "phone")
