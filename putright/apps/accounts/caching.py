"""How long others may keep pages that anybody reads without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

FRESH, KEPT = 5 * 60, 24 * 60 * 60
"""Seconds that others may keep a page that changes, and a file that never does."""


def kept(request: HttpRequest, response: HttpResponseBase, seconds: int, etag: str = "") -> HttpResponseBase:
    """With how long it may be kept: by everybody, or by this browser alone where somebody is signed in."""
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, max_age=0)
        return response
    patch_cache_control(response, public=True, max_age=seconds)
    if etag:
        response["ETag"] = f'"{etag}"'
        return get_conditional_response(request, etag=response["ETag"], response=response) or response
    return response
