"""Turns: one call at a time, and callers who have waited longest for one are next."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from problems import Problem
from support.app import wait_until
from web.rate_limits.turns import Turns


def test_a_caller_who_asks_again_waits_behind_all_others() -> None:
    turns, order = Turns(), list[str]()

    def call(caller: str) -> None:
        with turns.turn(caller, 9):
            order.append(caller)

    callers = ["greedy", "greedy", "budi", "sari"]
    with ThreadPoolExecutor(len(callers)) as pool, turns.turn("greedy", 9):
        for caller in callers:
            before = turns.count_waiting(caller)
            pool.submit(call, caller)
            wait_until(lambda caller=caller, before=before: turns.count_waiting(caller) > before)
    assert order == ["budi", "sari", "greedy", "greedy"]


def test_a_call_that_fails_ends_its_turn() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn("budi", 0):
        raise ZeroDivisionError
    with turns.turn("sari", 0), pytest.raises(Problem, match="busy"), turns.turn("budi", 0):
        pass
