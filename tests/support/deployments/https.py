"""scripts/serve-https.sh in front of a shop that runs already, with real TLS."""

from __future__ import annotations

import base64
import hashlib
import os
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from support.app import ROOT, App, free_port, wait_until
from support.deployments.deployment import run
from support.deployments.nginx import program

NAMES = ("toko.local", "127.0.0.1")


class Https:
    """The script in front of a shop that runs already."""

    def __init__(self, place: Path, app: App) -> None:
        self.place, self.port, self.ca_port = place / "https", free_port(), free_port()
        self.authority, self.certificate = self.place / "tls/ca.crt", self.place / "tls/fullchain.pem"
        self.env = {
            "PATH": os.environ["PATH"], "DATA_DIR": str(place), "SHOP_PORT": app.url.rpartition(":")[2],
            "HTTPS_PORT": str(self.port), "CA_PORT": str(self.ca_port), "CHECK_SECONDS": "0.2",
        }  # fmt: skip

    @contextmanager
    def served(self, log: Path) -> Iterator[None]:
        program()
        with log.open("wb") as file:
            command = ["sh", str(ROOT / "scripts/serve-https.sh"), *NAMES]
            process = subprocess.Popen(command, env=self.env, stdout=file, stderr=file)
        try:
            wait_until(lambda: self.answers() or process.poll() is not None)
            assert process.poll() is None, log.read_text()
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
        assert not self.answers()

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def get(self, path: str, host: str = "127.0.0.1") -> requests.Response:
        with requests.Session() as session:
            # A bundle of the environment would take precedence.
            session.trust_env = False
            return session.get(f"https://{host}:{self.port}{path}", verify=str(self.authority), timeout=10)

    def greeted(self, name: str) -> bytes:
        """Return the certificate that a client gets which trusts the CA and looks for this name."""
        client = ssl.create_default_context(cafile=str(self.authority))
        plain = socket.create_connection(("127.0.0.1", self.port), 10)
        with plain, client.wrap_socket(plain, server_hostname=name) as encrypted:
            return encrypted.getpeercert(binary_form=True) or b""

    def pin(self) -> str:
        """Return the hash of the certificate's key, by which a browser can be told to trust it."""
        key = run("openssl", "x509", "-in", self.certificate, "-noout", "-pubkey").stdout
        return base64.b64encode(hashlib.sha256(base64.b64decode("".join(key.splitlines()[1:-1]))).digest()).decode()
