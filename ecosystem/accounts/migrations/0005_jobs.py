"""Runs of actions on many rows become jobs, which may also make files, be waited for, fail and be tried again."""

import django.utils.timezone
from django.db import migrations, models

# A run of before holds no more than its rows: finished it is done, else it was interrupted and cannot go on.
FILL = """
UPDATE accounts_job j SET asked_at = j.created_at, total = r.total, done = r.done,
    status = CASE WHEN j.finished_at IS NULL THEN 'failed' ELSE 'done' END,
    problem = CASE WHEN j.finished_at IS NULL THEN 'interrupted' ELSE '' END,
    finished_at = coalesce(j.finished_at, j.updated_at)
FROM (SELECT b.id, count(w.id) AS total, count(w.id) FILTER (WHERE w.outcome <> 'waiting') AS done
      FROM accounts_job b LEFT JOIN accounts_bulkrow w ON w.job_id = b.id GROUP BY b.id) r
WHERE r.id = j.id
"""
KIND = [("bulk", "Action on many rows"), ("export", "File")]
STATUS = [
    ("waiting", "Waiting"),
    ("running", "In progress"),
    ("done", "Finished"),
    ("failed", "Failed"),
    ("expired", "File deleted"),
]
PROBLEM = [
    ("fault", "An error on our side. It is noted for those who look after the portal."),
    ("interrupted", "It was interrupted several times and is no longer tried by itself."),
    ("closed", "Your role no longer allows it, or the list no longer offers it."),
    ("too_large", "These are more rows than one file holds. Narrow the list by its filters."),
    ("answers", "What you had chosen is no longer possible. Select the rows again."),
]
OPEN = ["waiting", "running"]


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),  # renaming a model asks for them, backwards too
        ("accounts", "0004_saved_views_and_bulk_runs"),
    ]

    operations = [
        migrations.RemoveConstraint("bulkrow", "a_row_stands_once_in_a_run"),
        migrations.RenameModel("BulkRun", "Job"),
        migrations.RenameField("bulkrow", "run", "job"),
        migrations.AddConstraint(
            "bulkrow", models.UniqueConstraint(fields=["job", "object_id"], name="a_row_stands_once_in_a_job")
        ),
        migrations.AddField("bulkrow", "seen", models.CharField(blank=True, max_length=100)),
        migrations.AddField("bulkrow", "was_possible", models.BooleanField(default=False)),
        migrations.AddField("job", "kind", models.CharField(choices=KIND, default="bulk", max_length=10)),
        migrations.AddField("job", "query", models.TextField(blank=True)),
        migrations.AddField("job", "answers", models.TextField(blank=True)),
        migrations.AddField("job", "language", models.CharField(default="vi", max_length=5)),
        migrations.AddField(
            "job", "status", models.CharField(choices=STATUS, default="waiting", editable=False, max_length=10)
        ),
        migrations.AddField("job", "problem", models.CharField(blank=True, choices=PROBLEM, max_length=12)),
        migrations.AddField("job", "total", models.PositiveIntegerField(default=0)),
        migrations.AddField("job", "done", models.PositiveIntegerField(default=0)),
        migrations.AddField("job", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("job", "asked_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AddField("job", "file", models.FileField(blank=True, max_length=200, upload_to="")),
        migrations.AddField("job", "size", models.PositiveBigIntegerField(default=0)),
        migrations.AlterField("job", "token", models.UUIDField()),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint("job", models.UniqueConstraint(fields=["by", "token"], name="a_job_is_asked_for_once")),
        migrations.AddConstraint(
            "job",
            models.CheckConstraint(
                condition=models.Q(status__in=OPEN, finished_at__isnull=True)
                | (~models.Q(status__in=OPEN) & models.Q(finished_at__isnull=False)),
                name="a_job_has_an_end_when_it_ended",
            ),
        ),
        migrations.AddConstraint(
            "job",
            models.CheckConstraint(
                condition=models.Q(file="") | models.Q(kind="export", status="done"),
                name="only_a_finished_file_is_kept",
            ),
        ),
        migrations.AddIndex("job", models.Index(fields=["by", "-id"], name="job_of_person")),
        migrations.AddIndex(
            "job", models.Index(fields=["asked_at"], condition=models.Q(status__in=OPEN), name="job_still_open")
        ),
        migrations.AddIndex(
            "job", models.Index(fields=["finished_at"], condition=~models.Q(file=""), name="job_with_a_file")
        ),
    ]
