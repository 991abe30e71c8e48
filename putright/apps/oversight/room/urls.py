"""Addresses of the Member's room."""

from django.urls import path

from putright.apps.oversight.room import views

urlpatterns = [
    path("", views.room, name="member_room"),
    path("ask", views.ask, name="member_ask"),
    path("questions/<int:pk>", views.question, name="member_question"),
    path("statements", views.statements, name="member_statements"),
    path("cases/<str:reference>", views.case, name="member_case"),
]
