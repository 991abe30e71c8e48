from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "putright.apps.oversight.assessment"
