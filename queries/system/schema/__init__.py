"""The schema: created from schema.sql, upgraded by the steps in migrations/, compared with what there is."""

from __future__ import annotations

from queries.system.schema.comparison import differences
from queries.system.schema.runner import create_database, list_migrations, unsupported, upgrade, version
from queries.system.schema.steps import SchemaError, new_migration

__all__ = [
    "SchemaError",
    "create_database",
    "differences",
    "list_migrations",
    "new_migration",
    "unsupported",
    "upgrade",
    "version",
]
