"""The pages on which something of learning is written: each a form, one write, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.permissions import ANSWER_REQUEST, LEARN
from putright.apps.learning import actions, forms, lists
from putright.apps.learning.models import Action, Suggestion, Theme, ThemeAction

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def page(
    request: HttpRequest, form: Form, write: Callable[[dict[str, Any]], str], said: str, **context: Any
) -> HttpResponse:
    """Shows a form, or writes what it means and goes where `write` says. Nothing typed is lost on a refusal."""
    if request.method == "POST" and form.is_valid():
        try:
            to = write(form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect(to)
    return render(request, "learning/form.html", {"form": form, **context}, status=422 if form.errors else 200)


def typed(request: HttpRequest) -> Any:
    """What was typed, also before a lost session."""
    return request.POST if request.method == "POST" else kept_form(request)


def _now() -> dict[str, Any]:
    now = timezone.now()
    return {"at": now, "on": timezone.localdate(now)}


def theme_of(request: HttpRequest, pk: int) -> Theme:
    """A theme that the person may see. Raises `Http404`."""
    return get_object_or_404(lists.themes(request.user), pk=pk)


# ---- themes ---------------------------------------------------------------------------------


@requires(LEARN)
@GET_OR_POST
def new_theme(request: HttpRequest) -> HttpResponse:
    """A new theme; from a suggestion (`from`), with its complaints and its reason."""
    person = request.user
    shown = _suggested(request, request.GET.get("from", ""))
    initial: dict[str, Any] = {"owner": person.pk, "risk": Theme.Risk.MEDIUM}
    if shown:
        by = {Suggestion.By.CAUSE: "cause", Suggestion.By.SERVICE: "service"}.get(Suggestion.By(shown.row.by))
        initial |= {"title": shown.title, "reason": shown.reason,
                    "cases": "\n".join(case.reference for case in shown.cases)}  # fmt: skip
        initial |= {by: shown.row.of} if by else {}
    form = forms.ThemeForm(typed(request), person=person, initial=initial)

    def write(said: dict[str, Any]) -> str:
        cases, reason = said.pop("cases"), said.pop("reason")
        return reverse("theme", args=[actions.open_theme(person, said, cases, reason, **_now()).pk])

    return page(request, form, write, "The theme is open.", title="Open a theme", button="Open it",
                back=reverse("learning"), guide="Something that several complaints show together.")  # fmt: skip


def _suggested(request: HttpRequest, key: str) -> lists.Shown | None:
    return next((one for one in lists.suggestions(request.user) if str(one.row.pk) == key), None) if key else None


@requires(LEARN)
@GET_OR_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """A suggestion is no theme, and why."""
    shown = _suggested(request, str(pk))
    if shown is None:
        raise Http404
    form = forms.TextForm(typed(request), label="Why is it no theme?",
                          hint="It comes back once there are more such complaints than now.")  # fmt: skip

    def write(said: dict[str, Any]) -> str:
        actions.set_aside(request.user, shown.row, said["text"], at=timezone.now())
        return reverse("suggestions")

    return page(request, form, write, "It is set aside.", title=shown.title, button="Set it aside",
                guide=shown.reason, back=reverse("suggestions"))  # fmt: skip


STEPS: dict[str, tuple[str, str, str]] = {
    "cases": ("Add complaints", "Add them", "They are added."),
    "review": ("Record a review by senior managers", "Record the review", "The review is on record."),
    "action": ("Set an action", "Set the action", "The action is set."),
    "tell": ("Record that people were told", "Record it", "It is on record."),
    "give": ("Give it to somebody else", "Give it to them", "They look after it now."),
    "close": ("Close the theme", "Close it", "The theme is closed."),
    "reopen": ("Open the theme again", "Open it again", "The theme is open again."),
}
"""The steps of a theme: title, button, what is said when it is done."""


@requires(LEARN)
@GET_OR_POST
def theme_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of a theme."""
    if step not in STEPS:
        raise Http404
    theme = theme_of(request, pk)
    title, button, said = STEPS[step]
    form = _form(request, theme, step)

    def write(data: dict[str, Any]) -> str:
        _write(request, theme, step, data)
        return reverse("theme", args=[theme.pk])

    return page(request, form, write, said, title=title, button=button, guide=theme.title,
                back=reverse("theme", args=[theme.pk]))  # fmt: skip


