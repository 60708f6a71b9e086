"""Statements of the items that tills without a network have sent. Their client ids last for ever."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import orjson

import db
from domain.commerce.offline import Sent, Type, without_customer
from problems import Fault, Problem
from queries.sales import transactions
from queries.system import audit

State = Literal["booked", "review", "rejected"]
Flags = list[dict[str, Any]]

# What the column of problems holds, in bytes; and of one that is longer, how many things are kept.
LARGEST_PROBLEM = 60_000
MOST_KEPT = 20
# Sales that one statement looks up.
BATCH = 500

COLUMNS = """s.owner_id, s.client_id, s.till_id, s.type, s.state, s.document_id, s.shift_id, s.at, s.received_at,
                 s.fingerprint, s.flags, s.problem, s.body, s.actor_id, s.reviewed_by, s.reviewed_at"""


class Known(NamedTuple):
    """An item that was sent before."""

    type: Type
    state: State
    document_id: int | None
    fingerprint: bytes
    flags: Flags
    problem: Problem | None


class Outcome(NamedTuple):
    """What has become of an item: its state, its document, its shift, and what was noted of it.

    `changes_shift` tells that the shift is not as it was read before.
    """

    state: State
    document_id: int | None = None
    shift_id: int | None = None
    flags: Flags = []
    problem: Problem | None = None
    receipt_no: int | None = None
    receipt_number: str | None = None
    changes_shift: bool = False


def find(owner_id: int, client_ids: Collection[str]) -> dict[str, Known]:
    """Return those of these items that were sent before, by client id."""
    if not client_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT client_id, type, state, document_id, fingerprint, flags, problem
        FROM   sync_items FORCE INDEX (PRIMARY)
        WHERE  owner_id = %s AND client_id IN ({db.placeholders(len(client_ids))})
        """,
        [owner_id, *sorted(client_ids)],
    )
    return {
        row["client_id"]: Known(
            row["type"], row["state"], row["document_id"], bytes(row["fingerprint"]),
            orjson.loads(row["flags"] or "[]"), decode(row["problem"]) if row["problem"] else None,
        )
        for row in rows
    }  # fmt: skip


def sold_lines(sale_id: int) -> list[db.Row]:
    """Return the lines of a sale, each with the total and the receipt of the sale."""
    return db.fetch_all(
        """
        SELECT t.total, t.till_id, t.receipt_no, i.product_id, i.qty
        FROM   transactions t FORCE INDEX (PRIMARY)
        JOIN   transaction_items i FORCE INDEX (PRIMARY) ON i.transaction_id = t.id
        WHERE  t.id = %s
        """,
        (sale_id,),
    )


