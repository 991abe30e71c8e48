import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_cache_table'),
        ('casework', '0007_money'),
        ('letters', '0003_delivery'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='The step whose letter it is.', max_length=40)),
                ('fields', models.JSONField(help_text='What stands in each field, by its name: a list of values.')),
                ('version', models.PositiveIntegerField(default=1, help_text='How often it was saved: which words a page has seen.')),
                ('page', models.CharField(help_text='The token of the page that saved it last.', max_length=40)),
                ('begun_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='casework.case')),
                ('landlord', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.landlord')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('case', 'kind', 'person'), name='letters_one_draft_each'),
        ),
    ]