def _form(request: HttpRequest, theme: Theme, step: str) -> Form:
    data, today, landlord = typed(request), timezone.localdate(), request.user.landlord
    dated = {"today": today, "landlord": landlord}
    if step == "cases":
        return forms.CasesForm(data, person=request.user)
    if step == "review":
        return forms.ReviewForm(data, initial={"risk": theme.risk}, **dated)
    if step == "action":
        before = theme.actions.filter(key=request.GET.get("action", ""), done_on=None).first()
        known = {"what": before.what, "owner": before.owner_id, "due": before.due} if before else {}
        return forms.ActionForm(data, initial=known, **dated)
    if step == "tell":
        return forms.TellForm(data, **dated)
    if step == "give":
        return forms.GiveForm(data, landlord=landlord)
    label = "What came of it?" if step == "close" else "Why?"
    hint = "What is different now, and what the figures say." if step == "close" else ""
    return forms.TextForm(data, label=label, hint=hint)


def _write(request: HttpRequest, theme: Theme, step: str, data: dict[str, Any]) -> None:
    person, now = request.user, _now()
    if step == "cases":
        actions.add_cases(person, theme, data["cases"], data["reason"], **now)
    elif step == "review":
        actions.review(person, theme, at=now["at"], **data)
    elif step == "action":
        actions.set_action(person, theme, key=request.GET.get("action", ""), **data, **now)
    elif step == "tell":
        actions.tell(person, theme, at=now["at"], **data)
    elif step == "give":
        actions.give(person, theme, data["owner"], **now)
    else:
        {"close": actions.close, "reopen": actions.reopen}[step](person, theme, text=data["text"], **now)


@requires(ANSWER_REQUEST)
@GET_OR_POST
def action_done(request: HttpRequest, pk: int) -> HttpResponse:
    """An action of a theme is done: for whoever learns, and for its owner."""
    person = request.user
    action = get_object_or_404(ThemeAction.objects.select_related("theme"), landlord=person.landlord_id, pk=pk)
    learns = permissions.may(person, LEARN)
    if action.owner_id != person.pk and not (learns and lists.themes(person).filter(pk=action.theme_id).exists()):
        raise Http404
    back = reverse("theme", args=[action.theme_id]) if learns else reverse("work_list")
    form = forms.DoneForm(typed(request), today=timezone.localdate(), landlord=person.landlord)

    def write(said: dict[str, Any]) -> str:
        actions.complete(person, action, at=timezone.now(), **said)
        return back

    return page(request, form, write, "It is on record as done.", title="An action is done", button="It is done",
                guide=action.what, back=back)  # fmt: skip


# ---- you said, we did -----------------------------------------------------------------------


@requires(LEARN)
@GET_OR_POST
def change(request: HttpRequest, of: str, pk: int) -> HttpResponse:
    """Writes down, for residents, what was done: of an action of a case, or of a theme."""
    person, today = request.user, timezone.localdate()
    found = lists.actions(person, "done", False, today) if of == "case" else lists.theme_actions(
        person, "done", False, today)  # fmt: skip
    action: Action | ThemeAction = get_object_or_404(found, pk=pk)
    what = action.what if isinstance(action, ThemeAction) else getattr(
        lists.words([action.event])[action.event_id], "what", "")  # fmt: skip
    form = forms.ChangeForm(typed(request), brands=lists.brands(person).items(), initial={"did": what[:400]})

    def write(said: dict[str, Any]) -> str:
        actions.draft(person, action, brand=said.pop("brand", ""), at=timezone.now(), **said)
        return reverse("learning_changes")

    return page(request, form, write, "It waits for somebody else to approve it.", button="Save it for approval",
                title="You said, we did", guide=f"What was done: {what}", back=reverse("learning_actions"))  # fmt: skip


@requires(permissions.ISSUE_REPORTS)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Approves and publishes."""
    found = get_object_or_404(lists.changes(request.user), pk=pk)
    try:
        actions.publish(request.user, found, **_now())
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Residents can read it now.")
    return redirect("learning_changes")


@requires(LEARN)
@GET_OR_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes something back that was published or drafted."""
    found = get_object_or_404(lists.changes(request.user), pk=pk)
    form = forms.TextForm(typed(request), label="Why is it withdrawn?")

    def write(said: dict[str, Any]) -> str:
        actions.withdraw(request.user, found, said["text"], on=timezone.localdate())
        return reverse("learning_changes")

    return page(request, form, write, "It is withdrawn.", title="Withdraw it", button="Withdraw it",
                guide=f"You said: {found.said} We did: {found.did}", back=reverse("learning_changes"))  # fmt: skip
