"""Calls that were refused leave an entry in the audit log, but no attacker may fill it."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Hashable

import mysql.connector
from flask import Flask, Response, g, request

import actor as acting
import queries.system.audit
from actor import Actor

log = logging.getLogger("finenice")

# Nobody has offered anything that could be refused.
UNTOLD = "missing_token"
# Too many wrong passwords are a refusal, though a 429; what else has this status is not about who somebody is.
LOCKED_OUT = "too_many_attempts"
MOST_OF_ONE = 30
MOST_OF_ALL = 600


class Allowance:
    """How many refusals a process tells of in a minute: so many of one caller and code, so many of all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = 0
        self._told: Counter[Hashable] = Counter()
        self._of_all = self._unseen = 0

    def take(self, key: Hashable, minute: int) -> int | None:
        """None where this one is not told; else how many in the minutes before were not."""
        with self._lock:
            if minute != self._minute:
                self._minute, self._of_all = minute, 0
                self._told.clear()
            if self._told[key] >= MOST_OF_ONE or self._of_all >= MOST_OF_ALL:
                self._unseen += 1
                return None
            self._told[key] += 1
            self._of_all += 1
            # Told once, by the first of a minute.
            unseen, self._unseen = (self._unseen, 0) if self._of_all == 1 else (0, self._unseen)
            return unseen


def install(app: Flask) -> None:
    """Has each refusal told once its answer is made, and so its own transaction rolled back."""
    allowance = Allowance()

    @app.after_request
    def tell(response: Response) -> Response:
        code = g.get("problem")
        if (response.status_code in (401, 403) and code not in (None, UNTOLD)) or code == LOCKED_OUT:
            if "identity" not in g:
                # The thread may still act for the call before.
                acting.set_current(Actor(None, request.remote_addr or "", g.get("request_id", "")))
            actor = acting.current()
            unseen = allowance.take((actor.user_id or actor.address, code), int(time.monotonic() // 60))
            if unseen is not None:
                route = f"{request.method} {request.url_rule.rule if request.url_rule else ''}"
                try:
                    queries.system.audit.deny(route, response.status_code, code or "", unseen)
                except mysql.connector.Error as error:
                    log.warning("a refusal could not be told", extra={"errno": error.errno})
        return response
