from django.db import migrations, models


class Migration(migrations.Migration):
    """Facts follow from the policy, its Codes and the calendar too: what was kept without saying so is made anew."""

    dependencies = [("measuring", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="kept",
            name="rules",
            field=models.CharField(
                help_text="What facts follow from beside the events: `folding.rules`.", max_length=30
            ),
        ),
        migrations.AlterField(model_name="mark", name="rules", field=models.CharField(max_length=30)),
    ]
