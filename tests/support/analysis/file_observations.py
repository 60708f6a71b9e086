"""Helpers for tests of file reading: read a file, expect a refusal, write down the observations."""

from __future__ import annotations

import io
import math
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from domain.analytics.options import Limits, Options, Refused
from domain.analytics.reading import observations
from domain.analytics.series.shapes import Observations


def read(file: str | bytes, limits: Limits | None = None, **options: Any) -> Observations:
    data = file.encode() if isinstance(file, str) else file
    return observations.read(io.BytesIO(data), Options(**options), limits or Limits())


def refused(file: str | bytes, limits: Limits | None = None, **options: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        read(file, limits, **options)
    return caught.value


def rows_of(seen: Observations) -> list[tuple[str, str, float | None]]:
    """Return the observations as readable rows: date, series, value."""
    return [
        (
            (datetime(1970, 1, 1) + timedelta(seconds=int(second))).isoformat(" ").removesuffix(" 00:00:00"),
            seen.names[which],
            None if math.isnan(value) else value,
        )
        for second, which, value in zip(seen.seconds, seen.which, seen.values, strict=True)
    ]


def same(one: Observations, other: Observations) -> bool:
    return (
        np.array_equal(one.seconds, other.seconds)
        and np.array_equal(one.which, other.which)
        and one.values.tobytes() == other.values.tobytes()
        and (one.names, one.grain, one.rows) == (other.names, other.grain, other.rows)
        and (one.notices.kept, one.notices.counts) == (other.notices.kept, other.notices.counts)
    )


SALES = [("2024-01-30", "Kopi Gayo", 12.5), ("2024-01-30", "Teh Melati", None), ("2024-01-31", "Kopi Gayo", -3.0)]

PLAIN = "tanggal,produk,jumlah\n2024-01-30,Kopi Gayo,12.5\n2024-01-30,Teh Melati,\n2024-01-31,Kopi Gayo,-3\n"
