"""Rate limits: exact across processes with and without Redis, headers, and failures of Redis."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from apiflask import APIFlask
from hypothesis import given
from hypothesis import strategies as st

import actor
import errors
from bench.tools import redis_server
from bench.tools.redis_server import RedisServer
from domain.security import api_keys
from settings import Settings, SettingsError
from support.app import App, at_once, wait_until
from support.people import PASSWORD, Person, Shop
from web import request_log
from web.rate_limits import limiter, sliding_windows
from web.rate_limits.sliding_windows import (
    CounterUnavailable,
    RedisCounter,
    SharedMemoryCounter,
    SlidingWindow,
    WindowState,
)
from web.server import proxies

LIMITS = {"RATE_LIMIT_GENERAL": "60/minute", "RATE_LIMIT_AUTH": "5/minute", "RATE_LIMIT_API": "4/hour"}
# Beside other tests a call may wait for the CPU longer than the default timeout.
PATIENT = "?socket_timeout=10"
LOGIN = "/api/auth/login"


class Limited:
    """The shop, served by four more processes behind a proxy, with limits in Redis."""

    def __init__(self, app: App, redis: RedisServer) -> None:
        self.app, self.redis = app, redis
        self.last = 0

    def ask(
        self, path: str = "/health", address: str = "", token: str = "", method: str = "GET", **more: Any
    ) -> requests.Response:
        headers = more.pop("headers", {}) | ({"Authorization": f"Bearer {token}"} if token else {})
        headers = {"X-Forwarded-For": address, **headers}
        return requests.request(method, self.app.url + path, headers=headers, timeout=20, allow_redirects=False, **more)

    def sign_in(self, address: str, path: str = LOGIN, password: str = "wrong") -> requests.Response:
        return self.ask(path, address, method="POST", json={"username": "nobody", "password": password})

    def address(self) -> str:
        """Return an address that has not called yet."""
        self.last += 1
        return f"203.0.113.{self.last}"

    def lines(self, words: str) -> int:
        return self.app.log.read_text().count(words)


@pytest.fixture(scope="module")
def running(shared_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Limited]:
    same = {name: value for name, value in shared_shop.app.env.items() if name != "PORT"}
    with redis_server.running() as redis:
        env = {**same, **LIMITS, "WORKERS": "4", "THREADS": "4", "RUN_JOBS": "0", "REDIS_URL": redis.url + PATIENT}
        app = App.start({**env, "TRUSTED_PROXIES": "1"}, tmp_path_factory.mktemp("limits") / "app.log")
        app.shared = True
        yield Limited(app, redis)
        assert app.stop() == 0


@pytest.fixture
def limited(running: Limited, shop: Shop) -> Limited:
    return running


def limit_state(answer: requests.Response, name: str) -> tuple[int, int]:
    """Return the calls left and the seconds until one more, by the RateLimit header."""
    found = re.search(rf'"{name}";r=(\d+);t=(\d+)', answer.headers["RateLimit"])
    assert found, answer.headers["RateLimit"]
    return int(found[1]), int(found[2])


def test_four_processes_share_one_exact_limit(limited: Limited) -> None:
    address = limited.address()
    bursts = at_once(8, lambda _: [limited.ask("/api/products/categories", address) for _ in range(10)])
    answers = [answer for burst in bursts for answer in burst]
    let_in = [answer for answer in answers if answer.status_code == 200]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert (len(let_in), len(refused)) == (60, 20)
    assert sorted(limit_state(answer, "general")[0] for answer in let_in) == list(range(60))
    for answer in answers:
        assert answer.headers["RateLimit-Policy"] == '"general";q=60;w=60'
    for answer in refused:
        left, seconds = limit_state(answer, "general")
        problem = answer.json()
        assert (left, problem["code"], problem["status"]) == (0, "rate_limited", 429)
        assert 1 <= seconds == problem["seconds"] == int(answer.headers["Retry-After"]) <= 60
    assert limited.ask("/api/products", limited.address()).status_code == 200


def test_failed_calls_count_and_refused_calls_do_not(limited: Limited, budi: Person) -> None:
    address = limited.address()
    for number, (method, path, status) in enumerate(
        [
            ("GET", "/api/nothing", 404),
            ("DELETE", "/api/products", 405),
            ("GET", "/api/users/profile", 401),
            ("GET", "/api/products?page=x", 422),
            ("GET", "/", 200),
            ("GET", "/login", 200),
        ],
        1,
    ):
        answer = limited.ask(path, address, method=method)
        assert answer.status_code == status, path
        assert limit_state(answer, "general")[0] == 60 - number
    answer = limited.ask("/api/users/profile", address, "a token of nobody")
    assert (answer.status_code, limit_state(answer, "general")[0]) == (401, 53)
    answer = limited.ask("/api/products", address, budi.token, "POST", json={})
    assert (answer.status_code, limit_state(answer, "general")[0]) == (403, 59)
    for method, path in [
        ("OPTIONS", "/api/products"),
        ("GET", "/health"),
        ("GET", "/health/live"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("GET", "/static/finenice.css"),
        ("GET", "/uploads/none.webp"),
    ]:
        assert "RateLimit" not in limited.ask(path, address, method=method).headers, path


def test_a_user_is_counted_across_networks(limited: Limited, budi: Person, sari: Person) -> None:
    one, other = limited.address(), limited.address()
    for number, address in enumerate((one, other, one), 1):
        assert limit_state(limited.ask("/api/users/profile", address, budi.token), "general")[0] == 60 - number
    # Public routes count by user, too.
    assert limit_state(limited.ask("/api/products", one, budi.token), "general")[0] == 56
    assert limit_state(limited.ask("/api/users/profile", one, sari.token), "general")[0] == 59
    assert limit_state(limited.ask("/api/products", one), "general")[0] == 59


def test_the_auth_limit_counts_all_routes_that_verify_secrets(limited: Limited, budi: Person) -> None:
    address = limited.address()
    for number, path in enumerate((LOGIN, "/api/v1/auth/login", "/login", "/api/login", LOGIN), 1):
        answer = limited.sign_in(address, path)
        assert (answer.status_code, limit_state(answer, "auth")[0]) == (401, 5 - number)
        assert answer.headers["RateLimit-Policy"] == '"auth";q=5;w=60, "general";q=60;w=60'
    for path in (LOGIN, "/register", "/api/register", "/api/auth/register", "/api/auth/refresh"):
        answer = limited.sign_in(address, path)
        assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited"), path
    # Refused calls count in no window, and signed-in users can go on.
    assert limit_state(limited.ask("/api/products", address), "general")[0] == 54
    assert limited.ask("/api/users/profile", address, budi.token).status_code == 200
    assert limited.sign_in(limited.address()).status_code == 401


def test_an_api_key_has_the_default_limit_or_its_quota(limited: Limited, shop: Shop) -> None:
    maker = shop.person("dian", "developer")
    for quota, policy in ((None, '"api";q=4;w=3600'), (2, '"api";q=2;w=3600')):
        key = api_keys.generate()
        shop.rows(
            """
            INSERT INTO api_keys (user_id, name, lookup, digest, scopes, quota, language, days, expires_at)
            VALUES (%s, 'x', %s, %s, 'products:read', %s, 'id', 1, UTC_TIMESTAMP(6) + INTERVAL 1 DAY)
            """,
            (maker.id, key.lookup, key.digest(limited.app.env["API_KEY_SALT"]), quota),
        )
        statuses = []
        for path in ["/api/products", "/api/users/profile", "/api/products", "/api/products", "/api/products"]:
            answer = limited.ask(path, limited.address(), headers={"X-API-Key": key.text})
            assert answer.headers["RateLimit-Policy"] == policy
            statuses.append(answer.status_code)
        assert statuses == ([200, 403, 200, 200, 429] if quota is None else [200, 403, 429, 429, 429])
        assert int(answer.headers["Retry-After"]) > 3500
        key_id = shop.value("SELECT id FROM api_keys WHERE lookup = %s", (key.lookup,))
        for _ in range(2):
            # Looking at the use is not a call of the key.
            shown = limited.ask(f"/api/developer/keys/{key_id}", token=maker.token).json()
            allowed = quota or 4
            assert (shown["used"], shown["allowed"], shown["window_seconds"]) == (allowed, allowed, 3600)
    assert limit_state(limited.ask("/api/users/profile", token=maker.token), "general")[0] == 55


def test_a_forged_forwarded_header_changes_no_address(limited: Limited, shop: Shop) -> None:
    real = limited.address()
    for number, forged in enumerate(
        (f"198.51.100.1, {real}", f"garbage, 198.51.100.2,{real}", f"{real}:4711", f"::1, {real} ", f"::1,{real}"), 1
    ):
        more = {"X-Real-IP": f"198.51.100.{number}", "Forwarded": f"for=198.51.100.{number}", "X-Client-IP": "1.1.1.1"}
        answer = limited.ask("/api/products", headers={"X-Forwarded-For": forged, **more})
        assert limit_state(answer, "general")[0] == 60 - number, forged
    # An IPv6 client has a whole network.
    for number, address in enumerate(("2001:db8:1:2::7", "[2001:db8:1:2:ffff::8]:443", "2001:db8:1:2:a:b:c:d"), 1):
        assert limit_state(limited.ask("/api/products", address), "general")[0] == 60 - number, address
    assert limit_state(limited.ask("/api/products", "2001:db8:1:3::7"), "general")[0] == 59
    # Instead of an invalid address the proxy's own counts.
    left = [
        limit_state(limited.ask("/api/products", text), "general")[0] for text in ("", "unknown", "1.2.3", "a,b", "<x>")
    ]
    assert left == list(range(left[0], left[0] - 5, -1))
    # Sessions and login attempts record the same address.
    person = shop.visitor()
    person.username = "wati"
    headers = {"X-Forwarded-For": f"198.51.100.9, {real}"}
    body = {"username": "wati", "password": PASSWORD}
    signed_in = limited.ask("/api/auth/register", headers=headers, method="POST", json=body).json()
    sessions = limited.ask("/api/auth/sessions", real, signed_in["access_token"]).json()["sessions"]
    assert [session["address"] for session in sessions] == [real]


def test_without_redis_routes_with_secrets_are_a_503_and_others_unlimited(limited: Limited, budi: Person) -> None:
    address = limited.address()
    away, back = "Redis does not answer", "Redis answers again"
    before = limited.lines(away), limited.lines(back)
    assert limited.sign_in(address).status_code == 401
    limited.redis.kill()
    for _ in range(3):
        answer = limited.sign_in(address)
        assert (answer.status_code, answer.json()["code"]) == (503, "rate_limiter_unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
    opened = at_once(8, lambda _: [limited.ask("/api/products/categories", address) for _ in range(10)])
    for answer in (answer for burst in opened for answer in burst):
        assert answer.status_code == 200
        assert "RateLimit" not in answer.headers
    assert limited.ask("/api/users/profile", address, budi.token).status_code == 200
    # Logged once per process and not per call.
    assert 1 <= limited.lines(away) - before[0] <= 4
    limited.redis.start()
    wait_until(lambda: "RateLimit" in limited.ask("/api/products", address).headers)
    wait_until(lambda: limited.sign_in(limited.address()).status_code == 401)

    def told_by_all() -> bool:
        limited.ask("/api/products", address)
        return limited.lines(back) - before[1] == limited.lines(away) - before[0]

    wait_until(told_by_all)


def test_the_redis_window_is_exact() -> None:
    """Two threads call without pause for more than two windows; only start and end of each call are known."""
    calls: list[tuple[float, float, bool]] = []
    with redis_server.running() as server:
        counter = RedisCounter(server.url + PATIENT)
        ends = time.monotonic() + 2.2

        def press(_: int) -> None:
            pause = threading.Event()
            while (before := time.monotonic()) < ends:
                admitted, ((left, seconds),) = counter.hit([SlidingWindow("w", 5, 1)])
                calls.append((before, time.monotonic(), admitted))
                assert 0 <= left < 5 and 0 <= seconds <= 1
                pause.wait(0.01)

        at_once(2, press)
    let_in = sorted((before, after) for before, after, admitted in calls if admitted)
    assert 10 <= len(let_in) <= 15
    # Redis counts in whole microseconds.
    for (first, _), (_, sixth) in zip(let_in, let_in[5:], strict=False):
        assert sixth - first >= 1 - 1e-5
    for before, after, admitted in calls:
        if not admitted:
            assert sum(1 for first, last in let_in if last > before - 1 - 1e-5 and first < after) >= 5


def test_one_call_a_second_waits_for_a_stalled_redis() -> None:
    with redis_server.running() as server:
        counter = RedisCounter(server.url)
        window = [SlidingWindow("w", 5, 60)]
        assert counter.hit(window)[1] == [WindowState(4, 60)]
        server.stall()
        began = time.monotonic()
        calls = [timed_failure(counter, window) for _ in range(100)]
        waits = sum(seconds >= sliding_windows.TIMEOUT_SECONDS for seconds in calls)
        # On a busy machine the calls take longer, and one of them as long as a wait.
        assert 1 <= waits <= 2 + (time.monotonic() - began) / sliding_windows.RETRY_SECONDS
        server.kill()
        server.start()
        # The new Redis lacks the script and the window, and the connection is closed.
        wait_until(lambda: answers(counter, window))
        assert counter.hit(window)[1][0].left == 3
        # A restart between two calls goes unnoticed.
        server.kill()
        server.start()
        assert counter.hit(window)[1][0].left == 4


def timed_failure(counter: RedisCounter, window: list[SlidingWindow]) -> float:
    began = time.monotonic()
    with pytest.raises(CounterUnavailable):
        counter.hit(window)
    return time.monotonic() - began


def answers(counter: RedisCounter, window: list[SlidingWindow]) -> bool:
    try:
        counter.hit(window)
    except CounterUnavailable:
        return False
    return True


@given(
    st.lists(st.integers(0, 3000), max_size=60),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4)), min_size=1, max_size=3),
)
def test_the_shared_memory_window_equals_a_plain_count(pauses: list[int], sizes: list[tuple[int, int]]) -> None:
    """Compare with a plain list of times, in milliseconds."""
    now = 0
    counter = SharedMemoryCounter([calls for calls, _ in sizes], lambda: now * 10**6)
    windows = [SlidingWindow(f"w{number}", calls, seconds) for number, (calls, seconds) in enumerate(sizes)]
    let_in: list[int] = []
    for pause in pauses:
        now += pause
        held = [sum(1 for moment in let_in if now - moment < window.seconds * 1000) for window in windows]
        room = all(count < window.calls for count, window in zip(held, windows, strict=True))
        admitted, standings = counter.hit(windows)
        assert admitted == room
        if admitted:
            let_in.append(now)
        for count, window, (left, seconds) in zip(held, windows, standings, strict=True):
            assert left == window.calls - count - admitted
            if not left:
                freed = now + round(seconds * 1000)
                assert sum(1 for moment in let_in if freed - moment < window.seconds * 1000) < window.calls


def test_active_callers_keep_their_slots_in_bounded_memory() -> None:
    now = 0
    counter = SharedMemoryCounter([5], lambda: now)
    size = counter.nbytes
    for number in range(50_000):
        now += 10**8
        assert counter.hit([SlidingWindow(str(number), 5, 60)]) == (True, [WindowState(4, 60.0)])
    # Some 600 callers are within their window, and each is still counted.
    for number in range(49_500, 50_000):
        assert counter.hit([SlidingWindow(str(number), 5, 60)])[1][0].left == 3
    assert counter.nbytes == size < 20 * 1024**2


def test_a_changed_quota_starts_a_new_window() -> None:
    counter = SharedMemoryCounter([5])
    for left in (2, 1, 0):
        assert counter.hit([SlidingWindow("k", 3, 60)])[1][0].left == left
    assert not counter.hit([SlidingWindow("k", 3, 60)])[0]
    assert counter.hit([SlidingWindow("k", 5, 60)]) == (True, [WindowState(4, 60.0)])


def _hit(counter: SharedMemoryCounter, windows: list[SlidingWindow], calls: int) -> int:
    """Fork a process that makes so many calls and return its id. Its exit code is the number of allowed calls."""
    pid = os.fork()
    if pid:
        return pid
    code = 255
    try:
        code = sum(counter.hit(windows)[0] for _ in range(calls))
    finally:
        os._exit(code)


def test_forked_processes_count_together() -> None:
    counter = SharedMemoryCounter([100, 1000])
    windows = [SlidingWindow("a", 100, 3600), SlidingWindow("b", 1000, 3600)]
    children = [_hit(counter, windows, 60) for _ in range(4)]
    assert sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children) == 100
    admitted, standings = counter.hit(windows)
    assert (admitted, [standing.left for standing in standings]) == (False, [0, 900])


def test_a_killed_process_releases_the_lock() -> None:
    counter = SharedMemoryCounter([100])
    windows = [SlidingWindow("a", 100, 3600)]
    for _ in range(50):
        child = _hit(counter, [SlidingWindow("b", 100, 3600)], 10**9)
        for _ in range(3):
            counter.hit(windows)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert counter.hit([SlidingWindow("c", 100, 3600)])
    assert counter.hit(windows)[1][0].left == 0


@contextmanager
def _stopped_with_the_lock(counter: SharedMemoryCounter) -> Iterator[None]:
    """Fork a process that is stopped while it holds the lock, and let it go on afterwards."""
    child = os.fork()
    if not child:
        with counter.locked():
            os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    os.waitpid(child, os.WUNTRACED)
    try:
        yield
    finally:
        os.kill(child, signal.SIGCONT)
        os.waitpid(child, 0)


def test_a_stopped_process_with_the_lock_makes_the_counter_unavailable() -> None:
    counter = SharedMemoryCounter([5])
    with _stopped_with_the_lock(counter), pytest.raises(CounterUnavailable):
        counter.hit([SlidingWindow("a", 5, 60)])
    assert counter.hit([SlidingWindow("a", 5, 60)])[0]


def test_threads_wait_together_for_a_stopped_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sliding_windows, "TIMEOUT_SECONDS", 0.5)
    counter = SharedMemoryCounter([5])

    def hit(_: int) -> None:
        with pytest.raises(CounterUnavailable):
            counter.hit([SlidingWindow("a", 5, 60)])

    with _stopped_with_the_lock(counter):
        began = time.monotonic()
        at_once(16, hit)
        # One after the other they would wait for 8 s.
        assert 0.5 <= time.monotonic() - began < 7
    assert counter.hit([SlidingWindow("a", 5, 60)])[0]


def test_workers_share_one_exact_limit_without_redis(shared_shop: Shop, tmp_path: Path, shop: Shop) -> None:
    """The documented limit of twenty sign-ins a minute is for all workers together."""
    same = {name: value for name, value in shared_shop.app.env.items() if name != "PORT"}
    app = App.start({**same, "WORKERS": "2", "RATE_LIMIT_AUTH": "20/minute", "RUN_JOBS": "0"}, tmp_path / "app.log")

    def sign_in(number: int) -> list[str]:
        bodies = ({"username": f"nobody{number}-{turn}", "password": "wrong"} for turn in range(5))
        return [requests.post(app.url + LOGIN, json=body, timeout=20).json()["code"] for body in bodies]

    codes = [code for burst in at_once(8, sign_in) for code in burst]
    assert app.stop() == 0
    assert sorted(codes) == ["rate_limited"] * 20 + ["wrong_credentials"] * 20


def test_one_process_is_exact_without_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its threads have no deadline, however little CPU they get."""
    monkeypatch.setattr(sliding_windows, "TIMEOUT_SECONDS", 0)
    app = APIFlask("limited")
    request_log.install(app)
    errors.install(app)
    app.get("/")(lambda: "here")
    limiter.install(app, Settings.from_env({**LIMITS, "JWT_SECRET_KEY": "x", "API_KEY_SALT": "y"}), lambda: None)
    bursts = at_once(8, lambda _: [app.test_client().get("/") for _ in range(10)])
    answers = [answer for burst in bursts for answer in burst]
    left = [re.findall(r"r=(\d+)", answer.headers["RateLimit"])[0] for answer in answers if answer.status_code == 200]
    assert sorted(map(int, left)) == list(range(60))
    assert sum(answer.status_code == 429 for answer in answers) == 20


