from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "putright.apps.letters"
