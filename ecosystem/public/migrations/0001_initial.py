from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "Home page"),
                            ("calls", "Calls"),
                            ("support", "Support policies"),
                            ("schemes", "Schemes, pillars and indicators"),
                            ("startups", "Startups and organisations"),
                            ("awards", "Grants approved"),
                            ("map", "Map"),
                            ("history", "The ecosystem over the years"),
                            ("news", "News"),
                            ("feedback", "Questions, feedback and complaints"),
                            ("data", "Open data files"),
                            ("other", "Other public pages"),
                        ],
                        max_length=10,
                    ),
                ),
                ("views", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "ordering": ["day", "kind"],
                "constraints": [models.UniqueConstraint(fields=("day", "kind"), name="one_count_per_day_and_kind")],
            },
        ),
        migrations.CreateModel(
            name="CountedBatch",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("counted_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
