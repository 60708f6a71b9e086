"""The sender of webhooks: it hands each webhook its events in order, many webhooks at once.

Each webhook has a position among the events, so nothing is written per event and receiver before it is sent. A turn
delivers from the position on until nothing is left, an attempt fails, or the turn's time is up. Webhooks that fail or
are slow, and new ones, have threads of their own, so that others do not wait for them.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import mysql.connector

import db
from domain.events import signatures
from domain.events.types import serialize
from domain.security.encryption import Cipher, DecryptionFailed
from jobs import webhook_calls
from queries.events import feed, sending
from queries.events.sending import Attempt, ClaimLost
from settings import Settings
from telemetry import metrics

log = logging.getLogger("finenice.jobs")

QUEUE = "webhooks"
POLL_SECONDS = 0.5
# A process ends after a while, and the supervisor starts the next one if there is work.
LIFE_SECONDS = 600.0
# Threads for webhooks whose last attempt has succeeded at once, for those that were not tried yet, and for those that
# fail or are slow. They wait for receivers most of the time.
THREADS, NEW_THREADS, SLOW_THREADS = 12, 32, 12
TURN_SECONDS = 15.0
EVENTS_A_PAGE = 100
MOST_DUE = 500
# Replays and tests of an owner that are sent at the same time.
REQUESTED_AT_ONCE = 2
# A webhook whose last attempt took so long uses the threads of slow ones.
SLOW_SECONDS = 1.0

_Key = tuple[str, int]


class Sender:
    """The turns of one process, and what it knows of the webhooks."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._cipher = settings, Cipher(settings.tokens.encryption_keys)
        self._worker = secrets.token_hex(16)
        self._proven = ThreadPoolExecutor(THREADS, "webhook")
        self._new = ThreadPoolExecutor(NEW_THREADS, "new webhook")
        self._slow = ThreadPoolExecutor(SLOW_THREADS, "slow webhook")
        self._under_way: dict[_Key, Future[None]] = {}
        # The owners of the replays and tests among them.
        self._requested_by: dict[int, int] = {}
        # Whether the last attempt of a webhook has succeeded at once.
        self._is_proven: dict[int, bool] = {}
        # At the start every webhook may have events that wait.
        self._places: dict[int, feed.Place] | None = None
        # Webhooks that may have more events than their last turn has read.
        self._again: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._ending = threading.Event()

    def run(self, stop: threading.Event) -> None:
        """Send what there is until `stop`, or until this process has lived long enough."""
        ends = time.monotonic() + LIFE_SECONDS
        while not stop.is_set() and time.monotonic() < ends:
            try:
                self._start_turns()
                if not sending.has_work():
                    break
            finally:
                db.release()
            stop.wait(POLL_SECONDS)
        self._ending.set()
        for pool in (self._proven, self._new, self._slow):
            pool.shutdown(cancel_futures=True)

    def _start_turns(self) -> None:
        self._under_way = {key: turn for key, turn in self._under_way.items() if not turn.done()}
        for webhook_id in self._with_events():
            pool = {None: self._new, True: self._proven, False: self._slow}[self._is_proven.get(webhook_id)]
            self._start(("webhook", webhook_id), pool, self._turn)
        for webhook_id in sending.list_due(MOST_DUE):
            self._start(("webhook", webhook_id), self._slow, self._turn)
        self._start_requested()

    def _start_requested(self) -> None:
        """Start replays and tests, of which an owner has few under way, so that others come next."""
        self._requested_by = {
            number: owner for number, owner in self._requested_by.items() if ("delivery", number) in self._under_way
        }
        under_way = Counter(self._requested_by.values())
        busy = [owner for owner, number in under_way.items() if number >= REQUESTED_AT_ONCE]
        for row in sending.list_requested(SLOW_THREADS, REQUESTED_AT_ONCE, busy):
            if row["id"] in self._requested_by or under_way[row["owner_id"]] >= REQUESTED_AT_ONCE:
                continue
            under_way[row["owner_id"]] += 1
            self._requested_by[row["id"]] = row["owner_id"]
            self._start(("delivery", row["id"]), self._slow, self._send_requested)

    def _with_events(self) -> set[int]:
        """Return the webhooks that have succeeded last and may have events that wait."""
        again = {self._again.get() for _ in range(self._again.qsize())}
        if self._places is None:
            self._places = feed.now()
            return {row["id"] for row in sending.list_ready()}
        owners, self._places = feed.owners_since(self._places)
        if not owners:
            return again
        return again | {row["id"] for row in sending.list_ready() if row["owner_id"] in owners}

    def _start(self, key: _Key, pool: ThreadPoolExecutor, work: Callable[[int], None]) -> None:
        if key in self._under_way:
            if key[0] == "webhook":
                # The turn may have read its last page before these events.
                self._again.put(key[1])
            return
        self._under_way[key] = pool.submit(self._guarded, work, key[1])

    def _guarded(self, work: Callable[[int], None], number: int) -> None:
        try:
            if not self._ending.is_set():
                work(number)
        except mysql.connector.Error as error:
            log.warning("a webhook waits for the database", extra={"errno": error.errno})
            self._again.put(number)
        except ClaimLost:
            log.info("a webhook was taken over", extra={"webhook": number})
        except Exception:
            log.exception("a turn of a webhook failed")
        finally:
            db.release()

    def _turn(self, webhook_id: int) -> None:
        webhook = sending.claim(webhook_id, self._worker)
        if webhook is None:
            return
        try:
            self._deliver(webhook, time.monotonic() + TURN_SECONDS)
        finally:
            sending.release(webhook_id, self._worker)

    def _deliver(self, webhook: db.Row, ends: float) -> None:
        while True:
            found = feed.page(webhook["owner_id"], webhook["places"], (), EVENTS_A_PAGE)
            for event in sending.wanted(webhook, found.events):
                attempt = self._send(webhook, event)
                if not sending.settle(webhook, self._worker, event, attempt):
                    return
                webhook["places"] = feed.advance(webhook["places"], [event])
                if time.monotonic() > ends or self._ending.is_set():
                    self._again.put(webhook["id"])
                    return
            if webhook["places"] != found.places and (found.events or found.more):
                sending.advance(webhook["id"], self._worker, found.places)
            webhook["places"] = found.places
            if not found.more:
                return

    def _send_requested(self, delivery_id: int) -> None:
        taken = sending.take_requested(delivery_id)
        if taken is not None:
            sending.record_requested(delivery_id, self._send(*taken))

    def _send(self, webhook: db.Row, event: db.Row) -> Attempt:
        """Send an event to a webhook. Meanwhile the thread holds no connection to the database."""
        db.release()
        try:
            signing = [
                self._cipher.decrypt(webhook[name].encode()) for name in ("secret", "old_secret") if webhook[name]
            ]
        except DecryptionFailed:
            return Attempt(0, None, "", "secret_unreadable")
        body = serialize(event["id"], event["type"], event["created_at"], event["data"])
        headers = signatures.headers(event["id"], int(time.time()), body, signing)
        attempt = webhook_calls.post(webhook["url"], body, headers, self._settings.webhooks_private)
        self._is_proven[webhook["id"]] = attempt.succeeded and attempt.milliseconds < SLOW_SECONDS * 1000
        outcome = "delivered" if attempt.succeeded else attempt.error or "refused"
        metrics.count("finenice_webhooks_total", outcome)
        return attempt
