"""How often one address of the internet may do something here. Counts are in the shared cache, across workers."""

from __future__ import annotations

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

PER_HOUR = {"begin": 30, "send": 12, "mail": 6, "file": 60, "open": 20, "case": 30, "write": 60}
"""Times within an hour: drafts begun, things sent, e-mails asked for, files brought, tries to open a complaint (by one
caller, and with one code: so a stranger who guesses codes locks nobody out).

A whole library or office may stand behind one address, so the limits are generous.
"""
HOUR = 60 * 60


def allowed(request: HttpRequest, action: str, who: str = "") -> bool:
    """Whether it may be done once more within the hour, by this address of the caller or by `who`; counts it."""
    caller = who or get_adapter().get_client_ip(request)
    key = "portal:" + hashlib.sha256(f"{action}|{caller}".encode()).hexdigest()[:40]
    now = time.time()
    times, until = cache.get(key) or (0, now + HOUR)
    cache.set(key, (times + 1, until), max(1, until - now))
    return bool(times < PER_HOUR[action])
