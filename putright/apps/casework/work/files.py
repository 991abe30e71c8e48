"""Gives out a case's files, to whoever may see the case."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from putright.apps.casework import serving, viewing
from putright.apps.casework.attachments import Attachment, Barred


@require_GET
def attachment(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """One file of a case; or a page that says why nobody may open it."""
    files = Attachment.objects.select_related("case")
    file = get_object_or_404(files, pk=pk, case__reference=reference, landlord=request.user.landlord_id)
    if not file.case.is_visible_to(request.user):
        raise Http404
    viewing.enter(request.user, file.case, timezone.now())
    try:
        return serving.response(file)
    except FileNotFoundError:
        raise Http404 from None
    except Barred:
        return render(request, "casework/file_barred.html", {"case": file.case, "file": file}, status=403)
