"""MariaDB servers of one test, which may be stopped, suspended and made read-only, and a port that changes its goal."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import mysql.connector
import pytest

from runtime import embedded_mariadb
from support.app import free_port, wait_until

USER, USER_PASSWORD = "toko", "rahasia"


class MariaDB:
    """A server with a TCP port, and a user without the rights of an administrator."""

    def __init__(self, home: Path, number: int = 1, *options: str) -> None:
        binary, install = embedded_mariadb.find_server(home), shutil.which("mariadb-install-db")
        if binary is None or install is None:
            pytest.skip("no MariaDB of the system")
        home.mkdir(parents=True, exist_ok=True)
        self.home, self.port = home, free_port()
        root = ["--user=root"] if os.geteuid() == 0 else []
        small = ["--innodb-buffer-pool-size=32M", "--innodb-log-file-size=8M", "--performance-schema=off"]
        install_db = [install, "--no-defaults", f"--datadir={home}/data", "--skip-test-db", *small, *root]
        subprocess.run(
            [*install_db, "--auth-root-authentication-method=normal"], check=True, capture_output=True, timeout=120
        )
        self.process = subprocess.Popen(
            [
                str(binary), "--no-defaults", f"--datadir={home}/data", f"--socket={home}/s", "--skip-name-resolve",
                "--bind-address=127.0.0.1", f"--port={self.port}", f"--server-id={number}", "--log-bin", *small, *root,
                *options,
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(self._answers, 60)
        self.run(
            f"CREATE USER {USER}@'%' IDENTIFIED BY '{USER_PASSWORD}'",
            f"GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES ON *.* TO {USER}@'%'",
            "RESET MASTER",
        )

    def _answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except mysql.connector.Error:
            return False
        return True

    def connect(self, **options: Any) -> Any:
        return mysql.connector.connect(
            unix_socket=f"{self.home}/s", user="root", autocommit=True, collation="utf8mb4_unicode_ci", **options
        )

    def run(self, *statements: str) -> list[dict[str, Any]]:
        """Run the statements as root and return the rows of the last."""
        connection = self.connect()
        try:
            with connection.cursor(dictionary=True, buffered=True) as cursor:
                for statement in statements:
                    cursor.execute(statement)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def replicate(self, primary: MariaDB) -> None:
        self.run(
            f"CHANGE MASTER TO master_host = '127.0.0.1', master_port = {primary.port}, master_user = 'root',"
            " master_use_gtid = slave_pos",
            "START SLAVE",
        )

    def catch_up(self, primary: MariaDB) -> None:
        (position,) = primary.run("SELECT @@gtid_current_pos AS position")
        self.run(f"SELECT MASTER_GTID_WAIT('{position['position']}', 30)", "STOP SLAVE")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(30)


class Relay:
    """A TCP port that forwards each new connection to the server that is the goal at that moment."""

    def __init__(self, goal: int) -> None:
        self.goal = goal
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.goal), timeout=10)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            threading.Thread(target=_forward, args=(near, far), daemon=True).start()

    def close(self) -> None:
        # Closing alone does not wake a thread in accept().
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


def _forward(near: socket.socket, far: socket.socket) -> None:
    back = threading.Thread(target=_pump, args=(far, near), daemon=True)
    back.start()
    _pump(near, far)
    back.join()
    near.close()
    far.close()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def small_disk(directory: Path, size: str) -> Iterator[Path]:
    """Mount a file system of this size in memory."""
    directory.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", directory], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system can't be mounted here")
    try:
        yield directory
    finally:
        subprocess.run(["umount", "-l", directory], check=True)


def fill(path: Path) -> None:
    """Write the file until the disk is full."""
    with path.open("wb") as file:
        for size in (1 << 20, 4096):
            block = b"x" * size
            with suppress(OSError):
                while os.write(file.fileno(), block) == size:
                    pass
