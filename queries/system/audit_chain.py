"""The audit chain: each committed entry gets a link, whose hash includes the link before it.

Entries commit in any order and their ids have gaps, so links have numbers of their own: an entry without a link gets
the next one. Writers never wait for the chain. `faults` finds entries that were changed, deleted, inserted or moved by
hand. The links are in the table `audit_seals`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import db
from domain.security import audit_signature
from domain.security.audit_signature import FIELDS, FIRST_LINK
from queries.system import audit

log = logging.getLogger("finenice.audit")

ENTRIES_A_BATCH = 1000
# No transaction takes longer, so every entry older than this before the last link has a link.
LONGEST_TRANSACTION = "INTERVAL 1 HOUR"
MOST_FAULTS = 20

# The entry behind which to look for the next one without a link.
Place = tuple[datetime, int]


class ChainBroken(Exception):
    """The end of the chain is not as it was signed. Extending it would hide that."""


class Head(NamedTuple):
    """The last link: its number, its hash in hex, and its time."""

    number: int
    link: str
    sealed_at: datetime | None


def head() -> Head:
    """Return the last link; its number is 0 if the chain is empty."""
    last = _last()
    return Head(last["number"], last["link"].hex(), last["sealed_at"]) if last else Head(0, FIRST_LINK.hex(), None)


def has_unchained() -> bool:
    """Tell whether an entry has no link yet."""
    return bool(_list_unchained(_start(), 1))


def unchained_seconds() -> float:
    """Return the age of the oldest entry that is newer than the last link, or 0 if there is none."""
    age = db.fetch_value(
        """
        SELECT   TIMESTAMPDIFF(MICROSECOND, at, UTC_TIMESTAMP(6)) / 1000000 AS age
        FROM     audit_entries FORCE INDEX (ix_audit_entries_at)
        WHERE    at > %s
        ORDER BY at, id
        LIMIT    1
        """,
        (head().sealed_at or datetime(1970, 1, 1),),
    )
    return float(age or 0)


def extend() -> Head | None:
    """Chain all committed entries. Return the new head, or None if there were none; raise ChainBroken."""
    place: Place | None = _start()
    extended = False
    while place is not None:
        place, some = _extend(place)
        extended = extended or some
    if not extended:
        return None
    new = head()
    log.info("audit chain extended", extra={"number": new.number, "link": new.link})
    return new


def faults() -> list[db.Row]:
    """Return up to 20 faults of log and chain in their order: the entry's `id`, `is_now` and `should_be`.

    Reads the whole log. Entries signed under another secret are verified by the chain alone.
    """
    found: list[db.Row] = []
    for fault in _faults():
        found.append(fault)
        if len(found) == MOST_FAULTS:
            break
    return found


def compare_head(number: int, link: str) -> list[db.Row]:
    """Return a fault unless the chain has this link (in hex) under this number. Number 0 is the empty chain.

    A head that was kept elsewhere reveals a database that was restored to an older state, whose chain is intact.
    """
    if number == 0:
        return []
    found = db.fetch_one(
        """
        SELECT entry_id, link
        FROM   audit_seals
        WHERE  number = %s
        """,
        (number,),
    )
    if found is None:
        return [_fault(None, f"a log that ends at link {head().number}", f"link {number}")]
    if found["link"].hex() != link:
        return [_fault(found["entry_id"], f"another link {number}", "the link that was kept")]
    return []


@db.transactional()
def _extend(place: Place) -> tuple[Place | None, bool]:
    """Chain the next entries behind `place`. Return where to continue (None at the end), and whether there were any."""
    signs = audit.signer()
    number, link = _lock_head()
    rows = _list_unchained(place, ENTRIES_A_BATCH)
    if not rows:
        return None, False
    links: list[Any] = []
    for row in rows:
        number += 1
        link = audit_signature.chain_link(link, number, row["id"], [row[name] for name in FIELDS], row["signature"])
        links += [number, row["id"], link, signs.name, signs.sign_link(number, link)]
    db.execute(
        f"""
        INSERT INTO audit_seals (number, entry_id, link, signer, signature)
        VALUES {db.placeholders(len(rows), 5)}
        """,
        links,
    )
    db.execute(
        """
        UPDATE audit_head FORCE INDEX (PRIMARY)
        SET    number = %s, link = %s, signer = %s, signature = %s
        WHERE  id = 1
        """,
        (number, link, signs.name, signs.sign_head(number, link)),
    )
    return ((rows[-1]["at"], rows[-1]["id"]) if len(rows) == ENTRIES_A_BATCH else None), True


def _lock_head() -> tuple[int, bytes]:
    """Lock the head until COMMIT. Return the number and the hash of the last link."""
    signs = audit.signer()
    kept = db.fetch_one(
        """
        SELECT number, link, signer, signature
        FROM   audit_head FORCE INDEX (PRIMARY)
        WHERE  id = 1
        FOR UPDATE
        """
    )
    last = _last()
    number, link = (last["number"], last["link"]) if last else (0, FIRST_LINK)
    if kept is None:
        if last:
            raise ChainBroken("the head is missing")
        db.execute(
            """
            INSERT INTO audit_head (id, number, link, signer, signature)
            VALUES (1, %s, %s, %s, %s)
            """,
            (number, link, signs.name, signs.sign_head(number, link)),
        )
    elif problem := _head_fault(kept, number, link):
        raise ChainBroken(problem)
    elif kept["signer"] != signs.name:
        log.warning("the audit chain continues under another secret", extra={"number": number, "link": link.hex()})
    return number, link


def _head_fault(kept: db.Row, number: int, link: bytes) -> str | None:
    """Return what is wrong with a head whose last link is this one, or None."""
    signs = audit.signer()
    if (kept["number"], kept["link"]) != (number, link):
        return f"the head is link {kept['number']}, the last link is {number}"
    if kept["signer"] == signs.name and kept["signature"] != signs.sign_head(number, link):
        return "the head was not signed here"
    return None


def _last() -> db.Row | None:
    return db.fetch_one(
        """
        SELECT   number, link, sealed_at
        FROM     audit_seals FORCE INDEX (PRIMARY)
        ORDER BY number DESC
        LIMIT    1
        """
    )


def _start() -> Place:
    """Return the place before which every entry has a link."""
    moment: datetime | None = db.fetch_value(
        f"""
        SELECT   sealed_at - {LONGEST_TRANSACTION} AS moment
        FROM     audit_seals FORCE INDEX (PRIMARY)
        ORDER BY number DESC
        LIMIT    1
        """
    )
    return moment or datetime(1970, 1, 1), 0


def _list_unchained(place: Place, limit: int) -> list[db.Row]:
    """Return the next entries behind `place` without a link."""
    return db.fetch_all(
        f"""
        SELECT   e.id, {", ".join(f"e.{name}" for name in FIELDS)}, e.signer, e.signature
        FROM     audit_entries e FORCE INDEX (ix_audit_entries_at)
        LEFT     JOIN audit_seals s FORCE INDEX (uq_audit_seals_entry) ON s.entry_id = e.id
        WHERE    e.at >= %s AND (e.at > %s OR e.id > %s) AND s.number IS NULL
        ORDER BY e.at, e.id
        LIMIT    %s
        """,
        (place[0], *place, limit),
    )


def _faults() -> Iterator[db.Row]:
    signs = audit.signer()
    before, number, ours, signed_here = FIRST_LINK, 0, False, False
    for row in _walk():
        if row["number"] != number + 1:
            yield _fault(row["entry_id"], f"behind link {number}", f"behind link {row['number'] - 1}")
        number = row["number"]
        values = [row[name] for name in FIELDS]
        if row["id"] is None:
            yield _fault(row["entry_id"], "deleted", f"the entry of link {number}")
        elif audit_signature.chain_link(before, number, row["id"], values, row["signature"]) != row["link"]:
            yield _fault(row["entry_id"], "changed", f"as in link {number}")
        elif fault := _entry_fault(row, values, ours):
            yield fault
        if row["seal_signer"] == signs.name:
            signed_here = True
            if row["seal_signature"] != signs.sign_link(number, row["link"]):
                yield _fault(row["entry_id"], f"link {number} with another signature", "signed here")
        elif signed_here:
            yield _fault(row["entry_id"], f"link {number} under another secret", "under the present one")
        ours = ours or row["signer"] == signs.name
        before = row["link"]
    kept = db.fetch_one(
        """
        SELECT number, link, signer, signature
        FROM   audit_head
        WHERE  id = 1
        """
    )
    if kept is None and number:
        yield _fault(None, "the head is missing", f"link {number}")
    elif kept is not None and (problem := _head_fault(kept, number, before)):
        yield _fault(None, problem, "the last link as it was signed")
    place: Place = (datetime(1970, 1, 1), 0)
    while rows := _list_unchained(place, ENTRIES_A_BATCH):
        for row in rows:
            if fault := _entry_fault(row, [row[name] for name in FIELDS], ours):
                yield fault
        place = (rows[-1]["at"], rows[-1]["id"])


def _entry_fault(row: db.Row, values: list[Any], ours: bool) -> db.Row | None:
    """Return the fault of an entry itself, or None. `ours`: the present secret was in use before it."""
    signs = audit.signer()
    if row["signer"] != signs.name:
        return _fault(row["id"], "signed under another secret", "under the present one") if ours else None
    return (
        None if row["signature"] == signs.sign_entry(values) else _fault(row["id"], "another signature", "signed here")
    )


def _walk() -> Iterator[db.Row]:
    """Yield all links in order, each with its entry, whose `id` is None if the entry is missing."""
    number = 0
    while True:
        rows = db.fetch_all(
            f"""
            SELECT   s.number, s.entry_id, s.link, s.signer AS seal_signer, s.signature AS seal_signature,
                     e.id, {", ".join(f"e.{name}" for name in FIELDS)}, e.signer, e.signature
            FROM     audit_seals s FORCE INDEX (PRIMARY)
            LEFT     JOIN audit_entries e FORCE INDEX (PRIMARY) ON e.id = s.entry_id
            WHERE    s.number > %s
            ORDER BY s.number
            LIMIT    %s
            """,
            (number, ENTRIES_A_BATCH),
        )
        yield from rows
        if len(rows) < ENTRIES_A_BATCH:
            return
        number = rows[-1]["number"]


def _fault(entry_id: int | None, is_now: str, should_be: str) -> db.Row:
    return {"id": entry_id, "is_now": is_now, "should_be": should_be}
