"""How we dealt with it: the survey that follows a complaint, on one page, answered by whoever complained.

It is answered once for each time it was sent, and can be changed while nobody has spoken with them about it, for four
weeks. Words that ask for no talk are a message as well, so that somebody reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import packs
from putright.apps.casework import actions as casework
from putright.apps.casework.case.fields import next_key
from putright.apps.casework.opened import Opened
from putright.apps.casework.steps import words
from putright.apps.portal import limits
from putright.apps.portal.follow import actions, standing, views, visit
from putright.apps.portal.follow.answered import CHANGES, answered, is_open
from putright.apps.portal.follow.forms import FollowForm, long_text
from putright.apps.portal.follow.visit import Follower
from putright.apps.portal.place import Place, at_place, show
from putright.core import events as e
from putright.core.events import Event
from putright.core.state.learning import DISSATISFIED
from putright.core.surveys import OVERALL, Asked, asked
from putright.design.widgets import Radios

# ---- the form -------------------------------------------------------------------------------


class SurveyForm(FollowForm):
    """Each question with its answers, none of which has to be given."""

    def build(self) -> None:
        case = self.me.case
        self.questions = asked(packs.policy(case.landlord, case.pack, case.pack_version).wording)
        before = (answered(self.me) or [None])[-1]
        for one in self.questions:
            self.fields[_field(one)] = _scored(one) if one.kind == "score" else _worded(one)
        self.fields["wants_contact"] = forms.BooleanField(
            label="Please get in touch with me about it", required=False,
            help_text="Somebody speaks with you about what you have said here.",
        )  # fmt: skip
        if before:
            self.initial |= {_field(one): _given(before, one) for one in self.questions}
            self.initial["wants_contact"] = before.wants_contact

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(value for name, value in typed.items() if name != "token"):
            raise forms.ValidationError("Answer at least one question, or go back: you do not have to answer any.")
        return typed

    def scores(self) -> dict[str, int]:
        """What was scored, by question."""
        found = {one.id: self.cleaned_data[_field(one)] for one in self.questions if one.kind == "score"}
        return {key: int(score) for key, score in found.items() if score}

    def words(self) -> str:
        """What was written: under its question, where more than one asks for words."""
        given = [(one.text, self.cleaned_data[_field(one)]) for one in self.questions if one.kind == "words"]
        said = [(text, answer.strip()) for text, answer in given if answer.strip()]
        return "\n\n".join(f"{text}\n{answer}" if len(given) > 1 else answer for text, answer in said)


def _field(one: Asked) -> str:
    return f"q_{one.id}"


def _worded(one: Asked) -> forms.CharField:
    return long_text(one.text, optional=True, rows=4)


def _scored(one: Asked) -> forms.ChoiceField:
    choices = [(str(score), text) for score, text in one.answers.items()]
    widget = Radios(attrs={"class": "govuk-radios--small"})
    return forms.ChoiceField(label=one.text, choices=choices, required=False, widget=widget)


def _given(before: e.SurveyAnswered, one: Asked) -> str:
    score = before.score if one.id == OVERALL else before.scores.get(one.id)
    only = one.kind == "words" and "\n\n" not in before.answer
    return (before.answer if only else "") if one.kind == "words" else str(score or "")


def meant(me: Follower, form: SurveyForm) -> Callable[[Opened, date], Sequence[Event]]:
    """Their answer; with a message to read, where they wrote something and nobody is to speak with them anyway."""
    scores, said = form.scores(), form.words()
    overall, wants = scores.pop(OVERALL, None), form.cleaned_data["wants_contact"]
    before = answered(me)[-1].answer if answered(me) else ""

    def happened(opened: Opened, on: date) -> Sequence[Event]:
        answer = e.SurveyAnswered(
            on=on, answer=said, score=overall, scores=scores, wants_contact=wants, method=actions.METHOD
        )
        if not said or said == before or wants or (overall is not None and overall <= DISSATISFIED):
            return [answer]
        key, score = next_key("m", opened.state.messages), f" (satisfaction {overall} of 5)" if overall else ""
        what = f"In our survey{score}: {said}"
        return [answer, e.MessageReceived(on=on, id=key, method=actions.METHOD, what=what, party=me.party.key)]

    return happened


# ---- the pages ------------------------------------------------------------------------------


@require_safe
@at_place
def door(request: HttpRequest, place: Place) -> HttpResponse:
    """Where a letter's link leads: to the questions, or first to who it is."""
    if visit.current(request, place):
        return redirect(place.address("follow_survey"))
    return redirect(place.address("follow") + "?survey")


@require_http_methods(views.BOTH)
@views.follows
def survey(request: HttpRequest, place: Place, me: Follower) -> HttpResponse:
    """The questions, all on one page."""
    if not is_open(me, place.matter.on):
        return show(request, place, "portal/follow/survey_over.html", _page(place, me))
    if request.method != "POST":
        return _show(request, place, me, views.begun(request, me, SurveyForm))
    form = SurveyForm(request.POST, me=me)
    status = 422
    if form.is_valid() and not limits.allowed(request, "write", f"{me.case.pk}|{me.party.key}"):
        form.add_error(None, "That is a lot within an hour. What you answered before has reached us.")
        status = 429
    elif form.is_valid():
        try:
            actions.record(place, me, meant(me, form), views.once(request.POST, me))
            return redirect(place.address("follow_thanks"))
        except actions.Ended:
            return views.ended(request, place)
        except casework.Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, words(reason))
            status = 409
    return _show(request, place, me, form, status)


def _show(request: HttpRequest, place: Place, me: Follower, form: FollowForm, status: int = 200) -> HttpResponse:
    return show(request, place, "portal/follow/survey.html", {"form": form, **_page(place, me)}, status)


@require_safe
@views.follows
def thanks(request: HttpRequest, place: Place, me: Follower) -> HttpResponse:
    """That we have it, and what follows from it."""
    if not answered(me):
        return redirect(place.address("following"))
    return show(request, place, "portal/follow/survey_thanks.html", _page(place, me))


def _page(place: Place, me: Follower) -> Mapping[str, Any]:
    given, state, today = answered(me), me.opened.state, place.matter.on
    talk = next((duty for duty in me.opened.duties if duty.name == "survey.follow_up" and not duty.done), None)
    return {
        "me": me, "back": place.address("following"), "given": given[-1] if given else None, "sent": state.survey_sent,
        "changes": given[0].on + CHANGES if given and is_open(me, today) else None, "talk": talk,
        "again": place.address("follow_survey"), "next": place.address("follow_next") if standing.may_ask(me) else "",
        "complain": place.address("begin", door="complaint"),
        "write": place.address("follow_write", about="something-else"),
    }  # fmt: skip
