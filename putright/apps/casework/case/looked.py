"""Opening a sensitive case: the page that asks why, and the page that shows who opened it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright.apps.accounts import permissions
from putright.apps.accounts.access import kept_form
from putright.apps.casework import viewing
from putright.apps.casework.models import Case
from putright.apps.casework.steps import visible

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def case_why(request: HttpRequest, reference: str) -> HttpResponse:
    """Asks why somebody opens a sensitive case that they do not deal with, and opens it."""
    case = Case.objects.visible_to(request.user).filter(reference=reference).first()
    if case is None:
        raise Http404
    on = viewing.safe_next(request.POST.get("next") or request.GET.get("next", ""), reference)
    if not case.sensitive:
        return redirect(on)
    form = viewing.WhyForm(request.POST or kept_form(request), initial={"next": on})
    if request.method == "POST" and form.is_valid():
        viewing.log(request.user, case, form.cleaned_data["why"], timezone.now())
        return redirect(on)
    return render(request, "casework/why.html", {"case": case, "form": form}, status=422 if form.errors else 200)


@require_safe
def case_viewed(request: HttpRequest, reference: str) -> HttpResponse:
    """Who opened a sensitive case, when and why; for those who oversee."""
    opened = visible(request, reference)
    if not permissions.may(request.user, permissions.SEE_SENSITIVE):
        raise PermissionDenied(f"This page needs the permission {permissions.SEE_SENSITIVE!r}.")
    page = Paginator(viewing.recent(opened.case), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "casework/viewed.html", {"case": opened.case, "page": page})
