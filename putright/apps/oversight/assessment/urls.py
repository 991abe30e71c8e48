"""Addresses of self-assessment. Those under `public/` need no signing in."""

from django.urls import path

from putright.apps.oversight.assessment import public, views

urlpatterns = [
    path("", views.home, name="self_assessment"),
    path("begin", views.begin, name="assessment_begin"),
    path("calls", views.call, name="assessment_call"),
    path("calls/<int:pk>/aside", views.set_aside, name="assessment_set_aside"),
    path("dates", views.terms, name="assessment_terms"),
    path("approved/<slug:key>", views.paper, name="assessment_paper"),
    path("approved/<slug:key>.<slug:form>", views.file, name="assessment_file"),
    path("public/<slug:slug>", public.latest, name="public_assessment"),
    path("public/<slug:slug>/<slug:key>", public.version, name="public_assessment_version"),
    path("public/<slug:slug>/<slug:key>.<slug:form>", public.file, name="public_assessment_file"),
    path("<int:pk>", views.assessment, name="assessment"),
    path("<int:pk>/step", views.step, name="assessment_step"),
    path("<int:pk>/approve", views.approve, name="assessment_approve"),
    path("<int:pk>/read/<slug:selection>", views.read, name="assessment_read"),
    path("<int:pk>/<slug:section>", views.section, name="assessment_section"),
]
