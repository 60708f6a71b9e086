"""Hashing passwords: a short queue for what is slow by design, and which new passwords are refused."""

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

from domain.security.passwords import normalised, weakness
from problems import Problem, invalid
from settings import Passwords, Settings

# Whoever waits longer for a sign-in has gone away.
LONGEST_WAIT_SECONDS = 2


class PasswordHasher:
    """argon2id with the settings' cost, behind a queue that has few places.

    Hashing has one thread of its own: a storm of sign-ins then takes one hash's memory and not each thread's, which the
    C library would keep. At most half of the service threads hash or wait for it, so that the others answer everybody
    else, and no more than are served within 2 s. Further callers are refused at once by a 503 `sign_in_busy`. Where
    there are several places one is kept for callers who are known, so that a storm of strangers keeps no owner out.
    """

    def __init__(self, cost: Passwords, threads: int = 1) -> None:
        self._argon2 = argon2.PasswordHasher(cost.passes, cost.memory_kib, cost.lanes)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="passwords")
        self._places, self._strangers = threading.BoundedSemaphore(1), threading.BoundedSemaphore(1)
        self._caller = threading.local()
        started = time.perf_counter()
        self._reference = self.hash(secrets.token_hex(16))
        in_time = int(LONGEST_WAIT_SECONDS / (time.perf_counter() - started))
        places = max(1, min(threads // 2, in_time))
        self._places = threading.BoundedSemaphore(places)
        self._strangers = threading.BoundedSemaphore(max(1, places - 1))

    @contextmanager
    def place(self, known: bool = False) -> Iterator[None]:
        """Keep a place in the queue for all that the block hashes, or raise `sign_in_busy` before it begins.

        A caller who counts attempts takes it first, because an attempt that was not judged is no failed attempt.
        `known`: a session, a link or a network that the account signs in from speaks for the caller.
        """
        if getattr(self._caller, "has_place", False):
            yield
            return
        with ExitStack() as taken:
            for places in (self._places,) if known else (self._strangers, self._places):
                if not places.acquire(blocking=False):
                    raise Problem("sign_in_busy")
                taken.callback(places.release)
            self._caller.has_place = True
            try:
                yield
            finally:
                self._caller.has_place = False

    def hash(self, password: str) -> str:
        """Return the hash of the normalised password."""
        with self.place():
            return self._thread.submit(self._argon2.hash, normalised(password)).result()

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is right; for an unknown account (None) it takes as long and says no.

        One that was hashed before passwords were normalised is right as it was typed.
        """
        with self.place():
            spellings = dict.fromkeys((normalised(password), password))
            right = any(self._fits(password_hash or self._reference, spelling) for spelling in spellings)
        return right and password_hash is not None

    def renewed(self, password_hash: str, password: str) -> str | None:
        """Return a new hash of the right password where its hash has another cost, or is of another spelling."""
        with self.place():
            spelled = normalised(password) == password or self._fits(password_hash, normalised(password))
            outdated = not spelled or self._argon2.check_needs_rehash(password_hash)
            return self.hash(password) if outdated else None

    def _fits(self, password_hash: str, spelling: str) -> bool:
        try:
            return self._thread.submit(self._argon2.verify, password_hash, spelling).result()
        except argon2.exceptions.VerificationError:
            return False


def install(app: Flask, settings: Settings) -> None:
    """Make the app's hasher, and tell which passwords are refused: weak ones in production."""
    app.extensions["passwords"] = PasswordHasher(settings.passwords, settings.threads)
    host = urlsplit(settings.public_url).hostname or ""
    names = ("finenice", settings.shop_name, host.rpartition(".")[0])
    app.config["REFUSED_NAMES"] = names if settings.production else None


def hash_new(password: str, names: Iterable[str | None], field: str = "password") -> str:
    """Return the hash of a new password of somebody with these names, or raise a 422 where it is guessed first.

    Of an e-mail address the part before the @ counts.
    """
    refused: tuple[str, ...] | None = current_app.config["REFUSED_NAMES"]
    if refused is not None:
        own = [name.split("@", 1)[0] for name in names if name is not None]
        if found := weakness(password, [*own, *refused]):
            raise invalid(field, found)
    return passwords().hash(password)


def passwords() -> PasswordHasher:
    """The app's hasher."""
    hasher: PasswordHasher = current_app.extensions["passwords"]
    return hasher
