from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "putright.apps.casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        from putright.apps.casework import attachments  # noqa: F401, PLC0415 (a model outside models.py)
