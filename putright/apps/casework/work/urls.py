"""Addresses of what is due, of search, and of files."""

from django.urls import path

from putright.apps.casework.work import files, money, ombudsman, views

urlpatterns = [
    path("", views.work_list, name="work_list"),
    path("money", money.money, name="money"),
    path("search", views.search, name="search"),
    path("ombudsman", ombudsman.ombudsman, name="ombudsman"),
    path("cases/<str:reference>/files/<int:pk>", files.attachment, name="attachment"),
]
