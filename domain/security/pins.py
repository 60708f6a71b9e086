"""PINs of staff at a till: too short for a login, so they open nothing else."""

from __future__ import annotations

from itertools import pairwise

PATTERN = "^[0-9]{4,8}$"


def is_trivial(pin: str) -> bool:
    """Return True for digits that repeat or count on, such as 0000, 1212, 1234 or 9876."""
    digits = [int(digit) for digit in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    return steps <= {1} or steps <= {9} or digits[:-2] == digits[2:]