def receipts(sale_ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """Return the series and the number of the receipt of each of these sales that has one."""
    if not sale_ids:
        return {}
    rows = db.fetch_all(
        f"""
        SELECT t.id, l.series, t.receipt_no
        FROM   transactions t FORCE INDEX (PRIMARY)
        JOIN   tills l ON l.id = t.till_id
        WHERE  t.id IN ({db.placeholders(len(sale_ids))}) AND t.receipt_no IS NOT NULL
        """,
        sorted(sale_ids),
    )
    return {row["id"]: (row["series"], row["receipt_no"]) for row in rows}


def insert_all(owner_id: int, till_id: int, done: Sequence[tuple[Sent, Outcome]], by: int) -> None:
    """Insert items in the transaction that books them, or keeps them for a review. A twin is a duplicate key."""
    received_at = datetime.now(UTC).replace(tzinfo=None)
    rows = [
        {
            "owner_id": owner_id,
            "client_id": sent.client_id,
            "till_id": till_id,
            "type": sent.type,
            "state": outcome.state,
            "document_id": outcome.document_id,
            "shift_id": outcome.shift_id,
            "at": sent.at.replace(tzinfo=None),
            "received_at": received_at,
            "fingerprint": sent.fingerprint,
            "flags": orjson.dumps(outcome.flags).decode() if outcome.flags else None,
            "problem": encode(outcome.problem) if outcome.problem else None,
            "body": orjson.dumps(sent.body).decode() if outcome.state == "review" else None,
            "actor_id": by,
        }
        for sent, outcome in done
    ]
    db.execute(
        f"""
        INSERT INTO sync_items ({", ".join(rows[0])})
        VALUES {db.placeholders(len(rows), len(rows[0]))}
        """,
        [value for row in rows for value in row.values()],
    )


def lock(owner_id: int, client_id: str) -> db.Row | None:
    """Return an item, locked until COMMIT, or None."""
    return db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   sync_items s FORCE INDEX (PRIMARY)
        WHERE  s.owner_id = %s AND s.client_id = %s
        FOR UPDATE
        """,
        (owner_id, client_id),
    )


def settle(owner_id: int, client_id: str, outcome: Outcome, by: int) -> None:
    """Record what a manager has decided of a locked item. Of what is booked, body and problem are kept no longer."""
    db.execute(
        """
        UPDATE sync_items FORCE INDEX (PRIMARY)
        SET    state = %s, document_id = %s, shift_id = %s, flags = %s, body = CASE %s WHEN 'booked' THEN NULL
                                                                                ELSE body END,
               problem = CASE %s WHEN 'booked' THEN NULL ELSE problem END, reviewed_by = %s,
               reviewed_at = UTC_TIMESTAMP(6)
        WHERE  owner_id = %s AND client_id = %s
        """,
        (
            outcome.state,
            outcome.document_id,
            outcome.shift_id,
            orjson.dumps(outcome.flags).decode() if outcome.flags else None,
            outcome.state,
            outcome.state,
            by,
            owner_id,
            client_id,
        ),
    )


def of_customer(owner_id: int, customer_id: int) -> list[db.Row]:
    """Return the items of a customer of this owner that are kept with their body, latest first.

    These are sales to the customer, refunds of such sales, and what the customer has paid back.
    """
    rows = db.fetch_all(
        """
        SELECT   client_id, type, state, at, received_at, problem, body
        FROM     sync_items FORCE INDEX (ix_sync_items_state)
        WHERE    owner_id = %s AND state IN ('review', 'rejected') AND body IS NOT NULL
                 AND (type = 'refund' OR JSON_EXTRACT(body, '$.customer_id') = %s
                      OR JSON_EXTRACT(body, '$.body.customer_id') = %s)
        ORDER BY received_at DESC, client_id DESC
        """,
        (owner_id, customer_id, customer_id),
    )
    for row in rows:
        row["body"] = orjson.loads(row["body"])
    refunded = [row["body"] for row in rows if row["type"] == "refund"]
    sold = {row["client_id"] for row in rows if row["type"] == "sale"}
    sold |= _sold_to(customer_id, "id", [body["transaction_id"] for body in refunded if body.get("transaction_id")])
    named = [body["sale_client_id"].lower() for body in refunded if body.get("sale_client_id")]
    sold |= _sold_to(customer_id, "client_id", named)
    return [
        row
        for row in rows
        if row["type"] != "refund"
        or row["body"].get("transaction_id") in sold
        or (row["body"].get("sale_client_id") or "").lower() in sold
    ]


def customer_of(item: Mapping[str, Any]) -> int | None:
    """Return the customer whom an item with its body is about, or None."""
    sent = item["body"] or {}
    named: int | None = sent.get("customer_id") or sent.get("body", {}).get("customer_id")
    if named is not None or item["type"] != "refund":
        return named
    sale_id: int | None = sent.get("transaction_id")
    if sale_id is None:
        client_id = (sent.get("sale_client_id") or "").lower()
        sale_id = transactions.by_client_id(item["owner_id"], [client_id]).get(client_id)
    found: int | None = db.fetch_value(
        """
        SELECT customer_id
        FROM   transactions FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (sale_id,),
    )
    return found


def _sold_to(customer_id: int, column: Literal["id", "client_id"], values: Sequence[Any]) -> set[Any]:
    """Return those of these sales that were made to the customer, by their id or client id."""
    found = set[Any]()
    for start in range(0, len(values), BATCH):
        part = values[start : start + BATCH]
        rows = db.fetch_all(
            f"""
            SELECT {column} AS name
            FROM   transactions FORCE INDEX (ix_transactions_customer)
            WHERE  customer_id = %s AND {column} IN ({db.placeholders(len(part))})
            """,
            [customer_id, *part],
        )
        found |= {row["name"] for row in rows}
    return found


