"""What Django alone needs for the same rows: no signing in, no permissions, no policy, no look.

A whole Django project in one file, served beside Putright in the same run.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from putright.config import environment as env

settings.configure(
    SECRET_KEY="bare",  # noqa: S106 (it keeps nothing)
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "putright.apps.accounts",
        "putright.apps.casework",
    ],
    AUTH_USER_MODEL="accounts.Person",
    DATABASES={"default": env.sqlite(Path(os.environ["PUTRIGHT_DATA"]) / "putright.sqlite3")},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    TIME_ZONE="Europe/London",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django.http import HttpRequest, HttpResponse  # noqa: E402 (Django is set up first)
from django.template import Context, Template  # noqa: E402
from django.urls import path  # noqa: E402

from putright.apps.casework.models import Case, Duty, Event, Text  # noqa: E402

PAGE = Template(
    "<!doctype html><title>Bare</title><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>"
    "{% endfor %}</tr>{% endfor %}</table>"
)


def _page(rows: object) -> HttpResponse:
    return HttpResponse(PAGE.render(Context({"rows": rows})))


def duties(request: HttpRequest) -> HttpResponse:
    """The first fifty duties still owed, with their cases and handlers."""
    owed = Duty.objects.filter(landlord=1, done_on=None, window=False).order_by("sorts_on", "id")
    rows = owed.values_list("name", "due", "case__reference", "case__summary", "case__complainant", "handler__name")
    return _page(rows[:50])


def case(request: HttpRequest, reference: str) -> HttpResponse:
    """A case's events and their texts."""
    found = Case.objects.select_related("handler").get(landlord=1, reference=reference)
    events = list(Event.objects.filter(case=found).order_by("n").values_list("n", "kind", "on", "data"))
    texts = list(Text.objects.filter(event__case=found).values_list("event_id", "body"))
    return _page([(found.reference, found.complainant, found.summary, found.handler), *events, *texts])


def search(request: HttpRequest) -> HttpResponse:
    """The latest fifty cases that hold a text."""
    found = Case.objects.filter(landlord=1, search_text__contains=request.GET["q"].lower()).order_by(
        "-received_on", "-id"
    )
    return _page(found.values_list("reference", "complainant", "address", "summary", "received_on", "status")[:50])


def log(request: HttpRequest) -> HttpResponse:
    """One new row of a case."""
    like = Case.objects.order_by("id")[0]
    like.pk, like.year, like.number = None, 1, Case.objects.filter(landlord=1, year=1).count() + 1
    like.reference = f"BARE-{like.number}"
    like.save(force_insert=True)
    return _page([(like.reference,)])


urlpatterns = [
    path("duties", duties),
    path("cases/<reference>", case),
    path("search", search),
    path("log", log),
]
application = get_wsgi_application()
