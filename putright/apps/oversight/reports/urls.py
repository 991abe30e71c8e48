"""Addresses of reports."""

from django.urls import path

from putright.apps.oversight.reports import issued, public, views

urlpatterns = [
    path("", views.reports, name="reports"),
    path("all", views.every, name="reports_every"),
    path("earlier", views.earlier, name="report_earlier"),
    path("draft/<int:pk>", views.draft, name="report_draft"),
    path("draft/<int:pk>/write/<slug:section>", views.write, name="report_write"),
    path("draft/<int:pk>/issue", views.issue, name="report_issue"),
    path("draft/<int:pk>/again", views.redraw, name="report_redraw"),
    path("public/<slug:slug>", public.reports, name="public_reports"),
    path("public/<slug:slug>/<slug:key>", public.report, name="public_report"),
    path("public/<slug:slug>/<slug:key>/<slug:form>", public.file, name="public_report_file"),
    path("issued/<slug:key>", issued.report, name="report"),
    path("issued/<slug:key>/file/<slug:form>", issued.file, name="report_file"),
    path("issued/<slug:key>/note/<slug:what>", issued.note, name="report_note"),
    path("issued/<slug:key>/question/<int:pk>", issued.reply, name="report_reply"),
]
