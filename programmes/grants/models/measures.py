"""The measures of dossiers, grants and payments; what they count is explained in programmes.grants.counting."""

from ecosystem.core.measures import DAY, EVER, YEAR, Cube, Measure, Predecessor, local_day

DECIDED_DAY = local_day("decided_at")
IS_APPROVED = "status = 'approved'"
MONEY_DIMENSIONS = {"line": "budget_line_id", "stage": "stage_id", "accepted": "result_accepted"}


def year_of(day: str) -> str:
    """The expression of the reporting year of a day."""
    return f"CAST(EXTRACT(YEAR FROM {day} + 17) AS INTEGER)"


GRANTED = Measure(
    "granted",
    condition=IS_APPROVED,
    day=DECIDED_DAY,
    amount="amount - cancelled",
    dimensions=MONEY_DIMENSIONS | {"public": "startup_is_public", "area": "area_id"},
    cubes=(
        Cube("place", ("public", "area"), EVER),
        Cube("year", ("line", "stage", "accepted"), YEAR),
        Cube("day", ("line", "stage", "accepted"), DAY),
        Cube("place in year", ("public", "area", "line", "stage"), YEAR),
    ),
)
# A grant is the first of its project since a year when its `previous` one is of an earlier year, or when there is none.
PROJECTS = Measure(
    "projects",
    condition=IS_APPROVED,
    day=DECIDED_DAY,
    amount="amount - cancelled",
    dimensions={"line": "budget_line_id", "stage": "stage_id", "previous": year_of("project_previous_on")},
    cubes=(
        Cube("year", ("previous", "stage", "line"), YEAR),
        Cube("day", ("previous", "stage", "line"), DAY),
    ),
)
STARTUPS_SUPPORTED = Measure(
    "startups supported",
    condition=IS_APPROVED,
    day=DECIDED_DAY,
    amount="amount - cancelled",
    dimensions={"previous": year_of("startup_previous_on")},
    cubes=(Cube("ever", ("previous",), EVER), Cube("day", ("previous",), DAY)),
)
GRANT_BEFORE = Predecessor(
    condition=IS_APPROVED,
    day=DECIDED_DAY,
    order="decided_at",
    key="startup_id",
    columns={"startup_previous_on": (), "project_previous_on": ("stage_id",)},
)
PAID = Measure(
    "paid",
    condition="TRUE",
    day="paid_on",
    amount="amount",
    dimensions=MONEY_DIMENSIONS,
    cubes=(
        Cube("year", ("line", "stage", "accepted"), YEAR),
        Cube("day", ("line", "stage", "accepted"), DAY),
    ),
)
CONTRACTED = Measure(
    "contracted",
    condition="status <> 'cancelled' AND charged_line_id IS NOT NULL",
    amount="amount",
    dimensions={"line": "charged_line_id"},
    cubes=(Cube("line", ("line",), EVER),),
)
DOSSIERS_SENT = Measure(
    "dossiers sent", condition="submitted_at IS NOT NULL", day=local_day("submitted_at"), cubes=(Cube("day"),)
)
# Time limits of the department that ended; the applicant's time to complete is not the department's.
STEPS_ENDED = Measure(
    "steps ended",
    condition="ended_on IS NOT NULL AND paused_on IS NULL AND step <> 'completion'",
    day="ended_on",
    dimensions={"in_time": "ended_on <= due_on"},
    cubes=(Cube("day", ("in_time",)),),
)
