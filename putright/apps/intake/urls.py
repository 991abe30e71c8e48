"""Addresses of intake."""

from django.urls import path

from putright.apps.intake import views

urlpatterns = [
    path("log", views.log_complaint, name="log_complaint"),
    path("log/<str:reference>", views.logged, name="logged"),
]
