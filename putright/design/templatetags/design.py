"""`{% load design %}`: error_summary, due_badge, govuk_button, on_this_page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from putright.design import badges

register = template.Library()
HEADING = re.compile(r'<h([23])(?=[^>]*\sid="([^"]+)")[^>]*>(.*?)</h\1>', re.DOTALL)
FEW = 3
"""A page with fewer sections needs no list of them."""


@register.inclusion_tag("design/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """Every error of the forms and formsets given, each linked to the input it is about. Nothing if there is none."""
    return {"problems": [problem for form in forms if form for problem in _problems(form)]}


@register.inclusion_tag("design/due_badge.html")
def due_badge(status: str, due: dt.date | None, today: dt.date) -> dict[str, Any]:
    """`{% due_badge duty.status duty.due today %}`."""
    return {"badge": badges.due_badge(status, due, today)}


@register.inclusion_tag("design/button.html")
def govuk_button(text: str, *, variant: str = "", **attrs: Any) -> dict[str, Any]:
    """A button; with `href` a link that looks like one. `variant`: secondary or warning. Other attributes as given."""
    href = attrs.pop("href", "")
    attrs = {name.replace("_", "-"): value for name, value in attrs.items()}
    return {"text": text, "variant": variant, "href": href, "attrs": attrs}


@register.simple_block_tag
def on_this_page(content: SafeString) -> SafeString:
    """`{% on_this_page %}…{% endon_this_page %}`: what it holds, headed by links to each h2 and h3 with an id.

    A heading says itself how much it heads ("Times: 4"). Where there are only a few, there is no list.
    """
    found = [
        {"id": id_, "text": mark_safe(strip_tags(text)), "under": level == "3"}  # noqa: S308 (a piece of a rendered page)
        for level, id_, text in HEADING.findall(content)
    ]
    return render_to_string("design/on_this_page.html", {"sections": found[FEW - 1 :] and found}) + content


def _problems(form: Any) -> list[dict[str, str]]:
    if hasattr(form, "management_form"):
        own = [{"text": text, "href": ""} for text in form.non_form_errors()]
        return own + [problem for part in form for problem in _problems(part)]
    found = {name: errors for name, errors in form.errors.items() if name in form.fields}
    told = [one for name, errors in form.errors.as_data().items() if name not in found for one in errors]
    others = [(text, _anchor(form, one.code)) for one in told for text in one]
    linked = [(form[name], text) for name in form.fields if name in found for text in found[name]]
    return [{"text": text, "href": href} for text, href in others] + [
        {"text": text, "href": "" if field.is_hidden else field.error_target} for field, text in linked
    ]


def _anchor(form: Any, code: str | None) -> str:
    """Where the page shows what an error is about that is about no field, as the `anchors` of the form say."""
    anchors: dict[str, str] = getattr(form, "anchors", {})
    return anchors.get((code or "").partition(":")[0], "")
