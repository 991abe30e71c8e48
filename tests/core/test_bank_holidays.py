"""When the bank holidays change: what was told stands, what was done is not judged anew, the rest moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from putright.core import events as e
from putright.core.bank_holidays import longer
from putright.core.case import Case
from putright.core.duties import find, obligations
from putright.core.events import Event
from putright.core.explain import in_words
from putright.core.policy import Policy
from putright.core.state import fold, step_on
from putright.core.workdays import Calendar
from putright.data import load_calendar, load_policy

ENGLAND = load_calendar("england-and-wales")
MODEL = load_policy("model-2024")
DAY = date(2026, 6, 5)
SPRING = date(2026, 5, 25)


def day(n: int, month: int = 6) -> date:
    return date(2026, month, n)


def added(*days: date, since: date, to: Calendar = ENGLAND) -> Calendar:
    return to.followed_by(to.with_holidays((one, "Day of thanks") for one in days), since)


def dropped(one: date, since: date) -> Calendar:
    left = {on: name for on, name in ENGLAND.holidays.items() if on != one}
    return ENGLAND.followed_by(replace(ENGLAND, holidays=left), since)


def due(name: str, calendar: Calendar, *happened: Event, policy: Policy = MODEL) -> date | None:
    case = Case.of(fold(happened), replace(policy, calendar=calendar), {})
    duty = find(case, name)
    return duty.due if duty else None


def received(on: date = date(2026, 6, 1)) -> Event:
    return e.Received(on=on, channel="phone", from_="tenant")


def test_what_nobody_was_told_moves() -> None:
    assert due("stage1.acknowledge", ENGLAND, received()) == day(8)
    assert due("stage1.acknowledge", added(DAY, since=day(2)), received()) == day(9)


@pytest.mark.parametrize("told", [
    e.Acknowledged(on=day(1)),
    e.Acknowledged(on=day(1), queued=True),
    e.UpdateSent(on=day(1), method="post"),
    e.Contacted(on=day(1), method="phone"),
    e.WarningGiven(on=day(1), what="Shouting", decided_by="ana"),
])  # fmt: skip
def test_what_was_told_stands(told: Event) -> None:
    before = due("stage1.respond", ENGLAND, received(), told)
    assert due("stage1.respond", added(DAY, since=day(2)), received(), told) == before


@pytest.mark.parametrize("said", [
    e.Contacted(on=day(1), method="phone", reached=False),
    e.Contacted(on=day(1), method="phone", to="contractor"),
    e.Assigned(on=day(1), to="ana"),
])  # fmt: skip
def test_what_did_not_reach_them_told_nothing(said: Event) -> None:
    assert due("stage1.acknowledge", added(DAY, since=day(2)), received(), said) == day(9)


def test_a_date_told_after_the_change_knows_of_it() -> None:
    new = added(DAY, since=day(2))
    assert due("stage1.respond", new, received(), e.Acknowledged(on=day(3))) == day(18)
    assert due("stage1.respond", new, received(), e.Acknowledged(on=day(2))) == day(16)


def test_a_day_that_is_no_bank_holiday_any_more_brings_dates_forward() -> None:
    new = dropped(SPRING, since=day(18, 5))
    told = received(day(15, 5)), e.Acknowledged(on=day(18, 5))
    assert due("stage1.respond", ENGLAND, *told) == day(2)
    assert due("stage1.respond", new, *told) == day(1)


def test_their_own_time_is_never_shortened() -> None:
    policy = load_policy("willow-tree")
    answered = received(day(18, 5)), e.Acknowledged(on=day(18, 5)), e.ResponseSent(on=day(22, 5), method="post")
    told = due("stage2.request", ENGLAND, *answered, policy=policy)
    assert due("stage2.request", dropped(SPRING, since=day(23, 5)), *answered, policy=policy) == told
    later = added(day(27, 5), day(26, 5), since=day(23, 5))
    assert due("stage2.request", later, *answered, policy=policy) > told  # type: ignore[operator]


def test_longer_to_ask_than_the_answer_told() -> None:
    policy = load_policy("willow-tree")
    answered = fold([received(), e.Acknowledged(on=day(1)), e.ResponseSent(on=day(3), method="post")])
    new = replace(policy, calendar=added(DAY, since=day(4)))
    assert longer(Case.of(answered, policy, {})) is None
    assert longer(Case.of(answered, new, {})) == day(22)
    assert longer(Case.of(answered, replace(policy, calendar=added(DAY, since=day(2))), {})) is None
    step_on(answered, e.EscalationRequested(on=day(20)))
    assert longer(Case.of(answered, new, {})) is None


def test_what_was_done_is_not_judged_anew() -> None:
    """A day taken up after it has passed lets nobody off, and takes nothing back."""
    late = received(), e.MessageReceived(on=day(1), id="m1"), e.MessageRead(on=day(9), id="m1")
    open_ = late[:2]
    new = added(day(2), since=day(15))
    assert due("message:m1", new, *late) == due("message:m1", ENGLAND, *late)
    assert due("message:m1", new, *open_) != due("message:m1", ENGLAND, *open_)


def test_an_agreed_update_keeps_its_day() -> None:
    agreed = received(), e.UpdatesAgreed(on=day(1), every_working_days=5)
    assert due("update", added(DAY, since=day(2)), *agreed) == day(8)


def test_works_told_of_in_a_summary_keep_their_day() -> None:
    told = [
        received(),
        e.HazardReported(
            on=day(1), id="h1", hazard="damp_and_mould", emergency=False, what="Mould", tenure="social_tenancy"
        ),
        e.HazardInvestigated(on=day(2), id="h1", found="significant", what="Mould"),
    ]
    new = added(DAY, since=day(3))
    assert due("hazard:h1.safe", ENGLAND, *told) != due("hazard:h1.safe", new, *told)
    told.append(e.HazardSummarySent(on=day(3), id="h1", method="post"))
    assert due("hazard:h1.safe", ENGLAND, *told) == due("hazard:h1.safe", new, *told)


def test_the_explanation_names_the_days_that_were_skipped_then() -> None:
    new = added(DAY, since=day(2))
    case = Case.of(fold([received(), e.Acknowledged(on=day(1))]), replace(MODEL, calendar=new), {})
    derived = find(case, "stage1.respond").derivations[0]  # type: ignore[union-attr]
    assert "Day of thanks" not in in_words(derived, new)
    assert "before the bank holidays changed" in derived.reading


def test_a_list_that_begins_where_the_old_one_ends_counts_on() -> None:
    short = replace(ENGLAND, last=day(10))
    new = short.followed_by(ENGLAND, day(5))
    assert due("stage1.respond", new, received(), e.Acknowledged(on=day(1))) == day(15)


def test_lists_are_known_by_their_days() -> None:
    one = added(DAY, since=day(2))
    two = added(day(12), since=day(8), to=one)
    assert [two.at(day(n)) for n in (1, 2, 7, 8)] == [ENGLAND, one, one, two]
    assert [two.told(day(n)) for n in (1, 2, 3, 8, 9)] == [ENGLAND, ENGLAND, one, one, two]
    assert two.told(None) is two


LIVES = st.lists(
    st.sampled_from([
        lambda on: e.Acknowledged(on=on), lambda on: e.UpdateSent(on=on), lambda on: e.Assigned(on=on, to="ana"),
        lambda on: e.UpdatesAgreed(on=on, every_working_days=5), lambda on: e.ResponseSent(on=on, method="post"),
        lambda on: e.EscalationRequested(on=on), lambda on: e.Extended(on=on, until=on + timedelta(20), reason="Parts"),
        lambda on: e.MessageReceived(on=on, id="m1"),
    ]), max_size=8,
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LIVES, st.sets(st.integers(1, 40), max_size=4), st.integers(0, 20))
def test_a_promise_never_moves_later(life: list[Any], off: set[int], since: int) -> None:
    """Whatever happened, and whichever days are proclaimed: what they were told by then does not move later."""
    happened = [received(), *(make(day(1) + timedelta(n)) for n, make in enumerate(life))]
    new = added(*(day(1) + timedelta(n) for n in off), since=day(1) + timedelta(since))
    state = fold([one for one in happened if one.on <= new.since])
    before = Case.of(state, MODEL, {})
    after = Case.of(state, replace(MODEL, calendar=new), {})
    for old, now in zip(obligations(before), obligations(after), strict=True):
        if not old.due or old.waiting:
            continue
        told = state.stages.get(int(old.name[5]) if old.name.startswith("stage") else 0)
        if (told and told.told and not old.window) or old.done or old.name == "update":
            assert now.due <= old.due, old.name  # type: ignore[operator]
        elif old.window:
            assert now.due >= old.due, old.name  # type: ignore[operator]
