"""Addresses of what is due, of search, and of files."""

from django.urls import path

from putright.apps.casework.work import files, views

urlpatterns = [
    path("", views.work_list, name="work_list"),
    path("search", views.search, name="search"),
    path("cases/<str:reference>/files/<int:pk>", files.attachment, name="attachment"),
]
