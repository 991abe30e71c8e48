from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "putright.apps.intake"
    label = "intake"
