"""From a case to the register: who a party of it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from putright.apps.accounts.access import requires
from putright.apps.accounts.permissions import SEE_RESIDENTS
from putright.apps.casework.models import Party
from putright.apps.casework.steps import visible
from putright.apps.residents import actions, known
from putright.apps.residents.models import Resident


def party_of(request: HttpRequest, reference: str, key: str) -> Party:
    """A party of a case the reader may see. Raises `Http404`."""
    case = visible(request, reference).case
    party = Party.objects.select_related("case__landlord").filter(case=case, key=key).first()
    if party is None:
        raise Http404
    return party


@requires(SEE_RESIDENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def resident_of(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """The page of whoever a party is; where nobody has said so yet, the residents they may be."""
    party = party_of(request, reference, key)
    if request.method == "POST":
        return _said(request, party)
    now = known.linked(party.case_id, key)
    if now and "change" not in request.GET:
        return redirect("resident", now.pk)
    text, today = request.GET.get("q", "").strip()[:200], timezone.localdate()
    found = known.named(request.user, text) if text else known.of_party(request.user, party)
    context = {
        "party": party, "case": party.case, "text": text, "now": now,
        "rows": [known.known(one, today) for one in found],
    }  # fmt: skip
    return render(request, "residents/of.html", context)


def _said(request: HttpRequest, party: Party) -> HttpResponse:
    """Keeps who it is, or takes it back."""
    if "nobody" in request.POST:
        actions.unlink(party.case, party.key)
        messages.success(request, "The complaint is no longer tied to anybody in the register.")
        return redirect("resident_of", party.case.reference, party.key)
    typed = request.POST.get("resident", "")
    pk = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
    chosen = get_object_or_404(Resident.objects.visible_to(request.user), pk=pk)
    actions.link(request.user, party.case, party.key, chosen, timezone.now())
    messages.success(request, f"{party.case.reference} is now a complaint of {chosen}.")
    return redirect("resident", chosen.pk)
