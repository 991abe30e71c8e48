"""Where the steps of a case are taken."""

from __future__ import annotations

from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode


def address(reference: str, kind: str, **chosen: str) -> str:
    """The page of a step, of its letter where it has one, with some of its fields filled in already."""
    name = f"letter_{kind}"
    found = reverse(name, args=[reference]) if _known(name) else f"{reverse('case', args=[reference])}/{kind}"
    return f"{found}?{urlencode(chosen)}" if chosen else found


@cache
def _known(name: str) -> bool:
    try:
        return bool(reverse(name, args=["_"]))
    except NoReverseMatch:
        return False
