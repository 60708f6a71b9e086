"""Reading of long results in batches, for exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import db

Row = TypeVar("Row")
Cursor = TypeVar("Cursor")


def iterate(
    read: Callable[[Cursor], list[Row]], start: Cursor, size: int, cursor_of: Callable[[Row], Cursor]
) -> Iterator[Row]:
    """Yield all rows, read in batches on demand. `read` returns up to `size` rows after a cursor.

    The iterator may outlive its request and be read slowly, so it holds no connection between batches and repeats a
    batch after a lost connection. Do not start it inside a transaction.
    """
    read_batch, cursor = db.transactional()(read), start
    while True:
        try:
            rows = read_batch(cursor)
        finally:
            db.release()
        yield from rows
        if len(rows) < size:
            return
        cursor = cursor_of(rows[-1])
