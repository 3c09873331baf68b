"""The lists on the home page of a signed-in person, by role: oldest or most urgent first, one small query each, or one for two."""

from collections.abc import Callable, Iterable, Iterator

from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.dashboards.home_blocks import administrators, applicants, department, other_roles
from ecosystem.dashboards.home_blocks.block import Block

Builder = Callable[[User], Block | Iterable[Block]]
BLOCKS: list[tuple[tuple[str, ...], list[Builder]]] = [
    ((Role.OFFICER, Role.MANAGER, Role.DIRECTOR), [department.waiting_dossiers]),
    ((Role.OFFICER, Role.MANAGER), [department.evaluators_and_results]),
    ((Role.OFFICER,), [department.overdue_applicants]),
    ((Role.OFFICER, Role.MANAGER), [department.reported_deliverables]),
    ((Role.OFFICER, Role.MANAGER), [department.publication_requests, department.public_messages]),
    ((Role.MANAGER, Role.DIRECTOR), [department.periods_without_report]),
    ((Role.MANAGER, Role.DIRECTOR, Role.ADMINISTRATOR), [department.figures_and_amounts]),
    ((Role.EVALUATOR,), [other_roles.pending_reviews]),
    ((Role.ACCOUNTANT,), [other_roles.payable_tranches]),
    ((Role.ACCOUNTANT, Role.DIRECTOR), [other_roles.unconfirmed_reversals]),
    ((Role.PARTNER_REPORTER, Role.PARTNER_HEAD), [other_roles.due_contributions]),
    ((Role.COUNCIL,), [other_roles.newest_reports]),
    ((Role.ADMINISTRATOR,), [administrators.portal_state, administrators.missing_holidays]),
]


def home_blocks(user: User) -> Iterator[Block]:
    """The blocks of the user's home page: those of their roles first, then those of their own startups."""
    for roles, builders in BLOCKS:
        if user.has_role(*roles):
            for build in builders:
                built = build(user)
                yield from [built] if isinstance(built, Block) else built
    yield from applicants.applicant_blocks(user)


def task_page_blocks(user: User) -> list[Block]:
    """The blocks that the page of tasks shows beside its table of dossiers, as on the home page."""
    return [block for block in home_blocks(user) if block.is_work and block.on_tasks and block.items]


def urgent_first(blocks: Iterable[Block]) -> list[Block]:
    """Blocks with overdue work first, otherwise in their order."""
    return sorted(blocks, key=lambda block: not block.overdue)
