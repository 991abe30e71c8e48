"""Samples: what the policy asks, drawing one, who is in it and how far it has come, sessions, drawing it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe
from msgspec.structs import replace

from putright.apps.accounts import packs, permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.accounts.models import Person
from putright.apps.casework.case import plain
from putright.apps.casework.models import Case
from putright.apps.casework.once import as_filled_in
from putright.apps.casework.steps import StepForm
from putright.apps.measuring.population import Counting, seen_by
from putright.apps.oversight.samples import actions, forms, standing
from putright.apps.oversight.samples.models import Sample
from putright.apps.oversight.samples.reached import of_sample
from putright.core import samples as kinds
from putright.core.events import Event
from putright.core.pack import SampleKind
from putright.core.reporting import periods
from putright.core.sampling import wanted
from putright.core.timeline.base import CHANNELS, FINDINGS

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
SHOWN = 8
"""Periods of a kind that are shown."""
OUTCOMES = {**FINDINGS, "ended": "Refused or taken back", "answered": "Answered"}


def filled_in(request: HttpRequest) -> QueryDict | None:
    """What was typed: now, or before the session was lost; None on a fresh page."""
    return request.POST if request.method == "POST" else kept_form(request)


# ---- what there is --------------------------------------------------------------------------


@require_safe
@requires(permissions.SEE_FIGURES)
def samples(request: HttpRequest) -> HttpResponse:
    """What the policy asks of samples, and how each period stands."""
    person, today = request.user, timezone.localdate()
    context = {
        "kinds": [_kind(person, kind, today) for kind in kinds.KINDS], "today": today,
        "draws": permissions.may(person, permissions.DRAW_SAMPLES),
    }  # fmt: skip
    return render(request, "samples/samples.html", context)


def _kind(person: Person, kind: SampleKind, today: date) -> dict[str, Any]:
    rule, drawing = standing.rule(person.landlord, kind), kinds.KINDS[kind]
    may = standing.seen(person)
    there = {one.since: one for one in _samples(person, kind)}
    rows = [{"since": since, "until": until, "name": _name(person, kind, since, until), "sample": there.get(since),
             "reached": of_sample(there[since], may) if since in there else None}
            for since, until in _spans(person, kind, today)]  # fmt: skip
    older = [row for row in rows[1:] if not row["sample"]]
    missing = [row["name"] for row in rows if not row["sample"]] if rule else []
    provisions = packs.current(person.landlord).provisions
    cited = [(cite, provisions[cite].asks) for cite in (rule.cites if rule else ()) if cite in provisions]
    return {"kind": kind, "drawing": drawing, "rule": rule, "rows": [row for row in rows if row not in older],
            "older": older, "missing": missing, "cited": cited,
            "members": [title for _, title in standing.members(person.landlord, kind)]}  # fmt: skip


def _samples(person: Person, kind: SampleKind) -> Sequence[Sample]:
    found = Sample.objects.filter(landlord=person.landlord, kind=kind).select_related("landlord")
    return list(found.prefetch_related("substitutes").order_by("-since")[:SHOWN])


def _spans(person: Person, kind: SampleKind, today: date) -> list[periods.Span]:
    first = Case.objects.filter(landlord=person.landlord).aggregate(first=Min("received_on"))["first"]
    if not first:
        return []
    earliest = today - timedelta(days=366 * SHOWN)
    return standing.spans(person.landlord, kind, max(first, earliest), today)[:SHOWN]


def _name(person: Person, kind: SampleKind, since: date, until: date) -> str:
    return periods.short(standing.every(person.landlord, kind), since, until)


# ---- drawing --------------------------------------------------------------------------------


@GET_OR_POST
@requires(permissions.DRAW_SAMPLES)
def draw(request: HttpRequest, kind: str, since: str) -> HttpResponse:
    """What a sample would be drawn from; and drawing it, once."""
    person, now = request.user, timezone.now()
    found, (begin, end) = _asked_for(person, kind, since, now)
    if there := Sample.objects.filter(landlord=person.landlord, kind=kind, since=begin).first():
        return redirect("sample", there.number)
    rule, drawing = standing.rule(person.landlord, kind), kinds.KINDS[found]
    least = rule.share if rule else drawing.share
    form = forms.DrawForm(filled_in(request), least=least, promised=bool(rule))
    try:
        if request.method == "POST" and form.is_valid():
            sample = actions.draw(person, found, begin, end, form.cleaned_data["share"], now)
            messages.success(request, "The sample is drawn.")
            return redirect("sample", sample.number)
        items = kinds.items(found, seen_by(person, end), begin, end)
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        items = kinds.items(found, seen_by(person, end), begin, end)
    except Counting as counting:
        return render(request, "samples/counting.html", {"counting": counting}, status=503)
    context = {"form": form, "drawing": drawing, "rule": rule, "name": _name(person, found, begin, end),
               "size": len(items), "wanted": wanted(len(items), least), "least": least,
               "spread": _spread(person, items)}  # fmt: skip
    return render(request, "samples/draw.html", context, status=422 if form.errors else 200)


def _asked_for(person: Person, kind: str, since: str, now: datetime) -> tuple[SampleKind, periods.Span]:
    """The kind and the period of an address. Raises `Http404` where there is no such period that is over."""
    for one in kinds.KINDS:
        for span in _spans(person, one, timezone.localdate(now)):
            if one == kind and span[0].isoformat() == since:
                return one, span
    raise Http404


def _spread(person: Person, items: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, list[tuple[str, int]]]]:
    """How many there are of each brand, outcome and channel; areas are many, and only drawn by."""
    brands = packs.current(person.landlord).pack.brands
    found = []
    for n, group in enumerate(kinds.GROUPS[:3]):
        counts = Counter(groups[n] for _, groups in items)
        named = [(_called(group, value, brands), number) for value, number in sorted(counts.items())]
        if len(named) > 1 or group != "brand":
            found.append((capfirst(group), named))
    return found


def _called(group: str, value: str, brands: Any) -> str:
    if group == "brand":
        return brands[value].name if value in brands else "All"
    if group == "channel" and value in CHANNELS:
        return capfirst(CHANNELS[value])
    return OUTCOMES.get(value) or capfirst(value.replace("_", " ")) or "Not known"


# ---- a sample -------------------------------------------------------------------------------


def _one(person: Person, number: int) -> Sample:
    found = Sample.objects.select_related("landlord", "by").prefetch_related("substitutes")
    return get_object_or_404(found, landlord=person.landlord, number=number)


@require_safe
@requires(permissions.SEE_FIGURES)
def sample(request: HttpRequest, number: int) -> HttpResponse:
    """Who is in a sample, what was done with each, and the share reached against the promise."""
    person = request.user
    one, may = _one(person, number), standing.seen(person)
    places = standing.places(one, may)
    page = Paginator(places, PAGE).get_page(request.GET.get("page"))
    visible = Case.objects.visible_to(person).filter(reference__in=[place.reference for place in page])
    context = {
        "sample": one, "page": page, "reached": of_sample(one, may), "drawing": kinds.KINDS[one.kind],  # type: ignore[index]
        "name": _name(person, one.kind, one.since, one.until),  # type: ignore[arg-type]
        "opens": set(visible.values_list("reference", flat=True)),
        "draws": permissions.may(person, permissions.DRAW_SAMPLES), "rule": standing.rule(person.landlord, one.kind),
        "titles": dict(standing.members(person.landlord, one.kind)),
    }  # fmt: skip
    return render(request, "samples/sample.html", context)


@require_safe
@requires(permissions.SEE_FIGURES)
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Draws a sample again by its seed, and counts again what it was drawn from: both have to come out the same."""
    one, may = _one(request.user, number), standing.seen(request.user)
    try:
        counted = actions.counted_again(one)
    except Counting as counting:
        return render(request, "samples/counting.html", {"counting": counting}, status=503)
    shown = {key for key, groups in one.items if may((key, groups))}
    context = {
        "sample": one, "same_drawn": actions.drawn_again(one) == one.first, "same_counted": counted == one.items,
        "same_digest": actions.digest_of(one) == one.digest, "size": len(shown),
        "drawn": [key for key in one.first if key in shown],
    }  # fmt: skip
    return render(request, "samples/again.html", context)


