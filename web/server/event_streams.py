"""Server-sent events of documents: one thread of a process reads for all streams, which need no threads themselves.

A view that has checked the caller leaves a Subscription in the WSGI environment; the gateway sends the stream.
https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import mysql.connector

from domain.events import cursors
from domain.events.types import serialize
from queries.events import feed
from queries.events.feed import Place
from web.server.response_streams import SEND_SECONDS, Receive, Send, wait_for_disconnect
from web.server.thread_pools import GatewayResponse

log = logging.getLogger("finenice")

# Key of the WSGI environment.
SUBSCRIPTION = "finenice.subscription"
POLL_SECONDS = 1.0
HEARTBEAT_SECONDS = 15.0
# How often a stream's sign-in is checked.
CHECK_SECONDS = 5.0
MAX_STREAMS, MAX_STREAMS_PER_NETWORK, MAX_STREAMS_PER_USER = 200, 32, 5
# The rest is for networks without any. Who is no seller has half of all, because anybody may become a developer.
FREE_STREAMS = 150
EVENTS_A_PAGE = 200
# What waits for a slow client. No more is read for it meanwhile.
MAX_WAITING_BYTES = 128 * 1024
RETRY = b"retry: 3000\n\n"
HEARTBEAT = b": still here\n\n"


@dataclass
class Subscription:
    """Whose events a stream sends, from where on, and until when. `is_valid` asks the database for the sign-in."""

    user_id: int
    is_seller: bool
    types: frozenset[str]
    places: dict[int, Place] | None
    ends_at: float
    is_valid: Callable[[], bool]


@dataclass(eq=False)
class _Stream:
    subscription: Subscription
    network: str
    loop: asyncio.AbstractEventLoop
    places: dict[int, Place] | None
    parts: asyncio.Queue[bytes | None] = field(default_factory=asyncio.Queue)
    behind: bool = True
    checked_at: float = field(default_factory=time.monotonic)
    # Each is counted by one thread: that which reads events, and that of the loop.
    bytes_put: int = 0
    bytes_taken: int = 0

    @property
    def is_full(self) -> bool:
        return self.bytes_put - self.bytes_taken >= MAX_WAITING_BYTES

    async def take(self) -> bytes | None:
        """Wait for the next part; None is the end."""
        part = await self.parts.get()
        self.bytes_taken += len(part or b"")
        return part

    def put(self, part: bytes | None) -> None:
        """Send a part, from the thread that reads events; None ends the stream."""
        self.bytes_put += len(part or b"")
        # The loop is closed if the process is about to end.
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(self.parts.put_nowait, part)


class EventStreams:
    """The open streams of this process."""

    def __init__(self) -> None:
        self._streams: set[_Stream] = set()
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._polls = False
        self._seen: dict[int, Place] = {}

    def has_room(self, wanted: Subscription, network: str) -> bool:
        """Tell whether this user, whose network this is, may open one more stream."""
        with self._lock:
            streams = list(self._streams)
        if sum(stream.subscription.user_id == wanted.user_id for stream in streams) >= MAX_STREAMS_PER_USER:
            return False
        others = [stream for stream in streams if not stream.subscription.is_seller]
        for part, share in [(streams, 1)] if wanted.is_seller else [(streams, 1), (others, 2)]:
            near = sum(stream.network == network for stream in part)
            most = FREE_STREAMS if near else MAX_STREAMS
            if near >= MAX_STREAMS_PER_NETWORK // share or len(part) >= most // share:
                return False
        return True

    async def send(
        self, response: GatewayResponse, wanted: Subscription, network: str, receive: Receive, send: Send
    ) -> None:
        """Send the stream until the client leaves, its time is up, or the sign-in ends."""
        stream = _Stream(wanted, network, asyncio.get_running_loop(), wanted.places)
        gone = asyncio.ensure_future(wait_for_disconnect(receive))
        self._open(stream)
        try:
            # The length of the view's empty body.
            headers = [each for each in response.headers if each[0].lower() != b"content-length"]
            await send({"type": "http.response.start", "status": response.status, "headers": headers})
            await _send_part(send, RETRY)
            await _send_parts(stream, gone, send)
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        except TimeoutError:
            log.info("the client stopped reading a stream of events")
        finally:
            gone.cancel()
            with self._lock:
                self._streams.discard(stream)

    def _open(self, stream: _Stream) -> None:
        with self._lock:
            self._streams.add(stream)
            if not self._polls:
                self._polls = True
                threading.Thread(target=self._poll, name="event streams", daemon=True).start()
        self._woken.set()

    def _poll(self) -> None:
        """Read for all streams until there are none left."""
        while True:
            with self._lock:
                streams = list(self._streams)
                if not streams:
                    self._polls, self._seen = False, {}
                    return
            try:
                self._read(streams)
            except mysql.connector.Error as error:
                log.warning("streams of events wait for the database", extra={"errno": error.errno})
            except Exception:
                log.exception("streams of events can't be read")
            finally:
                feed.release()
            self._woken.wait(POLL_SECONDS)
            self._woken.clear()

    def _read(self, streams: list[_Stream]) -> None:
        owners, self._seen = feed.owners_since(self._seen or feed.now())
        for stream in streams:
            wanted = stream.subscription
            if time.monotonic() > stream.checked_at + CHECK_SECONDS:
                stream.checked_at = time.monotonic()
                if not wanted.is_valid():
                    stream.put(None)
            if stream.places is None:
                # Nothing was sent yet: it begins behind what is committed now.
                stream.places = self._seen
            if (stream.behind or wanted.user_id in owners) and not stream.is_full:
                self._read_page(stream)
            elif wanted.user_id in owners:
                stream.behind = True

    def _read_page(self, stream: _Stream) -> None:
        wanted, places = stream.subscription, stream.places or {}
        found = feed.page(wanted.user_id, places, wanted.types, EVENTS_A_PAGE)
        for event in found.events:
            if stream.is_full:
                stream.places, stream.behind = places, True
                return
            places = feed.advance(places, [event])
            stream.put(_text(event, places))
        stream.places, stream.behind = found.places, found.more


async def _send_parts(stream: _Stream, gone: asyncio.Future[None], send: Send) -> None:
    """Send what comes, and heartbeats, until the stream ends or the client is gone."""
    ends_at = stream.loop.time() + stream.subscription.ends_at - time.time()
    following = asyncio.ensure_future(stream.take())
    try:
        while (left := ends_at - stream.loop.time()) > 0:
            waiting: set[asyncio.Future[Any]] = {following, gone}
            await asyncio.wait(waiting, timeout=min(left, HEARTBEAT_SECONDS), return_when=asyncio.FIRST_COMPLETED)
            if gone.done():
                return
            part = HEARTBEAT
            if following.done():
                found = following.result()
                if found is None:
                    return
                part, following = found, asyncio.ensure_future(stream.take())
            await _send_part(send, part)
    finally:
        following.cancel()


async def _send_part(send: Send, part: bytes) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await send({"type": "http.response.body", "body": part, "more_body": True})


def _text(event: dict[str, Any], places: dict[int, Place]) -> bytes:
    cursor = cursors.encode(datetime.now(UTC).replace(tzinfo=None), places.values())
    data = serialize(event["id"], event["type"], event["created_at"], event["data"])
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (cursor.encode(), event["type"].encode(), data)
