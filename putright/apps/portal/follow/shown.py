"""What the complainant's side is told of each thing that happens on their complaint: the one list, kind by kind.

Whatever stands in neither `SAYS` nor `HIDDEN` is not shown, and a test fails until somebody has decided. A sentence is
about what was done for or with them: it names nobody who works here, quotes no note of the work, and says nothing about
risk, conflicts of interest or anybody else on the case. Their own words are theirs to read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from putright.apps.portal.follow.visit import Follower
from putright.core import events as e
from putright.core.events import ERASED, Event
from putright.core.timeline.base import CHANNELS, count
from putright.core.workdays import said

Said = str | tuple[str, str] | None
"""A sentence; a sentence and words of theirs or to them; or nothing, where it is not about whoever looks."""
Say = Callable[[Any, Follower], Said]
TAKEN = {
    "complaint": "a complaint", "service_request": "a request for a service", "enquiry": "a question",
    "comment": "a comment", "compliment": "praise", "petition": "a petition", "suggestion": "a suggestion",
    "survey_feedback": "an answer to our survey", "policy_request": "a request for our policy",
}  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """One line of what happened: on which day, in a sentence, with words under it or none."""

    on: date
    sentence: str
    words: str = ""


def happenings(follower: Follower) -> list[Happening]:
    """What happened, as whoever looks may know it, the latest first."""
    found = [one for event in follower.opened.events for one in _told(event, follower)]
    return found[::-1]


def _told(event: Event, follower: Follower) -> Iterator[Happening]:
    say = SAYS.get(event.kind)
    told = say(event, follower) if say else None
    sentence, words = told if isinstance(told, tuple) else (told, "")
    if sentence:
        yield Happening(event.on, sentence, "" if words == ERASED else words)


# ---- what several share ---------------------------------------------------------------------


def _how(method: str | None) -> str:
    return f" {CHANNELS[method]}" if method in CHANNELS else ""


def _for_me(sentence: str) -> Say:
    """Of a contact `to` somebody: only where it was with whoever looks, or with the complainant where they do."""
    return lambda event, me: sentence + _how(event.method) + "." if me.is_me(event.to) else None


def _mine(of: str, sentence: str, words: str = "") -> Say:
    """Only where it is about whoever looks; `words`: the key of words that are theirs or were written to them."""
    told = _words(sentence, words)
    return lambda event, me: told(event) if me.is_me(getattr(event, of)) else None


def _theirs(sentence: str, words: str = "") -> Say:
    """Where it is the complainant's, or of whoever acts for them; not of a member of a group."""
    told = _words(sentence, words)
    return lambda event, me: None if me.member else told(event)


def _words(sentence: str, words: str) -> Callable[[Any], Said]:
    return lambda event: (sentence, getattr(event, words)) if words else sentence


def _all(sentence: str) -> Say:
    """For everybody who may follow the complaint."""
    return lambda event, me: sentence


def _received(event: e.Received, me: Follower) -> Said:
    return f"You told us{_how(event.channel)}.", "" if me.member else event.text


def _acknowledged(event: e.Acknowledged, me: Follower) -> Said:
    return None if event.queued else "We wrote to say that we have it and what happens next."


def _extended(event: e.Extended, me: Follower) -> Said:
    return None if event.queued else (f"We need more time: until {said(event.until)}.", event.reason)


def _answered(event: e.ResponseSent, me: Follower) -> Said:
    return None if event.queued else "We sent you our answer."


def _notice(event: e.NoticeSent, me: Follower) -> Said:
    """A letter that had to wait has left: from now on it is as if it happened."""
    issued = [one for one in me.opened.events if one.kind == event.of and one.on == event.issued]
    told = [one for one in issued if getattr(one, "queued", False)]
    say = {"acknowledged": _acknowledged, "extended": _extended, "response_sent": _answered}.get(event.of)
    return say(msgspec.structs.replace(told[-1], queued=False), me) if told and say else None  # type: ignore[operator]


def _spoke(event: e.Contacted, me: Follower) -> Said:
    if not me.is_me(event.to):
        return None
    return f"{'We spoke with you' if event.reached else 'We tried to reach you'}{_how(event.method)}."


def _identity(event: e.IdentityChecked, me: Follower) -> Said:
    if me.member:
        return None
    return "We checked that it was you who wrote to us." if event.what == "given" else "We asked you who you are."


def _triaged(event: e.Triaged, me: Follower) -> Said:
    return f"We took it as {TAKEN[event.as_]}."


def _remedy(event: Any, me: Follower) -> str:
    """What a remedy is, once an answer has promised it; empty before, and for a member of a group."""
    found = me.opened.state.remedies.get(event.id)
    return found.what if found and found.offered and not me.member else ""


def _of_remedy(sentence: str) -> Say:
    return lambda event, me: (sentence, what) if (what := _remedy(event, me)) else None


