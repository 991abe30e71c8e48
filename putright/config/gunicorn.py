"""How gunicorn serves Putright; every value may be overridden on its command line."""

import os
from typing import Any

wsgi_app = "putright.config.wsgi"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4
preload_app = True
control_socket_disable = True
loglevel = "warning"
max_requests = 20_000
max_requests_jitter = 2_000


def when_ready(server: Any) -> None:
    """Tells the person at the terminal where to look."""
    host, _, port = bind.rpartition(":")
    print(f"Putright is at http://{host}:{port}/ (Ctrl-C stops it)", flush=True)
