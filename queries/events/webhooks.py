"""Webhooks as their owners manage them. Secrets are stored encrypted, and shown once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

import db
from domain.events.types import TEST
from problems import Problem
from queries.events import feed
from queries.events.feed import Place
from queries.system import audit, emails

PauseReason = Literal["owner", "failing", "gone", "password_reset"]
Kind = Literal["regular", "replay", "test"]

MOST = 10
# Replays and tests of a webhook that wait to be sent.
MOST_WAITING = 20
OVERLAP_HOURS = 24
COLUMNS = """w.id, w.url, w.description, w.types, w.active, w.pause_reason, w.paused_at, w.failures, w.failing_since,
               w.next_at, w.position_at, w.created_at,
               CASE WHEN w.old_ends_at > UTC_TIMESTAMP(6) THEN w.old_ends_at END AS old_secret_ends_at"""
DELIVERY = "id, kind, event_id, type, created_at, sent_at, milliseconds, status_code, answer, error"


def encode(places: feed.Places) -> str:
    """Return the position of a webhook as it is stored."""
    return orjson.dumps([list(place) for place in sorted(places.values())]).decode()


def decode(position: str) -> dict[int, Place]:
    """Return the places of a stored position."""
    return feed.by_range([Place(*place) for place in orjson.loads(position)])


def page(owner_id: int, before: int, limit: int) -> list[db.Row]:
    """Return the owner's webhooks with ids below `before`, newest first."""
    rows = db.fetch_all(
        f"""
        SELECT   {COLUMNS}
        FROM     webhooks w FORCE INDEX (ix_webhooks_owner)
        WHERE    w.owner_id = %s AND w.id < %s
        ORDER BY w.id DESC
        LIMIT    %s
        """,
        (owner_id, before, limit),
    )
    return [_serialize(row) for row in rows]


def get(owner_id: int, webhook_id: int) -> db.Row:
    """Return a webhook of the owner, or raise a 404."""
    row = db.fetch_one(
        f"""
        SELECT {COLUMNS}
        FROM   webhooks w FORCE INDEX (PRIMARY)
        WHERE  w.id = %s AND w.owner_id = %s
        """,
        (webhook_id, owner_id),
    )
    if row is None:
        raise Problem("webhook_not_found", id=webhook_id)
    return _serialize(row)


@db.transactional()
def add(owner_id: int, fields: Mapping[str, Any], sealed: bytes, language: str) -> db.Row:
    """Add a webhook that gets the events from now on, and return it. Raises a 409 if the owner has too many."""
    db.fetch_all(
        """
        SELECT id
        FROM   users FORCE INDEX (PRIMARY)
        WHERE  id = %s
        FOR UPDATE
        """,
        (owner_id,),
    )
    if len(page(owner_id, 2**63 - 1, MOST)) == MOST:
        raise Problem("too_many_webhooks", most=MOST)
    row = {
        **_stored(fields),
        "owner_id": owner_id,
        "language": language,
        "secret": sealed.decode(),
        "position": encode(feed.now()),
        "position_at": datetime.now(UTC).replace(tzinfo=None),
    }
    if not row["active"]:
        row |= {"pause_reason": "owner", "paused_at": row["position_at"]}
    webhook_id = db.insert(
        f"""
        INSERT INTO webhooks ({", ".join(row)})
        VALUES ({db.placeholders(len(row))})
        """,
        list(row.values()),
    )
    audit.created("webhooks", webhook_id)
    return get(owner_id, webhook_id)


@db.transactional()
def update(owner_id: int, webhook_id: int, fields: Mapping[str, Any]) -> db.Row:
    """Set the given fields, and return the webhook.

    `active` false pauses it; true has it go on where it stopped, at once.
    """
    before = get(owner_id, webhook_id)
    changes = _stored(fields)
    if "active" in changes and changes["active"] != before["active"]:
        changes |= _resumed() if changes["active"] else _paused("owner")
    elif changes.get("active") or "url" in changes:
        # A receiver that was mended need not wait for the next attempt.
        changes |= {"next_at": None}
    if changes:
        with audit.changing("webhooks", webhook_id):
            _set(webhook_id, changes)
    return get(owner_id, webhook_id)


@db.transactional()
def rotate(owner_id: int, webhook_id: int, sealed: bytes) -> db.Row:
    """Replace the secret, and return the webhook. The one before signs as well for OVERLAP_HOURS."""
    get(owner_id, webhook_id)
    with audit.changing("webhooks", webhook_id):
        db.execute(
            """
            UPDATE webhooks FORCE INDEX (PRIMARY)
            SET    old_secret = secret, old_ends_at = UTC_TIMESTAMP(6) + INTERVAL %s HOUR, secret = %s
            WHERE  id = %s
            """,
            (OVERLAP_HOURS, sealed.decode(), webhook_id),
        )
    return get(owner_id, webhook_id)


