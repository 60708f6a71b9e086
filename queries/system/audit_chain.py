"""The chain over the audit log: each entry, once it is committed, gets a seal that contains the seal before it.

Entries commit in any order and their ids have gaps, so the chain has numbers of its own: what is found without a seal
gets the next one. Writers never wait for it. What was changed, deleted, put in or moved by hand shows in `faults`.
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
# No transaction of ours is open for longer, so that what is older than this before the last seal has its own.
LONGEST_TRANSACTION = "INTERVAL 1 HOUR"
MOST_FAULTS = 20

# Behind which entry to look for the next without a seal.
Place = tuple[datetime, int]


class Torn(Exception):
    """The end of the chain is not where it was left: sealing on would hide that."""


class Head(NamedTuple):
    """The last seal: its number, its link in hex, and since when it stands."""

    number: int
    link: str
    sealed_at: datetime | None


def head() -> Head:
    """The last seal; number 0 where nothing is sealed yet."""
    last = _last()
    return Head(last["number"], last["link"].hex(), last["sealed_at"]) if last else Head(0, FIRST_LINK.hex(), None)


def waiting() -> bool:
    """Whether an entry has no seal."""
    return bool(_unsealed(_beginning(), 1))


def seal() -> Head | None:
    """Seals all entries that are committed; the new head, None where there was nothing. Torn where it must not."""
    place: Place | None = _beginning()
    sealed = False
    while place is not None:
        place, some = _seal(place)
        sealed = sealed or some
    if not sealed:
        return None
    new = head()
    log.info("audit log sealed", extra={"seal": new.number, "link": new.link})
    return new


def faults() -> list[db.Row]:
    """What in log and chain is not as it was written, at most 20, the first first: `id` (entry), `is_now`, `should_be`.

    Reads all of it. Entries under another secret are known by the chain alone.
    """
    found: list[db.Row] = []
    for fault in _faults():
        found.append(fault)
        if len(found) == MOST_FAULTS:
            break
    return found


def missing(number: int, link: str) -> list[db.Row]:
    """Return a fault where the chain does not hold the seal of this number with this link (in hex); number 0 is none.

    A head that was kept elsewhere shows that the database was put back to an older state, whose chain is sound.
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
        return [_fault(None, f"a log that ends at seal {head().number}", f"seal {number}")]
    if found["link"].hex() != link:
        return [_fault(found["entry_id"], f"seal {number} with another link", "the link that was kept")]
    return []


@db.transactional()
def _seal(place: Place) -> tuple[Place | None, bool]:
    """Seals the next entries behind the place; where to go on (None: nowhere), and whether there was one."""
    signs = audit.signer()
    number, link = _lock_head()
    rows = _unsealed(place, ENTRIES_A_BATCH)
    if not rows:
        return None, False
    seals: list[Any] = []
    for row in rows:
        number += 1
        link = audit_signature.chain_link(link, number, row["id"], [row[name] for name in FIELDS], row["signature"])
        seals += [number, row["id"], link, signs.name, signs.sign_link(number, link)]
    db.execute(
        f"""
        INSERT INTO audit_seals (number, entry_id, link, signer, signature)
        VALUES {db.marks(len(rows), 5)}
        """,
        seals,
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
    """Number and link of the last seal, held until COMMIT."""
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
            raise Torn("the head is gone")
        db.execute(
            """
            INSERT INTO audit_head (id, number, link, signer, signature)
            VALUES (1, %s, %s, %s, %s)
            """,
            (number, link, signs.name, signs.sign_head(number, link)),
        )
    elif problem := _flaw_of_head(kept, number, link):
        raise Torn(problem)
    elif kept["signer"] != signs.name:
        log.warning("the audit log goes on under another secret", extra={"seal": number, "link": link.hex()})
    return number, link


def _flaw_of_head(kept: db.Row, number: int, link: bytes) -> str | None:
    """What is wrong with a head whose last seal is this one."""
    signs = audit.signer()
    if (kept["number"], kept["link"]) != (number, link):
        return f"the head is seal {kept['number']}, the last one there {number}"
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


def _beginning() -> Place:
    """Before this, every entry has its seal."""
    moment: datetime | None = db.fetch_value(
        f"""
        SELECT   sealed_at - {LONGEST_TRANSACTION} AS moment
        FROM     audit_seals FORCE INDEX (PRIMARY)
        ORDER BY number DESC
        LIMIT    1
        """
    )
    return moment or datetime(1970, 1, 1), 0


def _unsealed(place: Place, limit: int) -> list[db.Row]:
    """The next entries behind the place that have no seal."""
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
    before, number, ours, sealed_here = FIRST_LINK, 0, False, False
    for row in _walk():
        if row["number"] != number + 1:
            yield _fault(row["entry_id"], f"behind seal {number}", f"behind seal {row['number'] - 1}")
        number = row["number"]
        values = [row[name] for name in FIELDS]
        if row["id"] is None:
            yield _fault(row["entry_id"], "deleted", f"the entry of seal {number}")
        elif audit_signature.chain_link(before, number, row["id"], values, row["signature"]) != row["link"]:
            yield _fault(row["entry_id"], "changed", f"as seal {number} has it")
        elif flaw := _flaw_of_entry(row, values, ours):
            yield flaw
        if row["seal_signer"] == signs.name:
            sealed_here = True
            if row["seal_signature"] != signs.sign_link(number, row["link"]):
                yield _fault(row["entry_id"], f"seal {number} of another hand", "signed here")
        elif sealed_here:
            yield _fault(row["entry_id"], f"seal {number} under another secret", "under the present one")
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
        yield _fault(None, "the head is gone", f"seal {number}")
    elif kept is not None and (problem := _flaw_of_head(kept, number, before)):
        yield _fault(None, problem, "the last seal as it was signed")
    place: Place = (datetime(1970, 1, 1), 0)
    while rows := _unsealed(place, ENTRIES_A_BATCH):
        for row in rows:
            if flaw := _flaw_of_entry(row, [row[name] for name in FIELDS], ours):
                yield flaw
        place = (rows[-1]["at"], rows[-1]["id"])


def _flaw_of_entry(row: db.Row, values: list[Any], ours: bool) -> db.Row | None:
    """What is wrong with an entry itself; `ours` says that the present secret was in use before it."""
    signs = audit.signer()
    if row["signer"] != signs.name:
        return _fault(row["id"], "signed under another secret", "under the present one") if ours else None
    return None if row["signature"] == signs.sign_entry(values) else _fault(row["id"], "of another hand", "signed here")


def _walk() -> Iterator[db.Row]:
    """All seals in order, each with its entry, whose `id` is None where it is gone."""
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
