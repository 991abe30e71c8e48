"""Surveys of all tenants: what was entered, what TP09 comes to, and entering one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.oversight.samples import actions, forms
from putright.apps.oversight.samples import waves as entered
from putright.apps.oversight.samples.models import Wave
from putright.apps.oversight.samples.views import GET_OR_POST, filled_in

LABELS = forms.WaveForm.Meta.labels


@require_safe
@requires(permissions.SEE_FIGURES)
def waves(request: HttpRequest) -> HttpResponse:
    """The surveys that hold, each with TP09 and the answers it comes from."""
    landlord = request.user.landlord
    rows = [
        {"wave": one, "tp09": entered.tp09(landlord, one.year)[one.tenure],
         "answers": [(LABELS[name], getattr(one, name)) for name in Wave.ANSWERS]}
        for one in entered.standing(landlord)
    ]  # fmt: skip
    draws = permissions.may(request.user, permissions.DRAW_SAMPLES)
    return render(request, "samples/surveys.html", {"rows": rows, "draws": draws})


@GET_OR_POST
@requires(permissions.DRAW_SAMPLES)
def enter(request: HttpRequest) -> HttpResponse:
    """Entering one. What was entered before for the same year and homes stays on record, and counts no longer."""
    now = timezone.now()
    form = forms.WaveForm(filled_in(request), today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        wave = actions.enter_wave(request.user, now, form.cleaned_data)
        messages.success(request, f"The survey is on record: {wave}.")
        return redirect("sample_surveys")
    return render(request, "samples/survey.html", {"form": form}, status=422 if form.is_bound and form.errors else 200)