def _confirmed(event: e.RemedyConfirmed, me: Follower) -> Said:
    what = _remedy(event, me)
    return (f"You told us that this is {'done' if event.done else 'not done'}.", what) if what else None


def _replied(event: e.RemedyAnswered, me: Follower) -> Said:
    how = {"accepted": "accept", "declined": "decline", "partly": "accept part of"}[event.answer]
    return (f"You told us that you {how} this.", what) if (what := _remedy(event, me)) else None


def _revised(event: e.RemedyRevised, me: Follower) -> Said:
    return (f"This has a new date: {said(event.by)}.", what) if (what := _remedy(event, me)) else None


def _promised(event: e.PromiseMade, me: Follower) -> Said:
    return (f"We promised you something by {said(event.by)}.", event.what) if me.is_for_me(event.to) else None


def _written(event: e.MessageReceived, me: Follower) -> Said:
    files = f" and added {count(event.files, 'file')}" if event.files else ""
    return (f"You wrote to us{files}.", event.what) if me.wrote(event) else None


def _read(event: e.MessageRead, me: Follower) -> Said:
    message = me.opened.state.messages.get(event.id)
    mine = message and me.wrote(message.event)
    return f"We read what you wrote on {said(message.event.on)}." if message and mine else None


def _shared(event: e.FindingsShared, me: Follower) -> Said:
    until = f" You can comment until {said(event.comment_by)}." if event.comment_by else ""
    return (f"We showed you what we have found so far.{until}", event.what) if me.is_for_me(event.with_) else None


def _asked_you(event: e.InformationRequested, me: Follower) -> Said:
    return (f"We asked you for something by {said(event.by)}.", event.what) if me.is_for_me(event.from_) else None


def _dated(event: e.RequestDated, me: Follower) -> Said:
    return f"What you asked for is to be done by {said(event.by)}.", event.what


def _authorised(event: e.RepresentativeAuthorised, me: Follower) -> Said:
    if me.complains:
        return f"You told us that {event.who} speaks for you." if event.who != ERASED else None
    return "You were named to speak for the complainant." if event.party == me.party.key else None


def _sought(event: e.FeedbackSought, me: Follower) -> Said:
    if me.member:
        return None
    return "You told us how we dealt with it." if event.reached else "We tried to ask you how we dealt with it."


def _meets(event: e.PanelConvened, me: Follower) -> Said:
    return f"A panel looks at it on {said(event.meets_on)}." if event.meets_on else "A panel was called to look at it."


# ---- the list -------------------------------------------------------------------------------


