"""Addresses of what is published. Those under `policy/` need no signing in."""

from django.urls import path

from putright.apps.publishing import public, views

urlpatterns = [
    path("policy/<slug:slug>", public.policy, name="public_policy"),
    path("policy/<slug:slug>/versions", public.versions, name="public_versions"),
    path("policy/<slug:slug>/versions/<slug:key>", public.version, name="public_version"),
    path("policy/<slug:slug>/versions/<slug:key>.<slug:form>", public.file, name="public_file"),
    path("policy/<slug:slug>/<slug:brand>", public.policy, name="public_policy_brand"),
    path("publications", views.publications, name="publications"),
    path("publications/log", views.log, name="publication_log"),
    path("publications/files/<slug:key>.<slug:form>", views.file, name="publication_file"),
    path("publications/of/<slug:kind>", views.publication, name="publication"),
    path("publications/of/<slug:kind>/<slug:brand>", views.publication, name="publication_of_brand"),
]
