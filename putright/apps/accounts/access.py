"""Nothing is open unless it is listed here; what was typed while the session ran out is kept, for whoever typed it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from putright.apps.accounts import permissions
from putright.apps.accounts.models import Person

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
    "portal_accessibility",
    "portal_again",
    "portal_begin",
    "portal_check",
    "portal_drop",
    "portal_follow",
    "portal_follow_about_you",
    "portal_follow_comment",
    "portal_follow_letter",
    "portal_follow_needs",
    "portal_follow_next",
    "portal_follow_out",
    "portal_follow_remedy",
    "portal_follow_survey",
    "portal_follow_thanks",
    "portal_follow_write",
    "portal_following",
    "portal_home",
    "portal_later",
    "portal_leave",
    "portal_look",
    "portal_notice",
    "portal_privacy",
    "portal_question",
    "portal_sent",
    "portal_survey",
    "public_changes",
    "public_assessment",
    "public_assessment_file",
    "public_assessment_version",
    "public_file",
    "public_policy",
    "public_policy_brand",
    "public_report",
    "public_report_file",
    "public_reports",
    "public_version",
    "public_versions",
})  # fmt: skip
"""The names of the addresses that need no signing in."""

KEEPING = (
    "step_", "letter_", "log_complaint", "unhappy", "complain_about", "mail_", "register_", "publication",
    "policy_register", "resident", "assessment_", "learning_", "governance_", "equality_", "member_", "report_",
    "sample_", "accesses", "access_step", "disposal_leave_out", "case_why", "tsm", "workbench_",
)  # fmt: skip
"""What the names of addresses begin with whose typed text is kept while somebody signs in again."""
KEPT = "kept_form"
KEEP_SECONDS = 60 * 60
KEEP_CHARACTERS = 400_000
WHO = "putright_who"
"""The cookie, signed, that still says who used this browser when their session has ended."""
UNKEPT = frozenset({"csrfmiddlewaretoken", "password", "version", "token", "draft", "door", "go", "check"})
"""Fields that are of no use to whoever typed the rest, or must not be shown."""

View = Callable[..., HttpResponse]


class SignInRequired:
    """Sends whoever is not signed in to the sign-in page, whatever the view; then back where they wanted to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if person := getattr(request, "seen_by", ""):
            _remember(request, response, person)
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True, no_cache=True)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            # PostgreSQL takes no such text, not even to look for it
            raise Http404
        match = request.resolver_match
        if request.user.is_authenticated:
            request.seen_by = request.user.key  # type: ignore[attr-defined]
            return None
        if match and match.view_name in PUBLIC:
            return None
        known = request.method in ("GET", "HEAD") or keep(request)
        return redirect_to_login(request.get_full_path() if known else settings.LOGIN_REDIRECT_URL, settings.LOGIN_URL)


def _remember(request: HttpRequest, response: HttpResponse, person: str) -> None:
    if request.get_signed_cookie(WHO, default="", salt=WHO) != person:
        secure, same = settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_SAMESITE
        response.set_signed_cookie(WHO, person, salt=WHO, httponly=True, secure=secure, samesite=same)


def keep(request: HttpRequest, by: str = "") -> bool:
    """Keeps what was typed into a form, without files, until its page is shown again; says whether it is one to keep.

    `by`: who typed it; else whoever used this browser last.
    """
    match = request.resolver_match
    if request.method != "POST" or not match or not (match.view_name or "").startswith(KEEPING):
        return False
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    if len(text := typed.urlencode()) <= KEEP_CHARACTERS:
        by = by or request.get_signed_cookie(WHO, default="", salt=WHO)
        request.session[KEPT] = {"path": request.path, "at": timezone.now().timestamp(), "typed": text, "by": by}
    return True


def kept_form(request: HttpRequest) -> QueryDict | None:
    """What this person typed into this page's form before their session ended, less than an hour ago; once only.

    Somebody else who signs in on the same browser is not shown it.
    """
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    fresh = timezone.now().timestamp() - kept["at"] < KEEP_SECONDS
    return QueryDict(kept["typed"]) if fresh and kept["by"] == request.user.key else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that cannot be trusted: it shows what was typed, so that it can be copied."""
    return render(request, "403_csrf.html", {"typed": typed_into(request)}, status=403)


def typed_into(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form: the names of its fields, as far as they tell, and the words."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), value)
        for name, values in request.POST.lists()
        for value in values
        if name not in UNKEPT and "password" not in name and value.strip()
    ]


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


class Backend(AuthenticationBackend):
    """Signs people in, and brings whoever is signed in together with their landlord: every page asks for both."""

    def get_user(self, user_id: Any) -> Person | None:
        return Person.objects.select_related("landlord").filter(pk=user_id, is_active=True).first()


class Adapter(DefaultAccountAdapter):
    """People are added by their administrator, never by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
