"""An analysis from its first byte to its last: the stages in order, told as they begin, and the answer in parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Literal

from analytics.options import Limits, Options

Stage = Literal["read", "arrange", "clean", "describe", "forecast", "total"]


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage begins; `of` series are to come in all, where that is known."""

    stage: Stage
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Finished series: the elements of the answer's list `series` as JSON, joined by commas."""

    count: int
    json: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Everything of the answer but `series` and `degraded`: a JSON object without its closing brace.

    One comes before the first part, so that parts alone are an answer if time runs out; the one that comes last has the
    totals, too, and stands. `degraded` is that field's JSON where the pipeline itself has done less than was asked for.
    """

    json: bytes
    degraded: bytes | None = None


Event = Begun | Part | Head


def analyze_file(stream: IO[bytes], options: Options, limits: Limits) -> Iterator[Event]:
    """Reads a CSV or JSON file and yields what is known as it becomes known; raises options.Refused."""
    raise NotImplementedError
