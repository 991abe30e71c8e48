"""The answer to a proposal that two cases belong together, in one click."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from putright.apps.accounts import permissions
from putright.apps.casework import actions, linking
from putright.apps.casework.models import Case
from putright.apps.casework.steps import visible
from putright.core.events import CaseToldApart
from putright.core.guards.links import ALIKE


@require_POST
def alike_answered(request: HttpRequest, reference: str) -> HttpResponse:
    """Links the two cases, or puts on record that they are not the same; said twice, once is enough."""
    own, today = visible(request, reference).case, timezone.localdate()
    answer, typed = request.POST.get("answer", ""), request.POST.get("case", "")
    if not permissions.may(request.user, permissions.WORK_CASE):
        raise PermissionDenied("Linking cases needs the permission 'work_case'.")
    other = Case.objects.visible_to(request.user).filter(reference=typed).exclude(pk=own.pk).first()
    if other is None or answer not in (*ALIKE, "apart"):
        raise Http404
    if answer == "apart":
        wanted = linking.both(own.reference, other.reference, CaseToldApart, today, "")
    else:
        wanted = linking.link(own.reference, other.reference, answer, today)  # type: ignore[arg-type]
    try:
        linking.record(request.user, own.reference, wanted, at=timezone.now())
    except actions.Refused as refused:
        messages.warning(request, f"{refused}.".capitalize())
    else:
        messages.success(request, "Saved. It is not proposed again." if answer == "apart" else "The cases are linked.")
    return redirect("room_together", own.reference)
