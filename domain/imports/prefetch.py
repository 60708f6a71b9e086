"""Doing the next piece of work while the last one is used."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

T = TypeVar("T")

DEPTH = 2


@contextmanager
def prepared(items: Iterable[T]) -> Iterator[Iterator[T]]:
    """The same items, made by a thread of their own that is at most DEPTH items ahead and ends with the block."""
    box: queue.Queue[tuple[bool, T | BaseException | None]] = queue.Queue(DEPTH)
    unwanted = threading.Event()

    def put(more: bool, item: T | BaseException | None) -> None:
        while not unwanted.is_set():
            try:
                box.put((more, item), timeout=0.1)
                break
            except queue.Full:
                pass

    def make() -> None:
        try:
            for item in items:
                put(True, item)
                if unwanted.is_set():
                    return
            put(False, None)
        except BaseException as error:
            put(False, error)

    def take() -> Iterator[T]:
        while True:
            more, item = box.get()
            if isinstance(item, BaseException):
                raise item
            if not more:
                return
            yield item  # type: ignore[misc]

    thread = threading.Thread(target=make, name="ahead", daemon=True)
    thread.start()
    try:
        with closing(take()) as taken:  # type: ignore[type-var]
            yield taken
    finally:
        unwanted.set()
        thread.join()
