"""What every page is given: the main navigation, what the person may do, whether this is a demonstration."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from putright.apps.accounts import permissions
from putright.apps.governance import warnings as lapsing
from putright.apps.mailbox.queue import seeing
from putright.apps.workbench.adoption import approving


class Page(NamedTuple):
    """A page to go to: the name of its address, its text, the permission it needs, what is there."""

    name: str
    text: str
    needs: str | None = None
    about: str = ""


PAGES = (
    Page("work_list", "What is due"),
    Page("log_complaint", "Log a complaint", permissions.LOG_COMPLAINT),
    Page("unhappy", "Someone is unhappy", permissions.LOG_COMPLAINT),
    Page("mail", "E-mail", permissions.READ_MAIL),
    Page("registers", "Registers", permissions.WORK_CASE),
    Page("residents", "Residents", permissions.SEE_RESIDENTS),
    Page("figures", "Figures", permissions.SEE_FIGURES),
    Page("search", "Search"),
)
"""Every day's pages, in one line at a desk."""
REST = (
    Page("money", "Money owed", permissions.WORK_CASE, "Compensation and other payments promised and not paid yet."),
    Page("print_queue", "Letters to post", permissions.WORK_CASE, "Letters to print, and those that have gone."),
    Page("learning", "Learning", permissions.LEARN, "Lessons, actions and themes; what residents are told."),
    Page("ombudsman", "The Ombudsman", permissions.SEE_OMBUDSMAN, "Findings, failure orders and concerns."),
    Page(
        "member_room",
        "The Member’s room",
        permissions.ENTER_ROOM,
        "What the Member Responsible for Complaints is sent, asks and reads.",
    ),
    Page("reports", "Reports", permissions.SEE_FIGURES, "What the policy has drawn up, for whom, and what is late."),
    Page(
        "self_assessment",
        "Self-assessment",
        permissions.SEE_FIGURES,
        "How we measure up to the Code, row by row, with evidence.",
    ),
    Page(
        "samples", "Samples", permissions.SEE_FIGURES, "Who is asked how it was, learning sessions, tenants’ surveys."
    ),
    Page("publications", "Publications", permissions.PUBLISH, "The policy, its leaflet and its poster."),
    Page(
        "governance",
        "The policy’s keeping",
        permissions.SEE_FIGURES,
        "Versions, consultation, training, objectives, roles, incidents; what lapses.",
    ),
    Page(
        "workbench_versions",
        "Versions of the policy",
        permissions.SEE_VERSIONS,
        "What runs, what comes, what waits for an approval, and every version before.",
    ),
    Page(
        "workbench",
        "Policy workbench",
        permissions.DRAFT_POLICY,
        "The policy checked against the Code, changed in drafts, tried, adopted.",
    ),
    Page("equality", "Equality", permissions.SEE_EQUALITY, "Whether complaints go equally well for everybody."),
    Page("records", "Records", permissions.DISPOSE, "What is due to be disposed of, what is held, certificates."),
    Page("accesses", "Own data", permissions.EXPORT_PERSON, "Somebody asks for what we hold about them."),
    Page("people", "People", permissions.SEE_PEOPLE, "Who works here, in which team, and who may do what."),
)
"""Pages for now and then: together on the page "More"."""
MORE = Page("more", "More")
WITHIN = {"registers": ("sorting", "praise")}
"""Pages that stand elsewhere and belong to one of these."""
COUNTS = {"mail": seeing.waiting, "governance": lapsing.count, "workbench_versions": approving.waiting}
"""What waits on a page, shown beside its name: on the page itself, and of every day's pages on the work list too."""


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
        "nav": _items(request, held),
    }


@require_GET
def more(request: HttpRequest) -> HttpResponse:
    """The pages for now and then that this person may open, each with what is there."""
    pages = [
        page._asdict() | {"href": reverse(page.name), "count": _count(request, page)}
        for page in _open(REST, permissions.granted(request.user))  # type: ignore[arg-type]
    ]
    return render(request, "more.html", {"pages": pages})


def _items(request: HttpRequest, held: Collection[str]) -> list[dict[str, Any]]:
    """Every day's pages and "More", which somebody with only one page there is spared."""
    main, rest = _open(PAGES, held), _open(REST, held)
    if len(rest) < 2:
        return [_item(request, page) for page in main + rest]
    here = request.path == reverse(MORE.name) or any(_here(request, page) for page in rest)
    return [*(_item(request, page) for page in main), _item(request, MORE) | {"current": here}]


def _open(pages: Collection[Page], held: Collection[str]) -> list[Page]:
    return [page for page in pages if page.needs is None or page.needs in held]


def _item(request: HttpRequest, page: Page) -> dict[str, Any]:
    here = _here(request, page)
    count = _count(request, page) if here or request.path == reverse("work_list") else 0
    return {"href": reverse(page.name), "text": page.text, "current": here, "count": count}


def _count(request: HttpRequest, page: Page) -> int:
    return COUNTS[page.name](request.user) if page.name in COUNTS else 0  # type: ignore[arg-type]


def _here(request: HttpRequest, page: Page) -> bool:
    """Whether the page asked for is this one or one of those within it."""
    return any(
        request.path == href or (href != "/" and request.path.startswith(href.rstrip("/") + "/"))
        for href in map(reverse, (page.name, *WITHIN.get(page.name, ())))
    )
