from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "putright.apps.workbench.adoption"
    label = "adoption"
