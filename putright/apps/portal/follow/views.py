"""Following a complaint, page by page: getting in, the complaint itself, each thing that can be done, getting out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright.apps.casework import actions as casework
from putright.apps.casework import attachments
from putright.apps.casework.keys import plain
from putright.apps.casework.once import as_filled_in
from putright.apps.casework.steps import words
from putright.apps.letters.drawing import formats
from putright.apps.letters.drawing.shown import file
from putright.apps.portal import limits
from putright.apps.portal.follow import actions, answered, letters, shown, standing, uploads, visit
from putright.apps.portal.follow.forms import (
    WRITING,
    WRONG,
    CommentForm,
    FollowForm,
    NeedsForm,
    NextStageForm,
    RemedyForm,
    SignIn,
    held,
)
from putright.apps.portal.follow.visit import Follower, following
from putright.apps.portal.place import Place, at_place, of, show
from putright.core import events as e
from putright.core.redress import bodies

TOO_OFTEN = "There have been too many tries. Try again in an hour, or ring us: we tell you how it stands."
TITLES = {
    "not-what-i-meant": "That is not what I meant", "evidence": "Show us something",
    "how-it-stands": "Ask how it stands", "something-else": "Tell us something else",
    "as-a-complaint": "Make it a complaint",
}  # fmt: skip
DONE = {
    "written": "We have it. Somebody reads it, and you see here when they have.",
    "comment": "We have what you say. We look at it before we decide anything.",
    "needs": "We have noted it. Our letters and calls keep to it from now on.",
    "about-you": "Thank you. It is kept apart from your complaint, and you can take it back at any time.",
    "taken-back": "It is gone. Nothing of it is kept.",
    "next-stage": "You have asked for stage 2. You see below what happens now, and when.",
    "remedy": "We have it. You see below how it stands.",
}  # fmt: skip
"""What is said once something is done, by what the address then carries."""
BOTH = ["GET", "HEAD", "POST"]


# ---- getting in and out ---------------------------------------------------------------------


@require_http_methods(BOTH)
@at_place
def sign_in(request: HttpRequest, place: Place) -> HttpResponse:
    """Takes the reference, the code and one fact; whatever is wrong with them, it says the same."""
    if request.method != "POST":
        if visit.current(request, place):
            return redirect(place.address("following"))
        asked = {"page": place.address("follow_survey") if "survey" in request.GET else ""}
        return _door(request, place, SignIn(initial={"reference": request.GET.get("reference", "")[:40], **asked}))
    form = SignIn(request.POST)
    if not form.is_valid():
        return _door(request, place, form, 422)
    typed = form.cleaned_data
    tried = f"{place.landlord.pk}|{''.join(typed['reference'].split()).upper()}|{plain(typed['code'][:40])}"
    if not (limits.allowed(request, "open") and limits.allowed(request, "case", tried)):
        form.add_error(None, TOO_OFTEN)
        return _door(request, place, form, 429)
    opened = visit.known(place, typed["reference"], typed["code"], typed["fact"])
    if not opened:
        form.add_error(None, WRONG)
        return _door(request, place, form, 403)
    there = of(place.landlord.slug, opened.state.brand or place.brand, place.at)
    response = redirect(_back(there, typed["page"]))
    begun = visit.begin(response, there, opened, visit.holder(opened, typed["code"]))
    if typed["typed"]:
        begun["typed"] = {"page": typed["page"], "typed": typed["typed"]}
        begun.save()
    return response


def _door(request: HttpRequest, place: Place, form: SignIn, status: int = 200) -> HttpResponse:
    context = {"form": form, "ended": "ended" in request.GET, "out": "out" in request.GET,
               "survey": "survey" in request.GET or form["page"].value() == place.address("follow_survey"),
               "door": place.address("follow")}  # fmt: skip
    return show(request, place, "portal/follow/sign_in.html", context, status)


def ended(request: HttpRequest, place: Place, **rest: Any) -> HttpResponse:
    """Nobody follows anything here, or no longer: back to the door, with what was typed, so that none of it is lost."""
    if request.method != "POST":
        return redirect(place.address("follow") + "?ended")
    typed = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "token", "kept"):
        typed.pop(name, None)
    text = typed.urlencode()
    carried = {"page": request.path, "typed": text if len(text) <= 100_000 else ""}
    return show(request, place, "portal/follow/sign_in.html", {
        "form": SignIn(initial=carried), "ended": True, "door": place.address("follow"),
        "typed": [value for _, values in typed.lists() for value in values if value.strip()],
    }, 403)  # fmt: skip


def _back(place: Place, page: str) -> str:
    """Where they were when their visit ended, where that is a page of theirs; else the complaint."""
    ours = place.address("following")
    return page if page.startswith(f"{ours}/") else ours


follows = partial(following, otherwise=ended)


@require_POST
@at_place
def sign_out(request: HttpRequest, place: Place) -> HttpResponse:
    """Ends the visit."""
    response = redirect(place.address("follow") + "?out")
    visit.end(request, response, place)
    return response


# ---- the complaint --------------------------------------------------------------------------


@require_safe
@follows
def complaint(request: HttpRequest, place: Place, me: Follower) -> HttpResponse:
    """How it stands, what comes next and why, and what they can do."""
    brand = me.opened.state.brand or ""
    if brand != place.brand and brand in me.opened.policy.pack.brands:
        return redirect(of(place.landlord.slug, brand, place.at).address("following"))
    found = standing.standing(me, place.matter.on)
    context = {
        "me": me, "case": me.case, "other": _beside(me), "standing": found,
        "happened": shown.happenings(me),
        "letters": [{"letter": one.letter, "links": _formats(place, one)} for one in letters.theirs(me)],
        "remedies": [{**asdict(one), "href": place.address("follow_remedy", key=one.key)} for one in found.remedies],
        "messages_of_mine": _messages(me), "bodies": _bodies(place, me, found),
        "told": DONE.get(request.GET.get("told", ""), ""), "minutes": visit.IDLE // 60, "printed": place.matter.on,
        "files": attachments.of_party(me.case, me.party.key).order_by("pk"), "links": _links(place),
        "survey": place.address("follow_survey") if answered.invited(me, place.matter.on) else "",
    }  # fmt: skip
    return show(request, place, "portal/follow/complaint.html", context)


def _beside(me: Follower) -> bool:
    """Whether it is no complaint."""
    return me.opened.state.status == "not_a_complaint"


def _links(place: Place) -> dict[str, str]:
    """Where each thing is done."""
    names = {"out": "follow_out", "needs": "follow_needs", "next": "follow_next", "comment": "follow_comment"}
    links = {key: place.address(name) for key, name in names.items()}
    links |= {"about_you": place.address("follow_about_you")}
    return links | {key.replace("-", "_"): place.address("follow_write", about=key) for key in WRITING}


def _formats(place: Place, one: letters.Theirs) -> list[tuple[str, str]]:
    """Each format of a letter by its name, with where it is."""
    key = one.letter.key
    return [(form.label, place.address("follow_letter", key=key, form=name)) for name, form in one.formats.items()]


def _messages(me: Follower) -> list[Any]:
    """What they wrote, the latest first, and whether it was read."""
    return [one for one in me.opened.state.messages.values() if me.wrote(one.event)][::-1]


def _bodies(place: Place, me: Follower, found: standing.Standing) -> list[Mapping[str, Any]]:
    """Where they can go beside or after us, as it can be reached today."""
    return [
        {"name": place.matter.body(body)["name"], "until": found.until.get(body),
         "rows": [(way, detail, _link(detail)) for way, detail in place.matter.reached(body)]}
        for body in bodies(me.opened.judged)
    ]  # fmt: skip


def _link(detail: str) -> str:
    """Where a detail leads on a telephone or in a browser; empty for a postal address."""
    if re.fullmatch(r"[0-9 ]{10,}", detail):
        return f"tel:{detail.replace(' ', '')}"
    if re.fullmatch(r"[^@\s]+@[^@\s]+", detail):
        return f"mailto:{detail}"
    return f"https://{detail.removeprefix('https://')}" if re.fullmatch(r"(https://|www\.)\S+", detail) else ""


@require_safe
@follows
def letter(request: HttpRequest, place: Place, me: Follower, key: str, form: str) -> HttpResponse:
    """A letter of theirs, in the format they need."""
    found = letters.one(me, key)
    if not found or form not in formats.FORMATS:
        raise Http404
    return file(formats.stored(found, form), formats.FORMATS[form].media, formats.file_name(found, form))


# ---- what can be done -----------------------------------------------------------------------


Meant = Callable[[Any], Callable[..., Sequence[e.Event]]]


def _step(
    request: HttpRequest, place: Place, me: Follower, make: Callable[..., FollowForm], meant: Meant, told: str,
    page: Mapping[str, Any],
) -> HttpResponse:  # fmt: skip
    """A form, shown or acted on. What was typed comes back with whatever stands in its way."""
    page = {"me": me, "back": place.address("following"), **page}
    if request.method != "POST":
        return show(request, place, "portal/follow/step.html", {"form": begun(request, me, make), **page})
    data = request.POST.copy()
    problems = uploads.take(request, place, me, data)
    form = make(data, me=me)
    form.problems = problems  # type: ignore[attr-defined]
    status = 422
    if form.is_valid() and not limits.allowed(request, "write", f"{me.case.pk}|{me.party.key}"):
        form.add_error(None, "That is a lot within an hour. Everything so far has reached us; ring us for the rest.")
        status = 429
    elif form.is_valid():
        try:
            files = form.chosen() if hasattr(form, "chosen") else []
            actions.record(place, me, meant(form), once(data, me), files)
            return redirect(f"{place.address('following')}?told={told}")
        except actions.Ended:
            return ended(request, place)
        except casework.Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, words(reason))
            status = 409
    return show(request, place, "portal/follow/step.html", {"form": form, **page}, status)


def begun(request: HttpRequest, me: Follower, make: Callable[..., FollowForm]) -> FollowForm:
    """The form as it is first shown; with what was typed before a visit ended, once."""
    kept = me.visit.get("typed") or {}
    if kept.get("page") != request.path:
        return make(me=me)
    me.visit.pop("typed")
    me.visit.save()
    typed = QueryDict(kept["typed"])
    fresh = make(me=me)
    several = [name for name, field in fresh.fields.items() if isinstance(field, forms.MultipleChoiceField)]
    fresh.initial |= {name: typed.getlist(name) if name in several else typed.get(name) for name in typed}
    return fresh


def once(data: QueryDict, me: Follower) -> str:
    """The token of a form: the same files are the same words, though a second click brought them a second time."""
    typed = data.copy()
    typed.setlist("kept", attachments.digests(data.getlist("kept"), held=held(me)))
    return as_filled_in(typed, me.case.pk, me.party.key)


@require_http_methods(BOTH)
@follows
def write(request: HttpRequest, place: Place, me: Follower, about: str) -> HttpResponse:
    """Something in their own words."""
    if about not in WRITING or (about == "as-a-complaint" and not _beside(me)):
        raise Http404
    page = {"title": TITLES[about], "button": "Send it to us", "files": True, "about": about,
            "standing": standing.standing(me, place.matter.on)}  # fmt: skip
    return _step(request, place, me, WRITING[about], partial(actions.wrote, me), "written", page)


@require_http_methods(BOTH)
@follows
def comment(request: HttpRequest, place: Place, me: Follower) -> HttpResponse:
    """What they say of what was found so far."""
    found = list(standing.findings(me))
    if not found:
        raise Http404
    page = {"title": "What we have found so far", "button": "Send what I say", "files": True, "findings": found}
    return _step(request, place, me, CommentForm, partial(actions.commented, me), "comment", page)


@require_http_methods(BOTH)
@follows
def needs(request: HttpRequest, place: Place, me: Follower) -> HttpResponse:
    """What makes it easier for them."""
    page = {"title": "What makes this easier for you", "button": "Save it", "lead": "It holds from now on."}
    return _step(request, place, me, NeedsForm, partial(actions.changed_needs, me), "needs", page)


@require_http_methods(BOTH)
@follows
def next_stage(request: HttpRequest, place: Place, me: Follower) -> HttpResponse:
    """Asking for stage 2."""
    if not standing.may_ask(me):
        return redirect(place.address("following"))
    page = {"title": "Ask for stage 2", "button": "Ask for stage 2",
            "leads": list(standing.next_stage(me, place.matter.on))}  # fmt: skip
    return _step(request, place, me, NextStageForm, partial(actions.asked_for_more, me), "next-stage", page)


@require_http_methods(BOTH)
@follows
def remedy(request: HttpRequest, place: Place, me: Follower, key: str) -> HttpResponse:
    """Whether something that was promised is done, or whether they take what was offered."""
    found = dict(standing.told_remedies(me)).get(key)
    if not found:
        raise Http404
    answers = [("not_done", "It is not done, or not as you promised"), ("done", "It is done")]
    offers = [("accepted", "I accept it"), ("declined", "I do not accept it")]
    make = partial(RemedyForm, answers=[*answers, *([] if found.done else offers)])
    page = {"title": "What we promised", "button": "Tell us", "files": True, "lead": found.what}
    return _step(request, place, me, make, partial(actions.told_of_remedy, me, key), "remedy", page)
