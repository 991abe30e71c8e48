from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "putright.apps.accounts"
    verbose_name = "People"
