"""Addresses of the bank holidays."""

from django.urls import path

from putright.apps.workbench.holidays import views

urlpatterns = [
    path("", views.holidays, name="workbench_holidays"),
    path("<int:number>", views.preview, name="workbench_holidays_preview"),
]
