"""A policy as a file: saving one, and taking one in as a draft."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from putright import data
from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.workbench.adoption.forms import PackedForm
from putright.apps.workbench.drafts import actions, texts
from putright.data import bundles
from putright.data.yaml import Malformed


@require_safe
@requires(permissions.SEE_VERSIONS)
def give(request: HttpRequest, key: str) -> HttpResponse:
    """A policy as a file, signed where this site has a key; `key` as in `drafts.texts`."""
    landlord = request.user.landlord
    try:
        source = texts.seen(request.user, key)
    except LookupError:
        raise Http404 from None
    try:
        body = bundles.pack_up(
            source.files, by=landlord.name, on=timezone.localdate().isoformat(), key=settings.PACK_SIGNING_KEY
        )
    except (data.Invalid, Malformed) as error:
        messages.error(request, f"It has faults, and is not saved as a file: {error}")
        return redirect("workbench_versions")
    except bundles.Unfit as error:
        raise ImproperlyConfigured(f"PACK_SIGNING_KEY: {error}") from None
    said = bundles.unpack(body).manifest
    response = HttpResponse(body, content_type="application/zip")
    name = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in f"{said.pack}-{said.version}")
    response["Content-Disposition"] = f'attachment; filename="{name}.putright.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(permissions.ADOPT_POLICY)
def take(request: HttpRequest) -> HttpResponse:
    """Takes in a packed policy as a draft, and shows in what it differs from what runs."""
    form = PackedForm(request.POST, request.FILES) if request.method == "POST" else PackedForm()
    if request.method == "POST" and form.is_valid():
        said = form.bundle.manifest
        note = _told(form.bundle)
        title, based_on = f"{said.title}, version {said.version}"[:200], f"{said.pack} {said.version}"[:140]
        try:
            draft = actions.start(request.user, title, based_on, form.bundle.files, timezone.now(), note=note)
            messages.success(request, f"It is draft {draft.number}, as it was packed. {note} Below: what would change.")
            return redirect(f"{reverse('workbench_compare')}?a={texts.RUNS}&b=draft-{draft.number}")
        except actions.Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "adoption/import.html", {"form": form}, status=422 if form.errors else 200)


def _told(bundle: bundles.Bundle) -> str:
    """Who signed it comes first: who packed it is only what the file says of itself, as long as it likes."""
    said, signed = bundle.manifest, bundle.signed_by(bundles.known_keys(settings.PACK_KEYS))
    by, on = " ".join(said.by.split())[:100], " ".join(said.on.split())[:20]
    packed = f"it says it was packed by “{by or 'nobody named'}”{f' on {_day(on)}' if on else ''}"
    return f"{f'Signed by {signed}' if signed else 'Not signed'}; {packed}."


def _day(on: str) -> str:
    """A day as the house prints it, where what the file says is one."""
    try:
        return f"{date.fromisoformat(on):%-d %B %Y}"
    except ValueError:
        return on
