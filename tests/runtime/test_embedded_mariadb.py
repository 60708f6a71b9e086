"""The embedded MariaDB: programs share it, end or are killed; nothing is lost or left running.

Each program is a process of its own that calls embedded.start.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mysql.connector
import pytest

from runtime import embedded_mariadb
from support.app import wait_until

ROOT = Path(__file__).resolve().parents[2]
NO_SERVER = embedded_mariadb.find_server(ROOT / "var") is None
pytestmark = pytest.mark.skipif(NO_SERVER, reason="scripts/install-mariadb.sh installs the server")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")

PROGRAM = """
import os, sys
from pathlib import Path
from runtime import embedded_mariadb
for line in sys.stdin:
    match line.strip():
        case "start":
            print(embedded_mariadb.start(Path(sys.argv[1])), flush=True)
        case "release":
            embedded_mariadb.release()
            print("released", flush=True)
        case "hand over":
            if os.fork():
                embedded_mariadb.release()
                os._exit(0)
            print("handed over", flush=True)
"""


class Program:
    """A program that uses the database and reads commands, one per line, from its standard input."""

    def __init__(self, data_dir: Path, **env: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, data_dir], cwd=ROOT, env={**os.environ, **env},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        assert self.process.stdin and self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def tell(self, what: str) -> None:
        self.stdin.write(what + "\n")

    def silent(self) -> bool:
        return not select.select([self.stdout], [], [], 0)[0]

    def answer(self) -> str:
        assert select.select([self.stdout], [], [], 30)[0], "the program does not answer"
        return self.stdout.readline().rstrip("\n")

    def start(self) -> Path:
        self.tell("start")
        at = self.answer()
        assert at, "the program failed, see its error above"
        return Path(at)

    def leave(self) -> None:
        self.stdin.close()
        self.process.wait(30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)

    def close(self) -> None:
        self.kill()
        self.stdin.close()
        self.stdout.close()


class House:
    """A data directory with the programs, processes and locks that belong to it."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.programs: list[Program] = []

    def program(self, **env: str) -> Program:
        self.programs.append(Program(self.data_dir, **env))
        return self.programs[-1]

    def _processes(self, wanted: Callable[[list[str]], bool]) -> list[int]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                command = os.fsdecode((process / "cmdline").read_bytes()).split("\0")
            except OSError:
                continue
            if wanted(command):
                found.append(int(process.name))
        return found

    def servers(self) -> list[int]:
        datadir = f"--datadir={self.data_dir}/database/data"
        return self._processes(lambda command: datadir in command)

    def makers(self) -> list[int]:
        return self._processes(lambda command: "--bootstrap" in command)

    def watchdogs(self) -> list[int]:
        watch = ["watch", f"{self.data_dir}/database"]
        return self._processes(lambda command: command[4:6] == watch)

    def stopped(self) -> bool:
        return not self.servers() and not self.watchdogs()

    def refuses(self, lock: str, kind: int) -> bool:
        with open(self.data_dir / "database" / lock, "rb") as file:
            try:
                fcntl.flock(file, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def in_use(self) -> bool:
        return self.refuses("users.lock", fcntl.LOCK_EX) and not self.stopping()

    def stopping(self) -> bool:
        return self.refuses("users.lock", fcntl.LOCK_SH)

    def close(self) -> None:
        for program in self.programs:
            program.close()
        for pid in self.watchdogs() + self.servers():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        wait_until(self.stopped)
        shutil.rmtree(self.data_dir / "database", ignore_errors=True)


def connect(at: Path) -> Any:
    return mysql.connector.connect(unix_socket=str(at), user="root", autocommit=True)


def run(at: Path, *statements: str) -> Any:
    """Run the statements on a new connection and return the rows of the last."""
    connection = connect(at)
    try:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.with_rows else None
    finally:
        connection.close()


def sell(at: Path, item: str) -> None:
    run(
        at,
        "CREATE DATABASE IF NOT EXISTS shop",
        "CREATE TABLE IF NOT EXISTS shop.sales (item VARCHAR(20))",
        f"INSERT INTO shop.sales VALUES ('{item}')",
    )


def sold(at: Path) -> list[str]:
    return [item for (item,) in run(at, "SELECT item FROM shop.sales ORDER BY item")]


@pytest.fixture(scope="module")
def fresh_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database that each test copies, because creating one takes a second."""
    house = House(tmp_path_factory.mktemp("fresh"))
    program = house.program()
    program.start()
    program.close()
    wait_until(house.stopped)
    return house.data_dir / "database/data"


def copy(fresh_data: Path, house: House) -> None:
    # Most of a new database is zeros, which need not be written.
    home = house.data_dir / "database"
    home.mkdir(parents=True)
    subprocess.run(["cp", "-r", "--sparse=always", fresh_data, home / "data"], check=True)


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "Toko Bu Sari")
    yield house
    house.close()


@pytest.fixture
def house(empty_house: House, fresh_data: Path) -> House:
    copy(fresh_data, empty_house)
    return empty_house


def test_two_programs_started_together_share_one_server_in_a_path_with_spaces(empty_house: House) -> None:
    one, two = empty_house.program(), empty_house.program()
    assert " " in str(empty_house.data_dir)
    one.tell("start")
    two.tell("start")
    first, second = Path(one.answer()), Path(two.answer())
    assert first == second
    assert len(empty_house.servers()) == len(empty_house.watchdogs()) == 1
    sell(first, "kopi")
    assert sold(second) == ["kopi"]


def test_the_server_stops_when_the_last_program_leaves(house: House) -> None:
    one, two = house.program(), house.program()
    sell(one.start(), "teh")
    two.start()
    servers = house.servers()
    one.leave()
    assert house.in_use()
    assert house.servers() == servers
    two.leave()
    wait_until(house.stopped)
    assert sold(house.program().start()) == ["teh"]


def test_the_server_stops_when_the_last_program_is_killed(house: House) -> None:
    program = house.program()
    program.start()
    program.kill()
    wait_until(house.stopped)


def test_a_forked_worker_keeps_the_server_after_its_parent(house: House) -> None:
    program = house.program()
    at = program.start()
    program.tell("hand over")
    assert program.answer() == "handed over"
    program.process.wait(30)
    assert house.in_use()
    sell(at, "gula")
    program.leave()
    wait_until(house.stopped)


def test_a_program_can_release_and_reuse_the_server(house: House) -> None:
    program = house.program()
    sell(program.start(), "beras")
    program.tell("release")
    assert program.answer() == "released"
    wait_until(house.stopped)
    assert sold(program.start()) == ["beras"]


def test_a_start_during_a_stop_gets_a_running_server(house: House) -> None:
    last, next_one = house.program(), house.program()
    sell(last.start(), "kecap")
    servers = house.servers()
    # A suspended server can't finish its stop.
    os.kill(servers[0], signal.SIGSTOP)
    last.leave()
    wait_until(house.stopping)
    next_one.tell("start")
    users_lock = house.data_dir / "database/users.lock"

    def waits() -> bool:
        return users_lock in [entry.resolve() for entry in Path(f"/proc/{next_one.process.pid}/fd").iterdir()]

    wait_until(waits)
    assert next_one.silent()
    assert house.servers() == servers
    os.kill(servers[0], signal.SIGCONT)
    assert sold(Path(next_one.answer())) == ["kecap"]
    assert house.servers() != servers


def test_a_restarted_server_has_every_committed_row(house: House) -> None:
    program = house.program()
    at = program.start()
    sell(at, "garam")
    (server,) = house.servers()
    watchdogs = house.watchdogs()
    os.kill(server, signal.SIGKILL)
    assert program.start() == at
    assert sold(at) == ["garam"]
    assert house.servers() not in ([], [server])
    assert house.watchdogs() == watchdogs


def test_a_killed_server_is_restarted_without_a_caller(house: House) -> None:
    at = house.program().start()
    (server,) = house.servers()
    os.kill(server, signal.SIGKILL)

    def back() -> bool:
        try:
            return bool(run(at, "SELECT 1"))
        except mysql.connector.Error:
            return False

    wait_until(back)
    assert house.servers() not in ([], [server])


def test_a_server_that_is_killed_again_and_again_comes_back_each_time(house: House) -> None:
    at = house.program().start()

    def answers() -> bool:
        try:
            return bool(run(at, "SELECT 1"))
        except mysql.connector.Error:
            return False

    for _ in range(4):
        wait_until(answers)
        (server,) = house.servers()
        os.kill(server, signal.SIGKILL)
    wait_until(answers)


def test_the_next_start_recovers_after_watchdog_and_server_were_killed(house: House) -> None:
    sell(house.program().start(), "minyak")
    # The server first, since it is gone as soon as its watchdog is.
    for pid in house.servers() + house.watchdogs():
        os.kill(pid, signal.SIGKILL)
    assert sold(house.program().start()) == ["minyak"]
    assert len(house.servers()) == len(house.watchdogs()) == 1


def test_a_server_dies_with_its_watchdog_and_a_program_may_start_another(house: House) -> None:
    program = house.program()
    sell(program.start(), "sabun")
    (watchdog,) = house.watchdogs()
    os.kill(watchdog, signal.SIGKILL)
    wait_until(house.stopped)
    assert sold(program.start()) == ["sabun"]
    program.leave()
    wait_until(house.stopped)


def test_a_terminated_watchdog_stops_its_server_cleanly(house: House) -> None:
    house.program().start()
    os.kill(house.watchdogs()[0], signal.SIGTERM)
    wait_until(house.stopped)
    assert "Shutdown complete" in (house.data_dir / "database/mariadb.log").read_text()


def test_an_incomplete_database_is_created_again(empty_house: House) -> None:
    draft = empty_house.data_dir / "database/data.new"
    hasty = empty_house.program()
    hasty.tell("start")
    wait_until((draft / "ibdata1").exists)
    (maker,) = [pid for pid in empty_house.makers() if Path(f"/proc/{pid}/cwd").resolve() == draft]
    os.kill(maker, signal.SIGSTOP)
    hasty.kill()
    assert empty_house.refuses("start.lock", fcntl.LOCK_EX), "another may start beside the first"
    os.kill(maker, signal.SIGKILL)
    sell(empty_house.program().start(), "telur")
    assert not draft.exists()


def test_each_data_directory_has_a_server_of_its_own(house: House, fresh_data: Path, tmp_path: Path) -> None:
    other = House(tmp_path / "other")
    copy(fresh_data, other)
    try:
        (house.data_dir / "database/mariadb.sock").symlink_to(other.program().start())
        at = house.program().start()
        assert run(at, "SELECT @@datadir") == [(f"{house.data_dir}/database/data/",)]
    finally:
        other.close()


def test_a_suspended_server_does_not_count_as_answering(house: House) -> None:
    house.program().start()
    (server,) = house.servers()
    os.kill(server, signal.SIGSTOP)
    second = house.program()
    second.tell("start")
    start_lock = house.data_dir / "database/start.lock"
    wait_until(lambda: start_lock in [entry.resolve() for entry in Path(f"/proc/{second.process.pid}/fd").iterdir()])
    assert second.silent()
    os.kill(server, signal.SIGCONT)
    assert run(Path(second.answer()), "SELECT 1") == [(1,)]
    assert house.servers() == [server]


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path: Path, fresh_data: Path) -> None:
    house = House(tmp_path / ("panjang-" * 14))
    copy(fresh_data, house)
    try:
        one, two = house.program(), house.program(TMPDIR=str(tmp_path))
        at = one.start()
        assert len(os.fsencode(at)) <= 100
        assert stat.S_IMODE(at.parent.stat().st_mode) == 0o700
        assert two.start() == at
        assert run(at, "SELECT 1") == [(1,)]
        one.leave()
        two.leave()
        wait_until(house.stopped)
        assert not at.parent.exists()
    finally:
        house.close()


@as_root
def test_another_users_directory_is_refused(house: House) -> None:
    database = house.data_dir / "database"
    os.chown(database, 65534, 65534)
    with pytest.raises(embedded_mariadb.EmbeddedError, match="does not belong to this user"):
        embedded_mariadb.start(house.data_dir)
    assert house.stopped()


def test_only_the_owner_may_enter(house: House) -> None:
    database = house.data_dir / "database"
    database.chmod(0o755)
    house.program().start()
    assert stat.S_IMODE(database.stat().st_mode) == 0o700


def test_the_server_is_durable_and_does_not_listen_on_the_network(house: House) -> None:
    names = [
        "innodb_flush_log_at_trx_commit", "innodb_doublewrite", "skip_networking", "log_bin",
        "character_set_server", "collation_server", "innodb_ft_min_token_size",
    ]  # fmt: skip
    columns = ", ".join(f"@@{name}" for name in names)
    row = run(house.program().start(), f"SELECT {columns}")[0]
    assert row == (1, 1, 1, 0, "utf8mb4", "utf8mb4_unicode_ci", 3)


def test_servers_keep_their_temporary_tables_apart(house: House) -> None:
    # In a common directory each would remove the others' tables when it starts.
    at = house.program().start()
    assert run(at, "SELECT @@tmpdir") == [(f"{house.data_dir}/database/tmp",)]


def test_the_watchdog_has_no_secrets_in_its_environment(house: House) -> None:
    house.program(JWT_SECRET_KEY="rahasia").start()
    for pid in house.watchdogs() + house.servers():
        assert b"rahasia" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_failing_server_start_reports_the_reason(house: House) -> None:
    (house.data_dir / "database/data/aria_log_control").write_bytes(b"no such thing")
    with pytest.raises(embedded_mariadb.EmbeddedError, match="does not start") as told:
        embedded_mariadb.start(house.data_dir)
    assert "[ERROR]" in str(told.value)
    assert house.stopped()


def test_without_a_server_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(embedded_mariadb, "SERVER_DIRS", ())
    monkeypatch.setattr(embedded_mariadb, "PROJECT_VAR", tmp_path / "project")
    with pytest.raises(embedded_mariadb.EmbeddedError, match=r"scripts/install-mariadb\.sh"):
        embedded_mariadb.start(tmp_path / "data")
    for place in ("project", "data"):
        unpacked = tmp_path / place / "mariadb/usr/sbin/mariadbd"
        unpacked.parent.mkdir(parents=True)
        unpacked.touch(mode=0o755)
        assert embedded_mariadb.find_server(tmp_path / "data") == unpacked
