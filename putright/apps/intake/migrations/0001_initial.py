from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="RegisterReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(help_text="What the register holds, as a case is sorted.", max_length=20)),
                ("on", models.DateField()),
                ("found", models.TextField()),
                ("next_on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "landlord",
                    models.ForeignKey(on_delete=models.deletion.PROTECT, related_name="+", to="accounts.landlord"),
                ),
            ],
            options={
                "indexes": [
                    models.Index("landlord", "kind", models.F("id").desc(), name="reviews_latest_first")
                ],
            },
        ),
    ]
