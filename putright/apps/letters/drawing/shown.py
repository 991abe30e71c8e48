"""A letter on a page, and as a download."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from putright.core.letters import blocks, html


def drawn(tree: blocks.Letter | None) -> str:
    """A letter's blocks as HTML below a page's own heading; `html` has escaped every text."""
    return mark_safe(html.body(tree, top=2)) if tree else ""  # noqa: S308


def file(content: bytes, media: str, name: str, *, saved: bool = False) -> HttpResponse:
    """A file to read: a PDF in the browser unless it is to be `saved`, as anything else is. It is kept nowhere."""
    attached = saved or media != "application/pdf"
    return HttpResponse(content, content_type=media, headers={
        "Content-Disposition": content_disposition_header(attached, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    })  # fmt: skip
