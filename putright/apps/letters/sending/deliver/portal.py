"""Letters that the complainant reads on their own pages: there from the moment they are drawn."""

from __future__ import annotations

from putright.apps.letters.sending import actions
from putright.apps.letters.sending.deliver.parcel import Parcel


def send(parcel: Parcel) -> None:
    """Nothing leaves from here."""
    actions.sent(parcel.message, parcel.now)
