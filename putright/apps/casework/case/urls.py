"""The addresses of a case and its steps, all below /cases/."""

from django.urls import path

from putright.apps.casework.case import views
from putright.apps.casework.case.menu import PAGES

urlpatterns = [
    path("<str:reference>", views.case, name="case"),
    *(path(f"<str:reference>/{kind}", page.as_view(), name=f"step_{kind}") for kind, page in PAGES.items()),
]
