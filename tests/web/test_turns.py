"""Turns: one call at a time, small ones first, then the callers whose last turn is the longest ago."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import takewhile
from typing import Any

import pytest

from domain.courses import Version, certificate_pdf
from domain.courses.certificate import Certificate, Issuer
from domain.receipts import layout, pdf
from domain.receipts.content import Line, Receipt, Shop
from web.server import turns
from web.server.turns import Turns
from web.server.wsgi_environ import Refusal


def run(work: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


def seconds_of(caller: str) -> float:
    """Return how long the work of a caller is expected to take."""
    return 1.0 if caller.startswith("larger") else 0.35 if caller.startswith("large") else turns.SMALL


def order_of(queue: Turns, first: str, *then: str, clock: list[float] | None = None) -> list[str]:
    """Return the callers in the order of their turns and refusals. The first one's turn lasts until all have come.

    With a clock each turn takes 0.4 s.
    """
    order = list[str]()

    async def call(caller: str) -> None:
        try:
            async with queue.turn(caller, seconds_of(caller)):
                order.append(caller)
                if clock:
                    clock[0] += 0.4
        except Refusal as refusal:
            order.append(f"{caller} {refusal.code}")

    async def all_of_them() -> None:
        async with queue.turn(first, seconds_of(first)):
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
        async with queue.turn(caller, seconds_of(caller)):
            clock[0] += seconds

    async def all_of_them() -> None:
        await use("large, 3 s", 3.0)
        await use("large, 5 s", 5.0)
        await use("large, short", 0.2)

    run(all_of_them())
    # By their last turns alone the one of 0.2 s would be the last one.
    order = ["large, newcomer", "large, short", "large, 3 s", "large, 5 s"]
    assert order_of(queue, "z", *reversed(order)) == order
    assert order_of(queue, "z", "larger, newcomer", "large, short") == ["large, short", "larger, newcomer"]
    # After ten minutes it still counts, although the last turn of the other is later.
    clock[0] += 600.0
    assert order_of(queue, "large, newcomer", "large, 3 s", "large, newcomer")[0] == "large, newcomer"
    clock[0] += 20 * turns.HALF_LIFE
    assert order_of(queue, "z", *order)[0] == "large, 5 s"


def test_small_work_goes_before_large_work_of_any_number_of_callers() -> None:
    queue = Turns()
    strangers = [f"large {number}" for number in range(19)]
    assert order_of(queue, "seller", *strangers, "seller", "budi") == ["budi", "seller", *strangers]


def test_large_work_has_a_turn_after_a_second_of_small_work(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, clock = Turns(), [100.0]
    monkeypatch.setattr(turns.time, "monotonic", lambda: clock[0])
    order = order_of(queue, "z", "large", "large", "a", "b", "c", "d", "e", "f", "g", clock=clock)
    assert order == ["a", "b", "c", "large", "d", "e", "f", "large", "g"]
    # Without large work nothing is owed to it.
    order_of(queue, "z", "a", "b", "c", "d", clock=clock)
    assert order_of(queue, "z", "large", "a", clock=clock) == ["a", "large"]


def test_newcomers_who_come_later_go_before_a_caller_for_some_turns_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_CALLERS", 5)
    queue, order = Turns(), list[str]()

    async def call(caller: str, *then: str) -> None:
        async with queue.turn(caller, 0.0):
            order.append(caller)
            tasks = [asyncio.create_task(call(*then))] if then else []
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)

    async def all_of_them() -> None:
        await call("seller")
        newcomers = [f"newcomer {number}" for number in range(20)]
        await asyncio.gather(call(*newcomers), call("seller"))

    run(all_of_them())
    assert order.index("seller", 1) <= 1 + 5


def test_a_third_waiting_call_of_a_caller_is_refused() -> None:
    assert order_of(Turns(), "a", "b", "b", "b", "a") == ["b rate_limited", "b", "a", "b"]


def test_in_a_full_queue_a_newcomer_takes_a_second_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_SMALL", 3)
    found = order_of(Turns(), "z", "a", "a", "b", "c", "d", "b")
    assert sorted(found[:3]) == ["a busy", "b busy", "d busy"] and found[3:] == ["a", "b", "c"]


def test_large_work_takes_no_place_of_small_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_LARGE", 2)
    monkeypatch.setattr(turns, "MOST_SMALL", 2)
    found = order_of(Turns(), "z", "large a", "large b", "large c", "budi", "large d", "sari")
    assert sorted(found[:2]) == ["large c busy", "large d busy"] and found[2:] == ["budi", "sari", "large a", "large b"]


def test_who_waits_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "QUEUE_SECONDS", 0)
    queue = Turns()

    async def wait() -> None:
        async with queue.turn("a", 0.0):
            with pytest.raises(Refusal, match="busy"):
                async with queue.turn("b", 0.0):
                    pass

    run(wait())
    monkeypatch.undo()
    # Nothing of it is left.
    assert order_of(queue, "c", "b", "a") == ["b", "a"]


def test_a_call_that_fails_ends_its_turn() -> None:
    queue = Turns()

    async def fail() -> None:
        with pytest.raises(ZeroDivisionError):
            async with queue.turn("budi", 0.0):
                raise ZeroDivisionError

    run(fail())
    assert order_of(queue, "sari", "budi") == ["budi"]


def receipt(lines: int, name: str, note: str = "") -> list[layout.Row]:
    sold = tuple(Line(name, 1, 5_000, 5_000, note=note) for _ in range(lines))
    shop, moment = Shop("Toko Sari Rasa", "Jl. Malioboro 12\nYogyakarta 55271"), datetime(2026, 11, 30, 15)
    total = 5_000 * lines
    return layout.rows(Receipt(shop, 42, "A-42", "paid", moment, "Ani", "Budi", sold, 0, (), total, (), 0), "id")


def certificate(name: str, title: str) -> Certificate:
    version = Version(1, 1, 1, title, "id", False, (), ())
    return Certificate("A" * 26, name, None, title, "", "id", version, datetime(2026, 11, 20))


def cpu_of(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that work takes: the least of three, after fonts have been loaded."""
    work()
    times = []
    for _ in range(3):
        started = time.thread_time()
        work()
        times.append(time.thread_time() - started)
    return min(times)


