"""The interface of e-mail providers, and the exceptions of a failed delivery."""

from __future__ import annotations

import functools
import importlib
import queue
import threading
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, Protocol, TypeVar, cast

from settings import Settings

T = TypeVar("T")

PROVIDERS = {
    "file": ("mail.file_backend", "FileBackend"),
    "smtp": ("mail.smtp", "SmtpServer"),
    "fintrackit": ("mail.fintrackit", "FinTrackItClient"),
}


class Refused(Exception):
    """The e-mail will never be accepted. The message is stored and logged, so it contains no secret."""


class TemporarilyRefused(Exception):
    """The e-mail is not accepted now, and not before `after_seconds`."""

    def __init__(self, reason: str, after_seconds: float = 0) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class Unavailable(TemporarilyRefused):
    """No e-mail is accepted now."""


class Provider(Protocol):
    """A provider that delivers e-mails."""

    def send(self, message: EmailMessage) -> None:
        """Return once the e-mail is accepted, or raise Refused, TemporarilyRefused or Unavailable.

        If the response was lost, the e-mail may have been accepted. It is then sent again with the same Message-ID.
        """


@functools.lru_cache(maxsize=1)
def get(settings: Settings) -> Provider:
    """Return the provider of the settings, one per process."""
    return cast(Provider, load(settings)(settings))


def load(settings: Settings) -> Any:
    """Import and return the provider's class. Web workers don't need it, which keeps them small."""
    module, name = PROVIDERS[settings.mail.provider]
    return getattr(importlib.import_module(module), name)


def call_with_timeout(seconds: float, call: Callable[[], T]) -> T:
    """Return or raise what the call does, or raise Unavailable after `seconds`.

    Socket timeouts apply from byte to byte, and name resolution has none, so the call gets a thread of its own, which
    is abandoned when the time is over.
    """
    result: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            result.put((call(), None))
        except BaseException as error:
            result.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        value, error = result.get(timeout=seconds)
    except queue.Empty:
        raise Unavailable(f"no answer within {seconds:g} seconds") from None
    if error is not None:
        raise error
    return cast(T, value)
