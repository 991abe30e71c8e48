"""What the tests keep of the tables from run to run is known by everything that makes them."""

from __future__ import annotations

import re

from django.conf import settings

from tests.conftest import MAKES_TABLES


def test_migrations_import_nothing_else_that_makes_tables():
    """Migrations may import only modules that `MAKES_TABLES` names: an edit of another would leave old tables."""
    files = [file.read_text() for file in settings.PACKAGE.rglob("migrations/*.py")]
    found = [names for text in files for names in re.findall(r"^from putright\S* import (.+)$", text, re.MULTILINE)]
    imported = {f"{name.strip()}.py" for names in found for name in names.split(",")}
    assert imported
    assert imported <= set(MAKES_TABLES)
