"""What came in and nobody has sorted yet: a complaint each, until the person was asked and wants something else."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts.access import requires
from putright.apps.accounts.permissions import WORK_CASE
from putright.apps.casework import actions, log
from putright.apps.casework.models import Case
from putright.apps.casework.once import as_filled_in
from putright.apps.casework.steps import words as in_words
from putright.apps.casework.worklist import unsorted
from putright.core import events as e
from putright.core.timeline import CHANNELS

MOST = 50
Way = tuple[str, dict[str, Any]]
WAYS: Mapping[str, Way] = {
    "complaint": ("They want it taken as a complaint",
                  {"as_": "complaint", "choice_offered": True, "choice": "complaint"}),
    "service_request": ("They want it done as a request, not as a complaint",
                        {"as_": "service_request", "choice_offered": True, "choice": "service_request"}),
    "survey_feedback": ("They only want to be heard, not to complain",
                        {"as_": "survey_feedback", "choice_offered": True, "choice": "not_a_complaint"}),
    "unasked": ("We could not ask them: keep it as a complaint", {"as_": "complaint", "choice_offered": False}),
}  # fmt: skip
"""What one click says: its words, and what it means. Each records whether they were offered the choice."""


@requires(WORK_CASE)
@require_http_methods(["GET", "POST"])
def sorting(request: HttpRequest) -> HttpResponse:
    """The list; a click sorts one."""
    if request.method == "POST":
        return _sort(request)
    cases = unsorted(request.user).select_related("handler").prefetch_related("parties").defer("search_text")
    found = list(cases[: MOST + 1])
    return render(request, "intake/sorting.html", {
        "rows": [_row(case) for case in found[:MOST]], "more": len(found) > MOST, "token": secrets.token_urlsafe(24),
    })  # fmt: skip


def _row(case: Case) -> dict[str, Any]:
    kinds = [key for key in WAYS if key != "survey_feedback" or case.channel == "survey"]
    people = [one for one in case.parties.all() if any((one.phone, one.email, one.address, one.postcode))]
    return {
        "case": case, "people": people,
        "how": CHANNELS.get(case.channel, case.channel), "ways": [(key, WAYS[key][0]) for key in kinds],
        "due": case.next_due, "other": reverse("letter_triaged", args=[case.reference]),
    }  # fmt: skip


def _sort(request: HttpRequest) -> HttpResponse:
    reference, way = request.POST.get("reference", ""), WAYS.get(request.POST.get("as", ""))
    case = Case.objects.visible_to(request.user).filter(reference=reference).first()
    if not case or not way:
        raise Http404
    text, meaning = way
    version = request.POST.get("version", "")
    happened = e.Triaged(on=timezone.localdate(), **meaning)
    try:
        actions.record(
            request.user, reference, [happened], at=timezone.now(), token=as_filled_in(request.POST, case.pk),
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None,
        )  # fmt: skip
    except log.Repeated:
        pass
    except log.Stale:
        messages.warning(request, f"{reference} has changed since this page was shown. Look at it before you sort it.")
        return redirect("sorting")
    except actions.Refused as refused:
        messages.error(request, " ".join(in_words(reason) for reason in refused.reasons))
        return redirect("sorting")
    messages.success(request, f"{reference} is sorted: {text[:1].lower()}{text[1:]}.")
    return redirect("sorting")
