from django.db import migrations, models

import ecosystem.core.operations

# The tables that public pages read; of those that change often, the columns that the pages show.
PAGE_SOURCES: dict[str, tuple[str, ...]] = {
    "accounts_organisationunit": (),
    "communication_newsitem": (),
    "core_figurechange": (),
    "grants_amendment": (),
    "grants_application": ("status", "startup_id", "call_id", "area_id", "submitted_at"),
    "grants_award": (),
    "grants_call": (),
    "grants_criterion": (),
    "grants_disbursement": (),
    "grants_requireddocument": (),
    "plan_budgetline": (),
    "plan_documentrequirement": (),
    "plan_indicator": (),
    "plan_measurement": (),
    "plan_pillar": (),
    "plan_scheme": (),
    "plan_supportpolicy": (),
    "plan_supportpolicy_sectors": (),
    "plan_supportpolicyevent": (),
    "plan_target": (),
    "reference_area": (),
    "reference_historyseries": (),
    "reference_historyvalue": (),
    "reference_sector": (),
    "reference_term": (),
    "startups_consent": (),
    "startups_fundinground": (),
    "startups_logo": (),
    "startups_organisation": (),
    "startups_presentation": (),
    "startups_startup": (),
    "startups_startup_sectors": (),
}


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("communication", "0001_initial"),
        ("core", "0001_initial"),
        ("grants", "0001_initial"),
        ("plan", "0001_initial"),
        ("reference", "0001_initial"),
        ("startups", "0001_initial"),
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
        ecosystem.core.operations.InstallPageTriggers(PAGE_SOURCES),
    ]
