"""Addresses of adopting a version of the policy, and of carrying one as a file."""

from django.urls import path

from putright.apps.workbench.adoption import carrying, views

urlpatterns = [
    path("versions", views.versions, name="workbench_versions"),
    path("adoption/<int:number>", views.adoption, name="workbench_adoption"),
    path("adoption/<int:number>/answer/<int:n>", views.answer, name="workbench_answer"),
    path("adoption/<int:number>/withdraw", views.withdraw, name="workbench_withdraw"),
    path("import", carrying.take, name="workbench_import"),
    path("export/<str:key>", carrying.give, name="workbench_export"),
]
