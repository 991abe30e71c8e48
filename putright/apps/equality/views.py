"""Equality for staff: the figures of a year as they were drawn, and how residents divide. Never a single answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form, requires
from putright.apps.equality import report
from putright.apps.equality.forms import ProfileForm
from putright.apps.equality.models import Drawn, Profile
from putright.core.equality_questions import QUESTIONS
from putright.core.reporting import html
from putright.core.reporting.shapes import Report


@requires(permissions.SEE_EQUALITY)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures of a year; the latest, where none is asked for."""
    landlord, today = request.user.landlord, timezone.localdate()
    years = Drawn.objects.filter(landlord=landlord).defer("blocks").order_by("-until")[:50]
    chosen = next((one for one in years if str(one.until.year) == request.GET.get("year")), years[0] if years else None)
    since, until = (chosen.since, chosen.until) if chosen else report.year_of(today)
    drawn = Report(
        id="equality", title="Equality", organisation=landlord.name, since=since, until=until,
        blocks=report.blocks(landlord, since, until),
    )  # fmt: skip
    context = {
        "body": mark_safe(html.body(drawn)),  # noqa: S308 (the renderer escapes every text)
        "years": years, "chosen": chosen,
        "profiles": _profiles(request), "keeps": permissions.may(request.user, permissions.KEEP_REGISTERS),
    }  # fmt: skip
    return render(request, "equality/figures.html", context)


def _profiles(request: HttpRequest) -> list[tuple[str, str, Profile | None]]:
    found = Profile.objects.filter(landlord=request.user.landlord).order_by("question", "id")
    latest = {one.question: one for one in found}
    return [(key, asked.title, latest.get(key)) for key, asked in QUESTIONS.items()]


@requires(permissions.KEEP_REGISTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, question: str) -> HttpResponse:
    """How the landlord's residents divide into the groups of a question: a new profile in place of the last."""
    if question not in QUESTIONS:
        raise Http404
    landlord = request.user.landlord
    last = Profile.objects.filter(landlord=landlord, question=question).order_by("-id").first()
    initial = {**last.shares, "source": last.source} if last else {}
    form = ProfileForm(request.POST or kept_form(request), question=question, initial=initial)
    if request.method == "POST" and form.is_valid():
        Profile.objects.create(
            landlord=landlord, question=question, shares=form.shares, source=form.cleaned_data["source"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(request, f"{QUESTIONS[question].title}: kept. The next figures are compared with it.")
        return redirect("equality" if permissions.may(request.user, permissions.SEE_EQUALITY) else "governance")
    context = {"form": form, "asked": QUESTIONS[question], "last": last}
    return render(request, "equality/profile.html", context, status=422 if form.errors else 200)
