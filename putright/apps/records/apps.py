from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "putright.apps.records"
