from django.apps import AppConfig


class NewcomerConfig(AppConfig):
    name = "putright.apps.workbench.newcomer"
    label = "newcomer"
