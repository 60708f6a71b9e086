"""nginx with the files of deploy/nginx, on free ports and with a certificate of its own."""

from __future__ import annotations

import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import requests

from support.app import ROOT, free_port, wait_until

SITE = ROOT / "deploy" / "nginx"
FRONTEND = ROOT / "frontend" / "dist"


def program() -> str:
    """Return the path of nginx, or skip the test."""
    path = os.pathsep.join((os.environ["PATH"], "/usr/sbin", str(ROOT / "var/nginx/usr/sbin")))
    found = shutil.which("nginx", path=path)
    if found is None:
        pytest.skip("nginx is missing: sh scripts/install-nginx.sh")
    return found


class Nginx:
    """The files of deploy/nginx with other paths, ports and addresses of the shop. `apps` replaces the latter."""

    def __init__(self, place: Path, apps: dict[str, Sequence[int]], upstream: str = "host") -> None:
        self.place, self.port, self.plain_port = place, free_port(), free_port()
        self.url, self.plain_url = f"https://127.0.0.1:{self.port}", f"http://127.0.0.1:{self.plain_port}"
        (place / "run").mkdir(parents=True)
        (place / "tls").mkdir()
        (place / "cache").mkdir()
        self.certificate = place / "tls/fullchain.pem"
        subject = ["-subj", "/CN=toko.example", "-addext", "subjectAltName=IP:127.0.0.1,DNS:toko.example"]
        key = [
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-keyout",
            place / "tls/privkey.pem",
        ]
        subprocess.run(
            ["openssl", "req", "-x509", *key, "-out", self.certificate, "-days", "2", *subject],
            check=True, capture_output=True, timeout=30,
        )  # fmt: skip
        changes = {
            "/etc/nginx/finenice": str(place),
            "/srv/finenice/frontend": str(FRONTEND),
            "/var/cache/nginx": str(place / "cache"),
            "/tmp/nginx.pid": f"{place}/run/nginx.pid",
            "/var/log/nginx/finenice.log": f"{place}/access.log",
            "error_log stderr": f"error_log {place}/error.log",
            "listen 443 ": f"listen 127.0.0.1:{self.port} ",
            "listen 80 ": f"listen 127.0.0.1:{self.plain_port} ",
        }
        for path in SITE.glob("*.conf"):
            text = path.read_text(encoding="utf-8")
            for old, new in changes.items():
                text = text.replace(old, new)
            (place / path.name).write_text(text, encoding="utf-8")
        text = (place / f"upstream-{upstream}.conf").read_text(encoding="utf-8")
        for name, ports in apps.items():
            block = re.search(rf"upstream {name} \{{.*?\n\}}", text, re.DOTALL)
            assert block is not None, name
            servers = iter(ports)
            changed = re.sub(r"server [\d.]+:\d+", lambda _: f"server 127.0.0.1:{next(servers)}", block[0])  # noqa: B023
            text = text.replace(block[0], changed)
        (place / "upstream.conf").write_text(text, encoding="utf-8")
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *more: str) -> list[str]:
        return [
            program(),
            "-e",
            str(self.place / "error.log"),
            "-p",
            str(self.place),
            "-c",
            str(self.place / "nginx.conf"),
            *more,
        ]

    def test(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.command("-t")], capture_output=True, text=True, timeout=30, check=False)

    def __enter__(self) -> Nginx:
        # Workers of another user may not enter the directory of the test.
        user = "user root; " if os.geteuid() == 0 else ""
        self.process = subprocess.Popen(self.command("-g", f"{user}daemon off;"), stderr=subprocess.DEVNULL)

        def answers() -> bool:
            assert self.process is not None and self.process.poll() is None, self.log()
            try:
                return requests.get(self.plain_url + "/nginx-health", timeout=5).status_code == 204
            except requests.ConnectionError:
                return False

        try:
            wait_until(answers)
        except AssertionError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)

    def log(self) -> str:
        path = self.place / "error.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))
