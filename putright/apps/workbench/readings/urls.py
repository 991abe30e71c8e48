"""Addresses of readings."""

from django.urls import path

from putright.apps.workbench.readings import views

urlpatterns = [
    path("", views.readings, name="workbench_readings"),
    path("<int:number>", views.reading, name="workbench_reading"),
    path("<int:number>/text", views.text, name="workbench_reading_text"),
    path("<int:number>/remove", views.remove, name="workbench_reading_remove"),
]
