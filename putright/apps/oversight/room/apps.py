from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "putright.apps.oversight.room"
