"""The addresses of a case, its steps and its rooms, all below /cases/."""

from django.urls import path

from putright.apps.casework.case import views
from putright.apps.casework.case.menu import PAGES
from putright.apps.casework.case.rooms import ROOMS

urlpatterns = [
    path("<str:reference>", views.case, name="case"),
    *(path(f"<str:reference>/{kind}", page.as_view(), name=f"step_{kind}") for kind, page in PAGES.items()),
    *(path(f"<str:reference>/{room.key}", room.as_view(), name=f"room_{room.key}") for room in ROOMS),
]