def erase_customer(owner_id: int, customer_id: int) -> None:
    """Erase what items tell of a locked customer: rejected ones keep nothing, the others what is to be booked."""
    for row in of_customer(owner_id, customer_id):
        body = problem = None
        if row["state"] == "review":
            body = orjson.dumps(without_customer(row["body"])).decode()
            problem = row["problem"] and encode(_brief(decode(row["problem"])))
        db.execute(
            """
            UPDATE sync_items FORCE INDEX (PRIMARY)
            SET    body = %s, problem = %s
            WHERE  owner_id = %s AND client_id = %s AND state = %s
            """,
            (body, problem, owner_id, row["client_id"], row["state"]),
        )
        audit.write("UPDATE", "sync_items", (owner_id, row["client_id"]), None, {"columns": ["body", "problem"]})


def _brief(problem: Problem) -> Problem:
    """Return a problem without the goods that it names, which have notes."""
    members = {name: value for name, value in problem.members.items() if not isinstance(value, (dict, list))}
    return Problem(problem.code, problem.faults, members=members, **problem.words)


def count_of_shift(shift_id: int) -> int:
    """Return how many items of a shift have come, its opening left out."""
    found: int = db.fetch_value(
        """
        SELECT COUNT(*)
        FROM   sync_items FORCE INDEX (ix_sync_items_shift)
        WHERE  shift_id = %s AND type NOT IN ('shift_open', 'shift_close')
        """,
        (shift_id,),
    )
    return found


def page(
    owner_id: int, till_id: int | None, state: State | None, flagged: bool, after: tuple[datetime, str], limit: int
) -> list[db.Row]:
    """Return items of an owner, of one till if given, latest first, behind the time and the client id `after`."""
    states: Sequence[str] = [state] if state else ["booked", "review", "rejected"]
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}, u.name AS actor_name, r.name AS reviewer_name
        FROM     sync_items s FORCE INDEX (ix_sync_items_state)
        JOIN     users u ON u.id = s.actor_id
        LEFT JOIN users r ON r.id = s.reviewed_by
        WHERE    s.owner_id = %s AND s.state IN ({db.placeholders(len(states))}) AND (%s IS NULL OR s.till_id = %s)
                 AND (NOT %s OR s.flags IS NOT NULL)
                 AND (s.received_at < %s OR (s.received_at = %s AND s.client_id < %s))
        ORDER BY s.received_at DESC, s.client_id DESC
        LIMIT    %s
        """,
        [owner_id, *states, till_id, till_id, flagged, after[0], *after, limit],
    )
    return [shown(row) for row in rows]


def shown(row: db.Row) -> dict[str, Any]:
    """Return an item as a reply has it."""
    return {
        **row,
        "flags": orjson.loads(row["flags"] or "[]"),
        "problem": decode(row["problem"]) if row["problem"] else None,
        "body": orjson.loads(row["body"]) if row["body"] else None,
    }


def encode(problem: Problem) -> str:
    """Return a problem as JSON, without its sentences. Of very many things that it names, the first ones are kept."""
    faults = [[fault.field, fault.code, fault.words] for fault in problem.faults]
    members = problem.members
    stored = orjson.dumps([problem.code, problem.words, members, faults], default=str)
    if len(stored) > LARGEST_PROBLEM:
        members = {
            name: value[:MOST_KEPT] if isinstance(value, list) else value
            for name, value in members.items()
            if not isinstance(value, dict)
        }
        stored = orjson.dumps([problem.code, problem.words, members, faults[:MOST_KEPT]], default=str)
    return stored.decode()


def decode(stored: str) -> Problem:
    """Return the problem of `encode`."""
    code, words, members, faults = orjson.loads(stored)
    return Problem(code, [Fault(*fault) for fault in faults], members=members, **words)
