"""Measures, each on a few hand-made events: what counts, on which day, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from putright.core import events
from putright.core.measures import counting
from putright.core.measures.catalogue import DIMENSIONS, MEASURES
from putright.core.measures.facts import Facts
from putright.core.measures.of import Walk
from putright.core.measures.question import Question
from putright.data import load_policy

MONDAY = date(2026, 3, 2)
"""No bank holiday comes before Good Friday, 3 April."""
POLICY = load_policy("model-2024")
UPHELD = {"p1": {"finding": "upheld", "reasons": "It rained in."}}


def told(*lines, pack=None, **first) -> Facts:
    """The facts of a case from lines of (day, event, fields); it is received on day 0."""
    lines = [(0, "received", {"channel": "email", "from": "tenant", **first}), *lines]
    walk = Walk(replace(load_policy(pack) if pack else POLICY, brand=None), {}, "X-1")
    walk.go(events.decode({"event": kind, "on": str(MONDAY + timedelta(on)), **more}) for on, kind, more in lines)
    return walk.facts()


def ask(measure, *cases, since=0, until=365, **where):
    question = Question(measure=measure, since=MONDAY + timedelta(since), until=MONDAY + timedelta(until), where=where)
    answer = counting.ask(question, cases)
    return (answer.counted, answer.of) if answer.of is not None else answer.counted


def answered(day, *, verdict="upheld", remedies=None, queued=False, stage=None):
    at = {"stage": stage} if stage else {}
    found = {"p1": {"finding": verdict, "reasons": "So it was."}}
    return [
        (day, "decided", {"findings": found, "remedies": remedies or {}, **at}),
        (day, "response_sent", {"method": "email", "queued": queued, **at}),
    ]


ACKNOWLEDGED = (1, "acknowledged", {"method": "email"})
"""On Tuesday 3 March; so the answer is due on Tuesday 17 March, day 15, by the Code 2024."""
ESCALATED = [(20, "escalation_requested", {}), (22, "escalated", {})]


# ---- how many -------------------------------------------------------------------------------


def test_a_complaint_counts_on_the_day_it_became_formal():
    case = told((0, "triaged", {"as": "service_request"}), (9, "made_formal", {}))

    assert ask("complaints", case, until=8) == 0
    assert ask("complaints", case, since=9, until=9) == 1
    assert ask("received", case, until=0) == 1
    assert (ask("service_requests", case), ask("became_complaints", case)) == (1, 1)


def test_what_is_no_complaint_is_in_its_register_only():
    case = told((2, "triaged", {"as": "compliment"}))

    assert (ask("complaints", case), ask("compliments", case), ask("received", case, kind="compliment")) == (0, 1, 1)


@pytest.mark.provision("HPG-11")
def test_an_anonymous_complaint_is_counted_apart():
    case = told(*answered(40), pack="housing-plus-group", brand="wrekin", **{"from": "anonymous"})

    assert (ask("complaints", case), ask("complaints_apart", case)) == (0, 1)
    assert ask("complaints", case, apart="yes") == 1
    assert (ask("answered", case), ask("answered", case, apart="yes")) == (0, 1)
    assert ask("answered_in_code", case, apart="yes") == (0, 0), "nobody can be answered, so nothing is late"


@pytest.mark.provision("THT-39")
def test_who_is_not_a_resident_is_counted_apart_from_the_code_s_figures():
    neighbour = told(*answered(60), pack="taunton-heritage-trust", **{"from": "neighbour"})
    resident = told(*answered(60), pack="taunton-heritage-trust", **{"from": "resident"})

    assert ask("complaints", neighbour, resident) == 1
    assert ask("complaints_apart", neighbour, resident) == 1
    assert ask("answered_in_code", neighbour, resident) == (0, 1)
    assert ask("answered_in_code", neighbour, resident, apart="yes") == (0, 1)
    assert ask("open", neighbour, resident) == 2, "their work is shown with the others'"


def test_a_complaint_opened_again_counts_once_and_its_answers_twice():
    case = told(ACKNOWLEDGED, *answered(5), (20, "closed", {}), (30, "reopened", {}), *answered(70))

    assert (ask("complaints", case), ask("reopened", case), ask("ch01", case)) == (1, 1, 2)
    assert (ask("answered", case), ask("answered_in_time", case)) == (2, (1, 2))
    assert ask("resolved_at_stage_1", case) == (0, 0), "it is not closed any more"


# ---- in time --------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "first"), [(15, 1), (16, 0)])
def test_an_answer_is_in_time_on_its_last_day(day, first):
    case = told(ACKNOWLEDGED, *answered(day))

    assert ask("answered_in_time", case) == (first, 1)
    assert ask("answered_in_code", case) == (first, 1)


@pytest.mark.parametrize(
    ("sent", "counts"),
    [({"queued": False}, 1), ({"queued": True}, 0)],
    ids=["its notice left in time", "its notice waits to leave"],
)
def test_an_extension_counts_only_if_its_notice_left_in_time(sent, counts):
    extended = (15, "extended", {"until": str(MONDAY + timedelta(29)), "reason": "A report is awaited.", **sent})
    case = told(ACKNOWLEDGED, extended, *answered(29))

    assert ask("extended", case) == (counts, 1)
    assert ask("answered_in_time", case) == (0, 1)
    assert ask("answered_in_time_extended", case) == (counts, 1)
    assert ask("answered_in_code", case) == (counts, 1)
    assert ask("ch02", case, homes="") == (counts, 1)
    assert ask("ch02_first_date", case, homes="") == (0, 1)


def test_an_extension_that_came_back_does_not_count():
    extended = (10, "extended", {"until": str(MONDAY + timedelta(29)), "reason": "A report is awaited."})
    case = told(ACKNOWLEDGED, extended, (12, "notice_bounced", {"of": "extended"}), *answered(20))

    assert (ask("extended", case), ask("answered_in_code", case)) == ((0, 1), (0, 1))


def test_an_answer_counts_on_the_day_its_letter_left():
    case = told(ACKNOWLEDGED, *answered(15, queued=True), (17, "notice_sent", {"of": "response_sent"}))

    assert ask("answered", case, until=16) == 0
    assert ask("answered_in_time", case, since=17, until=17) == (0, 1)
    assert (ask("late", case, until=15), ask("late", case, until=16), ask("late", case, until=17)) == (0, 1, 0)


def test_an_answer_that_never_left_counts_against_the_dates_kept():
    case = told(ACKNOWLEDGED, (3, "contacted", {}))

    assert ask("answered_in_time", case) == (0, 0)
    assert ask("answers_due", case) == (0, 1)
    assert ask("late", case) == 1


def test_the_policy_s_shorter_time_is_not_the_code_s():
    """Willow Tree answers stage 2 by 23 April here; the Code 2024 allows until 28 April."""
    second = [*ESCALATED, *answered(57)]
    case = told(ACKNOWLEDGED, *answered(5), *second, pack="willow-tree")

    assert ask("answered_in_time", case, stage="2") == (0, 1)
    assert ask("answered_in_code", case, stage="2") == (1, 1)


def test_an_acknowledgement_that_fell_due_and_never_left_counts_against():
    assert ask("acknowledged_in_time", told(ACKNOWLEDGED)) == (1, 1)
    assert ask("acknowledged_in_time", told((8, "acknowledged", {}))) == (0, 1)
    assert ask("acknowledged_in_time", told()) == (0, 1)
    assert ask("acknowledged_in_time", told((2, "withdrawn", {}))) == (0, 0)


def test_days_to_an_answer_are_working_days():
    question = Question(measure="days_to_answer", since=MONDAY, until=MONDAY + timedelta(90))

    assert counting.ask(question, [told(ACKNOWLEDGED, *answered(15))]).sum == 11


# ---- stage 2 and how it ends ----------------------------------------------------------------


def test_a_stage_1_answer_after_which_stage_2_was_asked_for():
    stayed, went = told(ACKNOWLEDGED, *answered(5), (30, "closed", {})), told(ACKNOWLEDGED, *answered(5), *ESCALATED)

    assert ask("escalation_rate", stayed, went) == (1, 2)
    assert (ask("escalations_requested", went), ask("escalated", went, since=22, until=22)) == (1, 1)
    assert ask("resolved_at_stage_1", stayed, went) == (1, 1)


def test_stage_2_refused_is_counted_with_its_ground():
    refused = (21, "escalation_refused", {"ground": "out_of_time", "explanation": "It came too late."})
    case = told(ACKNOWLEDGED, *answered(5), ESCALATED[0], refused)

    assert ask("escalations_refused", case, ground="out_of_time") == 1
    assert (ask("escalations_requested", case), ask("escalated", case)) == (1, 0)


def test_ended_with_the_stage_2_answer():
    case = told(ACKNOWLEDGED, *answered(5), *ESCALATED, *answered(30, verdict="not_upheld"), (40, "closed", {}))

    assert (ask("resolved_at_stage_1", case), ask("resolved_at_stage_2", case)) == ((0, 1), (1, 1))
    assert (ask("upheld", case), ask("upheld", case, stage="2")) == ((1, 2), (0, 1))
    assert ask("answered", case, outcome="not_upheld") == 1


def test_open_complaints_stand_until_they_end():
    case = told(ACKNOWLEDGED, *answered(5), *ESCALATED, (50, "withdrawn", {}))
    asked = [ask("open", case, until=day, stage=stage) for day in (0, 19, 20, 49, 50) for stage in ("1", "2")]

    assert asked == [1, 0, 1, 0, 0, 1, 0, 1, 0, 0]
    assert [ask("unanswered", case, until=day) for day in (4, 5, 20, 50)] == [1, 0, 1, 0]


def test_due_within_a_week():
    case = told(ACKNOWLEDGED)

    assert [ask("due_soon", case, until=day) for day in (7, 8, 15, 16)] == [0, 1, 1, 0]


def test_a_refusal_is_counted_and_ends_what_is_owed():
    case = told((4, "refused", {"ground": "too_old", "explanation": "Three years ago."}))

    assert (ask("refused", case, ground="too_old"), ask("open", case), ask("late", case)) == (1, 0, 0)
    assert (ask("complaints", case), ask("ch01", case), ask("ch02", case)) == (1, 1, (0, 0))


# ---- putting right --------------------------------------------------------------------------

PAYMENT = {"r1": {"kind": "payment", "what": "For the carpet.", "by": str(MONDAY + timedelta(30)), "amount": 120.5}}


def money(measure, *cases, until=365):
    found = counting.ask(Question(measure=measure, since=MONDAY, until=MONDAY + timedelta(until)), cases)
    return found.counted, found.sum


def test_money_is_offered_owed_and_paid():
    case = told(ACKNOWLEDGED, *answered(10, remedies=PAYMENT), (31, "remedy_completed", {"id": "r1"}))

    assert (money("compensation_offered", case), money("compensation_paid", case)) == ((1, 12050), (1, 12050))
    assert [money("compensation_owed", case, until=day) for day in (9, 10, 30, 31)] == [
        (0, 0), (1, 12050), (1, 12050), (0, 0),
    ]  # fmt: skip
    assert (ask("remedies_in_time", case), ask("remedies_late", case, until=31)) == ((0, 1), 0)


def test_a_decision_that_was_never_sent_promises_nothing():
    assert ask("remedies_promised", told(ACKNOWLEDGED, answered(10, remedies=PAYMENT)[0])) == 0


def test_a_remedy_that_was_declined_is_not_owed():
    case = told(*answered(10, remedies=PAYMENT), (12, "remedy_answered", {"id": "r1", "answer": "declined"}))

    assert (ask("remedies_owed", case), ask("remedies_in_time", case)) == (0, (0, 0))


def test_a_later_date_agreed_in_time_is_the_date_to_keep():
    moved = {"id": "r1", "by": str(MONDAY + timedelta(50)), "reason": "It is on order.", "agreed": True}
    case = told(*answered(10, remedies=PAYMENT), (20, "remedy_revised", moved), (45, "remedy_completed", {"id": "r1"}))

    assert ask("remedies_in_time", case, since=50, until=50) == (1, 1)


# ---- redress bodies, learning, what people say ----------------------------------------------


def test_what_an_ombudsman_found_and_ordered():
    day = str(MONDAY + timedelta(80))
    case = told(
        (60, "ombudsman_referred", {"body": "housing-ombudsman"}),
        (61, "evidence_requested", {"id": "e1", "by": day}), (70, "evidence_provided", {"id": "e1"}),
        (75, "determined", {"findings": {"a": "maladministration", "b": "service_failure"}}),
        (75, "order_made", {"id": "o1", "by": day}), (75, "order_made", {"id": "o2", "kind": "recommendation"}),
        (76, "failure_order_made", {"id": "f1"}), (81, "order_completed", {"id": "o1"}),
    )  # fmt: skip

    assert (ask("ombudsman_cases", case, body="housing-ombudsman"), ask("determinations", case)) == (1, 1)
    assert ask("determinations", case, finding="service_failure") == 1
    assert (ask("orders", case), ask("failure_orders", case, body="housing-ombudsman")) == (3, 1)
    assert (ask("orders_in_time", case), ask("evidence_in_time", case)) == ((0, 1), (1, 1))
    assert [ask("orders_open", case, until=day) for day in (75, 76, 81)] == [2, 3, 2]


@pytest.mark.provision("C20-B6.6")
def test_lessons_are_counted_by_what_failed_why_and_where():
    lesson = {"what": "Tell them the same day.", "failing": "delay", "cause": "appointments", "service": "charges"}
    action = {"id": "a1", "by": str(MONDAY + timedelta(40))}
    case = told((30, "lesson_recorded", lesson), (30, "action_set", action), (45, "action_completed", {"id": "a1"}))

    assert ask("lessons", case, failing="delay", cause="appointments", service="charges") == 1
    assert ask("lessons", case, cause="records") == 0
    assert (ask("actions_set", case), ask("actions_done", case)) == (1, 1)
    assert [ask("actions_late", case, until=day) for day in (40, 41, 45)] == [0, 1, 0]


@pytest.mark.provision("HPG-37")
def test_satisfaction_is_of_those_who_gave_a_score():
    cases = [told((50, "survey_sent", {}), (60, "survey_answered", score)) for score in (
        {"score": 5}, {"score": 4}, {"score": 3}, {"score": 1}, {},
    )]  # fmt: skip
    spoken = told((60, "survey_answered", {"score": 2}), (64, "survey_followed_up", {"what": "Rang them."}))
    found = counting.ask(Question(measure="satisfied", since=MONDAY, until=date(2026, 12, 31)), [*cases, spoken])

    assert (found.counted, found.of, found.sum) == (2, 5, 15)
    assert (ask("surveys_sent", *cases), ask("surveys_answered", *cases)) == (5, 5)
    assert ask("dissatisfied_followed_up", *cases, spoken) == (1, 2)


def test_updates_missed_count_though_nothing_happens():
    case = told((1, "updates_agreed", {"every_working_days": 5}), (8, "update_sent", {}))

    assert ask("updates_kept", case, until=8) == (1, 1)
    assert ask("updates_kept", case, until=15) == (1, 2)


def test_a_service_request_is_done_by_its_last_date():
    dated = (1, "request_dated", {"by": str(MONDAY + timedelta(10))})
    case = told((0, "triaged", {"as": "service_request"}), dated, (9, "request_completed", {}))

    assert ask("service_requests_in_time", case) == (1, 1)


def test_what_is_not_known_can_be_asked_for():
    home = (1, "home_recorded", {"tenure": "rented", "area": "TA1"})
    known, unknown = told(home), told()

    assert (ask("complaints", known, unknown, tenure="rented"), ask("complaints", known, unknown, tenure="")) == (1, 1)


def test_a_case_of_two_categories_stands_under_both_and_counts_once():
    case = told((3, "classified", {"categories": ["repairs", "staff"]}), categories=["noise"])

    assert [ask("complaints", case, category=name) for name in ("repairs", "staff", "noise")] == [1, 1, 0]
    assert ask("complaints", case) == 1


@pytest.mark.provision("C24-3.3")
def test_volumes_stand_beside_how_people_got_through_and_fewer_is_never_better():
    cases = [told(channel="email"), told(channel="phone"), told((0, "triaged", {"as": "service_request"}))]
    refused = told((4, "refused", {"ground": "too_old", "explanation": "Three years ago."}))

    assert [ask("complaints", *cases, channel=channel) for channel in ("email", "phone", "letter")] == [1, 1, 0]
    assert [ask("received", *cases, kind=kind) for kind in ("complaint", "service_request")] == [2, 1]
    assert ask("complaints", *cases, refused) == 3, "refusing makes no complaint less"
    assert not [one.id for one in MEASURES.values() if "fewer" in one.explanation.casefold()]


# ---- the catalogue itself -------------------------------------------------------------------


def test_what_there_is_not_is_not_asked():
    with pytest.raises(ValueError, match="'complants'"):
        ask("complants")
    with pytest.raises(ValueError, match="'colour'"):
        ask("complaints", colour="red")


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_every_measure_says_how_it_is_counted(measure):
    assert measure.title
    assert measure.explanation.endswith(".")
    assert len(measure.explanation) > 30
    assert set(measure.by) <= set(DIMENSIONS)
    assert measure.unit != "percent" or measure.share
    assert not (measure.stock and measure.share)
    assert measure.rule.count("@") == 1
