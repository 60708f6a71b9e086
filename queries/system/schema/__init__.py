"""The schema: created from schema.sql, upgraded by the steps in migrations/, compared with what there is."""

from __future__ import annotations

from queries.system.schema.comparison import differences
from queries.system.schema.runner import (
    RESTORE,
    RestoreUnfinished,
    applied,
    check,
    create_at,
    create_database,
    drop_database,
    list_migrations,
    unsupported,
    upgrade,
    upgrade_restored,
    version,
)
from queries.system.schema.steps import MIGRATIONS, ROOT, SchemaError, new_migration

__all__ = [
    "MIGRATIONS",
    "RESTORE",
    "ROOT",
    "RestoreUnfinished",
    "SchemaError",
    "applied",
    "check",
    "create_at",
    "create_database",
    "differences",
    "drop_database",
    "list_migrations",
    "new_migration",
    "unsupported",
    "upgrade",
    "upgrade_restored",
    "version",
]