SAYS: Mapping[str, Say] = {
    "received": _received,
    "triaged": _triaged,
    "informal_attempted": _all("We tried to put it right at once."),
    "made_formal": _all("It became a formal complaint."),
    "refused": _all("We wrote to say that we cannot take it on, why, and where else you can go."),
    "redirected": _all("We passed it to the right landlord of our group. Its dates stay the same."),
    "policy_copy": _theirs("We offered or gave you a copy of our policy."),
    "own_account_requested": _theirs("We asked whether you want to tell it in your own written words."),
    "identity_checked": _identity,
    "request_dated": _dated,
    "request_completed": _all("What you asked for was done, or it ended otherwise."),
    "feedback_answered": _theirs("We answered what you wrote.", "what"),
    "feedback_shared": _all("We passed it to those whom it is about or who can use it."),
    "feedback_used": _all("We decided what comes of it."),
    "acknowledged": _acknowledged,
    "defined": _all("We wrote down what your complaint is about."),
    "issue_raised": lambda x, me: ("A point was added to your complaint.", x.text),
    "assigned": _all("Somebody was given it to look into."),
    "adjustment_recorded": lambda x, me: ("We noted what makes this easier for you.", x.what)
    if me.is_me(x.party) else None,
    "adjustment_ended": lambda x, me: "You no longer need something that we had noted." if me.complains else None,
    "representative_authorised": _authorised,
    "consent_given": _theirs("You gave your consent."),
    "contacted": _spoke,
    "update_sent": _for_me("We told you how it stands"),
    "updates_agreed": _theirs("We agreed with you how often you hear from us."),
    "promise_made": _promised,
    "promise_revised": _theirs("We agreed another date with you for something we had promised."),
    "extended": _extended,
    "notice_sent": _notice,
    "notice_bounced": _theirs("A letter or e-mail from us came back. Tell us if your address has changed."),
    "message_received": _written,
    "message_read": _read,
    "information_requested": _asked_you,
    "interview_held": _mine("with_", "We talked with you about what happened."),
    "meeting_held": _mine("with_", "We met you."),
    "position_heard": _mine("party", "We heard your side."),
    "findings_shared": _shared,
    "comments_received": _mine("from_", "You commented on what we had found.", "text"),
    "comments_answered": _mine("from_", "We answered your comments."),
    "detriment_alleged": _theirs("You told us that you are treated worse for having complained.", "text"),
    "detriment_concluded": _theirs("Somebody who had nothing to do with it looked into whether you are treated worse."),
    "mediation_offered": _theirs("We offered mediation."),
    "mediation_answered": _theirs("You answered our offer of mediation."),
    "external_assistance_sought": _all("We asked somebody outside for help with it."),
    "external_assistance_ended": _all("The help from outside ended."),
    "urgent_action_taken": _all("We did at once what could not wait."),
    "response_sent": _answered,
    "response_received": _theirs("Our answer reached you."),
    "remedy_answered": _replied,
    "remedy_completed": _of_remedy("We put this down as done. If it is not, tell us."),
    "remedy_confirmed": _confirmed,
    "remedy_revised": _revised,
    "remedy_withdrawn": _of_remedy("We withdrew this, which you had declined."),
    "escalation_requested": _theirs("You asked for stage 2.", "reason"),
    "escalated": _all("We took it to stage 2."),
    "escalation_refused": _all("We wrote to say why it does not go to stage 2, and where else you can go."),
    "panel_invited": _all("We are finding a day on which a panel can look at it."),
    "panel_convened": _meets,
    "papers_sent": _mine("to", "We sent you the papers for the panel."),
    "panel_met": _all("The panel met."),
    "hazard_reported": _theirs("We noted something in the home that could harm somebody."),
    "hazard_investigated": _theirs("We looked into what could harm somebody in the home."),
    "hazard_summary_sent": _theirs("We sent a written summary of what we found in the home."),
    "hazard_made_safe": _theirs("We made it safe."),
    "hazard_works_begun": _theirs("The further works began."),
    "hazard_works_completed": _theirs("The further works were completed."),
    "rehoused": _theirs("We arranged somewhere else to stay."),
    "access_attempted": _theirs("We came to the home, or tried to get in."),
    "complainant_satisfied": _theirs("You told us that you are content."),
    "withdrawn": _theirs("You took your complaint back."),
    "closed": _all("We closed it. What was promised is still followed until it is done."),
    "reopened": _all("We opened it again."),
    "ombudsman_referred": _all("It went to the Ombudsman, or another body that looks at complaints like this."),
    "determined": _all("The Ombudsman, or the body it went to, decided it."),
    "order_made": _all("That body said what we have to do."),
    "order_completed": _all("We did something that body had said we have to do."),
    "survey_sent": _theirs("We asked you how we dealt with it."),
    "survey_answered": _theirs("You told us how we dealt with it."),
    "survey_followed_up": _theirs("We spoke with you about what you said in our survey."),
    "feedback_sought": _sought,
}  # fmt: skip
"""What is told, and to whom: only to the person (`_mine`, `is_me`), to all but members of a group, or to everybody."""

HIDDEN: Mapping[str, Sequence[str]] = {
    "how we weigh and share out the work": (
        "fact_recorded", "legal_proceedings_recorded", "assessed", "referred_back", "guidance_sought", "reported",
        "discretion_exercised", "code_withdrawn",
        "approval_asked", "approval_given", "approval_declined", "advice_set_aside", "need_overridden", "format_made",
        "investigation_planned", "information_received", "information_chased", "information_dropped",
        "evidence_recorded", "obligations_recorded", "shortfall_recorded", "handler_informed", "remedy_chased",
        "variation_authorised", "availability_given", "lesson_recorded", "action_set", "action_completed",
        "learning_session_held", "classified", "home_recorded", "bank_holidays_changed",
    ),
    "a decision before its answer has left": ("decided",),
    "who keeps away from it": ("interest_declared", "recused", "conflict_cleared"),
    "other people, whether they work here, live nearby or complain too": (
        "support_offered", "detriment_assigned", "case_linked", "case_unlinked", "case_told_apart",
        "investigated_together", "investigated_apart", "member_joined", "member_agreed", "member_left",
        "spokesperson_named",
    ),
    "somebody’s safety, or what the law keeps confidential": (
        "flag_raised", "safety_alerted", "candour_step", "procedure_opened", "procedure_step",
    ),
    "what they are told by a letter of its own, and nowhere else": (
        "behaviour_recorded", "warning_given", "restriction_set", "restriction_told", "restriction_reviewed",
        "restriction_appealed",
    ),
    "what the Ombudsman and we say to each other": (
        "evidence_requested", "evidence_date_revised", "evidence_provided", "failure_order_made",
        "handling_failure_notified", "recommendation_answered", "notice_answered", "concern_raised",
    ),
    "what keeps the records, and records that are gone": (
        "legal_proceedings_ended", "hold_placed", "hold_lifted", "disposed",
    ),
}  # fmt: skip
"""What is told to nobody here, by why."""
