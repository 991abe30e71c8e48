from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0004_lists'),
    ]

    operations = [
        migrations.AlterField(
            model_name='involvement',
            name='tie',
            field=models.CharField(choices=[('logged', 'Logged'), ('handler', 'Handler'), ('reviewer', 'Reviewer'), ('panel', 'Panel'), ('approver', 'Approver'), ('about', 'About'), ('detriment', 'Detriment'), ('interest', 'Interest'), ('recused', 'Recused'), ('board', 'Board')], max_length=10),
        ),
    ]
