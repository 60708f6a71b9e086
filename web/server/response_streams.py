"""Long responses, each sent by a thread of its own, so that a slow client occupies no thread of the service."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain

from web.server.thread_pools import Caller, GatewayResponse
from web.server.wsgi_environ import Message

log = logging.getLogger("finenice")

# Parts are full or have waited for PART_SECONDS. A response ends if the client does not take a part within
# SEND_SECONDS.
PART_BYTES = 64 * 1024
PART_SECONDS = 0.25
MAX_STREAMS = 128
MAX_STREAMS_PER_CALLER = 8
MAX_STREAMS_PER_NETWORK = 32
# The rest is for networks without any.
FREE_STREAMS = 96
SEND_SECONDS = 16.0

Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class ResponseStreams:
    """The long responses of a process that are being sent, counted by caller and by network."""

    def __init__(self) -> None:
        self._callers: Counter[Caller] = Counter()
        self._networks: Counter[str] = Counter()

    def has_room(self, caller: Caller, network: str) -> bool:
        """Tell whether one more response may be streamed to the caller, whose network this is."""
        own = 0 if caller is None else self._callers[caller]
        near = self._networks[network]
        most = FREE_STREAMS if near else MAX_STREAMS
        return own < MAX_STREAMS_PER_CALLER and near < MAX_STREAMS_PER_NETWORK and self._callers.total() < most

    async def send(self, response: GatewayResponse, owner: tuple[Caller, str], receive: Receive, send: Send) -> None:
        """Send a long response to a caller of a network, from a thread of its own."""
        caller, network = owner
        loop = asyncio.get_running_loop()
        gone = asyncio.ensure_future(wait_for_disconnect(receive))
        ended: asyncio.Future[bool] = loop.create_future()

        async def push(part: bytes, more: bool) -> None:
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": part, "more_body": more})

        def work() -> None:
            whole = False
            try:
                for part in _parts(response):
                    if gone.done():
                        break
                    if part:
                        asyncio.run_coroutine_threadsafe(push(part, True), loop).result()
                else:
                    asyncio.run_coroutine_threadsafe(push(b"", False), loop).result()
                    whole = True
            except TimeoutError:
                log.info("the client stopped reading a response")
            except Exception:
                log.exception("a response broke off")
            finally:
                response.close()
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(ended.set_result, whole)

        self._callers[caller] += 1
        self._networks[network] += 1
        threading.Thread(target=work, name="stream", daemon=True).start()
        try:
            whole = await ended
        finally:
            self._callers[caller] -= 1
            self._networks[network] -= 1
            self._callers += Counter()
            self._networks += Counter()
        if not whole:
            # If the response ended here, it would look complete. So it stays open until the client disconnects.
            await gone
        gone.cancel()


async def wait_for_disconnect(receive: Receive) -> None:
    """Wait until the client disconnects."""
    while (await receive())["type"] != "http.disconnect":
        pass


def _parts(response: GatewayResponse) -> Iterator[bytes]:
    """Yield a long response in parts of at most PART_BYTES, and an event stream part by part as it comes.

    Granian keeps a part in memory until the client has read it.
    """
    assert response.rest is not None
    if is_event_stream([(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers]):
        yield response.body
        yield from response.rest
        return
    buffer, since = bytearray(), time.monotonic()
    for part in chain([response.body], response.rest):
        buffer += part
        while len(buffer) >= PART_BYTES:
            yield bytes(buffer[:PART_BYTES])
            del buffer[:PART_BYTES]
            since = time.monotonic()
        if buffer and time.monotonic() > since + PART_SECONDS:
            yield bytes(buffer)
            buffer.clear()
            since = time.monotonic()
    yield bytes(buffer)


def is_event_stream(headers: Iterable[tuple[str, str]]) -> bool:
    """Return whether the response is an event stream, whose parts are sent at once."""
    return any(name.lower() == "content-type" and value.startswith("text/event-stream") for name, value in headers)
