from django.db import migrations

REMINDERS = {'completion': [5, 1], 'question': [2], 'proposal': [3], 'complaint': [3]}


def keep_what_was_usual(apps, schema_editor):
    """Reminders were constants of the code; messages from the public had none. Every other step keeps a day before."""
    limits = apps.get_model('programmes', 'TimeLimit').objects
    for step, days in REMINDERS.items():
        limits.filter(step=step).update(remind_before=days)


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0020_days_of_reminders'),
    ]

    operations = [
        migrations.RunPython(keep_what_was_usual, migrations.RunPython.noop),
    ]
