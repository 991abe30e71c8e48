"""Letters that somebody hands over: they wait in a list until that is recorded (`onward.handed_over`)."""

from __future__ import annotations

from putright.apps.letters.sending.deliver.parcel import Parcel, lay_ready


def send(parcel: Parcel) -> None:
    """Puts it on the list of letters to hand over."""
    lay_ready(parcel, "The list of letters to hand over.")
