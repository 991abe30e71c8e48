"""Not taken on: a complaint, or a request for stage 2. On what ground, how it was weighed, and who can look at it."""

from __future__ import annotations

from putright.core import events as e
from putright.core.case import Case
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import Parts, letter
from putright.core.letters.kinds.pieces import helped
from putright.core.letters.material import Blocks, Material, paragraph, says, section, typed
from putright.core.letters.voice import GROUNDS


def _needs(case: Case, event: e.Refused | e.EscalationRefused) -> Parts:
    rule = "refusal_explained" if isinstance(event, e.Refused) else "escalation_refusal_explained"
    cites = case.policy.cites(rule)
    return {"decision": cites, "reasons": cites, "ombudsman": cites}


@letter(e.Refused, "refusal", "Your complaint: our decision not to take it on", _needs)
def refusal(m: Material, event: e.Refused) -> Blocks:
    yield from s.opening(m, m.t("We are not able to take on your complaint"))
    yield from says(m, "refusal")
    yield from section(m.t("Our decision"), paragraph(m.t(GROUNDS[event.ground]), "decision"))
    if event.ground == "employment":
        yield from says(m, "refusal_staff")
    yield from section(m.t("How we came to it"), typed(m, event.explanation, "reasons"))
    yield from section(m.t("What we took into account"), typed(m, event.circumstances))
    yield from section(m.t("Whether we could make an exception"), typed(m, event.discretion))
    yield from section(m.t("Who decided"), _approvers(m, event))
    yield from section(m.t("What helps you"), helped(m))
    yield from section(m.t("If you think this is wrong"), _challenge(m), "ombudsman")
    yield from s.closing(m)


def _approvers(m: Material, event: e.Refused) -> Blocks:
    titles = [m.t("the {role}", role=title) for name in event.approved_by if (title := s.role_of(m.case, name))]
    if titles:
        yield from paragraph(m.t("This decision was approved by {roles}.", roles=m.t(" and ").join(titles)))


def _challenge(m: Material) -> Blocks:
    yield from says(m, "refusal_residents", "ombudsman")
    yield from s.ombudsman(m)


@letter(e.EscalationRefused, "escalation_refusal", "Your request for stage 2: our decision", _needs)
def escalation_refusal(m: Material, event: e.EscalationRefused) -> Blocks:
    yield from s.opening(m, m.t("Your request for stage 2"))
    yield from paragraph(m.t("We have considered your request and have decided not to take your complaint to stage 2."))
    yield from section(m.t("Our decision"), paragraph(m.t(GROUNDS[event.ground]), "decision"))
    yield from section(m.t("How we came to it"), typed(m, event.explanation, "reasons"))
    yield from section(m.t("Where that leaves your complaint"), _left(m, event))
    yield from section(m.t("What helps you"), helped(m))
    yield from section(s.turn(m), s.ombudsman(m, final=event.ground != "not_answered_yet"), "ombudsman")
    yield from s.closing(m)


def _left(m: Material, event: e.EscalationRefused) -> Blocks:
    sent = m.stage.response
    if event.ground == "not_answered_yet":
        yield from paragraph(
            m.t("Your complaint goes on at stage 1. You can ask for stage 2 once you have our answer.")
        )
        yield from s.response_date(m)
    elif sent:
        yield from paragraph(m.t("Our response of {day} was our final response to your complaint.", day=m.day(sent.on)))
        yield from says(m, "final")
