"""Addresses of a case's evidence packs."""

from django.urls import path

from putright.apps.evidence import looking, views

BASE = "cases/<str:reference>/evidence"

urlpatterns = [
    path(BASE, views.evidence, name="evidence"),
    path(f"{BASE}/build", views.build, name="evidence_build"),
    path(f"{BASE}/withhold", views.withhold, name="evidence_withhold"),
    path(f"{BASE}/withheld/<int:pk>/remove", views.give_back, name="evidence_give_back"),
    path(f"{BASE}/documents/<str:key>", looking.document, name="evidence_document"),
    path(f"{BASE}/documents/<str:key>/pages/<int:page>", looking.parts, name="evidence_parts"),
    path(f"{BASE}/documents/<str:key>/pages/<int:page>/picture", looking.picture, name="evidence_picture"),
    path(f"{BASE}/<int:number>/send", views.send, name="evidence_send"),
    path(f"{BASE}/<int:number>/<str:kind>", views.download, name="evidence_download"),
]
