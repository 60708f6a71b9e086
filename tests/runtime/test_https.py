"""HTTPS in a shop's own network: scripts/serve-https.sh with real TLS."""

from __future__ import annotations

import os
import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from support.app import ROOT, wait_until
from support.deployments.deployment import run
from support.deployments.https import NAMES, Https
from support.people import Shop


@pytest.fixture
def https(shop: Shop, tmp_path: Path) -> Iterator[Https]:
    found = Https(tmp_path, shop.app)
    with found.served(tmp_path / "https.log"):
        yield found


def test_the_shop_is_served_by_its_own_authority(https: Https, tmp_path: Path) -> None:
    assert https.get("/health/ready").status_code == 200
    for name in NAMES:
        https.greeted(name)
    with pytest.raises(ssl.SSLCertVerificationError):
        https.greeted("bank.example")
    with pytest.raises(requests.exceptions.SSLError):
        https.get("/health/ready", host="127.0.0.2")
    with pytest.raises(ssl.SSLCertVerificationError):
        ssl.create_default_context().wrap_socket(
            socket.create_connection(("127.0.0.1", https.port), 10), server_hostname=NAMES[0]
        )
    # Another port of the same name may still be plain.
    assert "Strict-Transport-Security" not in https.get("/").headers
    plain = f"http://127.0.0.1:{https.ca_port}"
    assert requests.get(plain + "/ca.crt", timeout=10).content == https.authority.read_bytes()
    moved = requests.get(plain + "/till", allow_redirects=False, timeout=10)
    assert moved.headers["Location"] == f"https://127.0.0.1:{https.port}/till"
    # It tells what to open, and nobody else reads the keys.
    said = (tmp_path / "https.log").read_text()
    assert all(f"https://{name}:{https.port}" in said for name in NAMES)
    assert f"http://toko.local:{https.ca_port}/ca.crt" in said
    assert re.search(r"fingerprint: ([0-9A-F]{2}:){31}[0-9A-F]{2}", said)
    assert https.place.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in https.place.rglob("*key*")} == {
        "ca.key": 0o600, "privkey.pem": 0o600,
    }  # fmt: skip

    # A certificate that ends within a month is replaced while the shop is open, and devices keep their CA.
    authority, before = https.authority.read_bytes(), https.greeted(NAMES[0])
    ending = {"PATH": os.environ["PATH"], "PRIVATE": str(https.place), "DAYS": "20"}
    assert run("sh", ROOT / "deploy/local-ca.sh", "--private", *NAMES, env=ending).returncode == 0
    wait_until(lambda: https.greeted(NAMES[0]) != before)
    ends = run("openssl", "x509", "-in", https.certificate, "-noout", "-checkend", str(390 * 86_400))
    assert (ends.returncode, https.authority.read_bytes()) == (0, authority)


def test_the_authority_is_good_for_local_networks_alone(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "PRIVATE": str(tmp_path)}
    script = ROOT / "deploy/local-ca.sh"
    for names in (("toko.local", "192.168.1.10"), ("kasir.lan", "10.0.0.7"), ("172.16.3.4",), ("localhost",)):
        made = run("sh", script, "--private", *names, env=env)
        assert made.returncode == 0, made.stderr
    for name in ("bank.example", "8.8.8.8", "172.32.0.1", "local.example"):
        assert run("sh", script, "--private", name, env=env).returncode == 1, name
