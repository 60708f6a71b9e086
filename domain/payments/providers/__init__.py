"""The payment providers by name."""

from __future__ import annotations

import hashlib

from domain.payments.providers.base import LONGEST_KEY, Event, Provider
from domain.payments.providers.doku import Doku
from domain.payments.providers.duitku import Duitku
from domain.payments.providers.midtrans import Midtrans
from domain.payments.providers.xendit import Xendit

PROVIDERS: dict[str, Provider] = {each.name: each for each in (Midtrans(), Xendit(), Doku(), Duitku())}
# The words are not ours: any length, any characters.
KEYS = tuple(dict.fromkeys(key for provider in PROVIDERS.values() for key in provider.keys))


def event_key(event: Event) -> str:
    """Return what names an event of an account, in a length and characters that the database takes.

    A provider may use the id of a payment again for another order, so the order is a part of it.
    """
    key = f"{event.order}:{event.key}"
    if len(key) <= LONGEST_KEY and key.isascii():
        return key
    return "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def raw_key(body: bytes) -> str:
    """Return what names a notice that can't be read."""
    return "body:" + hashlib.sha256(body).hexdigest()
