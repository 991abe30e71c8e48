"""Addresses of samples and surveys."""

from django.urls import path

from putright.apps.oversight.samples import surveys, views

urlpatterns = [
    path("", views.samples, name="samples"),
    path("draw/<slug:kind>/<str:since>", views.draw, name="sample_draw"),
    path("surveys", surveys.waves, name="sample_surveys"),
    path("surveys/enter", surveys.enter, name="sample_survey_enter"),
    path("<int:number>", views.sample, name="sample"),
    path("<int:number>/again", views.again, name="sample_again"),
    path("<int:number>/session", views.session, name="sample_session"),
    path("<int:number>/<str:reference>/asked", views.Contact.as_view(), name="sample_contact"),
    path("<int:number>/<str:reference>/instead", views.instead, name="sample_instead"),
]
