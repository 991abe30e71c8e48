"""How the list of steps is laid out, and where a step would make no sense."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from putright.core.state import State

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Handle it": ("triaged", "informal_attempted", "made_formal", "redirected", "assigned", "assessed",
                  "acknowledged", "defined", "contacted", "message_received", "message_read", "written",
                  "promise_made", "promise_revised", "updates_agreed", "update_sent", "issue_raised", "extended",
                  "referred_back", "guidance_sought", "mediation_offered", "mediation_answered"),
    "What is no complaint": ("request_dated", "request_completed", "feedback_answered", "feedback_shared",
                             "feedback_used"),
    "Find out what happened": ("investigation_planned", "urgent_action_taken", "information_requested",
                               "information_chased", "information_received", "information_dropped",
                               "evidence_recorded", "interview_held", "meeting_held", "obligations_recorded",
                               "shortfall_recorded"),
    "Worse treatment for complaining": ("detriment_alleged", "detriment_assigned", "detriment_concluded"),
    "Hear both sides and decide": ("position_heard", "support_offered", "findings_shared", "comments_received",
                                   "comments_answered", "decided",
                                   "response_sent", "response_received", "notice_bounced", "reported"),
    "Stage 2": ("escalation_requested", "escalated", "escalation_refused", "panel_invited",
                "availability_given", "panel_convened", "papers_sent", "panel_met", "variation_authorised",
                "handler_informed"),
    "The complainant": ("adjustment_recorded", "adjustment_ended", "representative_authorised", "consent_given",
                        "code_withdrawn", "identity_checked", "own_account_requested", "policy_copy",
                        "complainant_satisfied", "withdrawn"),
    "What belongs together": ("case_linked", "case_unlinked", "case_told_apart", "investigated_together",
                              "investigated_apart", "member_joined", "member_agreed", "member_left",
                              "spokesperson_named"),
    "Who deals with it": ("approval_asked", "approval_given", "recused", "interest_declared", "conflict_cleared"),
    "Risk and hazards": ("flag_raised", "safety_alerted", "candour_step", "candour_written", "hazard_reported",
                         "access_attempted", "hazard_investigated", "hazard_made_safe", "hazard_summary_sent",
                         "rehoused", "hazard_works_begun", "hazard_works_completed", "procedure_opened",
                         "procedure_step"),
    "Behaviour": ("behaviour_recorded", "warning_given", "restriction_set",
                  "restriction_told", "restriction_reviewed", "restriction_appealed"),
    "Put right and learn": ("remedy_answered", "remedy_completed", "remedy_confirmed", "remedy_chased",
                            "remedy_revised", "remedy_withdrawn", "lesson_recorded", "action_set",
                            "action_completed", "classified", "home_recorded", "survey_sent", "survey_answered",
                            "survey_followed_up", "feedback_sought"),
    "Put on record": ("fact_recorded", "legal_proceedings_recorded", "legal_proceedings_ended", "discretion_exercised",
                      "external_assistance_sought", "external_assistance_ended"),
    "End it": ("closed", "reopened", "refused", "hold_placed", "hold_lifted"),
    "The Ombudsman": ("ombudsman_referred", "evidence_requested", "evidence_date_revised", "evidence_provided",
                      "determined", "order_made", "recommendation_answered", "order_completed",
                      "handling_failure_notified", "notice_answered", "failure_order_made", "concern_raised"),
}  # fmt: skip


def _answered(state: State) -> bool:
    return any(stage.response for stage in state.stages.values())


def _notified(state: State) -> bool:
    return any(stage.acknowledged or stage.extensions or stage.response for stage in state.stages.values())


def _may_ask(state: State) -> bool:
    """Whether there is something left to ask stage 2 for: a further point is added until stage 2 is answered."""
    second = state.stages.get(2)
    return state.formal and not state.refused and (not second or bool(second.response or second.asked))


OF_HAZARDS = (
    "access_attempted", "hazard_investigated", "hazard_made_safe", "hazard_summary_sent", "rehoused",
    "hazard_works_begun", "hazard_works_completed",
)  # fmt: skip
OF_REQUESTS = ("information_received", "information_chased", "information_dropped")

SENSIBLE: Mapping[str, Callable[[State], bool]] = {
    "case_told_apart": lambda s: False,
    "case_unlinked": lambda s: bool(s.together.cases),
    "investigated_apart": lambda s: bool(s.together.led_by or s.together.leads),
    "investigated_together": lambda s: bool({"same_matter", "duplicate"} & set(s.together.cases.values())),
    "member_agreed": lambda s: any(not one.agreed for one in s.together.members.values()),
    "member_left": lambda s: bool(s.together.members),
    "spokesperson_named": lambda s: bool(s.together.members),
    "made_formal": lambda s: not s.formal,
    "written": lambda s: not s.disposed,
    "triaged": lambda s: not s.formal or (s.triaged is None and "acknowledged" not in s.seen),
    "informal_attempted": lambda s: not s.formal or "acknowledged" not in s.seen,
    "redirected": lambda s: s.brand is not None,
    "request_dated": lambda s: s.entry.waited_for,
    "request_completed": lambda s: s.entry.waited_for,
    "feedback_answered": lambda s: bool(s.entry.kind) and not s.formal,
    "feedback_shared": lambda s: bool(s.entry.kind),
    "feedback_used": lambda s: bool(s.entry.kind),
    "issue_raised": lambda s: s.stage == 1,
    "response_received": _answered,
    "notice_bounced": _notified,
    "reported": _answered,
    "comments_received": lambda s: bool(s.current and s.current.shared),
    "urgent_action_taken": lambda s: bool(s.current and s.current.plan and s.current.plan.urgent),
    **dict.fromkeys(OF_REQUESTS, lambda s: any(one.open for one in s.inquiry.requests.values())),
    "comments_answered": lambda s: any(stage.unanswered for stage in s.stages.values()),
    "detriment_assigned": lambda s: bool(s.inquiry.alleged),
    "mediation_answered": lambda s: "mediation_offered" in s.seen,
    "support_offered": lambda s: bool(s.about),
    "message_received": lambda s: not s.disposed,
    "message_read": lambda s: any(not one.read for one in s.messages.values()),
    "promise_revised": lambda s: any(not one.done for one in s.promises.values()),
    "escalation_requested": _may_ask,
    "adjustment_ended": lambda s: bool(s.adjustments),
    "complainant_satisfied": lambda s: not s.satisfied and not s.closed,
    "withdrawn": lambda s: not s.closed and not s.withdrawn,
    "safety_alerted": lambda s: bool(s.flags),
    "availability_given": lambda s: bool(s.current and s.current.sitting.dates),
    "approval_given": lambda s: any(one.stands for one in s.approvals.values()),
    "candour_step": lambda s: "notifiable_safety_incident" in s.flags,
    "candour_written": lambda s: "notifiable_safety_incident" in s.flags and "written" not in s.candour,
    "flag_raised": lambda s: not s.disposed,
    "hazard_reported": lambda s: not s.disposed,
    "procedure_step": lambda s: any(not one.concluded for one in s.safety.procedures.values()),
    **dict.fromkeys(OF_HAZARDS, lambda s: bool(s.safety.open_hazards)),
    "remedy_answered": lambda s: any(r.offered and not r.settled for r in s.remedies.values()),
    "remedy_confirmed": lambda s: any((r.offered or r.done) and not r.confirmed for r in s.remedies.values()),
    "action_completed": lambda s: any(not one.done for one in s.learning.actions.values()),
    "classified": lambda s: not s.disposed,
    "home_recorded": lambda s: not s.disposed,
    "legal_proceedings_ended": lambda s: s.learning.at_court,
    "hold_placed": lambda s: not s.disposed,
    "hold_lifted": lambda s: bool(s.learning.holds),
    "survey_sent": lambda s: bool(s.closed),
    "survey_answered": lambda s: bool(s.survey_sent),
    "survey_followed_up": lambda s: bool(s.learning.surveys),
    "feedback_sought": lambda s: bool(s.closed) or _answered(s),
    "external_assistance_ended": lambda s: s.assistance_sought,
    "warning_given": lambda s: bool(s.conduct.incidents),
    "restriction_set": lambda s: bool(s.conduct.incidents),
    "restriction_told": lambda s: bool(s.conduct.restrictions) and not s.conduct.told,
    "restriction_reviewed": lambda s: bool(s.restriction),
    "restriction_appealed": lambda s: bool(s.restriction) and not s.conduct.appeal,
    "ombudsman_referred": lambda s: not s.with_ombudsman or any(stage.subjects for stage in s.stages.values()),
    "evidence_requested": lambda s: s.with_ombudsman,
    "determined": lambda s: s.with_ombudsman,
    "order_made": lambda s: "determined" in s.seen,
    "failure_order_made": lambda s: s.with_ombudsman or bool({"determined", "handling_failure_notified"} & s.seen),
    "recommendation_answered": lambda s: any(
        order.kind == "recommendation" and key not in s.redress.answers for key, order in s.orders.items()
    ),
    "concern_raised": lambda s: s.with_ombudsman or "determined" in s.seen,
}
"""Where a step that nothing forbids would make no sense: it is then left out of the list."""
