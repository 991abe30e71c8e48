from django.apps import AppConfig


class EqualityConfig(AppConfig):
    name = "putright.apps.equality"
