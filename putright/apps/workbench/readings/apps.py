from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "putright.apps.workbench.readings"
    label = "readings"
