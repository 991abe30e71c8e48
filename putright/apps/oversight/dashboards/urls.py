"""Addresses of the pages of figures."""

from django.urls import path

from putright.apps.oversight.dashboards import tsm_views, views

urlpatterns = [
    path("", views.figures, name="figures"),
    path("cases", views.figure_cases, name="figure_cases"),
    path("cases.csv", views.figure_cases_csv, name="figure_cases_csv"),
    path("tsm", tsm_views.page, name="tsm"),
    path("tsm.csv", tsm_views.file, {"form": "csv"}, name="tsm_csv"),
    path("tsm.xlsx", tsm_views.file, {"form": "xlsx"}, name="tsm_xlsx"),
]
