"""Who takes our letters: a small interface, and the ways in which a letter may not be taken."""

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
    "file": ("mail.file_backend", "FileBox"),
    "smtp": ("mail.smtp", "Server"),
    "fintrackit": ("mail.fintrackit", "Service"),
}


class Refused(Exception):
    """This letter will never be taken. The words of these exceptions are kept and logged, and hold no secret."""


class NotNow(Exception):
    """This letter is not taken now, and not before `after_seconds`."""

    def __init__(self, reason: str, after_seconds: float = 0) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class Unavailable(NotNow):
    """No letter at all is taken now."""


class Provider(Protocol):
    """Somebody who delivers letters."""

    def send(self, mail: EmailMessage) -> None:
        """Returns once the letter was taken; raises Refused, NotNow or Unavailable.

        Where the answer was lost the letter may have been taken. It is then sent again with the same Message-ID.
        """


@functools.lru_cache(maxsize=1)
def of(settings: Settings) -> Provider:
    """The provider that the settings name, the same for all letters of this process."""
    return cast(Provider, load(settings)(settings))


def load(settings: Settings) -> Any:
    """The provider's class. Only processes that send letters import what it needs, so that no web worker grows."""
    module, name = PROVIDERS[settings.mail.provider]
    return getattr(importlib.import_module(module), name)


def within(seconds: float, call: Callable[[], T]) -> T:
    """What the call returns or raises; Unavailable where that takes longer.

    Timeouts of sockets count from byte to byte, and looking up a name has none, so the call has a thread of its
    own, which is left alone when its time is over.
    """
    answer: queue.SimpleQueue[tuple[Any, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answer.put((call(), None))
        except BaseException as error:
            answer.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = answer.get(timeout=seconds)
    except queue.Empty:
        raise Unavailable(f"no answer within {seconds:g} seconds") from None
    if error is not None:
        raise error
    return cast(T, result)
