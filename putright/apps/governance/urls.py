"""Addresses of governance."""

from django.urls import path

from putright.apps.governance import policy, views

urlpatterns = [
    path("", views.home, name="governance"),
    path("policy", policy.register, name="policy_register"),
    path("roles", views.roles, name="governance_roles"),
    path("answering", views.answering, name="governance_answering"),
    path("registers/<slug:slug>", views.register, name="governance_register"),
    path("registers/<slug:slug>/add", views.entry, name="governance_add"),
    path("registers/<slug:slug>/<slug:key>", views.entry, name="governance_change"),
    path("registers/<slug:slug>/<slug:key>/take-out", views.strike, name="governance_strike"),
]
