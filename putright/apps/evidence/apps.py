from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "putright.apps.evidence"
