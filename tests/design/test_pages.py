"""Pages that come with the look: errors, django-allauth's, and the static files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path

from tests.design.tree import tree

DESIGN = Path(__file__).parents[2] / "putright" / "design"
STATIC = DESIGN.parent / "static" / "putright"
urlpatterns = [path("account/", include("allauth.urls")), path("", lambda request: None, name="home")]


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf", "errors/413", "errors/csrf_403"])
def test_error_page_stands_without_any_context(name):
    html = render_to_string(f"{name}.html", {})
    tree(html.partition(">")[2])
    assert re.search(r"<title>\s*\S.* – Putright</title>", html)
    assert html.count("<h1") == 1
    assert "<main" in html


@pytest.mark.urls("tests.design.test_pages")
@pytest.mark.parametrize(
    "name", ["account/login", "account/logout", "account/password_change", "account/password_reset", "mfa/authenticate"]
)
def test_allauth_takes_the_look(name):
    from allauth.account.forms import LoginForm

    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), {}
    form = LoginForm({"login": "nobody"}, request=request)
    html = render_to_string(f"{name}.html", {"form": form, "MFA_SUPPORTED_TYPES": ["totp"]}, request)
    tree(html.partition(">")[2])
    assert "pr-header" in html
    assert "govuk-button" in html
    assert "govuk-heading-l" in html
    if name != "account/logout":
        assert "govuk-label" in html
        assert "govuk-error-message" in html
        assert html.count("govuk-error-summary__title") == 1
        assert "<title>Error: " in html
    assert html.count("<h1") == 1


def test_nothing_inline():
    for template in DESIGN.glob("templates/**/*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle=|\son\w+=|<style", text), template
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text)), template


def test_no_brand_of_government():
    css = (STATIC / "putright.css").read_text()
    assert "GDS" not in css
    assert "crest" not in css
    assert "crown" not in css.lower().replace("crown copyright", "")


def test_styles_ask_only_for_files_that_are_there():
    css = (STATIC / "putright.css").read_text()
    asked = {address.strip("\"'") for address in re.findall(r"url\(([^)]*)\)", css)}
    assert asked
    assert all((STATIC / address).is_file() for address in asked)
    assert all("sourceMappingURL" not in file.read_text() for file in [*STATIC.glob("*.js"), *STATIC.glob("*.css")])


def test_colours_of_text_can_be_read():
    """4.5 to 1 for our own pairs of text and ground (WCAG 2.2, 1.4.3)."""
    css = (STATIC / "putright.css").read_text()
    for name in ("overdue", "today", "soon", "later", "met", "adjust"):
        text, ground = (re.search(rf"--pr-{name}{part}:\s*(#\w+)", css)[1] for part in ("", "-ground"))
        assert contrast(text, ground) >= 4.5, name


def contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    wide = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(wide[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
