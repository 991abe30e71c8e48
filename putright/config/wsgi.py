"""What a web server runs."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from putright.core.shape import prepare

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "putright.config.settings")
application = get_wsgi_application()
import_module("putright.config.urls")  # with all that pages use, before a server starts threads
prepare()
