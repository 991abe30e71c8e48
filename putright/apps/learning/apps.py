from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "putright.apps.learning"
