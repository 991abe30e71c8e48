from django.apps import AppConfig


class Portal(AppConfig):
    name = "putright.apps.portal"
    label = "portal"