def test_receipts_of_ten_lines_and_certificates_are_small() -> None:
    for name in ("Kopi pilihan dari dataran tinggi Gayo", "精选埃塞俄比亚咖啡豆", "قهوة مختارة"):
        assert pdf.expected_seconds(receipt(10, name, note="tanpa gula")) < turns.SMALL
    names = {"Siti Nur Aisyah binti Abdurrahman": "Barista untuk pemula", "王小明": "咖啡烘焙入门课程", "Лев": "Кофе"}
    for name, title in {**names, "عبد الرحمن": "مقدمة في القهوة"}.items():
        assert certificate_pdf.expected_seconds(certificate(name, title)) < turns.SMALL
    assert pdf.expected_seconds(receipt(200, "Kopi", "少" * 200)) > 10 * turns.SMALL


@pytest.mark.parametrize("letters", ["k ", "kopi", "茶 葉 ", "กา ", "कॉफ़ी ", "ꦏꦺꦴꦥꦶ", "😀", "茶aب"])
def test_what_is_expected_to_be_small_takes_no_longer(letters: str) -> None:
    """The measure is a normal receipt, which takes 1.6 ms on the machine of the figures."""
    text = (letters * 200)[:199]
    plain = receipt(10, "Kopi pilihan dari dataran tinggi Gayo")
    unit = cpu_of(lambda: [pdf.render(plain, "80", "a", "b", "id") for _ in range(5)]) / 5 / 0.0016

    receipts = (receipt(lines, text, text) for lines in range(1, 50))
    *_, rows = takewhile(lambda rows: pdf.expected_seconds(rows) <= turns.SMALL, receipts)
    assert cpu_of(lambda: pdf.render(rows, "58", "a", "b", "id")) < 2 * turns.SMALL * unit

    names = (certificate(text[:length], text[:length]) for length in range(1, 151))
    *_, named = takewhile(lambda each: certificate_pdf.expected_seconds(each) <= turns.SMALL, names)
    issuer = Issuer("Toko", "https://toko.example")
    assert cpu_of(lambda: certificate_pdf.render(named, issuer)) < 2 * turns.SMALL * unit
