"""The pages on which something is told: one question a page, saved as it goes, read over, sent once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright.apps.casework import attachments, keys
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.followers import facts
from putright.apps.casework.models import Party
from putright.apps.casework.opened import load
from putright.apps.intake import telling
from putright.apps.portal import drafts
from putright.apps.portal.journey import Journey, Page
from putright.apps.portal.limits import allowed
from putright.apps.portal.models import Draft, Mail
from putright.apps.portal.place import Place, at_place, show
from putright.apps.portal.questions import DOORS
from putright.apps.portal.sending import Unfinished, send

OFTEN = "That was done very often from where you are within an hour. Wait a while, or tell us in another way."
TOO_MUCH = "That is more than fits in here. Shorten it, or send the rest as a file."
TRAPPED = "A field that nobody sees was filled in, as programs do. Load this page again, or tell us in another way."
TRAP = "website"
"""A field that people do not see and programs fill in."""
QUESTIONS = frozenset(asked.name for door in DOORS.values() for asked in door.questions)


@require_http_methods(["GET", "POST"])
@at_place
def begin(request: HttpRequest, place: Place, door: str) -> HttpResponse:
    """What to expect of a door, and the way through it."""
    if door not in DOORS:
        raise Http404
    if place.policy.pack.brands and not place.brand:
        return redirect(place.address("home"))
    known = drafts.current(request, place)
    if request.method == "POST":
        if problem := _barred(request, "begin"):
            return _begin(request, place, door, known, problem, 429)
        draft = drafts.begin(place, door)
        return drafts.keep(redirect(place.address("question", name=DOORS[door].questions[0].name)), place, draft)
    return _begin(request, place, door, known)


def _begin(
    request: HttpRequest, place: Place, door: str, known: Draft | None, problem: str = "", status: int = 200
) -> HttpResponse:
    sent = known.case if known else None
    context = {
        "door": DOORS[door], "draft": None if sent else known, "sent": sent,
        "days": drafts.kept_for().days, "problem": problem, "lost": "lost" in request.GET,
    }  # fmt: skip
    return show(request, place, "portal/begin.html", context, status)


@require_http_methods(["GET", "POST"])
@at_place
def question(request: HttpRequest, place: Place, name: str) -> HttpResponse:
    """One question: shown with what was typed, saved whatever it is, and on to the next."""
    if name not in QUESTIONS:
        raise Http404
    draft = _draft(request, place)
    if draft is None:
        return redirect(f"{place.address('begin', door='complaint')}?lost=1")
    if draft.case:
        return redirect(place.address("sent"))
    serve = _answered if request.method == "POST" else _asked
    return drafts.keep(serve(request, place, draft, name), place, draft)


def _asked(request: HttpRequest, place: Place, draft: Draft, name: str) -> HttpResponse:
    journey = Journey(place, draft)
    page = journey.page(name)
    if page is None:
        return redirect(_onward(place, journey.next))
    page.form.unchecked()
    return _show(request, place, journey, page)


def _answered(request: HttpRequest, place: Place, draft: Draft, name: str) -> HttpResponse:
    if not drafts.save(draft, name, request.POST, place.at):
        return _show(request, place, *_at(place, draft, name), [TOO_MUCH], 413)
    problems = _files(request, place, draft) if name == "files" else []
    journey, page = _at(place, draft, name)
    go = request.POST.get("go", "")
    if go == "later":
        return redirect(place.address("later"))
    if go == "add" or "wish" in request.POST or "remove" in request.POST:
        page.form.unchecked()
        return _show(request, place, journey, page, problems, 422 if problems else 200)
    if problems or not page.done:
        return _show(request, place, journey, page, problems, 422)
    if journey.told.get("unhappy") == "complain" and draft.door != "complaint":
        draft.door = "complaint"
        draft.save(update_fields=["door"])
        return redirect(_onward(place, Journey(place, draft).next))
    changing = request.POST.get("change") == "1"
    return redirect(_onward(place, journey.next if changing else journey.after(name)))


def _at(place: Place, draft: Draft, name: str) -> tuple[Journey, Page]:
    """The draft's questions and the one of that name. Raises `Http404` where it is not asked."""
    journey = Journey(place, draft)
    page = journey.page(name)
    if page is None:
        raise Http404
    return journey, page


