"""Versions of the policy: what runs and what ran, proposing one, approving it, withdrawing it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Landlord, PackVersion, Person
from putright.apps.governance.models import Consultation, Ran
from putright.apps.publishing import shelf
from putright.apps.workbench.adoption import actions, approving, forms, standing
from putright.apps.workbench.adoption.models import Adoption
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.drafts.models import Draft
from putright.data.linting import findings

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LATEST = 50
"""Versions and proposals in a list."""


@require_safe
@requires(permissions.SEE_VERSIONS)
def versions(request: HttpRequest) -> HttpResponse:
    """What runs, what comes or waits for approval, and every version before."""
    landlord, today = request.user.landlord, timezone.localdate()
    found = Adoption.objects.filter(landlord=landlord).select_related("draft", "by", "ended_by")
    proposals = list(found.prefetch_related("answers__by").order_by("-id")[:LATEST])
    context = {
        "pack": packs.current(landlord).pack, "ran": _ran(landlord), "today": today,
        "coming": [_shown(one, request) for one in proposals if one.state in Adoption.OPEN],
        "ended": [one for one in proposals if one.state in (Adoption.State.DECLINED, Adoption.State.WITHDRAWN)],
        "stale": [one for one in shelf.shelf(landlord, today) if one.stale],
        "adopts": permissions.may(request.user, permissions.ADOPT_POLICY),
        "drafts": permissions.may(request.user, permissions.DRAFT_POLICY),
    }  # fmt: skip
    return render(request, "adoption/versions.html", context)


def _ran(landlord: Landlord) -> list[dict[str, Any]]:
    """Every version that ran, the latest first, with where its files are."""
    own = {(one.pack, one.version): one for one in PackVersion.objects.filter(landlord=landlord).defer("files")}
    now = packs.current(landlord).pack
    known = {(one.pack, one.version): one.since for one in Ran.objects.filter(landlord=landlord)}
    ran = sorted(known.items(), key=lambda one: one[1], reverse=True)[:LATEST]
    every = dict.fromkeys([(now.pack, now.version), *(key for key, _ in ran)])
    reasons = dict(Adoption.objects.filter(landlord=landlord).values_list("adopted", "reasons"))
    rows = []
    for pack, version in every:
        mine, runs = own.get((pack, version)), (pack, version) == (now.pack, now.version)
        rows.append({
            "pack": pack, "version": version, "now": runs, "since": mine.since if mine else known.get((pack, version)),
            "key": f"version-{mine.pk}" if mine else texts.RUNS if runs else _shipped(pack, version),
            "reasons": reasons.get(mine.pk, []) if mine else [],
        })  # fmt: skip
    return rows


def _shipped(pack: str, version: str) -> str:
    """The key of a version that is shipped; empty where it is not, or no more."""
    there = pack in data.pack_names() and data.load_pack(pack).policy.pack.version == version
    return f"shipped-{pack}" if there else ""


def _shown(adoption: Adoption, request: HttpRequest) -> dict[str, Any]:
    """A proposal with each approval it asks for: given by whom, or whether the reader may give it."""
    given, draft = {one.seat: one for one in adoption.answers.all()}, adoption.draft
    mine = dict(approving.open_to(adoption, request.user))
    seats = [(n, seat, given.get(n), n in mine) for n, seat in enumerate(standing.asked(adoption))]
    return {"adoption": adoption, "draft": draft, "key": f"draft-{draft.number}-{adoption.revision.n}", "seats": seats}


def _proposal(request: HttpRequest, number: int) -> Adoption | None:
    """The last proposal of a draft that is still open."""
    found = Adoption.objects.filter(landlord=request.user.landlord, draft__number=number, state__in=Adoption.OPEN)
    return found.select_related("draft", "revision", "by").order_by("-id").first()


@GET_OR_POST
@requires(permissions.SEE_VERSIONS)
def adoption(request: HttpRequest, number: int) -> HttpResponse:
    """What stands for and against adopting a draft, and proposing it; once it is proposed, how far that is."""
    landlord, now = request.user.landlord, timezone.now()
    draft = get_object_or_404(Draft, landlord=landlord, number=number)
    if there := _proposal(request, number):
        context = {"shown": _shown(there, request), "draft": draft, "today": timezone.localdate(now),
                   "adopts": permissions.may(request.user, permissions.ADOPT_POLICY)}  # fmt: skip
        return render(request, "adoption/proposal.html", context)
    if not permissions.may(request.user, permissions.ADOPT_POLICY):
        raise PermissionDenied(f"This page needs the permission {permissions.ADOPT_POLICY!r}.")
    return _propose(request, draft, timezone.localdate(now))


def _propose(request: HttpRequest, draft: Draft, today: date) -> HttpResponse:
    revision = texts.latest(draft)
    loaded, faults = texts.read(revision.files)
    new, old = standing.conflicts(draft.landlord, loaded) if loaded else ([], [])
    typed = request.POST or kept_form(request)
    form = forms.ProposeForm(typed, new=new, old=old, today=today, initial={"n": revision.n})
    if request.method == "POST" and loaded and form.is_valid() and _proposed(request, draft, form):
        return redirect("workbench_adoption", draft.number)
    context = {
        "draft": draft, "revision": revision, "faults": faults, "loaded": loaded, "form": form,
        "new": [(one, form[standing.key(one)]) for one in new], "old": old,
        **(_beside(request.user, loaded) if loaded else {}),
    }  # fmt: skip
    return render(request, "adoption/propose.html", context, status=422 if form.errors else 200)


def _beside(person: Person, loaded: data.Loaded) -> dict[str, Any]:
    """What else the page says of a policy that can run: what stands against it, whom it asks, whom it leaves out."""
    landlord, pack = person.landlord, loaded.policy.pack
    seats, asked = standing.seats(landlord), Consultation.objects.current()  # type: ignore[attr-defined]
    return {
        "objections": list(standing.objections(landlord, loaded)), "without": standing.left_without(landlord, pack),
        "lesser": [one for one in findings(loaded) if one.force != "must"],
        "seats": seats, "missing": standing.unfilled(landlord, seats, person),
        "asked": asked.filter(landlord=landlord, version=pack.version).exists(),
    }  # fmt: skip


def _proposed(request: HttpRequest, draft: Draft, form: forms.ProposeForm) -> bool:
    said, now = form.cleaned_data, timezone.now()
    try:
        actions.propose(request.user, draft, said["n"], said["since"], form.reasons(), now, timezone.localdate(now))
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, "It is proposed. Those who approve it find it under “Versions of the policy”.")
    return True


@GET_OR_POST
@requires(permissions.SEE_VERSIONS)
def answer(request: HttpRequest, number: int, n: int) -> HttpResponse:
    """Approving a proposal, or not, for one of those whom it asks."""
    there, now = _proposal(request, number), timezone.now()
    seats = dict(approving.open_to(there, request.user)) if there else {}
    if there is None or n not in seats:
        raise Http404
    form = forms.AnswerForm(request.POST or kept_form(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        yes = said["approved"] == "yes"
        try:
            done = actions.answer(request.user, there, n, now, timezone.localdate(now), approved=yes,
                                  said=said["minute"] if yes else said["why"])  # fmt: skip
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _told(done))
            return redirect("workbench_versions")
    context = {"form": form, "shown": _shown(there, request), "seat": seats[n], "draft": there.draft}
    return render(request, "adoption/answer.html", context, status=422 if form.errors else 200)


def _told(adoption: Adoption) -> str:
    if adoption.state == Adoption.State.APPROVED:
        return f"It is on record. That was the last approval: it runs from {adoption.since:%-d %B %Y}."
    return "It is on record."


@GET_OR_POST
@requires(permissions.ADOPT_POLICY)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Taking a proposal back before its day."""
    there, now = _proposal(request, number), timezone.now()
    if there is None:
        raise Http404
    form = forms.WithdrawForm(request.POST or kept_form(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(request.user, there, form.cleaned_data["why"], now, timezone.localdate(now))
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It is withdrawn. Its draft can be worked on again.")
            return redirect("workbench_versions")
    context = {"form": form, "adoption": there, "draft": there.draft}
    return render(request, "adoption/withdraw.html", context, status=422 if form.errors else 200)
