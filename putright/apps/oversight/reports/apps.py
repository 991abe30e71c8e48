from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "putright.apps.oversight.reports"
