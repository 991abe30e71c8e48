from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_asked_of'),
    ]

    operations = [
        migrations.AddField(
            model_name='duty',
            name='pence',
            field=models.PositiveIntegerField(help_text='Money promised and not paid.', null=True),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(models.F('landlord'), models.F('sorts_on'), models.F('id'), condition=models.Q(('pence__isnull', False)), name='money_owed_by_due_date'),
        ),
    ]
