from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "putright.apps.workbench.drafts"
    label = "drafts"
