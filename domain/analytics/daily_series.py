"""Daily series as bytes, to pass them to the analysis pool. Free of numpy, so that web processes may import it.

The format is one line of JSON, `{"last": "2026-11-20", "lengths": {name: days}}`, followed by the values of all series
as doubles in the byte order of the machine, oldest first. All series end with the day `last`.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date

import orjson


def pack(histories: Mapping[str, Sequence[float]], last: date) -> bytes:
    """Return the bytes of these histories; empty ones are left out."""
    values = array("d")
    lengths = {}
    for name, history in histories.items():
        if history:
            lengths[name] = len(history)
            values.extend(history)
    return orjson.dumps({"last": last.isoformat(), "lengths": lengths}) + b"\n" + values.tobytes()


def unpack(packed: bytes) -> tuple[dict[str, memoryview[float]], date]:
    """Return the values of each series and the last day."""
    header, _, rest = packed.partition(b"\n")
    described = orjson.loads(header)
    values = memoryview(rest).cast("d")
    histories, start = {}, 0
    for name, length in described["lengths"].items():
        histories[name] = values[start : start + length]
        start += length
    return histories, date.fromisoformat(described["last"])
