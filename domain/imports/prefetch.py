"""Producing the next items in another thread while the current one is used."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

T = TypeVar("T")

DEPTH = 2


@contextmanager
def prefetched(items: Iterable[T]) -> Iterator[Iterator[T]]:
    """Yield the same items, produced by a thread at most DEPTH items ahead. The thread ends with the block."""
    buffer: queue.Queue[tuple[bool, T | BaseException | None]] = queue.Queue(DEPTH)
    stopped = threading.Event()

    def put(more: bool, item: T | BaseException | None) -> None:
        while not stopped.is_set():
            try:
                buffer.put((more, item), timeout=0.1)
                break
            except queue.Full:
                pass

    def produce() -> None:
        try:
            for item in items:
                put(True, item)
                if stopped.is_set():
                    return
            put(False, None)
        except BaseException as error:
            put(False, error)

    def receive() -> Iterator[T]:
        while True:
            more, item = buffer.get()
            if isinstance(item, BaseException):
                raise item
            if not more:
                return
            yield item  # type: ignore[misc]

    thread = threading.Thread(target=produce, name="prefetch", daemon=True)
    thread.start()
    try:
        with closing(receive()) as prefetched_items:  # type: ignore[type-var]
            yield prefetched_items
    finally:
        stopped.set()
        thread.join()
