"""Figures of the whole platform, for admins: what happened on each day, and what waits or has failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import db
from domain.commerce import days

# Activities of which each day shows the number.
COUNTED = {"sign_up": "sign_ups", "course_enrolled": "enrolments", "course_completed": "completions"}
EMPTY = {"active_users": 0, "sales": 0, "revenue": 0, **dict.fromkeys(COUNTED.values(), 0)}


def daily(first: date, last: date) -> list[dict[str, Any]]:
    """Return the figures of each day in Jakarta from `first` to `last`, oldest first; revenue in whole rupiah."""
    start, end = days.beginning(first), days.end(last)
    found = {first + timedelta(days=number): dict(EMPTY) for number in range((last - first).days + 1)}
    for row in _activities(start, end):
        found[row["day"]][COUNTED[row["type"]] if row["type"] else "active_users"] = int(row["number"])
    for row in _sales(start, end):
        found[row["day"]].update(sales=int(row["sales"]), revenue=int(row["revenue"]))
    return [{"date": day, **figures} for day, figures in found.items()]


def totals() -> dict[str, Any]:
    """Return the number of accounts, of users by role, and of what waits or has failed."""
    found = db.fetch_one(
        """
        SELECT (SELECT COUNT(*) FROM users WHERE active = 1)                    AS active_accounts,
               (SELECT COUNT(*) FROM user_roles WHERE role = 'seller')          AS sellers,
               (SELECT COUNT(*) FROM user_roles WHERE role = 'developer')       AS developers,
               (SELECT COUNT(*) FROM user_roles WHERE role = 'admin')           AS admins,
               (SELECT COUNT(*) FROM role_requests WHERE state = 'pending')     AS role_requests,
               (SELECT COUNT(*) FROM jobs WHERE state = 'queued')               AS jobs_queued,
               (SELECT COUNT(*) FROM jobs WHERE state = 'failed')               AS jobs_failed,
               (SELECT COUNT(*) FROM letters WHERE sent_at IS NULL)             AS emails_unsent
        """
    )
    assert found is not None
    return found


def list_jobs() -> list[db.Row]:
    """Return the number of jobs by `kind` and `state`, and for how long the oldest one is due (`seconds_due`)."""
    return db.fetch_all(
        """
        SELECT   kind, state, COUNT(*) AS number,
                 GREATEST(0, TIMESTAMPDIFF(MICROSECOND, MIN(due_at), UTC_TIMESTAMP(6))) / 1000000 AS seconds_due
        FROM     jobs FORCE INDEX (ix_jobs_due)
        WHERE    state IN ('queued', 'running', 'failed')
        GROUP BY kind, state
        """
    )


def count_emails() -> db.Row:
    """Return the number of e-mails that are `waiting` and that were `given_up`, and the age of the oldest waiting one.

    At most the newest 10,000 are counted.
    """
    found = db.fetch_one(
        """
        SELECT COALESCE(SUM(state <> 'failed'), 0)                                        AS waiting,
               COALESCE(SUM(state = 'failed'), 0)                                         AS given_up,
               COALESCE(MAX(CASE WHEN state <> 'failed'
                                 THEN TIMESTAMPDIFF(SECOND, created_at, UTC_TIMESTAMP(6)) END), 0) AS age
        FROM   (SELECT    l.created_at, COALESCE(j.state, 'queued') AS state
                FROM      letters l FORCE INDEX (ix_letters_sent)
                LEFT JOIN jobs j ON j.unique_name = CONVERT(CONCAT('letter:', l.id) USING ascii)
                WHERE     l.sent_at IS NULL
                ORDER BY  l.id DESC
                LIMIT     10000) unsent
        """
    )
    assert found is not None
    return found


def count_sold_out() -> int:
    """Return the number of listed products without stock."""
    return int(
        db.fetch_value(
            """
            SELECT COUNT(*) AS number
            FROM   products FORCE INDEX (ix_products_in_stock)
            WHERE  listed = 1 AND in_stock = 0
            """
        )
    )


def _activities(start: datetime, end: datetime) -> Sequence[db.Row]:
    """Return the people of each day (type NULL), and the number of each counted activity."""
    return db.fetch_all(
        f"""
        SELECT   DATE(created_at + INTERVAL 7 HOUR) AS day, NULL AS type, COUNT(DISTINCT user_id) AS number
        FROM     activities FORCE INDEX (ix_activities_newest)
        WHERE    created_at >= %s AND created_at < %s
        GROUP BY DATE(created_at + INTERVAL 7 HOUR)
        UNION ALL
        SELECT   DATE(created_at + INTERVAL 7 HOUR) AS day, type, COUNT(*) AS number
        FROM     activities FORCE INDEX (ix_activities_newest)
        WHERE    created_at >= %s AND created_at < %s AND type IN ({db.placeholders(len(COUNTED))})
        GROUP BY DATE(created_at + INTERVAL 7 HOUR), type
        """,
        [start, end, start, end, *COUNTED],
    )


def _sales(start: datetime, end: datetime) -> Sequence[db.Row]:
    """Return the sales of each day, and their revenue less what was given back on it."""
    return db.fetch_all(
        """
        SELECT   n.day, SUM(n.sales) AS sales, SUM(n.revenue) AS revenue
        FROM     (SELECT   DATE(created_at + INTERVAL 7 HOUR) AS day, COUNT(*) AS sales, SUM(total) AS revenue
                  FROM     transactions FORCE INDEX (ix_transactions_day)
                  WHERE    created_at >= %s AND created_at < %s AND status = 'paid'
                  GROUP BY DATE(created_at + INTERVAL 7 HOUR)
                  UNION ALL
                  SELECT   DATE(refunded_at + INTERVAL 7 HOUR), 0, -SUM(amount)
                  FROM     refunds FORCE INDEX (ix_refunds_day)
                  WHERE    refunded_at >= %s AND refunded_at < %s
                  GROUP BY DATE(refunded_at + INTERVAL 7 HOUR)) n
        GROUP BY n.day
        """,
        (start, end, start, end),
    )
