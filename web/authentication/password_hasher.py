"""Password hashing: a bounded queue in front of argon2id, and the check of new passwords."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import argon2
from flask import Flask, current_app

from domain.security.passwords import normalize, weakness
from problems import Problem, invalid
from settings import Passwords, Settings

# Users do not wait longer for a sign-in.
MAX_WAIT_SECONDS = 2


class PasswordHasher:
    """argon2id with the cost of the settings, behind a short queue.

    One thread hashes, so a burst of sign-ins takes the memory of one hash and not one per thread, which the C library
    would keep. At most half of the service threads hash or wait, so the others keep serving, and no more than can be
    served within 2 s. Further callers get a 503 `sign_in_busy` at once. If there are several slots, one is reserved for
    known callers, so that a burst of anonymous calls locks no user out.
    """

    def __init__(self, cost: Passwords, threads: int = 1) -> None:
        self._argon2 = argon2.PasswordHasher(cost.time_cost, cost.memory_kib, cost.parallelism)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="passwords")
        self._slots, self._anonymous_slots = threading.BoundedSemaphore(1), threading.BoundedSemaphore(1)
        self._caller = threading.local()
        started = time.perf_counter()
        self._reference = self.hash(secrets.token_hex(16))
        within_wait = int(MAX_WAIT_SECONDS / (time.perf_counter() - started))
        slots = max(1, min(threads // 2, within_wait))
        self._slots = threading.BoundedSemaphore(slots)
        self._anonymous_slots = threading.BoundedSemaphore(max(1, slots - 1))

    @contextmanager
    def reserve(self, known: bool = False) -> Iterator[None]:
        """Reserve a slot in the queue for all hashing in the block, or raise `sign_in_busy`.

        Callers that count attempts reserve first, because an attempt that was not checked is no failed attempt. Pass
        `known` if a session, a link or a network of the account vouches for the caller.
        """
        if getattr(self._caller, "has_slot", False):
            yield
            return
        with ExitStack() as stack:
            for slots in (self._slots,) if known else (self._anonymous_slots, self._slots):
                if not slots.acquire(blocking=False):
                    raise Problem("sign_in_busy")
                stack.callback(slots.release)
            self._caller.has_slot = True
            try:
                yield
            finally:
                self._caller.has_slot = False

    def hash(self, password: str) -> str:
        """Return the hash of the normalized password."""
        with self.reserve():
            return self._thread.submit(self._argon2.hash, normalize(password)).result()

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Return True if the password is correct; an unknown account (None) takes as long and returns False.

        A hash from before passwords were normalized matches the password as it was typed.
        """
        with self.reserve():
            forms = dict.fromkeys((normalize(password), password))
            is_correct = any(self._matches(password_hash or self._reference, form) for form in forms)
        return is_correct and password_hash is not None

    def rehash_if_outdated(self, password_hash: str, password: str) -> str | None:
        """Return a new hash of the correct password if the old one has another cost or form, or None."""
        with self.reserve():
            is_normalized = normalize(password) == password or self._matches(password_hash, normalize(password))
            outdated = not is_normalized or self._argon2.check_needs_rehash(password_hash)
            return self.hash(password) if outdated else None

    def _matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._thread.submit(self._argon2.verify, password_hash, password).result()
        except argon2.exceptions.VerificationError:
            return False


def install(app: Flask, settings: Settings) -> None:
    """Create the hasher of the app, and configure which names make a weak password in production."""
    app.extensions["password_hasher"] = PasswordHasher(settings.passwords, settings.threads)
    host = urlsplit(settings.public_url).hostname or ""
    names = ("finenice", settings.shop_name, host.rpartition(".")[0])
    app.config["REFUSED_PASSWORD_NAMES"] = names if settings.production else None


def hash_new(password: str, names: Iterable[str | None], field: str = "password") -> str:
    """Return the hash of a new password, or raise a 422 problem if it is weak for a user with these names.

    Of an e-mail address, the part before the @ counts.
    """
    refused: tuple[str, ...] | None = current_app.config["REFUSED_PASSWORD_NAMES"]
    if refused is not None:
        own = [name.split("@", 1)[0] for name in names if name is not None]
        if found := weakness(password, [*own, *refused]):
            raise invalid(field, found)
    return get_hasher().hash(password)


def get_hasher() -> PasswordHasher:
    """Return the hasher of the app."""
    hasher: PasswordHasher = current_app.extensions["password_hasher"]
    return hasher
