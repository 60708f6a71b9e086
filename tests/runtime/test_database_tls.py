"""TLS to a database on another machine, verified if its CA is configured."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import mysql.connector
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from runtime import database_startup, embedded_mariadb
from settings import Settings, SettingsError
from support.app import App, clean_environment, flask, free_port, secrets_for_tests, wait_until

PEM = serialization.Encoding.PEM
Signed = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def signed(name: str, by: Signed | None = None) -> Signed:
    """Create a key and its certificate, signed by a CA or as one."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by[1].subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), True)
    )
    if by:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
    return key, builder.sign(by[0] if by else key, hashes.SHA256())


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server with a certificate for `localhost`. Yield the environment of an app on it, without host and CA."""
    home = tmp_path_factory.mktemp("tls")
    binary, install = embedded_mariadb.find_server(home), shutil.which("mariadb-install-db")
    if binary is None or install is None:
        pytest.skip("no MariaDB of the system")
    authority, stranger = signed("Toko CA"), signed("Another CA")
    key, certificate = signed("localhost", authority)
    (home / "ca.pem").write_bytes(authority[1].public_bytes(PEM))
    (home / "other.pem").write_bytes(stranger[1].public_bytes(PEM))
    (home / "server.pem").write_bytes(certificate.public_bytes(PEM))
    unsealed = serialization.NoEncryption()
    (home / "server.key").write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, unsealed))
    root = ["--user=root"] if os.geteuid() == 0 else []
    made = [install, "--no-defaults", f"--datadir={home}/data", "--auth-root-authentication-method=normal", *root]
    subprocess.run(made, check=True, capture_output=True, timeout=120)
    port = free_port()
    server = subprocess.Popen(
        [
            str(binary), "--no-defaults", f"--datadir={home}/data", f"--socket={home}/s", "--bind-address=127.0.0.1",
            f"--port={port}", f"--ssl-cert={home}/server.pem", f"--ssl-key={home}/server.key",
            "--innodb-buffer-pool-size=16M", "--skip-name-resolve", *root,
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:

        def connected() -> Any:
            try:
                return mysql.connector.connect(unix_socket=f"{home}/s", user="root")
            except mysql.connector.Error:
                return None

        connection = wait_until(connected, 60)
        with connection.cursor() as cursor:
            cursor.execute("CREATE USER toko@'%' IDENTIFIED BY 'rahasia'")
            cursor.execute("GRANT ALL ON *.* TO toko@'%'")
        connection.close()
        told = {"DB_PORT": str(port), "DB_USER": "toko", "DB_PASSWORD": "rahasia", "DB_NAME": "toko_tls", "ENV": "test"}
        yield {
            **clean_environment(),
            **told,
            **secrets_for_tests(),
            "DATA_DIR": str(home),
            "RUN_JOBS": "0",
            "WORKERS": "1",
        }
    finally:
        server.terminate()
        server.wait(60)


def test_the_database_is_verified_by_its_ca_and_its_name(tls: dict[str, str]) -> None:
    home = tls["DATA_DIR"]
    ((code, said),) = flask({**tls, "DB_HOST": "localhost", "DB_SSL_CA": f"{home}/ca.pem"}, "check")
    assert code == 0 and "connection: encrypted (TLS" in said and "certificate verified" in said
    ((_, said),) = flask({**tls, "DB_HOST": "127.0.0.1"}, "check")
    assert "certificate not verified: see DB_SSL_CA" in said


@pytest.mark.parametrize(("host", "ca"), [("127.0.0.1", "ca.pem"), ("localhost", "other.pem")])
def test_a_server_with_another_certificate_is_refused(tls: dict[str, str], tmp_path: Path, host: str, ca: str) -> None:
    env = {**tls, "DB_HOST": host, "DB_SSL_CA": f"{tls['DATA_DIR']}/{ca}"}
    app = App.start(env, tmp_path / "app.log", wait=False)
    wait_until(lambda: "DB_SSL_CA: the database at" in app.log.read_text(), 60)
    app.kill()
    assert "Traceback" not in app.log.read_text() and "rahasia" not in app.log.read_text()


def test_a_file_without_certificates_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("no certificate")
    for path in (tmp_path / "x.pem", tmp_path / "none.pem", tmp_path):
        with pytest.raises(SettingsError, match=r"^DB_SSL_CA must name a file"):
            Settings.from_env({"DB_HOST": "db", "DB_SSL_CA": str(path), "DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize(("host", "warned"), [("db.example", 1), ("127.0.0.1", 0), ("localhost", 0)])
def test_production_warns_of_an_unverified_database(host: str, warned: int, caplog: pytest.LogCaptureFixture) -> None:
    key = "kQ3vT9xLw2ZrB7yNs4HdPf6Gm1CeUa8J"
    environ = {
        "ENV": "production",
        "DB_HOST": host,
        "DB_TLS": "off",
        "DB_PASSWORD": "sandi",
        "JWT_SECRET_KEY": key,
        "API_KEY_SALT": key[::-1],
    }
    with caplog.at_level(logging.WARNING):
        database_startup.warn(Settings.from_env({**environ, "PUBLIC_URL": "https://toko.example"}))
    assert caplog.text.count("DB_SSL_CA") == warned
