"""Files that come with what somebody writes: taken in as they arrive, so that a form that comes back has them still."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from putright.apps.casework import attachments
from putright.apps.casework.attachments import Attachment
from putright.apps.portal import limits
from putright.apps.portal.follow.forms import held
from putright.apps.portal.follow.visit import Follower
from putright.apps.portal.place import Place

KEPT_FOR = timedelta(days=1)


def take(request: HttpRequest, place: Place, me: Follower, data: QueryDict) -> list[str]:
    """Keeps the files that came with a form and notes them in it as `kept`; says what is wrong with the others."""
    problems: list[str] = []
    kept = data.getlist("kept")
    for file in request.FILES.getlist("files"):
        if len(kept) >= attachments.MOST_FILES:
            problems.append(f"“{file.name}” is one too many: send {attachments.MOST_FILES} now, the rest after.")
            continue
        if not limits.allowed(request, "file", held(me)):
            problems.append(f"“{file.name}” was not taken: that is a lot of files within an hour. Send it later.")
            continue
        try:
            one = attachments.keep(place.landlord, file, place.at, held=held(me))
            kept.append(str(one.pk))
        except ValidationError as error:
            problems += error.messages
    data.setlist("kept", kept)
    return problems


def forget_old(now: datetime) -> bool:
    """Forgets what was brought more than a day ago and never sent; says whether there was any. For the worker."""
    old = Attachment.objects.filter(case=None, held__startswith="follow-", at__lt=now - KEPT_FOR)
    found = list(old.select_related("landlord")[:50])
    for file in found:
        attachments.take_back(file)
    return bool(found)
