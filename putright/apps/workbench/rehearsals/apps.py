from django.apps import AppConfig


class RehearsalsConfig(AppConfig):
    name = "putright.apps.workbench.rehearsals"
    label = "rehearsals"
