"""Three or four Galera nodes in network namespaces, with haproxy in front; `make test-cluster` starts them.

The namespaces, and this process, are in a network of their own (scripts/test-cluster.sh), so a cut cuts nothing else.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import mysql.connector

from support.app import ROOT, App, clean_environment, free_port, wait_until

DEPLOY = ROOT / "deploy/galera"
UNPACKED = Path(os.environ.get("DATA_DIR", ROOT / "var")).resolve() / "galera"
NETWORK = "10.213.77"
WRITER, READERS = 33060, 33070
# An account that a node accepts from the other side of haproxy, and that of haproxy's check.
USER = "finenice"
ACCOUNTS = (
    f"CREATE USER IF NOT EXISTS '{USER}'@'%'",
    f"GRANT ALL ON *.* TO '{USER}'@'%'",
    "CREATE USER IF NOT EXISTS 'haproxy'@'%'",
)
OPTIONS = ("--innodb-buffer-pool-size=64M", "--innodb-log-file-size=48M", "--performance-schema=off")
ADDRESSES = [f"{NETWORK}.{number}" for number in (1, 2, 3)]


def environment() -> dict[str, str]:
    libraries = [*UNPACKED.glob("usr/lib/*-linux-gnu*"), *UNPACKED.glob("lib/*-linux-gnu*")]
    paths = [*(UNPACKED / name for name in ("usr/sbin", "usr/bin", "sbin", "bin")), "/usr/sbin", "/sbin"]
    return {
        "PATH": ":".join([*map(str, paths), os.environ["PATH"]]),
        "LD_LIBRARY_PATH": ":".join(map(str, libraries)),
    }


def run(*words: Any, check: bool = True) -> str:
    ended = subprocess.run(
        [str(word) for word in words], env=environment(), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0 or not check, f"{words}: {ended.stderr}"
    return ended.stdout.strip()


class Node:
    """A node in a namespace of its own, run by deploy/galera/node.sh."""

    def __init__(self, number: int, home: Path) -> None:
        self.number = number
        self.name = f"node{number}"
        self.address = f"{NETWORK}.{number}"
        self.beside = f"10.214.{number}.2"
        self.data = home / self.name
        self.log = home / f"{self.name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.make_data()
        link, peer = f"to{number}", f"eth{number}"
        run("ip", "netns", "add", self.name)
        run("ip", "link", "add", link, "type", "veth", "peer", "name", peer, "netns", self.name)
        run("ip", "link", "set", link, "master", "bridge", "up")
        run("ip", "-n", self.name, "address", "add", f"{self.address}/24", "dev", peer)
        run("ip", "-n", self.name, "link", "set", peer, "up")
        run("ip", "-n", self.name, "link", "set", "lo", "up")
        # The way to an app beside the node, which stays when the node is cut off.
        side, inner = f"side{number}", f"app{number}"
        run("ip", "link", "add", side, "type", "veth", "peer", "name", inner, "netns", self.name)
        run("ip", "address", "add", f"10.214.{number}.1/30", "dev", side)
        run("ip", "link", "set", side, "up")
        run("ip", "-n", self.name, "address", "add", f"{self.beside}/30", "dev", inner)
        run("ip", "-n", self.name, "link", "set", inner, "up")

    def script(self, *words: str) -> list[str]:
        return ["ip", "netns", "exec", self.name, "sh", str(DEPLOY / "node.sh"), *words]

    @property
    def settings(self) -> dict[str, str]:
        others = {"DATADIR": str(self.data), "NODE_USER": "nobody", "TMPDIR": "/tmp"}
        return {**environment(), "NODE": self.address, "CLUSTER": ",".join(ADDRESSES), **others}

    def start(self, command: str = "start", *positions: str, wait: bool = True) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.script(command, *positions, *OPTIONS), env=self.settings, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        if wait:
            self.wait_until_synced()

    def position(self) -> str:
        """Return the last transaction of the stopped node."""
        ended = subprocess.run(
            self.script("position", *OPTIONS), env=self.settings, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def connect(self, **options: Any) -> Any:
        return mysql.connector.connect(
            host=self.address, port=3306, user=USER, autocommit=True, connection_timeout=2,
            collation="utf8mb4_unicode_ci", time_zone="+00:00", **options,
        )  # fmt: skip

    def status(self, name: str) -> str:
        """Return a status of the node, which is asked on its own side of a cut; empty if it does not answer."""
        words = ["mariadb", "--no-defaults", f"--socket={self.data}/mysqld.sock", "-uroot", "-NBe"]
        found = run(*words, f"SHOW GLOBAL STATUS LIKE '{name}'", check=False)
        return found.split("\t")[-1]

    def is_synced(self) -> bool:
        assert self.process is None or self.process.poll() is None, self.log.read_text()[-3000:]
        return self.status("wsrep_local_state") == "4" and self.status("wsrep_ready") == "ON"

    def wait_until_synced(self, seconds: float = 120) -> None:
        wait_until(self.is_synced, seconds)

    def start_app(self, env: dict[str, str], log: Path) -> App:
        """Start an app beside the node, with the node as its database."""
        port = str(free_port())
        address = {"HOST": self.beside, "PORT": port, "DB_HOST": self.address, "DB_PORT": "3306"}
        env = {**clean_environment(), "UNPAID": "accept", **env, **address}
        with log.open("ab") as file:
            process = subprocess.Popen(
                ["ip", "netns", "exec", self.name, sys.executable, "app.py"], cwd=ROOT, env=env, stdout=file,
                stderr=file, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        os.environ["no_proxy"] += f",{self.beside}"
        app = App(process, f"http://{self.beside}:{port}", log, env)
        App.running.append(app)
        app.wait_until_ready()
        return app

    def wipe(self) -> None:
        """Delete the data of the stopped node."""
        shutil.rmtree(self.data)
        self.make_data()

    def make_data(self) -> None:
        self.data.mkdir()
        # As root, the rsync that fills a node would write as nobody.
        shutil.chown(self.data, "nobody", "nogroup")

    def kill(self) -> None:
        assert self.process is not None
        for pid in run("ip", "netns", "pids", self.name).split():
            try:
                os.kill(int(pid), signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(60)

    def cut(self) -> None:
        """Cut the network in both directions."""
        run("ip", "link", "set", f"to{self.number}", "down")

    def join(self) -> None:
        run("ip", "link", "set", f"to{self.number}", "up")


class Cluster:
    """The nodes and a haproxy."""

    def __init__(self) -> None:
        # Not in pytest's directory, which nobody else may enter.
        self.home = Path(tempfile.mkdtemp(prefix="finenice-cluster-", dir="/tmp"))
        self.home.chmod(0o755)
        run("ip", "link", "set", "lo", "up")
        run("ip", "link", "add", "bridge", "type", "bridge", "forward_delay", "0")
        run("ip", "address", "add", f"{NETWORK}.254/24", "dev", "bridge")
        run("ip", "link", "set", "bridge", "up")
        self.nodes = [Node(number, self.home) for number in (1, 2, 3)]
        first, *others = self.nodes
        first.start("bootstrap")
        words = ["mariadb", "--no-defaults", f"--socket={first.data}/mysqld.sock", "-uroot", "-e"]
        run(*words, ";".join(ACCOUNTS))
        for node in others:
            node.start()
        self.proxy = self.start_proxy()

    def start_proxy(self) -> subprocess.Popen[bytes]:
        binds = {"WRITER_BIND": f"0.0.0.0:{WRITER}", "READERS_BIND": f"0.0.0.0:{READERS}"}
        nodes = {f"NODE{number}": address for number, address in enumerate(ADDRESSES, 1)}
        env = {**environment(), **binds, **nodes}
        with (self.home / "haproxy.log").open("ab") as log:
            return subprocess.Popen(
                ["haproxy", "-db", "-f", str(DEPLOY / "haproxy.cfg")], env=env, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip

    def add_node(self) -> Node:
        node = Node(len(self.nodes) + 1, self.home)
        node.start()
        self.nodes.append(node)
        return node

    def remove_node(self, node: Node) -> None:
        node.stop()
        self.nodes.remove(node)

    def wait_until_whole(self) -> None:
        for node in self.nodes:
            node.wait_until_synced()

    def wait_until_equal(self) -> None:
        """Wait until all nodes have applied the same last transaction, as they do once nobody writes for a moment."""

        def equal() -> bool:
            return len({node.status("wsrep_last_committed") for node in self.nodes}) == 1

        wait_until(equal, 60)

    def wait_for_writer(self) -> None:
        """Wait until haproxy lends connections to a node."""

        def answers() -> bool:
            try:
                mysql.connector.connect(host="127.0.0.1", port=WRITER, user=USER, connection_timeout=2).close()
            except mysql.connector.Error:
                return False
            return True

        wait_until(answers, 60)

    def end(self) -> None:
        self.proxy.kill()
        self.proxy.wait()
        for node in self.nodes:
            if node.process and node.process.poll() is None:
                node.kill()
        keep = os.environ.get("KEEP_CLUSTER")
        if not keep:
            shutil.rmtree(self.home, ignore_errors=True)
