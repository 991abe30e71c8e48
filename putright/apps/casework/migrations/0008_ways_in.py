import json

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from putright.apps.casework import search


def without_search(apps, schema_editor):
    search.remove(schema_editor.connection)


def with_search(apps, schema_editor):
    search.install(schema_editor.connection)


def fill(apps, schema_editor):
    """What each case was sorted as, and how it reached the landlord, as its log has them."""
    Case, Event = (apps.get_model("casework", name) for name in ("Case", "Event"))
    for case, data in Event.objects.filter(kind="received").values_list("case", "data").iterator():
        Case.objects.filter(pk=case).update(channel=json.loads(data)["channel"])
    for case in Case.objects.filter(status="not_a_complaint").values_list("pk", flat=True):
        data = Event.objects.filter(case=case, kind="triaged").order_by("n").values_list("data", flat=True).last()
        Case.objects.filter(pk=case).update(kind=json.loads(data)["as"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_cache_table'),
        ('casework', '0007_money'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(without_search, with_search),  # SQLite makes the table anew, and its triggers are lost
        migrations.CreateModel(
            name='Mailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('brand', models.CharField(blank=True, max_length=100)),
                ('address', models.EmailField(help_text='What letters are answered to; it takes +anything before its @.', max_length=254, unique=True)),
                ('host', models.CharField(max_length=255)),
                ('port', models.PositiveIntegerField(default=993)),
                ('tls', models.CharField(choices=[('tls', 'TLS'), ('starttls', 'STARTTLS'), ('none', 'None: this machine')], default='tls', max_length=8)),
                ('user', models.CharField(max_length=255)),
                ('secret', models.CharField(help_text='The environment variable that holds its password.', max_length=64)),
                ('folder', models.CharField(default='INBOX', max_length=255)),
                ('done_folder', models.CharField(default='Putright', max_length=255)),
                ('active', models.BooleanField(default=True)),
                ('looked_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, help_text='What went wrong last.', max_length=400)),
            ],
            options={
                'verbose_name_plural': 'mailboxes',
            },
        ),
        migrations.CreateModel(
            name='Withdrawn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(blank=True, max_length=8)),
                ('times', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'withdrawn',
            },
        ),
        migrations.AddField(
            model_name='attachment',
            name='came_with',
            field=models.CharField(blank=True, help_text='The message of the case that it came with, by id.', max_length=40),
        ),
        migrations.AddField(
            model_name='attachment',
            name='found',
            field=models.CharField(blank=True, help_text='What the scanner found in it.', max_length=200),
        ),
        migrations.AddField(
            model_name='attachment',
            name='held',
            field=models.CharField(blank=True, help_text='Whose form or message brought it, where nobody signed in.', max_length=64),
        ),
        migrations.AddField(
            model_name='attachment',
            name='scan',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('clean', 'Clean'), ('infected', 'Infected'), ('unscanned', 'Unscanned')], default='unscanned', max_length=10),
        ),
        migrations.AddField(
            model_name='attachment',
            name='scanned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='attachment',
            name='taken_at',
            field=models.CharField(blank=True, help_text='When, as its camera says, a photograph was taken.', max_length=40),
        ),
        migrations.AddField(
            model_name='case',
            name='channel',
            field=models.CharField(blank=True, default='', help_text='How it reached us.', max_length=20),
        ),
        migrations.AddField(
            model_name='case',
            name='kind',
            field=models.CharField(default='complaint', help_text='What it was sorted as; else a complaint.', max_length=20),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(models.F('at'), condition=models.Q(('scan', 'waiting')), name='files_to_scan'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('landlord'), models.F('kind'), models.OrderBy(models.F('received_on'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('kind', 'complaint'), _negated=True), name='registers_latest_first'),
        ),
        migrations.AddField(
            model_name='mailbox',
            name='landlord',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mailboxes', to='accounts.landlord'),
        ),
        migrations.AddField(
            model_name='withdrawn',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case'),
        ),
        migrations.AddConstraint(
            model_name='withdrawn',
            constraint=models.UniqueConstraint(fields=('case', 'party'), name='one_count_of_a_party'),
        ),
        migrations.RunPython(with_search, without_search),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
