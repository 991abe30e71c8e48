from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0008_ways_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='party',
            field=models.CharField(blank=True, default='', help_text="Which of the case's parties brought it, and may open it.", max_length=8),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='attachment',
            name='found',
            field=models.CharField(blank=True, help_text='What was found in it, or why it was not scanned.', max_length=200),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='scanned_at',
            field=models.DateTimeField(help_text='When the scanner last had it.', null=True),
        ),
        migrations.RemoveIndex(
            model_name='attachment',
            name='files_to_scan',
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(models.F('scan'), models.F('at'), name='files_to_scan'),
        ),
    ]
