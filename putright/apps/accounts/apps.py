from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "putright.apps.accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from putright.apps.accounts.adopted import readable  # noqa: PLC0415 (models are not there before)

        checks.register(readable, checks.Tags.database)
