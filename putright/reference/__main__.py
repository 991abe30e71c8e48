"""Writes the generated pages; with --check only says which are stale, and fails if any is."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "putright.config.settings")
os.environ.setdefault("PUTRIGHT_MODE", "test")

import django

django.setup()

from putright.reference import stale, write  # noqa: E402 (Django is set up first)

if "--check" in sys.argv:
    found = stale()
    sys.stdout.writelines(f"stale: docs/reference/{name}\n" for name in found)
    sys.exit(bool(found))
sys.stdout.writelines(f"written: docs/reference/{name}\n" for name in write())
