"""Addresses of residents."""

from django.urls import path

from putright.apps.residents import editing, linking, views
from putright.apps.residents.importing import views as importing

urlpatterns = [
    path("residents/", views.residents, name="residents"),
    path("residents/add", editing.resident_add, name="resident_add"),
    path("residents/<int:pk>", views.resident, name="resident"),
    path("residents/<int:pk>/change", editing.resident_change, name="resident_change"),
    path("residents/<int:pk>/<slug:kind>/add", editing.resident_part_add, name="resident_part_add"),
    path("residents/<int:pk>/<slug:kind>/<int:n>", editing.resident_part, name="resident_part"),
    path("residents/homes/add", editing.resident_home_add, name="resident_home_add"),
    path("residents/homes/<int:pk>", views.home, name="resident_home"),
    path("residents/homes/<int:pk>/change", editing.resident_home_change, name="resident_home_change"),
    path("residents/block", views.block, name="resident_block"),
    path("residents/of/<str:reference>/<slug:key>", linking.resident_of, name="resident_of"),
    path("residents/imports/", importing.resident_imports, name="resident_imports"),
    path("residents/imports/template.csv", importing.resident_import_template, name="resident_import_template"),
    path("residents/imports/<int:pk>", importing.resident_import, name="resident_import"),
    path("residents/imports/<int:pk>/results.csv", importing.resident_import_report, name="resident_import_report"),
]
