"""Addresses of trials."""

from django.urls import path

from putright.apps.workbench.trials import views

urlpatterns = [
    path("", views.trials, name="workbench_trials"),
    path("<int:number>", views.trial, name="workbench_trial"),
    path("<int:number>/stop", views.stop, name="workbench_trial_stop"),
    path("<int:number>/remove", views.remove, name="workbench_trial_remove"),
    path("<int:number>/<slug:kind>", views.cases, name="workbench_trial_cases"),
]
