"""A complaint that nobody tells to whoever writes it down, such as an e-mail that somebody reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from putright.apps.casework.opened import Opened


@dataclass(frozen=True)
class Source:
    """What the form begins with, and what comes of it.

    `typed`: its fields, filled. `held`: the key under which its files are held. `action`: where the form is sent.
    `told`: what the page says above it, and `back` where that can be read again. `saved`: what else is written with
    the new case, in its transaction.
    """

    typed: QueryDict
    held: str
    action: str
    told: str
    back: str
    saved: Callable[[Opened], None]
