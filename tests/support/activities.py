"""A long activity log."""

from __future__ import annotations

from support.people import Person, Shop


def add_activities(shop: Shop, person: Person, rows: int, mark: str = "x") -> None:
    """Add rows of 450 marks to the activity log."""
    shop.rows(
        f"""
        INSERT INTO activities (user_id, type, detail, created_at, address)
        WITH RECURSIVE ten AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM ten WHERE n < 9)
        SELECT %s, 'product_viewed', REPEAT(%s, 450), '2026-01-01' + INTERVAL a.n + 10 * b.n SECOND, ''
        FROM   ten a, ten b, ten c, ten d, ten e
        LIMIT  {rows}
        """,
        (person.id, mark),
    )
