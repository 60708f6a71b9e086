"""The privileges of the service's database user, who can't change the schema and only appends to the audit log."""

from __future__ import annotations

from collections.abc import Iterator

import db

# Beyond SELECT. A table that is not listed may be changed at will.
FEWER = {
    "audit_entries": "INSERT",
    "audit_seals": "INSERT",
    # One row, which says where the chain ends.
    "audit_head": "INSERT, UPDATE",
    "schema_migrations": "",
}
ALL = "INSERT, UPDATE, DELETE"


def account() -> tuple[str, str]:
    """Return the user and the host of the account that this connection belongs to."""
    user, _, host = str(db.fetch_value("SELECT CURRENT_USER() AS account")).rpartition("@")
    return user, host


def list_statements(user: str, host: str) -> Iterator[str]:
    """Yield the GRANT statements that the service's user needs, one for each table."""
    name = db.current().name
    for table in _tables():
        privileges = ", ".join(filter(None, ("SELECT", FEWER.get(table, ALL))))
        yield f"GRANT {privileges} ON `{name}`.`{table}` TO {_quoted(user)}@{_quoted(host)}"


def apply(user: str, host: str) -> None:
    """Grant the privileges. The caller's own user must have them, with GRANT OPTION."""
    for statement in list_statements(user, host):
        db.execute(statement)


def _tables() -> list[str]:
    rows = db.fetch_all(
        """
        SELECT   table_name AS name
        FROM     information_schema.tables
        WHERE    table_schema = DATABASE() AND table_type = 'BASE TABLE'
        ORDER BY table_name
        """
    )
    return [row["name"] for row in rows]


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
