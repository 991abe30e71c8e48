import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0005_ties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='duty',
            name='asked_of',
            field=models.ForeignKey(db_index=False, help_text='Who else has to do something about it, though they may see nothing more of the case.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(models.F('asked_of'), models.F('sorts_on'), models.F('id'), condition=models.Q(('asked_of__isnull', False)), name='duties_asked_of'),
        ),
    ]
