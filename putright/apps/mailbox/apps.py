from django.apps import AppConfig


class Mailbox(AppConfig):
    name = "putright.apps.mailbox"
    label = "mailbox"
