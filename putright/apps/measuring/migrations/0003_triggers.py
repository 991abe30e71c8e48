from django.db import migrations

from putright.apps.measuring import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("measuring", "0002_facts_follow_from_files_too")]
    operations = [migrations.RunPython(install, remove, elidable=False)]
