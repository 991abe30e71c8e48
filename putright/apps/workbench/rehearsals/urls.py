"""Addresses of rehearsals."""

from django.urls import path

from putright.apps.workbench.rehearsals import views

urlpatterns = [
    path("", views.rehearsals, name="workbench_rehearsals"),
    path("new", views.new, name="workbench_rehearsal_new"),
    path("shipped/<str:pack>/<str:name>", views.shipped, name="workbench_rehearsal_shipped"),
    path("from/<str:reference>", views.from_case, name="workbench_rehearsal_from"),
    path("<int:number>", views.rehearsal, name="workbench_rehearsal"),
    path("<int:number>/take-out", views.take_out, name="workbench_rehearsal_take_out"),
]
