"""Audit entries of calls whose access was denied, limited so that no attacker can fill the log."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Hashable

import mysql.connector
from flask import Flask, Response, g, request

import actor
import queries.system.audit

log = logging.getLogger("finenice")

# A call without a credential is not audited.
UNAUDITED = "missing_token"
# Too many wrong passwords are a denial, although a 429.
LOCKED_OUT = "too_many_attempts"
MAX_PER_CALLER = 30
MAX_PER_MINUTE = 600


class EntryLimit:
    """The limit of entries that a process writes in a minute, in total and for each caller and code."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = 0
        self._written: Counter[Hashable] = Counter()
        self._total = self._skipped = 0

    def take(self, key: Hashable, minute: int) -> int | None:
        """Return None if this entry must be skipped, else the number of entries skipped since the last one."""
        with self._lock:
            if minute != self._minute:
                self._minute, self._total = minute, 0
                self._written.clear()
            if self._written[key] >= MAX_PER_CALLER or self._total >= MAX_PER_MINUTE:
                self._skipped += 1
                return None
            self._written[key] += 1
            self._total += 1
            # The first entry of a minute reports those skipped before it.
            skipped, self._skipped = (self._skipped, 0) if self._total == 1 else (0, self._skipped)
            return skipped


def install(app: Flask) -> None:
    """Write an entry for each denied call after its response, when its transaction has been rolled back."""
    limit = EntryLimit()

    @app.after_request
    def write_entry(response: Response) -> Response:
        code = g.get("problem")
        if (response.status_code in (401, 403) and code not in (None, UNAUDITED)) or code == LOCKED_OUT:
            if "identity" not in g:
                # The thread may still have the actor of an earlier call.
                actor.set_current(actor.Actor(None, request.remote_addr or "", g.get("request_id", "")))
            caller = actor.current()
            skipped = limit.take((caller.user_id or caller.address, code), int(time.monotonic() // 60))
            if skipped is not None:
                route = f"{request.method} {request.url_rule.rule if request.url_rule else ''}"
                try:
                    queries.system.audit.deny(route, response.status_code, code or "", skipped)
                except mysql.connector.Error as error:
                    log.warning("an audit entry of a denied call could not be written", extra={"errno": error.errno})
        return response
