import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("token", models.UUIDField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("bulk", "Action on many rows"), ("export", "File")], default="bulk", max_length=10
                    ),
                ),
                ("listing", models.CharField(max_length=40)),
                ("action", models.CharField(max_length=40)),
                ("query", models.TextField(blank=True)),
                ("answers", models.TextField(blank=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("language", models.CharField(default="vi", max_length=5)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "In progress"),
                            ("done", "Finished"),
                            ("failed", "Failed"),
                            ("expired", "File deleted"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fault", "An error on our side. It is noted for those who look after the portal."),
                            ("interrupted", "It was interrupted several times and is no longer tried by itself."),
                            ("closed", "Your role no longer allows it, or the list no longer offers it."),
                            ("too_large", "These are more rows than one file holds. Narrow the list by its filters."),
                            ("answers", "What you had chosen is no longer possible. Select the rows again."),
                        ],
                        max_length=12,
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("file", models.FileField(blank=True, max_length=200, upload_to="")),
                ("size", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["by", "-id"], name="job_of_person"),
                    models.Index(
                        condition=models.Q(("status__in", ("waiting", "running"))),
                        fields=["requested_at"],
                        name="job_still_open",
                    ),
                    models.Index(
                        condition=models.Q(("file", ""), _negated=True), fields=["finished_at"], name="job_with_a_file"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("by", "token"), name="a_job_is_asked_for_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("status__in", ("waiting", "running"))),
                            models.Q(
                                models.Q(("status__in", ("waiting", "running")), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_job_has_an_end_when_it_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("file", ""), models.Q(("kind", "export"), ("status", "done")), _connector="OR"
                        ),
                        name="only_a_finished_file_is_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "job",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="lists.job"),
                ),
                ("object_id", models.BigIntegerField()),
                ("label", models.CharField(max_length=300)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("version", models.CharField(blank=True, max_length=100)),
                ("was_possible", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "Not done yet"),
                            ("done", "Done"),
                            ("refused", "Not done"),
                            ("failed", "Went wrong"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("message", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("job", "object_id"), name="a_row_stands_once_in_a_job")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("listing", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=2000)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody else"),
                            ("unit", "The people of my unit"),
                            ("everybody", "Everybody who may open this list"),
                        ],
                        default="nobody",
                        max_length=10,
                        verbose_name="who else may open it",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["listing", "owner"], name="saved_view_of_list")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "listing", "name"), name="one_saved_view_of_a_name_per_list"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DefaultView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("listing", models.CharField(max_length=40)),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="lists.savedview"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "listing"), name="one_default_view_per_person_and_list")
                ],
            },
        ),
    ]
