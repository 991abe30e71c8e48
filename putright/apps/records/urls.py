"""Addresses of records."""

from django.urls import path

from putright.apps.records import access_views, views

urlpatterns = [
    path("", views.records, name="records"),
    path("held", views.held, name="records_held"),
    path("disposals/<int:number>", views.disposal, name="disposal"),
    path("disposals/<int:number>/leave-out", views.leave_out, name="disposal_leave_out"),
    path("disposals/<int:number>/decide", views.decide, name="disposal_decide"),
    path("disposals/<int:number>/certificate", views.certificate, name="disposal_certificate"),
    path("disposals/<int:number>/certificate.pdf", views.certificate_pdf, name="disposal_certificate_pdf"),
    path("own-data", access_views.accesses, name="accesses"),
    path("own-data/<int:number>", access_views.access, name="access"),
    path("own-data/<int:number>/<str:step>", access_views.step, name="access_step"),
    path("own-data/<int:number>/file/zip", access_views.file, name="access_file"),
]