@GET_OR_POST
@requires(permissions.DRAW_SAMPLES)
def instead(request: HttpRequest, number: int, reference: str) -> HttpResponse:
    """Somebody else for somebody drawn who cannot be asked."""
    person = request.user
    one, place = _place(person, number, reference)
    form = forms.InsteadForm(filled_in(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.replace(person, one, reference, form.cleaned_data["why"], timezone.now())
            messages.success(request, "The next by the seed has taken their place.")
            return redirect("sample", number)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "sample": one, "place": place, "title": f"Somebody else for {reference}",
               "button": "Let the next take their place"}  # fmt: skip
    return render(request, "samples/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _place(person: Person, number: int, reference: str) -> tuple[Sample, standing.Place]:
    one = _one(person, number)
    places = {place.reference: place for place in standing.places(one, standing.seen(person))}
    if reference not in places:
        raise Http404
    return one, places[reference]


# ---- what is done with a sample -------------------------------------------------------------


class Contact(plain.PAGES["feedback_sought"]):  # type: ignore[misc]
    """Asking somebody of a sample how it was: the step of their case, which counts for the sample."""

    sample: Sample

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.sample, _ = _place(request.user, kwargs["number"], kwargs["reference"])
        if self.sample.kind != "feedback":
            raise Http404
        found: HttpResponse = super().dispatch(request, reference=kwargs["reference"])
        return found

    def events(self, form: StepForm, now: datetime) -> Sequence[Event]:
        return [replace(one, sample=self.sample.key) for one in super().events(form, now)]

    def after(self, reference: str) -> HttpResponseRedirect:
        return redirect("sample", self.sample.number)


@GET_OR_POST
@requires(permissions.DRAW_SAMPLES)
def session(request: HttpRequest, number: int) -> HttpResponse:
    """A learning session about several complaints of a sample at once."""
    person, now = request.user, timezone.now()
    one = _one(person, number)
    if one.kind != "learning":
        raise Http404
    form = _session_form(request, one, now)
    if request.method == "POST" and form.is_valid() and _held(request, form, now):
        if missing := form.missing():
            said = f"The session is on record. It does not count towards the promise: {', '.join(missing)} not there."
            messages.warning(request, said)
        else:
            messages.success(request, "The session is on record.")
        return redirect("sample", number)
    context = {"form": form, "sample": one, "title": "Record a learning session", "button": "Record the session"}
    return render(request, "samples/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _session_form(request: HttpRequest, one: Sample, now: datetime) -> forms.SessionForm:
    person = request.user
    places = [place.reference for place in standing.places(one, standing.seen(person))]
    visible = Case.objects.visible_to(person).filter(reference__in=places)
    shown = {case.reference: f"{case.reference}: {case.summary}".rstrip(": ")[:160] for case in visible}
    members = standing.members(person.landlord, one.kind)
    roles = packs.current(person.landlord).pack.roles
    others = [(key, capfirst(role.title)) for key, role in roles.items() if key not in dict(members)]
    return forms.SessionForm(
        filled_in(request), places=[(key, shown[key]) for key in places if key in shown],
        members=[(key, capfirst(title)) for key, title in members], others=others, today=timezone.localdate(now),
    )  # fmt: skip


def _held(request: HttpRequest, form: forms.SessionForm, now: datetime) -> bool:
    typed = form.cleaned_data
    try:
        actions.hold_session(
            request.user, typed["cases"], typed["members"], typed["what"], typed["on"], now,
            lambda reference: as_filled_in(request.POST, "session", reference),
        )  # fmt: skip
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
