from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "putright.apps.publishing"
