"""The settings under test: PUTRIGHT_MODE=test, on SQLite, or on PostgreSQL with TEST_DATABASE=postgres."""

import os

os.environ["PUTRIGHT_MODE"] = "test"
if os.environ.get("TEST_DATABASE") == "postgres":
    os.environ["PUTRIGHT_DATABASE"] = os.environ["TEST_POSTGRES"]
else:
    os.environ.pop("PUTRIGHT_DATABASE", None)

from putright.config.settings import *  # noqa: F403
