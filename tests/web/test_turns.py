"""Turns: one call at a time, and the callers whose last turn is the longest ago are next."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from web.server import turns
from web.server.turns import Turns
from web.server.wsgi_environ import Refusal


def run(work: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


def order_of(queue: Turns, first: str, *then: str) -> list[str]:
    """Return the callers in the order of their turns and refusals. The first one's turn lasts until all have come."""
    order = list[str]()

    async def call(caller: str) -> None:
        try:
            async with queue.turn(caller):
                order.append(caller)
        except Refusal as refusal:
            order.append(f"{caller} {refusal.code}")

    async def all_of_them() -> None:
        async with queue.turn(first):
            calls = [asyncio.create_task(call(caller)) for caller in then]
            # Each of them has come as far as it can.
            await asyncio.gather(*(asyncio.sleep(0) for _ in range(3)))
        await asyncio.gather(*calls)

    run(all_of_them())
    return order


def test_a_caller_who_asks_again_waits_behind_all_others() -> None:
    assert order_of(Turns(), "greedy", "greedy", "greedy", "budi", "sari") == ["budi", "sari", "greedy", "greedy"]


def test_callers_with_several_calls_take_turns() -> None:
    queue = Turns()
    assert order_of(queue, "a", "b", "b", "c", "a", "c") == ["b", "c", "a", "b", "c"]
    # What was before counts: `a` is the one who has not had a turn for the longest time, then `b`.
    assert order_of(queue, "d", "c", "b", "a") == ["a", "b", "c"]


def test_who_has_used_little_time_waits_for_one_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, clock = Turns(), [100.0]
    monkeypatch.setattr(turns.time, "monotonic", lambda: clock[0])

    async def use(caller: str, seconds: float) -> None:
        async with queue.turn(caller):
            clock[0] += seconds

    async def all_of_them() -> None:
        await use("long", 3.0)
        await use("longer", 5.0)
        await use("short", 0.2)

    run(all_of_them())
    # By their last turns alone `short` would be the last one.
    assert order_of(queue, "z", "longer", "long", "short", "newcomer") == ["newcomer", "short", "long", "longer"]
    # What was used long ago is forgotten.
    clock[0] += 20 * turns.HALF_LIFE
    assert order_of(queue, "z", "longer", "short", "long")[0] == "short"


def test_a_third_waiting_call_of_a_caller_is_refused() -> None:
    assert order_of(Turns(), "a", "b", "b", "b", "a") == ["b rate_limited", "b", "a", "b"]


def test_in_a_full_queue_a_newcomer_takes_a_second_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_WAITING", 3)
    found = order_of(Turns(), "z", "a", "a", "b", "c", "d", "b")
    assert sorted(found[:3]) == ["a busy", "b busy", "d busy"] and found[3:] == ["a", "b", "c"]


def test_who_waits_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "QUEUE_SECONDS", 0)
    queue = Turns()

    async def wait() -> None:
        async with queue.turn("a"):
            with pytest.raises(Refusal, match="busy"):
                async with queue.turn("b"):
                    pass

    run(wait())
    monkeypatch.undo()
    # Nothing of it is left.
    assert order_of(queue, "c", "b", "a") == ["b", "a"]


def test_a_call_that_fails_ends_its_turn() -> None:
    queue = Turns()

    async def fail() -> None:
        with pytest.raises(ZeroDivisionError):
            async with queue.turn("budi"):
                raise ZeroDivisionError

    run(fail())
    assert order_of(queue, "sari", "budi") == ["budi"]
