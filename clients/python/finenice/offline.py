"""A queue for tills that sell without a network: what happens is stored first, and sent by `POST /api/sync` later.

queue = OfflineQueue(shop, till["id"], "till.sqlite", last_number=till["last_number"])
sale = queue.add("sale", {"items": items, "payments": [{"method": "cash"}]})
print(sale["body"]["receipt_no"])
queue.flush()
"""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import urllib3

from finenice._calls import Problem
from finenice.api import Resources, SyncResult

ItemType = Literal["sale", "refund", "shift_open", "move", "shift_close", "debt_payment"]
# The shop takes so many items in a post.
MOST = 500
TABLES = """
    CREATE TABLE IF NOT EXISTS heads (
        till_id     INTEGER NOT NULL PRIMARY KEY,
        last_number INTEGER,
        shift       TEXT,
        shift_items INTEGER NOT NULL DEFAULT 0,
        closed      TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS items (
        number    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        till_id   INTEGER NOT NULL,
        client_id TEXT    NOT NULL UNIQUE,
        item      TEXT    NOT NULL,
        problem   TEXT
    ) STRICT;
"""


class QueuedItem(NamedTuple):
    """An item that is stored, and why the shop has refused it, if it has."""

    number: int
    item: dict[str, Any]
    problem: dict[str, Any] | None


@dataclass(frozen=True)
class FlushReport:
    """What a flush has done. Tell the staff of results `review` and `refused`."""

    results: list[SyncResult]
    """The last answer to each item."""
    unsynced: int
    """How many items the shop has not booked yet."""
    fault: Exception | None = None
    """The fault of the network or the shop that has ended it: flush again later."""
    leads: bool = True
    """False: another process is sending at this moment, and this one has left it to do so."""


class _NoAnswer(Exception):
    """What came is no answer of the shop, such as a page of a portal that wants a sign-in to the network."""


