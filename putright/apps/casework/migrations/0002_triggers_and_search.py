from django.db import migrations

from putright.apps.casework import search, triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)
    search.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [migrations.RunPython(install, elidable=False)]
