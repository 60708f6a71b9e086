"""Requests that a provider collects: what it is to be asked, and what it answered.

A request stands before the provider is asked. It keeps its name there, so that asking twice asks once.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

import orjson

import db
from domain.payments.providers import PROVIDERS
from queries.sales import payments
from queries.sales.incoming import closing
from queries.system import audit, jobs

JOB = "payment_ask"
# The answer of an account without a provider, for development. The names lead nowhere (RFC 2606).
LOCAL_PAGE = "https://payments.invalid/"


def columns(order_id: int, account: db.Row) -> dict[str, Any]:
    """Return the columns of a new request that its provider needs, if its account is one of a provider."""
    if account["kind"] not in PROVIDERS:
        return {}
    name = f"FN{order_id}-{secrets.token_hex(6)}"
    values: dict[str, Any] = {"provider_ref": name}
    if account["details"]["environment"] == "local":
        page = account["details"]["channel"] == "page"
        values["payload"] = orjson.dumps({"url": LOCAL_PAGE + name} if page else {"qris": name}).decode()
    return values


def enqueue(request_id: int, account: db.Row, values: dict[str, Any]) -> None:
    """Let a job ask the provider for what the buyer pays with, after COMMIT."""
    if account["kind"] in PROVIDERS and values["payload"] is None:
        jobs.enqueue(JOB, {"request_id": request_id})


def get(request_id: int) -> dict[str, Any] | None:
    """Return a request with its account and sealed keys, and its age in seconds."""
    row = db.fetch_one(
        """
        SELECT r.id, r.transaction_id, r.owner_id, r.state, r.amount + r.code AS payable, r.payload, r.expires_at,
               r.provider_ref, r.created_at, a.kind, a.details, a.sealed, a.public_id
        FROM   payment_requests r FORCE INDEX (PRIMARY)
        JOIN   payment_accounts a FORCE INDEX (PRIMARY) ON a.id = r.account_id
        WHERE  r.id = %s
        """,
        (request_id,),
    )
    if row is None:
        return None
    age = (datetime.now(UTC).replace(tzinfo=None) - row["created_at"]).total_seconds()
    read = {name: row[name] and orjson.loads(row[name]) for name in ("payload", "details")}
    return {**row, **read, "age": age}


@db.transactional(repeatable=True)
def keep_answer(found: dict[str, Any], payload: dict[str, Any]) -> None:
    """Keep what the buyer pays with. A closed request keeps it, too: the provider may still take money for it."""
    payments.lock(found["transaction_id"], found["owner_id"], ("seller",))
    with audit.changing("payment_requests", found["id"]):
        db.execute(
            """
            UPDATE payment_requests FORCE INDEX (PRIMARY)
            SET    payload = %s
            WHERE  id = %s AND payload IS NULL
            """,
            (orjson.dumps(payload).decode(), found["id"]),
        )


@db.transactional(repeatable=True)
def give_up(found: dict[str, Any], reason: str) -> None:
    """Close a request that the provider does not collect, unless it was closed meanwhile."""
    payments.lock(found["transaction_id"], found["owner_id"], ("seller",))
    state = db.fetch_value(
        """
        SELECT state
        FROM   payment_requests FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (found["id"],),
    )
    if state == "pending":
        closing.set_state(found["id"], "failed", None, reason=reason[:200])


def newest_local(order_id: int) -> int | None:
    """Return the newest request of an order on a local account, an open one first."""
    rows = db.fetch_all(
        """
        SELECT   r.id, r.state, a.kind, a.details
        FROM     payment_requests r FORCE INDEX (ix_payment_requests_transaction)
        JOIN     payment_accounts a FORCE INDEX (PRIMARY) ON a.id = r.account_id
        WHERE    r.transaction_id = %s
        ORDER BY r.id
        """,
        (order_id,),
    )
    local = [row for row in rows if orjson.loads(row["details"]).get("environment") == "local"]
    return max(((row["state"] == "pending", row["id"]) for row in local), default=(False, None))[1]
