"""The tables of reference data that are edited in the portal. A new table is one entry in a module of this package."""

from programmes.plan.reference_tables.code_lists import CODE_LIST_TABLES
from programmes.plan.reference_tables.legal import LEGAL_TABLES
from programmes.plan.reference_tables.programme import PROGRAMME_TABLES
from programmes.plan.reference_tables.table import ReferenceTable

TABLES = (*PROGRAMME_TABLES, *LEGAL_TABLES, *CODE_LIST_TABLES)
TABLES_BY_SLUG = {table.slug: table for table in TABLES}
EDITORS = frozenset().union(*(table.roles for table in TABLES))

__all__ = ["EDITORS", "TABLES", "TABLES_BY_SLUG", "ReferenceTable"]
