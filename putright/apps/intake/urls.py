"""Addresses of intake."""

from django.urls import path

from putright.apps.intake import sorting, unhappy, views
from putright.apps.intake.complaining import ComplainAbout
from putright.apps.intake.registers import entering, praise
from putright.apps.intake.registers import views as registers

urlpatterns = [
    path("log", views.log_complaint, name="log_complaint"),
    path("log/<str:reference>", views.logged, name="logged"),
    path("unhappy", unhappy.unhappy, name="unhappy"),
    path("sorting", sorting.sorting, name="sorting"),
    path("praise", praise.praise, name="praise"),
    path("cases/<str:reference>/unhappy", ComplainAbout.as_view(), name="complain_about"),
    path("registers", registers.registers, name="registers"),
    path("registers/new", entering.enter, name="register_enter"),
    path("registers/new/<str:kind>", entering.enter, name="register_enter_kind"),
    path("registers/<str:kind>", registers.register, name="register"),
    path("registers/<str:kind>/review", registers.review, name="register_review"),
]
