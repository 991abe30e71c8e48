"""Letters by post: printed and posted here (`batch`, `postroom`), or by GOV.UK Notify where that is set."""

from __future__ import annotations

from django.conf import settings

from putright.apps.letters.sending.deliver import notify
from putright.apps.letters.sending.deliver.parcel import Parcel, lay_ready


def send(parcel: Parcel) -> None:
    """Lays it in the print queue, or gives it to GOV.UK Notify."""
    if settings.NOTIFY_LETTERS:
        notify.letter(parcel)
    else:
        lay_ready(parcel, "The print queue.")
