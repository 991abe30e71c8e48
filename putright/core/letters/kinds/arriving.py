"""What came in and is no complaint, what goes elsewhere, and what helps somebody to complain."""

from __future__ import annotations

from putright.core import events as e
from putright.core.case import Case
from putright.core.duties import find
from putright.core.letters import blocks as b
from putright.core.letters import sections as s
from putright.core.letters.kinds.base import Parts, letter
from putright.core.letters.kinds.pieces import answer_by, awaited, elsewhere, goes_on, helped
from putright.core.letters.material import Blocks, Material, paragraph, says, says_or, section, typed
from putright.core.letters.voice import details, record
from putright.core.state.shapes_safety import Procedure

SUBJECTS = {
    "compliment": "Thank you for your kind words",
    "comment": "Thank you for your comment",
    "suggestion": "Thank you for your suggestion",
    "service_request": "We have your request",
    "enquiry": "We have your question",
    "petition": "We have your petition",
    "survey_feedback": "What you told us in our survey",
}
"""What a letter about something that is no complaint is about."""

THANKS = {
    "compliment": "Thank you for telling us what went well. We will pass on what you said to the people it is about, so"
    " that they know of it and others can learn from it.",
    "comment": "Thank you for your comment. It is on record, and we use what people tell us to make our services"
    " better.",
    "suggestion": "Thank you for your suggestion. It is on record, and we will tell you what comes of it.",
    "service_request": "Thank you for telling us what needs to be done. We have taken on your request.",
    "enquiry": "Thank you for asking us.",
    "petition": "Thank you for the petition. It is on record, and we deal with it as a petition.",
    "survey_feedback": "Thank you for answering our survey. We have read what you said, and we take it seriously.",
}
"""What such a letter begins with, where the landlord has no sentence of its own."""

NOT_PRAISE = ("service_request", "enquiry", "comment", "suggestion", "petition", "survey_feedback")


# ---- what is no complaint -------------------------------------------------------------------


def _needs(case: Case, event: e.Triaged) -> Parts:
    """Whoever may be dissatisfied learns how to complain; a petition goes where the policy sends it."""
    policy, found = case.policy, {}
    if event.as_ in ("service_request", "survey_feedback"):
        found["complaining"] = policy.cites("choice_respected")
    if event.as_ == "petition":
        found["next_steps"] = policy.cites("petition")
    return {part: cites for part, cites in found.items() if cites}


@letter(e.Triaged, "receipt", "What you told us", _needs)
def receipt(m: Material, event: e.Triaged) -> Blocks:
    subject = SUBJECTS.get(event.as_)
    yield from s.opening(m, m.t(subject) if subject else m.t("About what you told us"))
    if m.voice.says(event.as_):
        yield from says(m, event.as_, "next_steps")
    elif event.as_ in THANKS:
        yield from paragraph(m.t(THANKS[event.as_]), "next_steps" if event.as_ == "petition" else "")
    yield from section(m.t("What you told us"), paragraph(m.case.state.text, lang=m.foreign))
    yield from section(m.t("Our answer"), typed(m, m.wrote("answer"), "answer"))
    yield from section(m.t("What happens next"), _next(m, event))
    if event.as_ in NOT_PRAISE:
        yield from section(m.t("If you want to complain"), _complaining(m, event.as_))
    yield from section(m.t("What helps you"), helped(m))
    if event.as_ in NOT_PRAISE:
        yield from elsewhere(m)
    yield from s.closing(m)


def _next(m: Material, event: e.Triaged) -> Blocks:
    if m.wrote("next"):
        yield from typed(m, m.wrote("next"), "next_steps")
    elif event.as_ == "compliment":
        yield from paragraph(m.t("You do not have to do anything more."), "next_steps")


def _complaining(m: Material, kind: str) -> Blocks:
    """How to make it a complaint: nothing more is needed than to say so."""
    if kind == "service_request":
        said = m.t(
            "If you are not happy with how we deal with your request, or how long it takes, tell us and we make it a"
            " complaint. We go on working on your request meanwhile."
        )
    elif kind == "petition":
        said = m.t("Anyone who signed the petition can also make a complaint of their own.")
    elif kind == "survey_feedback":
        said = m.t(
            "An answer in a survey is not a complaint by itself. You can make it one: tell us that you want to, and we"
            " deal with it under our complaints procedure."
        )
    else:
        said = m.t("If you are not happy with this, tell us that you want to complain, and we make it a complaint.")
    yield from paragraph(said, "complaining")
    yield from paragraph(m.t("You can tell us in any of these ways. You do not need to use the word complaint."))
    yield from s.ways(m, "complaining")


def _answered(case: Case, event: e.FeedbackAnswered) -> Parts:
    """Whoever may be dissatisfied with the answer learns how to complain."""
    found = {"answer": case.policy.cites("answer"), "complaining": case.policy.cites("choice_not_offered")}
    asked = found if case.state.entry.kind in NOT_PRAISE else {"answer": found["answer"]}
    return {part: cites for part, cites in asked.items() if cites}


