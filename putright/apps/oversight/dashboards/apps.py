from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "putright.apps.oversight.dashboards"
