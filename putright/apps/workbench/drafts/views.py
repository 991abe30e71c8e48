"""The policy workbench's first page; a draft begins, is shown, put away and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Person
from putright.apps.workbench.drafts import actions, texts
from putright.apps.workbench.drafts.forms import BeginForm
from putright.apps.workbench.drafts.models import Draft

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


class Part(NamedTuple):
    """A part of the workbench to go to: the name of its address, its text, what is there, the permission it needs."""

    name: str
    text: str
    about: str
    needs: str = permissions.DRAFT_POLICY


PARTS = (
    Part(
        "workbench_newcomer",
        "A policy of your own",
        "Questions, one after another, that give a policy held to the Code.",
    ),
    Part("workbench_readings", "Read a printed policy", "What a document says, beside the policy that runs here."),
    Part("workbench_rehearsals", "Rehearsals", "Made-up complaints, and what must follow from the policy."),
    Part("workbench_trials", "Try it on the past", "What past complaints would have been under a draft."),
    Part("workbench_versions", "Versions", "What runs, what comes, what waits for approval, what ran before."),
    Part(
        "workbench_import",
        "Take in a packed policy",
        "A policy saved as a file, here or elsewhere.",
        permissions.ADOPT_POLICY,
    ),
    Part("workbench_holidays", "Bank holidays", "A new list, or a day proclaimed.", permissions.ADOPT_POLICY),
)
ABOUT = {
    "pack.yaml": "What runs: times, roles, grounds, required parts of letters.",
    "provisions.yaml": "What the printed policy asks, and what makes it true.",
    "wording.yaml": "How it is worded in letters, guidance and publications.",
    "printed.yaml": "What the printed policy says, for the check against the Code.",
}


def one_draft(person: Person, number: int) -> Draft:
    """A draft of somebody's landlord. Raises `Http404`."""
    return get_object_or_404(Draft.objects.select_related("by", "landlord"), landlord=person.landlord, number=number)


@require_safe
@requires(permissions.DRAFT_POLICY)
def home(request: HttpRequest) -> HttpResponse:
    """What runs now, the drafts, and every part of the workbench."""
    landlord = request.user.landlord
    found = Draft.objects.filter(landlord=landlord).select_related("by").order_by("-number")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    policy = packs.current(landlord)
    parts = [part for part in PARTS if permissions.may(request.user, part.needs)]
    return render(request, "drafts/home.html", {
        "page": page, "pack": policy.pack, "edition": policy.edition, "landlord": landlord,
        "parts": [(reverse(part.name), part) for part in parts],
    })  # fmt: skip


@GET_OR_POST
@requires(permissions.DRAFT_POLICY)
def begin(request: HttpRequest) -> HttpResponse:
    """A draft begins from what runs, an adopted version, a shipped pack, or the draft that the address names."""
    landlord = request.user.landlord
    asked = request.GET.get("of", texts.RUNS)
    choices = [one for one in texts.sources(landlord) if one[0] == asked or not one[0].startswith("draft-")]
    initial = {"of": asked}
    form = BeginForm(request.POST or kept_form(request), choices=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        source = texts.source(landlord, form.cleaned_data["of"])
        try:
            made = actions.start(request.user, form.cleaned_data["title"], _named(source), source.files, timezone.now())
            messages.success(request, f"Draft {made.number} is begun.")
            return redirect("workbench_draft", made.number)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "drafts/begin.html", {"form": form}, status=422 if form.errors else 200)


def _named(source: texts.Source) -> str:
    """What a draft began from: the pack and its version, or another draft, which may have faults."""
    if source.revision:
        return f"draft {source.revision.draft.number}, revision {source.revision.n}"
    pack = data.read_pack(source.files).policy.pack
    return f"{pack.pack}, version {pack.version}"


@require_safe
@requires(permissions.DRAFT_POLICY)
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """A draft: what is wrong with it, its files, its revisions, and what can be done with it."""
    one = one_draft(request.user, number)
    last = texts.latest(one)
    loaded, faults = texts.read(last.files)
    revisions = one.revisions.select_related("by").defer("files").order_by("-n")
    page = Paginator(revisions, PAGE).get_page(request.GET.get("page"))
    return render(request, "drafts/draft.html", {
        "draft": one, "last": last, "faults": faults, "loaded": loaded, "page": page,
        "files": [(file, ABOUT[file], file in last.files, sum(fault.file == file for fault in faults))
                  for file in data.FILES],
        "works": one.state == Draft.State.OPEN, "stands": actions.STANDS.get(one.state, ""),
        "further": _further(one),
    })  # fmt: skip


def _further(one: Draft) -> list[tuple[str, str, str]]:
    """Where a draft can be taken to: the address, what it is called, what happens there."""
    return [
        (
            f"{reverse('workbench_trials')}?draft={one.number}",
            "Try it on the past",
            "What past complaints would have been.",
        ),
        (
            f"{reverse('workbench_rehearsals')}?under=draft-{one.number}",
            "Run the rehearsals",
            "Every made-up complaint, under this draft.",
        ),
        (reverse("workbench_readings"), "Read a printed policy", "What a document says, beside the draft."),
        (reverse("workbench_adoption", args=[one.number]), "Adopt it", "Propose it, have it approved, set the day."),
        (reverse("workbench_export", args=[f"draft-{one.number}"]), "Save it as a file", "To carry elsewhere."),
        (f"{reverse('workbench_begin')}?of=draft-{one.number}", "Begin another from it", "A copy to try further."),
    ]


@require_POST
@requires(permissions.DRAFT_POLICY)
def put_away(request: HttpRequest, number: int) -> HttpResponse:
    """Puts a draft away; it can be taken up again."""
    return _done(request, number, actions.put_away, f"Draft {number} is put away. Nothing of it is lost.")


@require_POST
@requires(permissions.DRAFT_POLICY)
def take_up(request: HttpRequest, number: int) -> HttpResponse:
    """Takes up a draft that was put away."""
    return _done(request, number, actions.take_up, f"Draft {number} is being worked on again.")


def _done(request: HttpRequest, number: int, action: Callable[[Person, Draft], None], said: str) -> HttpResponse:
    one = one_draft(request.user, number)
    try:
        action(request.user, one)
        messages.success(request, said)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("workbench_draft", number)