def _files(request: HttpRequest, place: Place, draft: Draft) -> list[str]:
    """Takes in what was brought and throws away what was taken back; says what could not be taken, and why."""
    if (number := request.POST.get("remove", "")).isdigit():
        for file in attachments.unclaimed([number], held=draft.key):
            attachments.take_back(file)
    problems: list[str] = []
    for file in request.FILES.getlist("files"):
        if not allowed(request, "file"):
            return [*problems, f"“{file.name}” was not taken. {OFTEN}"]
        try:
            attachments.keep(place.landlord, file, place.at, held=draft.key)
        except ValidationError as error:
            problems += error.messages
    return problems


def _onward(place: Place, name: str) -> str:
    return place.address("question", name=name) if name else place.address("check")


def _show(
    request: HttpRequest, place: Place, journey: Journey, page: Page, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    before = journey.before(page.name)
    for problem in problems:
        page.form.add_error("files" if page.name == "files" else None, problem)
    context: dict[str, Any] = {
        "form": page.form, "draft": journey.draft, "door": journey.door, "number": journey.number(page.name),
        "back": place.address("question", name=before) if before else place.address("begin", door=journey.door.name),
        "change": "change" in request.GET or request.POST.get("change") == "1", "files": journey.files,
        "accept": attachments.ACCEPT, "hint": attachments.hint(),
    }  # fmt: skip
    return show(request, place, getattr(page.form, "template", "portal/question.html"), context, status)


# ---- reading it over, and sending it ----------------------------------------------------------


class CheckForm(forms.Form):
    """The last page: whether an e-mail with the reference is wanted."""

    copy = forms.BooleanField(label="", required=False)

    def __init__(self, data: Any = None, *, to: str) -> None:
        super().__init__(data, initial={"copy": True})
        self.fields["copy"].label = f"Send me the reference and the dates by e-mail, to {to}"
        if not to:
            del self.fields["copy"]


@require_http_methods(["GET", "POST"])
@at_place
def check(request: HttpRequest, place: Place) -> HttpResponse:
    """All of it to read over, each answer with a way to change it; and the button that sends it."""
    draft = _draft(request, place)
    if draft is None:
        return redirect(f"{place.address('begin', door='complaint')}?lost=1")
    if draft.case:
        return redirect(place.address("sent"))
    journey = Journey(place, draft)
    form = CheckForm(request.POST if request.method == "POST" else None, to=_mailable(journey))
    if request.method == "POST" and form.is_valid():
        if problem := _barred(request, "send"):
            form.add_error(None, problem)
            return _check(request, place, journey, form, 429)
        return _sent(request, place, journey, form)
    return _check(request, place, journey, form)


def _sent(request: HttpRequest, place: Place, journey: Journey, form: CheckForm) -> HttpResponse:
    try:
        send(journey, site(request), _mailable(journey) if form.cleaned_data.get("copy") else "")
    except Unfinished as unfinished:
        return redirect(place.address("question", name=unfinished.question))
    return drafts.keep(redirect(place.address("sent")), place, journey.draft)


def _check(request: HttpRequest, place: Place, journey: Journey, form: CheckForm, status: int = 200) -> HttpResponse:
    answers = [
        (page, list(page.form.rows()) if page.done else [], place.address("question", name=page.name))
        for page in journey.pages
    ]
    context = {
        "form": form, "door": journey.door, "draft": journey.draft, "answers": answers, "unfinished": journey.next,
        "back": place.address("question", name=journey.pages[-1].name), "told": journey.told,
    }  # fmt: skip
    return show(request, place, "portal/check.html", context, status)


def _mailable(journey: Journey) -> str:
    """The e-mail address to which something may go at once; empty where they do not want e-mail."""
    return "" if "Post only, no e-mail" in journey.told.get("needs", ()) else str(journey.told.get("email", ""))


@require_safe
@at_place
def sent(request: HttpRequest, place: Place) -> HttpResponse:
    """The reference, the code and what happens next, for the browser that sent it."""
    draft = drafts.current(request, place)
    if draft is None or draft.case is None:
        return redirect(place.address("home"))
    opened = load(draft.case)
    context = {
        "case": draft.case, "draft": draft, "door": DOORS[draft.door], "told": telling.tell(opened, in_writing=True),
        "code": keys.code(draft.case, draft.party), "acts": draft.party != opened.state.party,
        "known": _known(draft), "site": site(request), "on": opened.events[0].on,
        "mailed": Mail.objects.filter(draft=draft).exists(), "unsafe": bool(opened.state.flags),
        "files": Attachment.objects.filter(case=draft.case, held=draft.key).count(),
    }  # fmt: skip
    return show(request, place, "portal/sent.html", context)


def _known(draft: Draft) -> bool:
    """Whether anything is known of whoever sent it that they can say to follow it."""
    party = Party.objects.filter(case=draft.case, key=draft.party).first()
    return bool(party and draft.case and any(facts(party, draft.case)))


# ---- going on later ---------------------------------------------------------------------------


class LaterForm(forms.Form):
    """Where to send the way back."""

    to = forms.EmailField(label="Your e-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))


@require_http_methods(["GET", "POST"])
@at_place
def later(request: HttpRequest, place: Place) -> HttpResponse:
    """The address at which it can be gone on with, on the screen and by e-mail."""
    draft = drafts.current(request, place)
    if draft is None or draft.case:
        return redirect(place.address("home"))
    form = LaterForm(request.POST if request.method == "POST" else None)
    mailed = ""
    if request.method == "POST" and form.is_valid():
        mailed = form.cleaned_data["to"]
        if allowed(request, "mail") and allowed(request, "mail", who=mailed.casefold()):
            Mail.objects.create(draft=draft, to=mailed, site=site(request), next_try=place.at)
        else:
            form.add_error("to", OFTEN)
            mailed = ""
    address = site(request) + place.address("again", key=draft.key)
    context = {
        "form": form, "draft": draft, "address": address, "mailed": mailed, "until": draft.saved_at + drafts.kept_for(),
        "back": _onward(place, Journey(place, draft).next),
    }  # fmt: skip
    return show(request, place, "portal/later.html", context, 422 if form.errors else 200)


@require_safe
@at_place
def again(request: HttpRequest, place: Place, key: str) -> HttpResponse:
    """Back to a draft by its address."""
    draft = drafts.by_key(place, key)
    if draft is None or draft.case:  # the code of what was sent is for the browser that sent it
        return show(request, place, "portal/gone.html", {"days": drafts.kept_for().days, "sent": draft}, 404)
    return drafts.keep(redirect(_onward(place, Journey(place, draft).next)), place, draft)


@require_POST
@at_place
def drop(request: HttpRequest, place: Place) -> HttpResponse:
    """Throws a draft away, with its files; what was sent stays sent."""
    draft = drafts.current(request, place)
    if draft and not draft.case:
        drafts.drop(draft)
    return drafts.let_go(redirect(place.address("home")), place)


def _barred(request: HttpRequest, action: str) -> str:
    """Why this is not taken from here now; empty where it is."""
    if request.POST.get(TRAP):
        return TRAPPED
    return "" if allowed(request, action) else OFTEN


def site(request: HttpRequest) -> str:
    """Where these pages are reached."""
    return settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")


def _draft(request: HttpRequest, place: Place) -> Draft | None:
    """The draft that a form was shown for, or else this browser's; for words whose draft is gone, a new one."""
    draft = drafts.by_key(place, request.POST.get("draft", "")) or drafts.current(request, place)
    door = request.POST.get("door", "")
    return drafts.begin(place, door) if draft is None and door in DOORS else draft
