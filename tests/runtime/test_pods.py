"""Every pod of the overlay for production, run by podman: LONG=1, with the image `localhost/finenice-backend`."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from support.app import ROOT, free_port, wait_until
from support.database import Server
from support.tcp import forward_connections

IMAGE = "localhost/finenice-backend"
REDIS = "redis:7.2-alpine"
# The loopback interface of the host, as slirp4netns shows it to a pod.
HOST = "10.0.2.2"
NETWORK = "slirp4netns:allow_host_loopback=true"
PASSWORD = "of-the-pods-alone"
SECRET_NAMES = ("finenice-placeholders", "finenice-secrets")

pytestmark = [
    pytest.mark.skipif(not os.environ.get("LONG"), reason="runs containers: LONG=1"),
    pytest.mark.skipif(shutil.which("podman") is None, reason="podman is missing"),
    pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is missing, which builds the overlay"),
]


def podman(*command: str, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(["podman", *command], capture_output=True, text=True, timeout=300, check=False, **options)
    assert not check or result.returncode == 0, result.stderr
    return result


@pytest.fixture(scope="module")
def database(server: Server) -> Iterator[dict[str, str]]:
    """A database that pods reach by TCP, as a user with a password."""
    if podman("image", "exists", IMAGE, check=False).returncode:
        pytest.skip(f"the image is missing: docs/how-to/run-without-docker.md builds {IMAGE}")
    if "unix_socket" not in server.address:
        pytest.skip("the forwarder needs a local database server")
    name, port, stop = f"finenice_pods_{os.getpid()}", free_port(), threading.Event()
    threading.Thread(target=forward_connections, args=(port, server, stop), daemon=True).start()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
        cursor.execute(f"CREATE OR REPLACE USER 'finenice'@'%' IDENTIFIED BY '{PASSWORD}'")
        cursor.execute("CREATE OR REPLACE USER 'finenice'@'localhost' IDENTIFIED BY %s", (PASSWORD,))
        for host in ("%", "localhost"):
            cursor.execute(f"GRANT ALL ON `{name}`.* TO 'finenice'@'{host}'")
    made = {name: secrets.token_hex(32) for name in ("JWT_SECRET_KEY", "API_KEY_SALT", "BACKUP_PASSPHRASE")}
    values = {"finenice-placeholders": dict.fromkeys(["DB_PASSWORD", *made], "change-me")}
    values["finenice-secrets"] = {"DB_PASSWORD": PASSWORD, **made}
    for each in SECRET_NAMES:
        encoded = {key: base64.b64encode(value.encode()).decode() for key, value in values[each].items()}
        podman("secret", "rm", each, check=False)
        podman("secret", "create", each, "-", input=json.dumps(encoded))
    yield {"DB_HOST": HOST, "DB_PORT": str(port), "DB_NAME": name}
    for each in SECRET_NAMES:
        podman("secret", "rm", each)
    stop.set()
    with server.connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{name}`")
        cursor.execute("DROP USER 'finenice'@'%', 'finenice'@'localhost'")


def pod_spec(kind: str, name: str) -> dict[str, Any]:
    """Return the pod of this workload of the overlay."""
    built = subprocess.run(
        ["kubectl", "kustomize", str(ROOT / "deploy/k8s/production")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    (part,) = [
        part
        for part in yaml.safe_load_all(built.stdout)
        if (part["kind"], part["metadata"]["name"]) == (kind, f"finenice-{name}")
    ]
    spec = part["spec"]
    found: dict[str, Any] = spec.get("jobTemplate", {}).get("spec", spec)["template"]["spec"]
    return found


class Pod:
    """A pod as podman runs it. Only addresses differ from the overlay: of the database, of Redis, of the image."""

    def __init__(
        self,
        place: Path,
        kind: str,
        name: str,
        env: dict[str, str],
        port: tuple[int, int] | None = None,
        placeholders: bool = False,
    ) -> None:
        self.name = f"finenice-try-{name}"
        spec = pod_spec(kind, name)
        (container,) = spec["containers"]
        if placeholders:
            container["envFrom"] = container["envFrom"][:1]
        self.container = f"{self.name}-{container['name']}"
        container["image"] = REDIS if name == "redis" else IMAGE
        for entry in container.get("env", ()):
            entry["value"] = env.get(entry["name"], entry["value"])
        known = {entry["name"] for entry in container.get("env", ())}
        container.setdefault("env", []).extend({"name": key, "value": env[key]} for key in env.keys() - known)
        if port:
            container["ports"] = [{"containerPort": port[0], "hostPort": port[1]}]
        # The timers of probes need systemd; the test calls what they call.
        for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
            container.pop(probe, None)
        spec.pop("topologySpreadConstraints", None)
        self.path = place / f"{name}.yaml"
        document = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": self.name}, "spec": spec}
        self.path.write_text(yaml.safe_dump(document), encoding="utf-8")

    def __enter__(self) -> Pod:
        podman("pod", "rm", "-f", self.name, check=False)
        podman("play", "kube", "--network", NETWORK, str(self.path))
        return self

    def __exit__(self, *_: object) -> None:
        podman("pod", "rm", "-f", self.name, check=False)

    def logs(self) -> str:
        result = podman("logs", self.container)
        return result.stdout + result.stderr

    def state(self) -> tuple[str, int]:
        told = podman("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", self.container).stdout.split()
        return told[0], int(told[1])

    def stop(self) -> int:
        """Stop the pod as a cluster does, and return the exit code of its container."""
        podman("pod", "stop", "-t", "45", self.name)
        return self.state()[1]


def test_every_pod_runs(database: dict[str, str], server: Server, tmp_path: Path) -> None:
    redis_port, app_port = free_port(), free_port()
    env = {**database, "REDIS_URL": f"redis://{HOST}:{redis_port}/0", "PUBLIC_URL": f"http://127.0.0.1:{app_port}"}
    with Pod(tmp_path, "Job", "migrate", env) as migrate:
        wait_until(lambda: migrate.state()[0] == "exited", 120)
        assert migrate.state()[1] == 0, migrate.logs()
    with (
        Pod(tmp_path, "Deployment", "redis", {}, (6379, redis_port)) as redis,
        Pod(tmp_path, "Deployment", "backend", env, (5000, app_port)) as app,
        Pod(tmp_path, "Deployment", "worker", env) as worker,
    ):
        url = f"http://127.0.0.1:{app_port}"

        def ready() -> bool:
            assert app.state()[0] == "running", app.logs()
            try:
                return requests.get(url + "/health/ready", timeout=5).status_code == 200
            except requests.ConnectionError:
                return False

        wait_until(ready, 120)
        account = {"username": "sari", "password": "rahasia-sekali"}
        signed_up = requests.post(url + "/api/auth/register", json=account, timeout=30)
        assert signed_up.status_code == 201, signed_up.text
        assert requests.get(url + "/", timeout=30).headers["Content-Type"].startswith("text/html")
        # The image is read-only but for /data and /tmp, and Redis counts.
        refused = podman("exec", app.container, "sh", "-c", "touch /app/x", check=False)
        assert "Read-only file system" in refused.stderr
        assert podman("exec", redis.container, "redis-cli", "dbsize").stdout.strip() != "0"
        # The audit chain is sealed each minute by the worker.
        with server.connect(database["DB_NAME"]) as connection, connection.cursor() as cursor:

            def job_done() -> bool:
                cursor.execute("SELECT COUNT(*) FROM jobs WHERE state = 'done'")
                return bool(cursor.fetchone()[0])

            wait_until(job_done, 90)
        first = podman("exec", app.container, "cat", "/proc/1/cmdline").stdout
        assert "runtime.process_one" in first or "catatonit" in first or "pause" in first
        assert worker.state()[0] == "running", worker.logs()
        assert (app.stop(), worker.stop()) == (0, 0), app.logs() + worker.logs()


def test_the_pod_of_the_backup_runs(database: dict[str, str], tmp_path: Path) -> None:
    env = {**database, "PUBLIC_URL": "http://127.0.0.1"}
    with Pod(tmp_path, "CronJob", "backup", env) as backup:
        wait_until(lambda: backup.state()[0] == "exited", 120)
        assert backup.state()[1] == 0, backup.logs()


def test_a_pod_without_secrets_says_which_are_missing(database: dict[str, str], tmp_path: Path) -> None:
    with Pod(tmp_path, "Deployment", "backend", database, placeholders=True) as app:
        wait_until(lambda: "JWT_SECRET_KEY" in app.logs() and "API_KEY_SALT" in app.logs(), 60)
        wait_until(lambda: app.state()[1] == 1 or app.state()[0] != "running", 60)
