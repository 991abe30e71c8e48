from django.apps import AppConfig


class MeasuringConfig(AppConfig):
    name = "putright.apps.measuring"
