"""Addresses of equality. What residents tell is asked on their own pages, in the portal."""

from django.urls import path

from putright.apps.equality import views

urlpatterns = [
    path("", views.figures, name="equality"),
    path("residents/<slug:question>", views.profile, name="equality_profile"),
]
