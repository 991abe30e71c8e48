"""The files of an edition: each form that it can be had in, with its type."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from putright.apps.letters.drawing.pdf import Unrendered
from putright.apps.publishing import making
from putright.apps.publishing.models import Edition
from putright.core.publishing import html, posts, shapes, text
from putright.core.publishing.kinds import KINDS

NAMES = {
    "pdf": "PDF", "a3": "PDF on A3", "large": "PDF in large print", "html": "HTML to paste", "txt": "Plain text",
    "svg": "Picture (SVG)", "csv": "Table (CSV)", "ics": "Calendar (ICS)",
}  # fmt: skip
"""What each form is called."""
INLINE = ("application/pdf", "image/svg+xml")
STAFF_ONLY = ("a3", "large")
"""Forms that are drawn anew each time, and so not for everybody."""


def forms_of(kind: str) -> list[str]:
    """The forms that a kind of publication can be had in."""
    layout = KINDS[kind].layout
    more = {"poster": ["a3"], "policy": ["large"], "insert": ["large"], "picture": ["svg"], "posts": ["csv", "ics"]}
    return ["pdf", "html", "txt", *more.get(layout, ())]


def answer(request: HttpRequest, edition: Edition, form: str) -> HttpResponse:
    """The file of an edition, named after it. Raises `Http404` where it does not come in that form."""
    if form not in forms_of(edition.kind):
        raise Http404
    kind, body = _body(request, edition, form)
    response = HttpResponse(body, content_type=kind)
    name = f"{edition.key}-{form}.pdf" if form in STAFF_ONLY else f"{edition.key}.{form}"
    how = "inline" if kind in INLINE else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response


def _body(request: HttpRequest, edition: Edition, form: str) -> tuple[str, bytes | str]:
    document = edition.thawed
    link = request.build_absolute_uri(policy_address(edition.landlord.slug, edition.brand))
    drawn: dict[str, tuple[str, Callable[[], bytes | str]]] = {
        "pdf": ("application/pdf", lambda: bytes(edition.pdf)),
        "a3": ("application/pdf", lambda: _drawn(document, "a3")),
        "large": ("application/pdf", lambda: _drawn(document, "large")),
        "html": ("text/html; charset=utf-8", lambda: html.page(document)),
        "txt": ("text/plain; charset=utf-8", lambda: text.to_text(document)),
        "svg": ("image/svg+xml", lambda: "".join(html.pictured(document))),
        "csv": ("text/csv; charset=utf-8", lambda: posts.to_csv(document, link)),
        "ics": ("text/calendar; charset=utf-8", lambda: posts.to_ics(document, link)),
    }
    kind, make = drawn[form]
    return kind, make()


def _drawn(document: shapes.Document, form: str) -> bytes:
    try:
        return making.pdf_apart(document, form)
    except Unrendered as error:
        raise Http404 from error


def policy_address(slug: str, brand: str) -> str:
    """Where everybody finds the policy of a landlord, or of one of its brands."""
    return reverse("public_policy_brand", args=[slug, brand]) if brand else reverse("public_policy", args=[slug])
