from django.conf import settings
from django.db import migrations, models

from putright.apps.casework import frozen, triggers


def install(apps, schema_editor):
    frozen.install(schema_editor.connection, [triggers.VIEWING])


def remove(apps, schema_editor):
    frozen.remove(schema_editor.connection, [triggers.VIEWING])


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('casework', '0009_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Viewing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('why', models.CharField(help_text='Empty: they deal with it. None once erased.', max_length=400, null=True)),
                ('case', models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='viewings', to='casework.case')),
                ('person', models.ForeignKey(on_delete=models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['case', 'person', 'on'], name='viewings_of_a_day'),
                    models.Index(models.F('case'), models.F('id').desc(), name='viewings_latest_first'),
                ],
            },
        ),
        migrations.RunPython(install, remove, elidable=False),
    ]
