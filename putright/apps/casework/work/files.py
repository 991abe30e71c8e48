"""Gives out a case's files, to whoever may see the case, as something to save and never to run."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from putright.apps.casework.attachments import Attachment


@require_GET
def attachment(request: HttpRequest, reference: str, pk: int) -> FileResponse:
    """One file of a case."""
    files = Attachment.objects.select_related("case")
    file = get_object_or_404(files, pk=pk, case__reference=reference, landlord=request.user.landlord_id)
    if not file.case.is_visible_to(request.user):
        raise Http404
    try:
        body = default_storage.open(file.stored)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(body, as_attachment=True, filename=file.name, content_type=file.type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
