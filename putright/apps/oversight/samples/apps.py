from django.apps import AppConfig


class SamplesConfig(AppConfig):
    name = "putright.apps.oversight.samples"