@pytest.mark.parametrize(
    ("trusted", "header", "seen"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "[2001:db8::7]:443", "2001:db8::7"),
        (1, "2001:DB8:0::7", "2001:db8::7"),
        (1, "nobody", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_the_trusted_proxies_are_believed(trusted: int, header: str, seen: str) -> None:
    app = APIFlask("proxied")
    proxies.install(app, trusted)
    app.get("/")(lambda: errors.request.remote_addr or "nowhere")
    answer = app.test_client().get("/", headers={"X-Forwarded-For": header}, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert answer.text == seen


@pytest.mark.parametrize(
    ("address", "stands_for"),
    [
        (None, "unknown"),
        ("", "unknown"),
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("fe80::1%eth0", "fe80:0000:0000:0000"),
        ("a:b", "a:b"),
    ],
)
def test_every_address_has_a_network(address: str | None, stands_for: str) -> None:
    assert actor.network(address) == stands_for


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("RATE_LIMIT_AUTH", value)
            for value in ("0/minute", "20", "20/week", "-1/minute", "20 per minute", "1e3/hour")
        ),
        *(("REDIS_URL", value) for value in ("localhost:6379", "http://redis:6379", "redis://")),
        *(("TRUSTED_PROXIES", value) for value in ("-1", "yes", "11")),
    ],
)
def test_a_malformed_limit_prevents_the_start(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value, "DATA_DIR": str(tmp_path)})