@db.transactional()
def delete(owner_id: int, webhook_id: int) -> None:
    """Delete a webhook, or raise a 404."""
    get(owner_id, webhook_id)
    audit.removed("webhooks", webhook_id)
    db.execute(
        """
        DELETE FROM webhooks
        WHERE  id = %s
        """,
        (webhook_id,),
    )


def deliveries(owner_id: int, webhook_id: int, before: int, limit: int) -> list[db.Row]:
    """Return the attempts of a webhook with ids below `before`, newest first, or raise a 404."""
    get(owner_id, webhook_id)
    return db.fetch_all(
        f"""
        SELECT   {DELIVERY}
        FROM     deliveries FORCE INDEX (ix_deliveries_webhook)
        WHERE    webhook_id = %s AND id < %s
        ORDER BY id DESC
        LIMIT    %s
        """,
        (webhook_id, before, limit),
    )


@db.transactional()
def request(owner_id: int, webhook_id: int, event_text: str | None) -> db.Row:
    """Have an event sent once more, or with None a test; return the delivery, which waits.

    Raises Problem: 404; 409 if too many wait already.
    """
    get(owner_id, webhook_id)
    waiting = db.fetch_all(
        """
        SELECT   id
        FROM     deliveries FORCE INDEX (ix_deliveries_sent)
        WHERE    sent_at IS NULL AND webhook_id = %s
        LIMIT    %s
        """,
        (webhook_id, MOST_WAITING),
    )
    if len(waiting) == MOST_WAITING:
        raise Problem("too_many_deliveries_waiting", most=MOST_WAITING)
    event = None if event_text is None else feed.get(owner_id, event_text)
    row: dict[str, Any] = {"webhook_id": webhook_id, "kind": "test", "event_id": "", "type": TEST}
    if event is not None:
        row |= {"kind": "replay", "event_id": event["id"], "type": event["type"]}
    delivery_id = db.insert(
        f"""
        INSERT INTO deliveries ({", ".join(row)})
        VALUES ({db.placeholders(len(row))})
        """,
        list(row.values()),
    )
    if event is None:
        db.execute(
            """
            UPDATE deliveries FORCE INDEX (PRIMARY)
            SET    event_id = %s
            WHERE  id = %s
            """,
            (f"evt_test_{delivery_id}", delivery_id),
        )
    audit.created("deliveries", delivery_id)
    found = db.fetch_one(
        f"""
        SELECT {DELIVERY}
        FROM   deliveries FORCE INDEX (PRIMARY)
        WHERE  id = %s
        """,
        (delivery_id,),
    )
    assert found is not None
    return found


def pause(webhook: db.Row, reason: PauseReason) -> None:
    """Pause a webhook in the caller's transaction, and tell its owner by e-mail."""
    with audit.changing("webhooks", webhook["id"], by=webhook["owner_id"]):
        _set(webhook["id"], _paused(reason))
    emails.notify(
        webhook["owner_id"],
        "webhook_gone" if reason == "gone" else "webhook_paused",
        webhook["language"],
        {"url": webhook["url"], "number": webhook["id"]},
    )


def pause_all(owner_id: int) -> int:
    """Pause the active webhooks of an owner whose password is reset, in the caller's transaction; return their number.

    One e-mail tells of all, without their addresses: somebody else may have chosen them.
    """
    rows = db.fetch_all(
        """
        SELECT   id, language
        FROM     webhooks FORCE INDEX (ix_webhooks_owner)
        WHERE    owner_id = %s AND active = 1
        ORDER BY id
        FOR UPDATE
        """,
        (owner_id,),
    )
    for row in rows:
        with audit.changing("webhooks", row["id"], by=owner_id):
            _set(row["id"], _paused("password_reset"))
    if rows:
        numbers = ", ".join(str(row["id"]) for row in rows)
        emails.notify(owner_id, "webhooks_paused", rows[0]["language"], {"number": numbers})
    return len(rows)


def _paused(reason: PauseReason) -> dict[str, Any]:
    now = datetime.now(UTC).replace(tzinfo=None)
    return {"active": False, "pause_reason": reason, "paused_at": now, "next_at": None}


def _resumed() -> dict[str, Any]:
    cleared = dict.fromkeys(("pause_reason", "paused_at", "failing_since", "next_at"))
    return {"active": True, "failures": 0, **cleared}


def _stored(fields: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: fields[name] for name in ("url", "description", "active") if name in fields}
    return {**columns, **({"types": _joined(fields["types"])} if "types" in fields else {})}


def _joined(types: Collection[str]) -> str:
    return " ".join(sorted(set(types)))


def _set(webhook_id: int, columns: Mapping[str, Any]) -> None:
    db.execute(
        f"""
        UPDATE webhooks FORCE INDEX (PRIMARY)
        SET    {", ".join(f"{column} = %s" for column in columns)}
        WHERE  id = %s
        """,
        [*columns.values(), webhook_id],
    )


def _serialize(row: db.Row) -> db.Row:
    types: Sequence[str] = row["types"].split()
    return {**row, "active": bool(row["active"]), "types": types}
