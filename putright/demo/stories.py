"""How far the invented complaints have come: each story is a function that tells one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from putright.core import events as e
from putright.demo.afterwards import be_ordered, go_to_the_ombudsman, restrict
from putright.demo.letters import acknowledge, answer, close, extend, refuse, refuse_escalation, update
from putright.demo.teller import Teller

Story = Callable[[Teller], None]


# ---- who does what, at each landlord --------------------------------------------------------


def handler(t: Teller) -> str:
    """Who takes stage 1."""
    if t.policy.pack.pack == "taunton-heritage-trust":
        return "chief"
    return "service" if t.brand == "wrekin" else "handler"


def reviewer(t: Teller) -> str:
    """Who leads stage 2."""
    by_pack = {"willow-tree": "senior", "housing-services": "reviewer", "taunton-heritage-trust": "chair"}
    return by_pack.get(t.policy.pack.pack, "service2" if t.brand == "wrekin" else "handler2")


def _officer(t: Teller) -> str:
    """Who sees every complaint and hands it out."""
    by_pack = {"housing-plus-group": "handler", "taunton-heritage-trust": "chief"}
    return by_pack.get(t.policy.pack.pack, "officer")


# ---- the steps ------------------------------------------------------------------------------


def _take_up(t: Teller, **received: object) -> None:
    t.receive(**{"form": "written", "channel": "email", **received} if handler(t) == "chief" else received)
    who = handler(t)
    t.do(_officer(t), e.Assigned(on=t.day(1), to=t.key(who)))
    t.do(who, e.Contacted(on=t.day(2), method="phone", what="Talked through what happened and what is wanted."))
    _define(t, who, t.day(2))
    acknowledge(t, who, t.day(2))


def _define(t: Teller, who: str, on: date) -> None:
    points = {f"p{n}": text for n, text in enumerate(t.matter.points, 1)}
    t.do(who, e.Defined(on=on, points=points, outcomes=(t.matter.wanted,)))


def _look_into(t: Teller, day: int, who: str) -> None:
    t.do(who, e.PositionHeard(on=t.day(day), party="complainant", what="Their account was heard by phone."))


def _ask(t: Teller, day: int, *, answered: bool) -> None:
    """What is needed is planned, and the front desk is asked for what it knows."""
    who, desk = handler(t), t.key("desk")
    items = {
        "q1": e.PlanItem("Every call and visit about it", desk, t.day(day + 2), points=("p1",)),
        "q2": e.PlanItem("The contractor's job sheets", "contractor", t.day(day + 4), named="Our contractor"),
    }
    t.do(who, e.InvestigationPlanned(on=t.day(day), items=items, risks="A household that cannot wait long."))
    asked = e.InformationRequested(
        on=t.day(day), id="r1", what="Every call and visit about this home since last autumn, with what came of each.",
        from_=desk, by=t.day(day + 2), plan="q1",
    )  # fmt: skip
    t.do(who, asked)
    if answered:
        t.do(who, e.InformationReceived(on=t.day(day + 1), id="r1", what="Four calls, two visits booked, one kept."))
        t.do(who, e.EvidenceRecorded(on=t.day(day + 1), id="v1", what="The call log", source="The front desk",
                                     obtained=t.day(day + 1), about=("p1",), plan="q1", request="r1"))  # fmt: skip


def _decide(t: Teller, day: int, who: str, stage: int = 1) -> None:
    found = {"p1": e.Finding("upheld", t.matter.upheld)}
    if len(t.matter.points) > 1:
        found["p2"] = e.Finding("not_upheld", t.matter.not_upheld)
    by = t.policy.calendar.add_working_days(t.day(day), 15)
    remedies = {f"r{stage}": e.Remedy("action", t.matter.remedy, by, points=("p1",), owner=t.key(who))}
    if stage == 2:
        remedies["r3"] = _money(t, who, by)
    handling = "Stage 1 was answered late and one call was not returned." if stage == 2 else ""
    impact = {"duration": "It has gone on since the spring.", "circumstances": "A household that cannot simply wait."}
    t.do(who, e.Decided(on=t.day(day), findings=found, remedies=remedies, handling=handling, impact=impact,
                        by=t.key(who)))  # fmt: skip


def _money(t: Teller, who: str, by: date) -> e.Remedy:
    """Compensation line by line, set against the Ombudsman's bands where the brand's Code has them."""
    lines = (
        e.Line("loss", 32.40, "Two bus fares and a morning's pay, by the receipts"),
        e.Line("time_and_trouble", 90, "Nine calls and two stages"),
        e.Line("distress", 60, "Five weeks of not knowing"),
    )
    guide = t.policy.of(t.brand).edition.guidance
    fits = [level for level, band in guide.bands.items() if band.least <= 150 <= (band.most or 150)] if guide else []
    return e.Remedy(
        "payment", "For what it cost you, in money and in trouble", by, 182.40, points=("p1",), owner=t.key(who),
        lines=lines, level=fits[0] if fits else "", departs="Two stages and five weeks are more than inconvenience.",
    )  # fmt: skip


def _stage_one(t: Teller, **received: object) -> None:
    _take_up(t, **received)
    _look_into(t, 5, handler(t))
    _decide(t, 9, handler(t))
    answer(t, handler(t), t.day(10))


def _ask_for_stage_two(t: Teller, day: int) -> None:
    t.do(_officer(t), e.EscalationRequested(on=t.day(day), reason="It has come back and I am no better off."))


def _stage_two(t: Teller, day: int) -> None:
    who = reviewer(t)
    _ask_for_stage_two(t, day)
    t.do(_officer(t), e.Escalated(on=t.day(day + 1)))
    t.do(_officer(t), e.Assigned(on=t.day(day + 1), to=t.key(who)))
    _define(t, who, t.day(day + 2))
    acknowledge(t, who, t.day(day + 2))


def _review(t: Teller, day: int) -> None:
    who = reviewer(t)
    if t.policy.pack.panel:
        _panel(t, who, day)
    _look_into(t, day + 2, who)
    _decide(t, day + 3, who, stage=2)


def _panel(t: Teller, who: str, day: int) -> None:
    """A panel asked, convened with a resident, given its papers, and met with the complainant on the telephone."""
    members = tuple(t.key(name) for name in ("senior", "board", "resident"))
    begins, meets = t.day(day), t.day(day + 2)
    asked = (*members, t.key("board2"))
    t.do(who, e.ConsentGiven(on=begins, to="resident_on_panel"))
    t.do(who, e.PanelInvited(on=begins, members=asked, dates=(meets, t.day(day + 3))))
    for member in (*members, "complainant"):
        t.do(who, e.AvailabilityGiven(on=begins, member=member, dates=(meets,)))
    t.do(who, e.AvailabilityGiven(on=begins, member=t.key("board2")))
    t.do(who, e.PanelConvened(on=begins, members=members, meets_on=meets))
    for member in (*members, "complainant"):
        t.do(who, e.PapersSent(on=begins, to=member, what="The whole file", format="standard"))
    t.do(who, e.PanelMet(
        on=meets, members=members, minutes="The panel read the file and rang.", complainant_took_part="by_phone",
        decision="The first point is upheld: what was promised was not done.",
    ))  # fmt: skip


# ---- the stories, by how far they have come -------------------------------------------------


def just_in(t: Teller) -> None:
    """Logged today."""
    t.receive()


def not_acknowledged(t: Teller) -> None:
    """Logged a week ago; nobody has acknowledged it."""
    t.receive(channel="letter")


def acknowledged(t: Teller) -> None:
    """Acknowledged and defined; being looked into."""
    _take_up(t)


def updates_agreed(t: Teller) -> None:
    """The complainant wants to hear every few days; adjustments are recorded."""
    _take_up(t)
    who = handler(t)
    t.do(
        who,
        e.AdjustmentRecorded(
            on=t.day(3), what="Large print; please ring before noon", needs=("large_print",), review_on=t.day(60)
        ),
    )
    t.do(who, e.UpdatesAgreed(on=t.day(3), every_working_days=3, method="phone"))
    t.do(who, e.UpdateSent(on=t.day(5), method="phone", what="The surveyor has been booked."),
         e.PromiseMade(on=t.day(5), id="w1", what="Ring with the surveyor's date", by=t.day(7)))  # fmt: skip
    t.do(who, e.Contacted(on=t.day(7), method="phone", what="The surveyor comes on Tuesday.", keeps=("w1",)))


def late(t: Teller) -> None:
    """Its answer is overdue, and so are a call that was promised and what a colleague was asked."""
    _take_up(t)
    call = e.PromiseMade(on=t.day(4), id="w1", what="Ring to say how far we are", by=t.day(8), method="phone")
    t.do(handler(t), call)
    _ask(t, 4, answered=False)
    _look_into(t, 6, handler(t))
    wrote = "I have heard nothing since the visit. When do I get an answer?"
    t.do(handler(t), e.MessageReceived(on=t.day(10), id="m1", method="portal", party="p1", what=wrote, about="delay"))


def extended(t: Teller) -> None:
    """Its answer was put off, with reasons and in time."""
    _take_up(t)
    extend(t, handler(t), t.day(9), until_in=6)
    done = "The surveyor has been. His report is with the contractor."
    update(t, handler(t), t.day(11), done, "We write to you again when the contractor has named a day.")


def decided(t: Teller) -> None:
    """Decided; the letter has still to go."""
    _take_up(t)
    _ask(t, 3, answered=True)
    _look_into(t, 5, handler(t))
    _decide(t, 9, handler(t))


def answered(t: Teller) -> None:
    """Answered at stage 1; the complainant may still ask for stage 2."""
    _stage_one(t)


def asked_for_stage_two(t: Teller) -> None:
    """Stage 2 was asked for; the request waits for an answer."""
    _stage_one(t)
    _ask_for_stage_two(t, 16)


def under_review(t: Teller) -> None:
    """Stage 2 is acknowledged and under review."""
    _stage_one(t)
    _stage_two(t, 16)


def review_decided(t: Teller) -> None:
    """Stage 2 is decided; its letter has still to go."""
    _stage_one(t)
    _stage_two(t, 16)
    _review(t, 24)


def final(t: Teller) -> None:
    """The final response went out; a remedy is still owed."""
    review_decided(t)
    answer(t, reviewer(t), t.day(28))


def closed_after_stage_one(t: Teller) -> None:
    """Closed after stage 1, its remedy done."""
    _stage_one(t)
    t.do(handler(t), e.RemedyAnswered(on=t.day(12), id="r1", answer="accepted"))
    t.do(handler(t), e.RemedyCompleted(on=t.day(18), id="r1", evidence="The surveyor signed the job off."))
    t.do(handler(t), e.RemedyConfirmed(on=t.day(19), id="r1", done=True, text="It is right now, thank you."))
    t.do(handler(t), e.ComplainantSatisfied(on=t.day(19)))
    close(t, handler(t), t.day(20))


def closed_after_stage_two(t: Teller) -> None:
    """Closed after stage 2."""
    final(t)
    who = reviewer(t)
    t.do(who, e.RemedyCompleted(on=t.day(35), id="r2"), e.RemedyCompleted(on=t.day(35), id="r3"))
    t.do(who, e.Closed(on=t.day(36)))


def refused_for_a_claim(t: Teller) -> None:
    """A claim was filed at court, so the policy refuses it."""
    t.receive(channel="email")
    t.do(_officer(t), e.LegalProceedingsRecorded(on=t.day(2), filed=True))
    refuse(t, _officer(t), t.day(3), "legal_proceedings")


def withdrawn(t: Teller) -> None:
    """The complainant withdrew it."""
    _take_up(t)
    t.do(handler(t), e.Withdrawn(on=t.day(6)))


def informal(t: Teller) -> None:
    """Somebody is trying to put it right at once."""
    t.receive()
    t.do(_officer(t), e.InformalAttempted(on=t.day(1), what="The officer called round the same day."))


def service_request(t: Teller) -> None:
    """Triaged as a first report of something to put right, with a day of its own."""
    t.receive()
    t.do(_officer(t), e.Triaged(on=t.day(1), as_="service_request", choice_offered=True, choice="service request"))
    t.do(_officer(t), e.RequestDated(on=t.day(2), by=t.day(9), what="A visit, and a date for the works"))


def anonymous(t: Teller) -> None:
    """Nobody to answer."""
    t.receive(channel="letter", from_="anonymous")


def unsafe(t: Teller) -> None:
    """It carries safety flags, and the alerts are owed today."""
    t.receive(flags=("safeguarding", "serious_impact", "high_risk"))


def late_request_refused(t: Teller) -> None:
    """Stage 2 was asked for after the last day, weighed, and refused."""
    _stage_one(t)
    _ask_for_stage_two(t, 42)
    refuse_escalation(t, _officer(t), t.day(44), "out_of_time")


def with_ombudsman(t: Teller) -> None:
    """The Ombudsman has asked for evidence."""
    final(t)
    go_to_the_ombudsman(t, reviewer(t))


def reopened(t: Teller) -> None:
    """Refused, then taken on again as the Ombudsman instructed."""
    refused_for_a_claim(t)
    t.do(_officer(t), e.Reopened(on=t.day(15), instructed_by="housing-ombudsman"))


def ordered(t: Teller) -> None:
    """The Ombudsman made an order with a date, and a recommendation."""
    with_ombudsman(t)
    be_ordered(t, reviewer(t))


def restricted(t: Teller) -> None:
    """Contact is restricted after a warning; the complaint goes on as before."""
    _take_up(t)
    restrict(t, handler(t))


STORIES: tuple[tuple[int, Story], ...] = (
    (0, just_in), (1, just_in), (7, not_acknowledged), (3, acknowledged), (8, updates_agreed), (17, late),
    (11, extended), (10, decided), (14, answered), (18, asked_for_stage_two), (23, under_review), (33, review_decided),
    (36, final), (44, closed_after_stage_one), (58, closed_after_stage_two), (4, refused_for_a_claim),
    (9, withdrawn), (1, informal), (2, service_request), (0, unsafe), (48, with_ombudsman),
)  # fmt: skip
"""How many working days ago each complaint began, and its story."""
EXTRA: dict[str, tuple[tuple[int, Story], ...]] = {
    "willow-tree": ((50, late_request_refused), (9, restricted)),
    "housing-services": ((30, reopened),),
    "housing-plus-group": ((2, anonymous), (5, acknowledged), (12, late), (24, under_review)),
    "taunton-heritage-trust": ((55, ordered),),
}
"""The stories that only one landlord's policy tells."""
LEFT_OUT: dict[str, tuple[Story, ...]] = {
    "taunton-heritage-trust": (with_ombudsman, unsafe, informal, extended, late, not_acknowledged, withdrawn),
    "housing-services": (informal, unsafe),
    "willow-tree": (unsafe, closed_after_stage_two),
}
"""The stories that a small or silent policy has no use for."""
