"""What all payment providers have in common: a notice, what it says, and the calls that ask them. No call is made here.

A provider is data: how its notices are signed, which of its words mean which state, and how it is asked.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, ClassVar, Literal, NamedTuple
from urllib.parse import parse_qsl

State = Literal["pending", "paid", "failed", "expired", "reversed"]
Method = Literal["qris", "transfer", "card", "ewallet"]
# What a buyer gets: a page of the provider with all methods, or a QRIS.
Channel = Literal["page", "qris"]
# With `local` no provider is called: notices of `flask play` count. Never in production.
Environment = Literal["production", "sandbox", "local"]
Keys = Mapping[str, str]
Fields = dict[str, Any]

LONGEST_KEY = 100
RUPIAH_CODE = "IDR"
RUPIAH = re.compile(r"(0|[1-9][0-9]{0,14})(?:\.0{1,2})?", re.ASCII)


class Unreadable(ValueError):
    """A notice or an answer that does not say what it should. The message names no value of it."""


class Notice(NamedTuple):
    """A notice as it arrived. Names of headers are in lower case; `path` is that of the public address."""

    headers: Mapping[str, str]
    body: bytes
    path: str


class Event(NamedTuple):
    """What a provider says about one payment."""

    # Our name of the request, and the provider's of the payment.
    order: str
    reference: str
    state: State
    # None: no whole number of rupiah.
    amount: int | None
    method: Method
    # The same for repeats of one notice about this order, and for nothing else.
    key: str
    # The texts that were read. No data of cards or buyers.
    texts: dict[str, str]
    # When the buyer paid. None: it is not told.
    at: datetime | None = None


class Asked(NamedTuple):
    """What a provider is asked to collect. `known` is what it answered before, if that is needed to ask again."""

    order: str
    amount: int
    channel: Channel
    environment: Environment
    keys: Keys
    notice_url: str
    email: str
    at: datetime
    minutes: int
    known: Fields


class Call(NamedTuple):
    """A call of a provider."""

    method: Literal["GET", "POST"]
    url: str
    headers: dict[str, str]
    body: bytes = b""


class Sent(NamedTuple):
    """A notice as the provider would send it."""

    headers: dict[str, str]
    body: bytes


class Provider(ABC):
    """A payment provider."""

    name: ClassVar[str]
    # The names of its keys, which are sealed.
    keys: ClassVar[tuple[str, ...]]
    channels: ClassVar[tuple[Channel, ...]] = ("page",)
    # The signature covers state and amount. Otherwise they are fetched from the provider.
    signs_all: ClassVar[bool] = False
    # A payment that has succeeded may still fail.
    denies_paid: ClassVar[bool] = False

    @abstractmethod
    def is_authentic(self, notice: Notice, keys: Keys) -> bool:
        """Tell whether the notice was sent by somebody who knows the keys. It may be anything."""

    @abstractmethod
    def read(self, notice: Notice) -> Event:
        """Return what an authentic notice says, or raise Unreadable."""

    @abstractmethod
    def create(self, asked: Asked) -> Call:
        """Return the call that asks for a payment. Made twice, it asks once."""

    @abstractmethod
    def created(self, answer: Fields) -> Fields:
        """Return what the buyer pays with, `url` or `qris`, and what is needed to ask again, or raise Unreadable."""

    @abstractmethod
    def status(self, asked: Asked) -> Call:
        """Return the call that asks for the present state, or raise Unreadable if it can't be asked for."""

    @abstractmethod
    def said(self, asked: Asked, answer: Any) -> Event | None:
        """Return what the answer to `status` says, None if the payment is unknown, or raise Unreadable."""

    @abstractmethod
    def send(self, event: Event, keys: Keys, path: str, at: datetime) -> Sent:
        """Return the notice by which the provider would say this, signed."""


def rupiah(text: Any, currency: str = RUPIAH_CODE) -> int | None:
    """Return an amount such as `10000` or `10000.00`, or None for anything else: `10000.50` is no amount of ours.

    An amount of another `currency` is none of ours either; providers may leave it out.
    """
    found = RUPIAH.fullmatch(text) if isinstance(text, str) and currency in ("", RUPIAH_CODE) else None
    return int(found[1]) if found else None


def instant(text: str, zone: tzinfo = UTC) -> datetime | None:
    """Return a time such as `2026-12-01T10:00:00Z` in UTC, or None for anything else. `zone` is that of one without."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def read_json(body: bytes) -> Any:
    """Return JSON with all numbers as the texts that they are, or raise Unreadable."""
    try:
        return json.loads(body, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None


def json_object(body: bytes) -> Fields:
    """Return a JSON object, or raise Unreadable."""
    found = read_json(body)
    if not isinstance(found, dict):
        raise Unreadable("no object")
    return found


def form(body: bytes) -> Fields:
    """Return the fields of a form, the first of each name, or raise Unreadable."""
    try:
        found = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        raise Unreadable("no form") from None
    return dict(reversed(found))


def text(fields: Any, *path: str, default: str | None = None) -> str:
    """Return a short text at a path of members, or the default, or raise Unreadable."""
    found = fields
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    if isinstance(found, str) and len(found) <= 200 and found.isprintable():
        return found
    if default is None:
        raise Unreadable(f"no {'.'.join(path)}")
    return default


def state_of(states: Mapping[str, State], word: str) -> State:
    """Return the state that a provider's word means, or raise Unreadable."""
    if word not in states:
        raise Unreadable("an unknown state")
    return states[word]


def dump(fields: Any) -> bytes:
    """Return JSON without spaces."""
    return json.dumps(fields, separators=(",", ":")).encode()


JSON = {"Content-Type": "application/json", "Accept": "application/json"}
