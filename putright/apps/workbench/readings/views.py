"""Readings: the documents that were brought, and what each says otherwise than the policy it is held against."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from putright import data
from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import requires
from putright.apps.accounts.models import Person
from putright.apps.workbench.drafts import texts
from putright.apps.workbench.readings import actions
from putright.apps.workbench.readings.forms import DocumentForm
from putright.apps.workbench.readings.models import Reading
from putright.core.policy import Policy
from putright.core.reading import read
from putright.core.reading.comparing import ORIGINS, Missing, compare, shown, titled

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_FOUND = {
    "definition": "What a complaint is", "time": "Times", "start": "From when times count", "stage": "Stages",
    "exclusion": "What is not taken up", "contact": "How to reach the Ombudsman and others",
    "access": "When they may be asked", "review": "When the policy is looked at again",
    "promise": "What a Code has a policy say",
}  # fmt: skip


@GET_OR_POST
@requires(permissions.DRAFT_POLICY)
def readings(request: HttpRequest) -> HttpResponse:
    """Every document that was read; and bringing one."""
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if request.method == "POST" and form.is_valid():
        name = PurePath(form.cleaned_data["document"].name).name
        try:
            kept = actions.keep(request.user, name, form.body, form.text, timezone.now())
            return redirect("workbench_reading", kept.number)
        except actions.Refused as refused:
            form.add_error("document", str(refused))
    found = (
        Reading.objects.filter(landlord=request.user.landlord).defer("text").select_related("by").order_by("-number")
    )
    return render(request, "readings/readings.html", {"form": form, "readings": found},
                  status=422 if form.is_bound and form.errors else 200)  # fmt: skip


def _one(person: Person, number: int) -> Reading:
    return get_object_or_404(Reading.objects.select_related("by"), landlord=person.landlord, number=number)


@require_safe
@requires(permissions.DRAFT_POLICY)
def reading(request: HttpRequest, number: int) -> HttpResponse:
    """What a document says otherwise than a policy and the register, what was not found, and what agrees."""
    one, today = _one(request.user, number), timezone.localdate()
    policy, source, faults = _against(request)
    brands = policy.pack.brands if policy else {}
    brand = asked if (asked := request.GET.get("brand", "")) in brands else ""
    context = {"reading": one, "source": source, "faults": faults, "today": today, "brands": brands, "brand": brand,
               "chosen": texts.sources(request.user.landlord)}  # fmt: skip
    if policy:
        register = data.load_bodies()
        found = read(one.text, one.name, register)
        held = compare(found.printed, policy.of(brand or None), register, today)
        asks = policy.provisions
        context |= {
            "left_out": found.left_out, "policy": policy, "held": held,
            "differs": [{"one": each, "title": titled(each.said), "said": shown(each.said), "by": ORIGINS[each.origin],
                         "cites": _asked(each.cites, asks)} for each in held.differs],
            "missing": _by_topic(held.not_found, asks),
            "agrees": [(titled(said), shown(said), said) for said in held.agrees],
            "alone": [(titled(said), shown(said), said) for said in held.stands_alone if said.topic != "promise"],
            "promised": [(titled(said), said) for said in held.stands_alone if said.topic == "promise"],
        }  # fmt: skip
    return render(request, "readings/reading.html", context)


def _against(request: HttpRequest) -> tuple[Policy | None, Any, Any]:
    """The policy that the address names, what runs otherwise; None with its faults where it cannot be read."""
    landlord, key = request.user.landlord, request.GET.get("of") or texts.RUNS
    if key == texts.RUNS:
        return packs.current(landlord), texts.Source(key, "What runs now", {}), ()
    try:
        source = texts.source(landlord, key)
    except LookupError:
        raise Http404 from None
    loaded, faults = texts.read(source.files)
    return loaded.policy if loaded else None, source, faults


def _by_topic(missing: tuple[Missing, ...], asks: Any) -> list[tuple[str, list[tuple[Missing, Any]]]]:
    found: dict[str, list[tuple[Missing, Any]]] = {}
    for one in missing:
        found.setdefault(NOT_FOUND[one.topic], []).append((one, _asked(one.cites, asks)))
    return list(found.items())


def _asked(cites: tuple[str, ...], asks: Any) -> list[tuple[str, str]]:
    return [(cite, asks[cite].asks if cite in asks else "") for cite in cites]


@require_safe
@requires(permissions.DRAFT_POLICY)
def text(request: HttpRequest, number: int) -> HttpResponse:
    """A document's text with the numbers of its lines."""
    one = _one(request.user, number)
    return render(request, "readings/text.html", {"reading": one, "lines": one.text.splitlines()})


@require_POST
@requires(permissions.DRAFT_POLICY)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a document away."""
    one = _one(request.user, number)
    actions.remove(request.user, one)
    messages.success(request, f"“{one.name}” is removed.")
    return redirect("workbench_readings")