@letter(e.FeedbackAnswered, "answer", "Our answer", _answered)
def answer(m: Material, event: e.FeedbackAnswered) -> Blocks:
    kind = m.case.state.entry.kind or ""
    yield from s.opening(m, m.t("Our answer"))
    yield from section(m.t("What you told us"), paragraph(m.case.state.text, lang=m.foreign))
    yield from section(m.t("Our answer"), typed(m, event.what, "answer"))
    yield from section(m.t("What happens next"), typed(m, m.wrote("next"), "next_steps"))
    if kind in NOT_PRAISE:
        yield from section(m.t("If you want to complain"), _complaining(m, kind))
    yield from section(m.t("What helps you"), helped(m))
    if kind in NOT_PRAISE:
        yield from elsewhere(m)
    yield from s.closing(m)


# ---- to the right landlord ------------------------------------------------------------------


@letter(e.Redirected, "redirection", "Your complaint: who deals with it now")
def redirection(m: Material, event: e.Redirected) -> Blocks:
    own = m.organisation
    yield from s.opening(m, m.t("Your complaint is now with {landlord}", landlord=own))
    yield from paragraph(
        m.t(
            "You brought your complaint to another part of {group}. What it is about is ours to answer for, so it has"
            " been passed to us at {landlord}, with everything you said. You do not need to tell it again.",
            group=m.landlord, landlord=own,
        ),
        "next_steps",
    )  # fmt: skip
    yield from typed(m, m.wrote("opening"))
    yield from section(m.t("Your complaint"), s.definition(m))
    yield from section(m.t("What happens next"), _passed(m))
    yield from section(m.t("When you will hear from us"), _since(m))
    yield from section(m.t("What helps you"), helped(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _passed(m: Material) -> Blocks:
    yield from paragraph(m.t("We will tell you who deals with your complaint here."), "next_steps")
    yield from says(m, "updates")


def _since(m: Material) -> Blocks:
    """The clock does not begin anew: it counts from the day anyone in the group was told (HPG-22)."""
    told = m.t("Our time to answer counts from {day}, as it did before.", day=m.day(m.stage.opened))
    yield from paragraph(told, "how_long")
    acknowledged = find(m.case, f"stage{m.stage.number}.acknowledge")
    if acknowledged and acknowledged.due and not acknowledged.done and acknowledged.due >= m.on:
        yield from paragraph(m.t("We will write to acknowledge it by {day}.", day=m.day(acknowledged.due)))
    yield from answer_by(m)


# ---- their own account, and the policy ------------------------------------------------------


@letter(e.OwnAccountRequested, "own_account", "Your complaint in your own words")
def own_account(m: Material, event: e.OwnAccountRequested) -> Blocks:
    yield from s.opening(m, m.t("Your complaint in your own words"))
    if m.case.state.text.strip():
        yield from paragraph(m.t("You told us about your complaint, and we wrote it down like this:"))
        yield from paragraph(m.case.state.text, lang=m.foreign)
    yield from section(m.t("If you would like to put it in your own words"), _account(m))
    yield from section(m.t("If you would like help with it"), _account_help(m))
    yield from section(m.t("What happens next"), _not_waiting(m))
    yield from section(m.t("What helps you"), helped(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _account(m: Material) -> Blocks:
    free = m.t("You can send us your own account of what happened. You do not have to, and we are not waiting for it.")
    yield from says_or(m, "own_account", free, "voluntary")
    yield from typed(m, m.wrote("about"))
    yield from paragraph(m.t("These are the ways to send it:"))
    yield from s.ways(m)


def _account_help(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "It can be as short as you like, and spelling does not matter. If you would rather not write, we will write"
            " it down with you, at a visit or on the telephone, and read it back to you. A relative, a friend or an"
            " adviser may help you or write it for you."
        )
    )


def _not_waiting(m: Material) -> Blocks:
    yield from paragraph(
        m.t("Your complaint counts from the day you told us of it. We deal with it whether you write to us or not."),
        "next_steps",
    )
    yield from answer_by(m)


@letter(e.PolicyCopy, "policy_copy", "Our complaints policy and procedure")
def policy_copy(m: Material, event: e.PolicyCopy) -> Blocks:
    yield from s.opening(m, m.t("Our complaints policy and procedure"))
    here = m.t("Here is a copy of our complaints policy and procedure. It comes with this letter.")
    yield from says_or(m, "policy_copy", here, "policy_copy")
    yield from typed(m, m.wrote("opening"))
    yield from section(m.t("Our procedure in short"), s.procedure_in_short(m))
    yield from section(m.t("In a form that suits you"), _in_another_form(m))
    if m.case.state.formal and awaited(m):
        yield from section(m.t("Your complaint"), goes_on(m))
    yield from elsewhere(m)
    yield from s.closing(m)


def _in_another_form(m: Material) -> Blocks:
    yield from paragraph(
        m.t(
            "You can have the policy in large print, in easy words, in another language, or have it read to you. Tell"
            " us what suits you."
        )
    )
    yield from s.adjustments(m)


# ---- what has a route of its own ------------------------------------------------------------


@letter(e.ProcedureStep, "other_procedure", "Where part of this is dealt with")
def other_procedure(m: Material, event: e.ProcedureStep) -> Blocks:
    yield from _pointed(m, event) if event.step == "told" else _progress(m, event)
    one = m.case.state.safety.procedures[event.id]
    if m.case.state.formal:
        yield from section(m.t("Your complaint with us"), _stays(m, one))
    yield from section(m.t("What helps you"), helped(m))
    route = m.case.policy.law.routes.get(one.procedure)
    if route and route.body:
        yield from section(m.t("Who watches over that procedure"), _watching(m, route.body))
    yield from elsewhere(m)
    yield from s.closing(m)


def _pointed(m: Material, event: e.ProcedureStep) -> Blocks:
    """Where it goes, to whom, and by when they hear about it there."""
    one = m.case.state.safety.procedures[event.id]
    route = m.case.policy.law.routes.get(one.procedure)
    yield from s.opening(m, m.t("Part of what you told us is dealt with elsewhere"))
    yield from paragraph(
        m.t("Something in what you told us has a procedure of its own. We want you to know where it goes, and when.")
    )
    yield from section(m.t("What goes there"), _what(m, one))
    yield from section(m.t("Who deals with it"), _who(m, one))
    if route:
        yield from section(m.t("What happens there"), paragraph(m.t(route.tell), "next_steps", cites=route.told.cites))
    yield from section(m.t("When you will hear about it"), _times(m, one))
    yield from typed(m, m.wrote("more"))


def _progress(m: Material, event: e.ProcedureStep) -> Blocks:
    """That it was taken up there, or what came of it."""
    one = m.case.state.safety.procedures[event.id]
    done = event.step == "concluded"
    yield from s.opening(
        m, m.t("What came of the matter we passed on") if done else m.t("The matter we passed on has been taken up")
    )
    yield from section(m.t("What this is about"), _what(m, one))
    yield from section(m.t("Who deals with it"), _who(m, one))
    yield from section(m.t("What came of it") if done else m.t("How far it is"), typed(m, event.what, "decision"))
    if not done:
        yield from section(m.t("When you will hear about it"), _times(m, one))
    yield from section(m.t("What happens next"), typed(m, m.wrote("more"), "next_steps"))


def _what(m: Material, one: Procedure) -> Blocks:
    yield from typed(m, one.what)
    points = [m.stage.points[key] for key in one.points if key in m.stage.points]
    if points:
        yield from paragraph(m.t("These points of your complaint are answered there, and not here:"))
        yield b.Bullets(items=tuple(points), lang=m.foreign)


def _who(m: Material, one: Procedure) -> Blocks:
    route = m.case.policy.law.routes.get(one.procedure)
    whom = one.to or (m.t(route.to) if route else "")
    if whom:
        yield from paragraph(m.t("It goes to {whom}.", whom=whom), lang=m.foreign if one.to else "")
    if reached := one.contact or (route.contact if route else ""):
        said = m.t("You can reach them here: {contact}", contact=reached)
        yield from paragraph(said, lang=m.foreign if one.contact else "")


def _times(m: Material, one: Procedure) -> Blocks:
    yield from paragraph(m.t("It reached us on {day}, and its times count from then.", day=m.day(one.received)))
    taken, done = (find(m.case, f"procedure:{one.id}.{step}") for step in ("acknowledge", "conclude"))
    if taken and taken.due and not taken.done:
        said = m.t("You will hear by {day} that it has been taken up.", day=m.day(taken.due))
        yield from paragraph(said, "how_long", cites=taken.cites)
    if done and done.due and not done.done:
        said = m.t("You will hear by {day} what came of it.", day=m.day(done.due))
        yield from paragraph(said, "how_long", cites=done.cites)


def _stays(m: Material, one: Procedure) -> Blocks:
    """Everything that does not go there stays here, with its own dates."""
    left = [text for key, text in m.stage.points.items() if key not in one.points]
    if left and one.points:
        yield from paragraph(m.t("We go on dealing with the rest of your complaint here, and nothing about it waits:"))
        yield b.Bullets(items=tuple(left), lang=m.foreign)
    elif not one.points:
        yield from paragraph(m.t("We also go on dealing with your complaint here, and nothing about it waits."))
    yield from answer_by(m)


def _watching(m: Material, name: str) -> Blocks:
    body = m.register["bodies"][name]
    rows = tuple((m.t(label), value) for label, value in details(record(body, m.on)))
    yield b.Details(rows=((m.t("Name"), body["name"]), *rows))
