from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "putright.apps.casework"
    verbose_name = "Casework"
