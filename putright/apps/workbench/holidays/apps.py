from django.apps import AppConfig


class HolidaysConfig(AppConfig):
    name = "putright.apps.workbench.holidays"
    label = "holidays"
