"""Files that come with what somebody writes: taken in as they arrive, so that a form that comes back has them still."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from putright.apps.casework import attachments
from putright.apps.casework.attachments import Attachment
from putright.apps.casework.case.uploads import taken_in
from putright.apps.portal import limits
from putright.apps.portal.follow.forms import held
from putright.apps.portal.follow.visit import Follower
from putright.apps.portal.place import Place

KEPT_FOR = timedelta(days=1)


def take(request: HttpRequest, place: Place, me: Follower, data: QueryDict) -> list[str]:
    """Keeps the files that came with a form, so many within an hour; see `taken_in`."""

    def keep(file: UploadedFile) -> Attachment:
        if not limits.allowed(request, "file", held(me)):
            raise ValidationError(f"“{file.name}” was not taken: that is a lot of files within an hour. Send it later.")
        return attachments.keep(place.landlord, file, place.at, held=held(me))

    return taken_in(request, data, keep)


def forget_old(now: datetime) -> bool:
    """Forgets what was brought more than a day ago and never sent; says whether there was any. For the worker."""
    old = Attachment.objects.filter(case=None, held__startswith="follow-", at__lt=now - KEPT_FOR)
    found = list(old.select_related("landlord")[:50])
    for file in found:
        attachments.take_back(file)
    return bool(found)
