from django.apps import AppConfig


class Residents(AppConfig):
    name = "putright.apps.residents"
    label = "residents"
