from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "putright.apps.workbench.trials"
    label = "trials"
