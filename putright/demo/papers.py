"""What the demonstration's landlords have on paper: homes, surveys, training, a theme and what came of it, reports."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import actions as casework
from putright.apps.casework.models import Case
from putright.apps.governance import actions as governance
from putright.apps.governance.models import Approval, Consultation, Objective
from putright.apps.learning import actions as learning
from putright.apps.learning import following
from putright.apps.measuring import keeping, stock
from putright.apps.oversight.reports import actions as reports
from putright.apps.oversight.reports import making, rhythms, run
from putright.apps.oversight.reports.models import Drawn
from putright.apps.oversight.samples import actions as samples
from putright.apps.oversight.samples import standing
from putright.core.events import FeedbackSought
from putright.core.reporting import periods

HOMES = {"willow-tree": (1120, 64), "housing-services": (5310, 210), "housing-plus": (18400, 1350), "taunton": (86, 0)}
"""Rented homes and those in shared ownership, by landlord."""
LIMBS = (
    "I work with colleagues in other teams to put complaints right. I take responsibility with them, and blame nobody. "
    "I keep to the professional standards of housing."
)


def fill(landlord: Landlord, now: datetime) -> None:
    """Puts all of it on record."""
    while keeping.run_once(now):
        pass
    following.follow_all(landlord)
    keeper, second = _people(landlord)
    _homes_and_survey(landlord, keeper, now)
    _governance(landlord, keeper, now)
    _sample(landlord, keeper, now)
    _theme(landlord, keeper, second, now)
    _reports(landlord, keeper, now)


def _people(landlord: Landlord) -> tuple[Person, Person]:
    """Somebody who keeps the papers, and another who may publish."""
    found = [one for one in Person.objects.filter(landlord=landlord).order_by("id") if _may(one)]
    return found[0], found[1] if len(found) > 1 else found[0]


def _may(person: Person) -> bool:
    return permissions.may(person, permissions.ISSUE_REPORTS) and permissions.may(person, permissions.KEEP_REGISTERS)


def _homes_and_survey(landlord: Landlord, keeper: Person, now: datetime) -> None:
    rented, shared = HOMES[landlord.slug]
    this = now.date().year if now.date() > date(now.date().year, 3, 31) else now.date().year - 1
    for year in (this - 1, this):
        homes = {"lcra": rented + 6 * (year - this), "lcho": shared}
        stock.enter(keeper, date(year, 3, 31), homes, now, source="The asset register")
    if permissions.may(keeper, permissions.DRAW_SAMPLES):
        samples.enter_wave(keeper, now, {
            "year": this - 1, "tenure": "lcra", "method": "mixed", "since": date(this, 1, 12),
            "until": date(this, 2, 27), "carried_out_by": "An independent research company", "asked": 1400,
            "responses": 512, "complained": 143, "very_satisfied": 21, "fairly_satisfied": 35, "neither": 18,
            "fairly_dissatisfied": 33, "very_dissatisfied": 36,
        })  # fmt: skip


def _sample(landlord: Landlord, keeper: Person, now: datetime) -> None:
    """Last quarter's sample of complainants, where the policy promises one, and one of them spoken with."""
    rule = standing.rule(landlord, "feedback")
    if not rule or not permissions.may(keeper, permissions.DRAW_SAMPLES):
        return
    since, until = periods.before("quarter", periods.span("quarter", now.date())[0])
    drawn = samples.draw(keeper, "feedback", since, until, rule.share, now)
    spoken = FeedbackSought(on=now.date(), method="phone", what="Glad that somebody rang.", score=4)
    casework.record(keeper, drawn.first[0], [spoken], at=now)


def _governance(landlord: Landlord, keeper: Person, now: datetime) -> None:
    today, version = now.date(), packs.current(landlord).pack.version
    governance.keep(keeper, Approval, {
        "version": version, "office": "The board", "on": today - timedelta(300), "minute": "Item 7",
    }, now)  # fmt: skip
    governance.keep(keeper, Consultation, {
        "version": version, "who": ["residents", "panel"], "on": today - timedelta(340),
        "how": "A meeting of the residents' panel, and a survey on the website", "asked": "",
        "said": "Letters are too long, and people want a name to ring.",
        "changed": "Letters begin with what was decided; each names the team and its direct number.",
    }, now)  # fmt: skip
    people = [one for one in Person.objects.filter(landlord=landlord).order_by("id") if one.trained]
    governance.train(keeper, people, {
        "course": "Handling complaints under the Code", "handling": True, "on": today - timedelta(310),
        "until": today + timedelta(55), "certificate": "",
    }, now, today)  # fmt: skip
    governance.keep(keeper, Objective, {
        "person": keeper, "role": "", "year": today.year, "text": LIMBS, "set_on": today - timedelta(200),
        "agreed_on": today - timedelta(190), "reviewed_on": None,
    }, now)  # fmt: skip


def _theme(landlord: Landlord, keeper: Person, second: Person, now: datetime) -> None:
    """Missed visits seen in several complaints, what was done about them, and what residents read of it."""
    if not permissions.may(keeper, permissions.LEARN):
        return
    today = now.date()
    cases = list(Case.objects.filter(landlord=landlord, kind="complaint", summary__icontains="nobody came",
                                     received_on__lte=today - timedelta(240))[:5])  # fmt: skip
    theme = learning.open_theme(keeper, {
        "title": "Visits that are cancelled without a word", "what": "People wait in for visits that were called off.",
        "service": "property_condition", "cause": "appointments", "risk": "serious",
        "why": "The contractor's diary and ours are not joined.", "owner": keeper,
    }, cases, "Several complaints told the same.", at=now, on=today - timedelta(240))  # fmt: skip
    action = learning.set_action(
        keeper, theme, what="Ring every resident the day before a visit, and the same day when one is called off.",
        owner=keeper, due=today - timedelta(180), on=today - timedelta(235), at=now,
    )  # fmt: skip
    learning.complete(keeper, action, proof="The call list is in use since then; ten were checked.",
                      on=today - timedelta(190), at=now)  # fmt: skip
    action.refresh_from_db()
    change = learning.draft(
        keeper, action, said="Nobody tells us when a visit is called off.", brand="", at=now,
        did="We ring you the day before a visit, and the same day when it cannot happen.",
    )  # fmt: skip
    if second != keeper and permissions.may(second, permissions.ISSUE_REPORTS):
        learning.publish(second, change, on=today - timedelta(170), at=now)


def _reports(landlord: Landlord, keeper: Person, now: datetime) -> None:
    """The quarterly reports of half a year are drawn up, and all but the last of each are issued."""
    defined = rhythms.definitions(landlord)
    for wanted in rhythms.missing(landlord, now.date()):
        if defined[wanted.report].every == "quarter" and wanted.until > now.date() - timedelta(190):
            run.ask_for(landlord, wanted, now)
    drafts = Drawn.objects.filter(landlord=landlord)
    for drawn in drafts.order_by("until"):
        run.draw(_mine(drawn), now)
    last = drafts.latest("until").until if drafts else now.date()
    for drawn in drafts.filter(until__lt=last):
        _issue(keeper, drawn, now)


def _mine(drawn: Drawn) -> Drawn:
    """As the worker would have taken it up."""
    drawn.state, drawn.attempts = Drawn.State.DRAWING, 1
    drawn.save(update_fields=["state", "attempts"])
    return drawn


def _issue(keeper: Person, drawn: Drawn, now: datetime) -> None:
    if not list(reports.lacking(drawn)):
        issued = reports.issue(keeper, drawn, at=now, draw=making.pdf)
        reports.received(keeper, issued, to="All it is for", how="E-mail", on=now.date(), at=now)
