from django.db import migrations

QUESTIONS = ("title", "problem", "solution", "novelty", "market", "team", "impact")
COLUMNS = (
    *QUESTIONS, "months", "had_other_support", "other_support", "declares_no_double_funding",
    "declares_no_public_offering",
)  # fmt: skip
PLAN = ("month", "activity", "deliverable")
COSTS = ("kind", "description", "quantity", "unit_price")
NO_SUPPORT = "Không"


def keep_unsent_words_apart(apps, schema_editor):
    """What was written into a dossier since its return goes aside; the dossier says again what was sent."""
    completion = apps.get_model("programmes", "Completion")
    for application in apps.get_model("programmes", "Application").objects.filter(status="returned"):
        sent = application.submissions.order_by("-sequence").first()
        if sent is None:
            continue
        answers, plan, costs = said_in(sent.content, application)
        written = {name: getattr(application, name) for name in COLUMNS}
        rows = list(application.plan_steps.values(*PLAN)), list(application.cost_lines.values(*COSTS))
        if (written, rows) == (answers, (plan, costs)):
            continue
        completion.objects.create(
            application=application, version=application.version, answers=written, plan=rows[0], costs=rows[1]
        )
        totals = {name: sent.content[name] for name in ("labour_total", "other_total")}
        for name, value in {**answers, **totals}.items():
            setattr(application, name, value)
        application.save(update_fields=[*answers, *totals])
        application.plan_steps.all().delete()
        application.cost_lines.all().delete()
        for row in plan:
            application.plan_steps.create(**row)
        for row in costs:
            application.cost_lines.create(**row)


def said_in(content, application):
    """Columns, plan and costs of a sending. Without the declarations nothing can be sent."""
    said = {name: text for name, _label, text in content["answers"]}
    supported = said["other_support"] != NO_SUPPORT
    answers = {
        **{name: said[name] for name in QUESTIONS},
        "months": int(said["months"]),
        "had_other_support": supported,
        "other_support": said["other_support"] if supported else "",
        "declares_no_double_funding": True,
        "declares_no_public_offering": application.startup.kind == "enterprise" or application.declares_no_public_offering,
    }
    plan = [dict(zip(PLAN, row, strict=True)) for row in content["plan"]]
    costs = [
        {"kind": kind, "description": what, "quantity": quantity, "unit_price": price}
        for kind, _label, what, quantity, price, _amount in content["costs"]
    ]
    return answers, plan, costs


class Migration(migrations.Migration):
    dependencies = [("programmes", "0027_unsent_words_of_a_returned_dossier")]

    operations = [migrations.RunPython(keep_unsent_words_apart, migrations.RunPython.noop)]
