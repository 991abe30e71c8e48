"""What every page is given: the main navigation, what the person may do, whether this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from putright.apps.accounts import permissions
from putright.apps.mailbox.queue import seeing

PAGES = [
    ("work_list", "What is due", None),
    ("log_complaint", "Log a complaint", permissions.LOG_COMPLAINT),
    ("unhappy", "Someone is unhappy", permissions.LOG_COMPLAINT),
    ("registers", "Registers", permissions.WORK_CASE),
    ("mail", "E-mail", permissions.READ_MAIL),
    ("search", "Search", None),
    ("residents", "Residents", permissions.SEE_RESIDENTS),
    ("money", "Money owed", permissions.WORK_CASE),
    ("print_queue", "Letters to post", permissions.WORK_CASE),
    ("ombudsman", "The Ombudsman", permissions.SEE_OMBUDSMAN),
    ("publications", "Publications", permissions.PUBLISH),
    ("people", "People", permissions.SEE_PEOPLE),
]
"""Name of the address, text, and the permission it needs."""
COUNTS = {"mail": seeing.waiting}
"""What waits on a page, shown beside its name."""


def of_request(request: HttpRequest) -> dict[str, Any]:
    """`nav`, `may.<permission>` and `demo`, for templates."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"demo": settings.DEMO}
    held = permissions.granted(user)
    return {
        "demo": settings.DEMO,
        "footer_links": [{"href": reverse("publications"), "text": "Complaints policy and leaflets"}],
        "may": dict.fromkeys(held, True),
        "nav": [_item(request, name, text) for name, text, needed in PAGES if needed is None or needed in held],
    }


def _item(request: HttpRequest, name: str, text: str) -> dict[str, Any]:
    href = reverse(name)
    here = request.path == href or (href != "/" and request.path.startswith(href))
    count = COUNTS[name](request.user) if name in COUNTS else 0  # type: ignore[arg-type]
    return {"href": href, "text": text, "current": here, "count": count}
