"""Nothing is open unless it is listed here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from putright.apps.accounts import permissions

PUBLIC = frozenset({
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",  # leads to signing in: nobody registers themselves
    "demo_sign_in",  # in the address table only where PUTRIGHT_MODE=demo
    "healthz",
    "mfa_authenticate",
})  # fmt: skip
"""The names of the addresses that need no signing in."""

View = Callable[..., HttpResponse]


class SignInRequired:
    """Sends whoever is not signed in to the sign-in page, whatever the view; then back where they wanted to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        if request.user.is_authenticated or (match and match.view_name in PUBLIC):
            return None
        back = request.get_full_path() if request.method in ("GET", "HEAD") else settings.LOGIN_REDIRECT_URL
        return redirect_to_login(back, settings.LOGIN_URL)


def requires(permission: str) -> Callable[[View], View]:
    """For a view that nobody may open without this permission."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not permissions.may(request.user, permission):
                raise PermissionDenied(f"This page needs the permission {permission!r}.")
            return view(request, *args, **kwargs)

        return checked

    return decorate


class Adapter(DefaultAccountAdapter):
    """People are added by their administrator, never by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
