"""Addresses of the policy workbench's first page and of drafts."""

from django.urls import path

from putright.apps.workbench.drafts import checks, editing, views

urlpatterns = [
    path("", views.home, name="workbench"),
    path("drafts/begin", views.begin, name="workbench_begin"),
    path("drafts/<int:number>", views.draft, name="workbench_draft"),
    path("drafts/<int:number>/put-away", views.put_away, name="workbench_put_away"),
    path("drafts/<int:number>/take-up", views.take_up, name="workbench_take_up"),
    path("drafts/<int:number>/edit/<str:name>", editing.edit, name="workbench_edit"),
    path("drafts/<int:number>/<int:n>/restore", editing.restore, name="workbench_restore"),
    path("read", checks.read, name="workbench_read"),
    path("compare", checks.compare, name="workbench_compare"),
    path("lint", checks.lint_page, name="workbench_lint"),
    path("picture", checks.picture, name="workbench_picture"),
]
