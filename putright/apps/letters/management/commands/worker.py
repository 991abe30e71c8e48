from typing import Any

from django.core.management.base import BaseCommand

from putright.apps.letters.sending.deliver import run_forever


class Command(BaseCommand):
    help = "Sends letters, fetches mail and does all else that is due, until it is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        run_forever()
