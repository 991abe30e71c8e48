"""One file of a draft is edited, checked and saved; an earlier revision is restored."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright import data
from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.workbench.drafts import actions, lines, texts
from putright.apps.workbench.drafts.forms import EditForm
from putright.apps.workbench.drafts.models import Draft, Revision
from putright.apps.workbench.drafts.views import ABOUT, GET_OR_POST, one_draft

BOTH = "What you typed is still here; what differs is shown below. Saving again puts yours in its place."


@GET_OR_POST
@requires(permissions.DRAFT_POLICY)
def edit(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One file as a text, what is wrong with it line by line; saving adds a revision, checking writes nothing."""
    one = one_draft(request.user, number)
    if name not in data.FILES:
        raise Http404
    last = texts.latest(one)
    typed = request.POST if request.method == "POST" else kept_form(request)
    form = EditForm(typed, file=name, initial={"n": last.n, "text": last.files.get(name, "")})
    theirs: Revision | None = None
    if request.method == "POST" and form.is_valid() and request.POST.get("go") != "check":
        try:
            return _saved(request, one, last, form)
        except actions.Stale as stale:
            theirs = stale.now
            form = _again(form, theirs)
        except actions.Refused as refused:
            form.add_error(None, f"{refused} What you typed is below: copy it.")
    return _page(request, one, last, form, theirs)


def _saved(request: HttpRequest, one: Draft, last: Revision, form: EditForm) -> HttpResponse:
    said = form.cleaned_data
    made = actions.save(request.user, one, form.file, said["text"], said["n"], timezone.now(), said["note"])
    if made.n == last.n:
        messages.info(request, "Nothing has changed, so nothing was saved.")
        return redirect("workbench_edit", one.number, form.file)
    faults = data.faults_of(made.files)
    if faults:
        messages.warning(
            request, f"Revision {made.n} is saved. It cannot run yet: {_counted(len(faults))}, listed below."
        )
        return redirect("workbench_edit", one.number, form.file)
    messages.success(request, f"Revision {made.n} is saved, without faults.")
    return redirect("workbench_draft", one.number)


def _counted(n: int) -> str:
    return "one fault" if n == 1 else f"{n} faults"


def _again(form: EditForm, now: Revision) -> EditForm:
    """The form with what was typed, upon the revision that somebody saved meanwhile."""
    again = EditForm({**form.data.dict(), "n": now.n}, file=form.file)
    again.is_valid()
    again.add_error(None, f"Nothing was saved: {now.by} saved revision {now.n} of this file meanwhile. {BOTH}")
    return again


def _page(request: HttpRequest, one: Draft, last: Revision, form: EditForm, theirs: Revision | None) -> HttpResponse:
    text = str(form["text"].value() or "").replace("\r\n", "\n")
    files = {name: said for name, said in {**last.files, form.file: text}.items() if said}
    faults = data.faults_of(files)
    context: dict[str, Any] = {
        "draft": one, "last": last, "form": form, "file": form.file, "faults": faults, "theirs": theirs,
        "checked": request.method == "POST" and not form.errors,
        "lines": lines.numbered(text, form.file, faults), "works": one.state == Draft.State.OPEN,
        "stands": actions.STANDS.get(one.state, ""), "about": ABOUT[form.file],
        "differs": lines.differing(theirs.files.get(form.file, ""), text) if theirs else [],
    }  # fmt: skip
    return render(request, "drafts/edit.html", context, status=422 if form.errors else 200)


@require_POST
@requires(permissions.DRAFT_POLICY)
def restore(request: HttpRequest, number: int, n: int) -> HttpResponse:
    """Saves the files of an earlier revision as a new one; those between stay."""
    one = one_draft(request.user, number)
    found = get_object_or_404(Revision, draft=one, n=n)
    try:
        made = actions.revise(request.user, one, found.files, timezone.now(), f"Revision {n} restored")
        said = (
            f"Revision {n} is restored, as revision {made.n}."
            if made.note.endswith("restored")
            else "It is the same already."
        )
        messages.success(request, said)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("workbench_draft", number)
