"""Addresses of the questions for a newcomer."""

from django.urls import path

from putright.apps.workbench.newcomer import views

urlpatterns = [
    path("", views.home, name="workbench_newcomer"),
    path("<int:number>", views.check, name="workbench_newcomer_check"),
    path("<int:number>/questions/<slug:name>", views.questions, name="workbench_newcomer_questions"),
    path("<int:number>/policy", views.policy, name="workbench_newcomer_policy"),
    path("<int:number>/self-assessment", views.assessment, name="workbench_newcomer_assessment"),
]
