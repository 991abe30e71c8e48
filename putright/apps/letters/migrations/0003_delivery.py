import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from putright.apps.letters import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_cache_table'),
        ('casework', '0007_money'),
        ('letters', '0002_triggers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('drawn', 'Drawn'), ('handed', 'Handed to'), ('told', 'They said'), ('tried', 'Tried, and failed'), ('left', 'Left'), ('bounced', 'Did not arrive'), ('tracked', 'Tracked'), ('arrived', 'They have it'), ('again', 'Sent again')], max_length=10)),
                ('at', models.DateTimeField(help_text='When it was put on record.')),
                ('on', models.DateField(help_text='The day it happened.')),
                ('said', models.TextField(blank=True, help_text='In whose words, what was shown; None once erased.', null=True)),
            ],
        ),
        migrations.AddField(
            model_name='delivery',
            name='ask_at',
            field=models.DateTimeField(help_text='When that service is asked again what became of it.', null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='enclosed',
            field=models.BooleanField(default=False, help_text='Whether its batch has the enclosure behind it.'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='outside',
            field=models.CharField(blank=True, help_text='By which id the service that sends it knows it.', max_length=64),
        ),
        migrations.AddField(
            model_name='delivery',
            name='pages',
            field=models.PositiveSmallIntegerField(help_text='Printed pages in its batch, enclosures counted.', null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='sheets',
            field=models.PositiveSmallIntegerField(help_text='Sheets of paper they take.', null=True),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='ready_at',
            field=models.DateTimeField(help_text='When it was laid ready to be posted or handed over.', null=True),
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('ready', 'Ready'), ('failed', 'Failed')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try', models.DateTimeField(help_text='None once it is ready, or was given up.', null=True)),
                ('made', models.PositiveIntegerField(default=0, help_text='How many of its letters are drawn.')),
                ('sha256', models.CharField(blank=True, help_text='Of the PDF.', max_length=64)),
                ('problem', models.CharField(blank=True, max_length=400)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('landlord', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.landlord')),
            ],
            options={
                'verbose_name_plural': 'batches',
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='letters.batch'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(models.F('ask_at'), condition=models.Q(('ask_at__isnull', False)), name='letters_to_ask_about'),
        ),
        migrations.AddField(
            model_name='proof',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proof',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='casework.message'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(models.F('next_try'), models.F('id'), condition=models.Q(('next_try__isnull', False)), name='letters_batches_to_make'),
        ),
        migrations.AddIndex(
            model_name='proof',
            index=models.Index(models.F('message'), models.F('id'), name='letters_proof_of_a_message'),
        ),
        migrations.RunPython(install, migrations.RunPython.noop, elidable=False),
    ]
