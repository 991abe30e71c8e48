"""What anybody reads without signing in: what changed because of complaints."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from putright.apps.accounts import packs
from putright.apps.accounts.caching import FRESH, kept
from putright.apps.accounts.models import Landlord
from putright.apps.learning.lists import cut
from putright.apps.learning.models import Change
from putright.apps.learning.views import number, pager


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponseBase:
    """“You said, we did”, the latest first; of one brand with `for`."""
    landlord = Landlord.objects.filter(slug=slug).first()
    if landlord is None:
        raise Http404
    names = {key: brand.name for key, brand in packs.current(landlord).pack.brands.items()}
    page, brand = number(request), request.GET.get("for", "")
    found = Change.objects.filter(landlord=landlord, state=Change.State.PUBLISHED).order_by("-published_on", "-id")
    found = found.filter(brand__in=["", brand]) if brand in names else found
    rows, more = cut(found, page)
    answer = render(request, "learning/public.html", {
        "landlord": landlord, "slug": slug, "brand": names.get(brand, ""),
        "rows": [{"change": one, "brand": names.get(one.brand, "")} for one in rows],
        "tabs": [("Everybody", "?", brand not in names),
                 *((name, f"?for={key}", key == brand) for key, name in names.items())] if names else [],
        **pager(request, page, more),
    })  # fmt: skip
    return kept(request, answer, FRESH)
