"""The pages of rehearsals: run all under a policy, write one, read one, make one from a case."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.casework.steps import visible
from putright.apps.workbench import limits
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.texts import Source
from putright.apps.workbench.rehearsals import actions
from putright.apps.workbench.rehearsals.forms import LONGEST, RehearsalForm
from putright.apps.workbench.rehearsals.models import Rehearsal
from putright.apps.workbench.rehearsals.running import pack_of, round_of
from putright.core.policy import Policy
from putright.data.rehearsals import Played, play, rehearsal_texts

NEW = """rehearsal: What it shows, in a line
policy: {pack}
people:
  ana: {{role: {role}}}
events:
  - {{at: {day} 09:12, event: received, channel: phone, from: tenant}}
  - {{at: {day}, event: acknowledged, by: ana}}
expect:
  - {{as_of: {day}, duty: stage1.acknowledge, status: met}}
"""
_STALE = "{by} saved this rehearsal meanwhile: it is shown above. Yours is here; to save it over theirs, save again."


@require_safe
@requires(permissions.DRAFT_POLICY)
def rehearsals(request: HttpRequest) -> HttpResponse:
    """The rehearsals under a policy: what runs now, a draft, or another."""
    landlord = request.user.landlord
    source = _source(request, request.GET.get("under"))
    sources = texts.sources(landlord)
    found = round_of(landlord, source, request.GET.get("page"))
    out = Rehearsal.objects.filter(landlord=landlord).taken_out().order_by("-number").only("number", "title")
    context = {"source": source, "sources": sources, "round": found, "page": found.page,
               "query": f"{urlencode({'under': source.key})}&",
               "own": [line for line in found.lines if not line.shipped],
               "shipped": [line for line in found.lines if line.shipped],
               "out": Paginator(out, limits.REHEARSALS_AT_ONCE).get_page(request.GET.get("out"))}  # fmt: skip
    return render(request, "rehearsals/rehearsals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(permissions.DRAFT_POLICY)
def new(request: HttpRequest) -> HttpResponse:
    """Writing a rehearsal."""
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(permissions.DRAFT_POLICY)
def rehearsal(request: HttpRequest, number: int) -> HttpResponse:
    """A rehearsal of the landlord's own: how it goes, and changing it."""
    return _edit(request, _latest(request, number))


def _edit(request: HttpRequest, found: Rehearsal | None) -> HttpResponse:
    person, typed = request.user, request.POST if request.method == "POST" else kept_form(request)
    initial = {"text": found.text if found else _beginning(request), "under": request.GET.get("under", texts.RUNS),
               "on": found.n if found else 0}  # fmt: skip
    form = RehearsalForm(typed, sources=texts.sources(person.landlord), initial=initial)
    meanwhile = None
    if request.method == "POST" and form.is_valid() and request.POST.get("go") == "save":
        try:
            return _saved(request, found, form)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        except actions.Stale as stale:
            meanwhile = stale.now
            form.add_error("text", _STALE.format(by=stale.now.by))
            form.data = {**form.data.dict(), "on": stale.now.n}
    context = {"form": form, "found": found, "meanwhile": meanwhile, "played": _played(request, form, initial),
               "written": form["text"].value() or ""}  # fmt: skip
    return render(request, "rehearsals/rehearsal.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, found: Rehearsal | None, form: RehearsalForm) -> HttpResponse:
    person, text, at = request.user, form.cleaned_data["text"], timezone.now()
    title = play(text, _policy(_source(request, form.cleaned_data["under"])) or data.load_policy(data.MODEL)).title
    if found is None:
        kept = actions.add(person, title or "Without a title", text, at)
    else:
        kept = actions.change(person, found.number, text, form.cleaned_data["on"] or 0, at, title=title)
    messages.success(request, "The rehearsal is saved.")
    return redirect("workbench_rehearsal", kept.number)


def _played(request: HttpRequest, form: RehearsalForm, initial: dict[str, Any]) -> Played | None:
    said = form.data if form.is_bound else initial
    policy = _policy(_source(request, str(said.get("under") or texts.RUNS)))
    text = str(said.get("text") or "")[:LONGEST]
    return play(text, policy) if policy and text.strip() else None


@require_safe
@requires(permissions.DRAFT_POLICY)
def shipped(request: HttpRequest, pack: str, name: str) -> HttpResponse:
    """A rehearsal that is shipped with a pack, as it goes under a policy."""
    text = rehearsal_texts(pack).get(name) if pack in _packs(request) else None
    if text is None:
        raise Http404
    source = _source(request, request.GET.get("under"))
    policy = _policy(source)
    context = {"text": text, "name": name, "pack": pack, "source": source,
               "played": play(text, policy, name) if policy else None}  # fmt: skip
    return render(request, "rehearsals/shipped.html", context)


@require_POST
@requires(permissions.DRAFT_POLICY)
def from_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Makes a rehearsal of what happened on a case, its people removed."""
    opened = visible(request, reference)
    try:
        kept = actions.from_case(request.user, opened, timezone.now())
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("case", reference)
    messages.success(request, "Here is what happened, without names or anything that somebody wrote.")
    return redirect("workbench_rehearsal", kept.number)


@require_POST
@requires(permissions.DRAFT_POLICY)
def take_out(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a rehearsal out, or puts it back; its states stay."""
    found = _latest(request, number)
    try:
        actions.change(request.user, number, found.text, found.n, timezone.now(), struck=not found.struck)
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect("workbench_rehearsal", number)
    except actions.Stale:
        messages.error(request, "Somebody changed it meanwhile: look at it as it stands now.")
        return redirect("workbench_rehearsal", number)
    messages.success(request, "It is run again." if found.struck else "It is taken out. Nothing of it is lost.")
    return redirect("workbench_rehearsal", number)


def _latest(request: HttpRequest, number: int) -> Rehearsal:
    found = Rehearsal.objects.of(request.user.landlord, number)
    if found is None:
        raise Http404
    return found


def _source(request: HttpRequest, key: str | None) -> Source:
    try:
        return texts.source(request.user.landlord, key or texts.RUNS)
    except LookupError:
        raise Http404 from None


def _policy(source: Source) -> Policy | None:
    loaded, _ = texts.read(source.files)
    return loaded.policy if loaded else None


def _packs(request: HttpRequest) -> set[str]:
    landlord = request.user.landlord
    return {pack_of(landlord, packs.current(landlord)), landlord.pack, data.MODEL}


def _beginning(request: HttpRequest) -> str:
    """What a new rehearsal begins with: one that comes with a pack (`?like=pack/name`), else an example."""
    name, _, like = request.GET.get("like", "").partition("/")
    if name in _packs(request) and like in rehearsal_texts(name):
        return rehearsal_texts(name)[like]
    pack = packs.current(request.user.landlord).pack
    role = next((key for key, role in pack.roles.items() if "handle" in role.does), "front_line")
    return NEW.format(pack=pack.pack, role=role, day=timezone.localdate().isoformat())