class OfflineQueue:
    """The queue of one till, in a SQLite file. Threads and processes with the same file share it."""

    def __init__(self, shop: Resources, till_id: int, path: str | Path, *, last_number: int | None = None) -> None:
        """Open or make the file. `last_number` is that of the till, from `GET /api/changes`."""
        self.shop, self.till_id, self.path = shop, till_id, Path(path)
        self._most = MOST
        self._lock = threading.Lock()
        self._file = sqlite3.connect(self.path, isolation_level=None, timeout=30, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode = WAL")
        # Each COMMIT waits until it is on the disk, on macOS, too.
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.execute("PRAGMA fullfsync = TRUE")
        self._file.executescript(TABLES)
        with self._changing():
            self._file.execute("INSERT OR IGNORE INTO heads (till_id) VALUES (?)", (till_id,))
        if last_number is not None:
            self.count_from(last_number)

    def close(self) -> None:
        """Close the file. What is stored stays."""
        self._file.close()

    def count_from(self, last_number: int) -> None:
        """Go on after this receipt number of the till, unless the queue is further."""
        with self._changing():
            self._file.execute(
                "UPDATE heads SET last_number = MAX(?, COALESCE(last_number, 0)) WHERE till_id = ?",
                (last_number, self.till_id),
            )

    def add(self, type: ItemType, body: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """Store what has happened, and return it as it will be sent. Print the receipt afterwards.

        The queue adds `client_id`, `at` and `receipt_no`. An item belongs to the shift that the queue has opened,
        unless it names another one; its closing tells how many items that has. Raises ValueError for a `client_id` that
        is in the queue already, and for a sale before the last receipt number of the till is known.
        """
        named = {name: value for name, value in more.items() if value is not None}
        with self._changing():
            # The times of receipts are in the order of their numbers.
            now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            item = {"client_id": str(uuid.uuid4()), "type": type, "at": now, "body": {**body}, **named}
            self._complete(item)
            try:
                self._file.execute(
                    "INSERT INTO items (till_id, client_id, item) VALUES (?, ?, ?)",
                    (self.till_id, item["client_id"], json.dumps(item)),
                )
            except sqlite3.IntegrityError:
                raise ValueError(f"{item['client_id']} is in the queue already") from None
        return item

    def items(self) -> list[QueuedItem]:
        """Return all that is not booked yet, in the order in which it happened."""
        with self._lock:
            rows = self._file.execute(
                "SELECT number, item, problem FROM items WHERE till_id = ? ORDER BY number", (self.till_id,)
            ).fetchall()
        return [QueuedItem(number, json.loads(item), problem and json.loads(problem)) for number, item, problem in rows]

    @property
    def unsynced(self) -> int:
        """How many items the shop has not booked yet, the refused ones among them."""
        with self._lock:
            query = "SELECT COUNT(*) FROM items WHERE till_id = ?"
            return int(self._file.execute(query, (self.till_id,)).fetchone()[0])

    def discard(self, client_id: str) -> dict[str, Any]:
        """Drop a refused item for good, for example after it was booked by hand, and return it."""
        for queued in self.items():
            if queued.item["client_id"] == client_id and queued.problem:
                with self._changing():
                    self._file.execute("DELETE FROM items WHERE number = ?", (queued.number,))
                return queued.item
        raise ValueError(f"no refused item has the id {client_id}")

    def flush(self) -> FlushReport:
        """Send what is stored, and keep what the shop does not book or take into review.

        One process sends at a time. A fault of the network ends it; flush again later. Raises `Problem` if the shop
        refuses all, for example because the session has ended; everything is kept then, too.
        """
        results: dict[str, SyncResult] = {}
        fault: Exception | None = None
        with self._turn() as leads:
            try:
                # What was refused may be booked once what it refers to has come.
                while leads and self._round(results):
                    pass
            except (urllib3.exceptions.HTTPError, _NoAnswer) as error:
                fault = error
            except Problem as problem:
                if not _passes(problem):
                    raise
                fault = problem
        return FlushReport([*results.values()], self.unsynced, fault, leads)

    def _round(self, results: dict[str, SyncResult]) -> int:
        """Send each item once, new ones first. Return how many are settled."""
        waiting = sorted(self.items(), key=lambda queued: (queued.problem is not None, queued.number))
        settled = 0
        while waiting:
            post = waiting[: self._most]
            answers = self._send([queued.item for queued in post])
            if answers is not None:
                settled += self._note(post, answers, results)
                waiting = waiting[len(post) :]
        return settled

    def _send(self, items: list[dict[str, Any]]) -> list[SyncResult] | None:
        """Post these items; return None if they are too large for one call."""
        try:
            answer: Any = self.shop.sync.send({"till_id": self.till_id, "items": items})
            found: list[SyncResult] = answer["results"]
        except Problem as problem:
            if problem.status != 413 or len(items) == 1:
                raise
            self._most = -(-len(items) // 2)
            return None
        except (TypeError, KeyError, ValueError) as error:
            raise _NoAnswer("this is no answer of the shop") from error
        if len(found) != len(items):
            raise _NoAnswer("this is no answer to these items")
        return found

    def _note(self, post: list[QueuedItem], answers: list[SyncResult], results: dict[str, SyncResult]) -> int:
        """Forget what is booked or in review, keep the rest with its problem, and return how much was forgotten."""
        settled = 0
        with self._changing():
            for queued, answer in zip(post, answers, strict=True):
                results[queued.item["client_id"]] = answer
                if answer["result"] == "refused":
                    self._file.execute(
                        "UPDATE items SET problem = ? WHERE number = ?", (json.dumps(answer["problem"]), queued.number)
                    )
                else:
                    self._file.execute("DELETE FROM items WHERE number = ?", (queued.number,))
                    settled += 1
        return settled

    def _complete(self, item: dict[str, Any]) -> None:
        """Add what the till counts to an item, and count it."""
        query = "SELECT last_number, shift, shift_items, closed FROM heads WHERE till_id = ?"
        last_number, shift, count, closed = self._file.execute(query, (self.till_id,)).fetchone()
        if item["type"] == "sale":
            if item["body"].get("receipt_no") is None:
                if last_number is None:
                    raise ValueError("the last receipt number of the till is not known")
                item["body"]["receipt_no"] = last_number + 1
            last_number = max(item["body"]["receipt_no"], last_number or 0)
        if item["type"] == "shift_open":
            # A shift is not opened before the last one is closed.
            if closed and "after" not in item:
                item["after"] = [closed]
            shift, count = item["client_id"], 0
        elif shift and "shift_id" not in item and item.setdefault("shift_client_id", shift) == shift:
            if item["type"] == "shift_close":
                item.setdefault("items", count)
                shift = None
            else:
                count += 1
        if item["type"] == "shift_close":
            closed = item["client_id"]
        self._file.execute(
            "UPDATE heads SET last_number = ?, shift = ?, shift_items = ?, closed = ? WHERE till_id = ?",
            (last_number, shift, count, closed, self.till_id),
        )

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the file in one transaction, before which other threads and processes have ended theirs."""
        with self._lock:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
            self._file.execute("COMMIT")

    @contextmanager
    def _turn(self) -> Iterator[bool]:
        """Tell whether this is the only one that sends until the end of the block.

        It is a lock of the system on a second file, which ends with its process, however that ends.
        """
        turn = sqlite3.connect(f"{self.path}-turn-{self.till_id}", isolation_level=None, timeout=0)
        try:
            try:
                turn.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                yield False
            else:
                yield True
        finally:
            turn.close()


def _passes(problem: Problem) -> bool:
    """Tell whether the same call may succeed later without anybody doing something."""
    if problem.status >= 500 or problem.status in (408, 429):
        return True
    return problem.code in ("", "idempotency_in_progress")
