"""A form acts once: what tells a double click from other words typed into the same page."""

from __future__ import annotations

import hashlib

from django.http import QueryDict

from putright.apps.casework.chain import canonical


def as_filled_in(typed: QueryDict, *where: object) -> str:
    """The token of a form as it was filled in, for the place it acts on.

    It is the same only for the same words: whoever goes back, changes them and saves again is not taken for a
    double click. `typed` holds the token that was drawn when the form was shown.
    """
    said = sorted((name, values) for name, values in typed.lists() if name != "csrfmiddlewaretoken")
    return hashlib.sha256(canonical([*where, said]).encode()).hexdigest()[:40]
