"""The environment: all faults in one report, secrets from files, nothing unsafe in production."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import random
import re
import threading
import traceback
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.security import api_keys, encryption
from queries.accounts import one_time_links
from queries.system.emails import Email
from runtime import database_startup
from settings import Settings, SettingsError
from settings.reader import OLD_NAMES
from settings.secret_strength import LEAST_BITS, PUBLISHED_SECRETS, SHORTEST_SECRET, estimated_bits
from support.app import ROOT
from support.settings import GOOD

GOOD_IN_DEVELOPMENT = {**GOOD, "ENV": "development"}


def faults(environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(environ)
    return str(caught.value).splitlines()


def test_all_faults_are_in_one_report() -> None:
    report = faults(
        {"PORT": "http", "ENV": "live", "WORKERS": "0", "SEED_DEMO": "perhaps", "ALLOWED_ORIGINS": "shop.example"}
    )
    assert [line.split()[0] for line in report] == ["ALLOWED_ORIGINS", "ENV", "PORT", "SEED_DEMO", "WORKERS"]


def test_a_directory_of_secrets_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("a file in its place")
    (report,) = faults({"ENV": "development", "DATA_DIR": str(tmp_path)})
    assert report == f"DATA_DIR must be a directory that can be written, which {tmp_path}/secrets is not (File exists)."


def test_good_settings_for_production() -> None:
    settings = Settings.from_env(GOOD)
    assert settings.production
    assert not settings.demo.seed
    assert settings.allowed_origins == ()
    assert settings.host == "0.0.0.0"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"JWT_SECRET_KEY": ""}, "JWT_SECRET_KEY"),
        ({"JWT_SECRET_KEY": "short"}, "JWT_SECRET_KEY"),
        ({"JWT_SECRET_KEY": "finenice-secret" * 4}, "JWT_SECRET_KEY"),
        ({"API_KEY_SALT": ""}, "API_KEY_SALT"),
        ({"API_KEY_SALT": "change-me" * 5}, "API_KEY_SALT"),
        ({"API_KEY_SALT": GOOD["JWT_SECRET_KEY"]}, "API_KEY_SALT"),
        ({"API_KEY_SALT": hashlib.sha256(b"salt").hexdigest() + ",old"}, "API_KEY_SALT"),
        ({"DB_HOST": ""}, "DB_HOST"),
        ({"DB_TLS": "verify"}, "DB_SSL_CA"),
        ({"DB_TLS": "perhaps"}, "DB_TLS"),
        ({"DB_PASSWORD": ""}, "DB_PASSWORD"),
        ({"DB_PASSWORD": "change-me"}, "DB_PASSWORD"),
        ({"DB_OWNER_USER": "owner"}, "DB_OWNER_PASSWORD"),
        ({"SEED_DEMO": "1"}, "SEED_DEMO"),
        ({"ALLOWED_ORIGINS": "*"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "https://a.example/path"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "https://[a-z]+.example"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "https://.*"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "https://a.example|https://b.example"}, "ALLOWED_ORIGINS"),
        ({"ALLOWED_ORIGINS": "https://user@a.example"}, "ALLOWED_ORIGINS"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "toko.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "ftp://toko.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://toko.example/path"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://user@toko.example"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://[1:2]"}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://toko.example:99999"}, "PUBLIC_URL"),
        ({"DEVELOPER_ROLE": "never"}, "DEVELOPER_ROLE"),
        ({"SELLER_ROLE": "never"}, "SELLER_ROLE"),
        ({"ROLE_REQUESTS": "never"}, "ROLE_REQUESTS"),
        ({"DATABASE_URL": "postgresql://u:p@h/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://u:p@h:x/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://u:p@[h/d"}, "DATABASE_URL"),
        ({"DB_NAME": "a`b"}, "DB_NAME"),
        ({"JWT_SECRET_KEY_FILE": "/nowhere"}, "JWT_SECRET_KEY_FILE"),
        ({"METRICS_PORT": "5000"}, "METRICS_PORT"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "collector:4318"}, "OTEL_EXPORTER_OTLP_ENDPOINT"),
        ({"SENTRY_DSN": GOOD["JWT_SECRET_KEY"]}, "SENTRY_DSN"),
        ({"LOG_FILE": "/nowhere/shop.log"}, "LOG_FILE"),
    ],
)
def test_production_refuses_unsafe_settings_by_name(change: dict[str, str], named: str) -> None:
    report = faults({**GOOD, **change})
    assert any(line.startswith(named + " ") for line in report), report
    assert not any(
        secret in line
        for line in report
        for secret in (GOOD["JWT_SECRET_KEY"], GOOD["API_KEY_SALT"], *PUBLISHED_SECRETS)
    )


def test_origins_are_normalized() -> None:
    wanted = "https://Toko.Example/, http://[::1]:3000,http://localhost:5173"
    found = Settings.from_env({**GOOD, "ALLOWED_ORIGINS": wanted}).allowed_origins
    assert found == ("https://toko.example", "http://[::1]:3000", "http://localhost:5173")


def test_development_knows_the_servers_of_vite_and_expo_on_both_names_of_this_machine() -> None:
    found = Settings.from_env({**GOOD, "ENV": "development"}).allowed_origins
    for port in (3000, 4173, 5173, 8081, 19006):
        for host in ("localhost", "127.0.0.1"):
            assert f"http://{host}:{port}" in found
    assert Settings.from_env(GOOD).allowed_origins == ()


def test_other_names_and_urls_mean_the_same() -> None:
    one = Settings.from_env({**GOOD, "DB_USER": "toko", "DB_PASSWORD": "p@ss", "DB_PORT": "3307", "DB_NAME": "toko"})
    url = Settings.from_env({**GOOD, "DB_HOST": "", "DATABASE_URL": "mysql://toko:p%40ss@db:3307/toko"})
    assert one.database == url.database
    old = {name: value for name, value in GOOD.items() if name != "JWT_SECRET_KEY"}
    for name in ("JWT_SECRET", "SECRET_KEY"):
        assert (
            Settings.from_env({**old, name: GOOD["JWT_SECRET_KEY"], "DB_USERNAME": "toko"}).tokens.secret
            == GOOD["JWT_SECRET_KEY"]
        )
    assert Settings.from_env({"DB_HOST": "db", "DB_USERNAME": "toko"}).database.user == "toko"


@pytest.mark.parametrize("name", OLD_NAMES)
def test_a_renamed_setting_is_still_read_under_its_old_name(name: str, tmp_path: Path) -> None:
    value = {"RATE_LIMIT_EMAILS": "3/day", "RUN_JOBS": "0", "SEED_DEMO": "0"}.get(name, "3")
    default, renamed = Settings.from_env(GOOD_IN_DEVELOPMENT), Settings.from_env({**GOOD_IN_DEVELOPMENT, name: value})
    assert renamed != default
    old = OLD_NAMES[name]
    (tmp_path / "value").write_text(f"{value}\n")
    for given in ({old: value}, {f"{old}_FILE": str(tmp_path / "value")}, {old: value, name: value}):
        assert Settings.from_env({**GOOD_IN_DEVELOPMENT, **given}) == renamed
    assert faults({**GOOD_IN_DEVELOPMENT, name: value, old: "1"}) == [
        f"{name} and its old name {old} have different values."
    ]
    (fault,) = faults({**GOOD_IN_DEVELOPMENT, old: "many"})
    assert fault.startswith(f"{name} must be ")


@pytest.mark.parametrize(
    ("environ", "roles"),
    [
        ({}, {"developer"}),
        ({"DEVELOPER_ROLE": "review"}, set()),
        ({"SELLER_ROLE": "auto"}, {"developer", "seller"}),
        ({"ROLE_REQUESTS": "auto"}, {"developer", "seller"}),
        ({"ROLE_REQUESTS": "review"}, set()),
        ({"ROLE_REQUESTS": "review", "DEVELOPER_ROLE": "auto"}, {"developer"}),
        ({"ROLE_REQUESTS": "auto", "SELLER_ROLE": "review"}, {"developer"}),
    ],
)
def test_each_role_has_a_setting_and_the_old_one_sets_both(environ: dict[str, str], roles: set[str]) -> None:
    assert Settings.from_env({**GOOD, **environ}).granted_roles == roles


@pytest.mark.parametrize(
    ("environ", "origin"),
    [
        ({}, "http://127.0.0.1:5000"),
        ({"HOST": "0.0.0.0", "PORT": "8080"}, "http://127.0.0.1:8080"),
        ({"HOST": "::"}, "http://[::1]:5000"),
        ({"HOST": "toko.local"}, "http://toko.local:5000"),
        ({"PUBLIC_URL": "https://toko.example/"}, "https://toko.example"),
    ],
)
def test_links_start_with_the_public_url(tmp_path: Path, environ: dict[str, str], origin: str) -> None:
    assert Settings.from_env({"DATA_DIR": str(tmp_path), **environ}).public_url == origin


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(GOOD["JWT_SECRET_KEY"] + "\n")
    environ = {name: value for name, value in GOOD.items() if name != "JWT_SECRET_KEY"}
    settings = Settings.from_env({**environ, "JWT_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert settings.tokens.secret == GOOD["JWT_SECRET_KEY"]


def test_outside_production_secrets_are_created_once_and_kept(tmp_path: Path) -> None:
    found: set[str] = set()
    barrier = threading.Barrier(8)

    def read() -> None:
        barrier.wait()
        found.add(Settings.from_env({"DATA_DIR": str(tmp_path)}).tokens.secret)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (secret,) = found
    assert len(secret) == 64
    assert (tmp_path / "secrets" / "jwt_secret_key").stat().st_mode & 0o777 == 0o600
    assert Settings.from_env({"DATA_DIR": str(tmp_path)}).tokens.api_key_salts != (secret,)
    assert {path.name for path in (tmp_path / "secrets").iterdir()} == {"jwt_secret_key", "api_key_salt"}


@pytest.mark.parametrize(("limit", "an_hour"), [("1000/hour", 1000), ("10/minute", 600), ("5/day", 1), ("off", 1000)])
def test_the_largest_key_quota_is_the_default_limit(limit: str, an_hour: int) -> None:
    assert Settings.from_env({**GOOD, "RATE_LIMIT_API": limit}).limits.key_quota == an_hour


def secrets_in(shown: str) -> list[str]:
    return re.findall(r"(?i)sentinel-\w+|c2VudGluZWw\w*", shown)


@pytest.mark.parametrize("database", [{"DB_PASSWORD": "sentinel-db"}, {"DATABASE_URL": "mysql://u:sentinel-url@db/x"}])
def test_no_repr_and_no_logged_exception_shows_a_secret(database: dict[str, str]) -> None:
    key = base64.urlsafe_b64encode(b"sentinel".ljust(32, b"k")).decode()
    settings = Settings.from_env(
        {
            **GOOD,
            **database,
            "JWT_SECRET_KEY": "sentinel-jwt-kQ3vT9xLw2ZrB7yNs4HdPf6Gm1CeUa8J",
            "API_KEY_SALT": "sentinel-salt-Xq8Lr2Vn5Tz9Kw3Bd7Yh1Mc6Pf4GsUeJ",
            "ENCRYPTION_KEYS": key,
            "REDIS_URL": "redis://:sentinel-redis@cache:6379/0",
            "MAIL_PROVIDER": "smtp",
            "SMTP_URL": "smtp://toko:sentinel-smtp@mail:587",
            "FINTRACKIT_API_KEY": "sentinel-fintrackit",
            "DEMO_PASSWORD": "sentinel-demo",
        }
    )

    def parts(value: Any) -> Iterator[Any]:
        yield value
        if dataclasses.is_dataclass(value):
            for each in dataclasses.fields(value):
                yield from parts(getattr(value, each.name))

    # Every value that is one of these is a secret itself; what holds them must not show them.
    holders = [part for part in parts(settings) if dataclasses.is_dataclass(part)]
    assert {type(part).__name__ for part in holders} >= {"Settings", "Database", "Tokens", "Limits", "Smtp", "Demo"}
    holders += [
        one_time_links.Link("sentinel-token", "https://x#token=sentinel-token", "id"),
        Email("a@b.c", "verify", "id", {"link": "https://x#token=sentinel-token"}),
        api_keys.Key("sentinel-key"),
        encryption.Cipher([key]),
    ]
    for holder in holders:
        assert not secrets_in(f"{holder!r} {holder} {[holder]}"), type(holder)

    def fails(told: Any, database: Any) -> None:
        raise RuntimeError(f"{told} {database}")

    with pytest.raises(RuntimeError) as caught:
        fails(holders, settings.database)
    # The innermost frame alone: this one's locals are the secrets themselves.
    assert caught.tb.tb_next is not None
    walk = traceback.walk_tb(caught.tb.tb_next)
    frames = traceback.StackSummary.extract(walk, capture_locals=True).format()
    assert "database" in "".join(frames) and not secrets_in("".join(frames) + str(caught.value))


@pytest.mark.parametrize(
    "url", ["mysql://u:sentinel-x@[::1/d", "mysql://u:sentinel-x@db:port/d", "pg://u:sentinel-x@h/d"]
)
def test_a_malformed_database_url_is_reported_without_its_password(url: str) -> None:
    report = faults({**GOOD, "DATABASE_URL": url})
    assert "DATABASE_URL" in [line.split()[0] for line in report] and not secrets_in(" ".join(report))


@pytest.mark.parametrize(
    "secret",
    [
        "a" * 32,
        "ab" * 20,
        "4f1c" * 16,
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "zyxwvutsrqponmlkjihgfedcba9876543210",
        "qwertyuiopasdfghjklzxcvbnm1234567890",
        "password" * 5,
        "PasswordPassword1234567890123456789",
        "my-super-secret-jwt-token-key-2024!!",
        "rahasia-toko-kunci-rahasia-kata-sandi",
        "0" * 64,
        "1122334455667788990011223344556677",
    ],
)
@pytest.mark.parametrize("name", ["JWT_SECRET_KEY", "API_KEY_SALT"])
def test_production_refuses_secrets_that_are_not_random(name: str, secret: str) -> None:
    (line,) = faults({**GOOD, name: secret})
    assert line.startswith(f"{name} ") and "openssl rand -hex 32" in line and secret not in line


def test_random_secrets_are_accepted() -> None:
    draw = random.Random(20261129)
    words = [each[:-1] for each in (ROOT / "docs/analytics.md").read_text().split() if each[:-1].isalpha()]
    words = sorted({word.lower() for word in words if len(word) > 3})
    assert len(words) > 300
    makers: list[Callable[[], str]] = [
        lambda: draw.randbytes(32).hex(),
        lambda: draw.randbytes(16).hex(),
        lambda: base64.b64encode(draw.randbytes(32)).decode(),
        lambda: base64.b64encode(draw.randbytes(24)).decode(),
        lambda: f"{uuid.UUID(bytes=draw.randbytes(16), version=4)}{uuid.UUID(bytes=draw.randbytes(16), version=4)}",
        lambda: "-".join(draw.choice(words) for _ in range(8)),
    ]
    for number in range(10_000):
        secret = makers[number % len(makers)]()
        if len(secret) >= SHORTEST_SECRET:
            assert estimated_bits(secret) >= LEAST_BITS, secret


def test_every_setting_may_come_from_a_file(tmp_path: Path) -> None:
    other = {
        **GOOD, "DB_USER": "toko", "DB_OWNER_USER": "pemilik", "DB_OWNER_PASSWORD": GOOD["DB_PASSWORD"], "PORT": "5007",
        "REDIS_URL": "redis://:sandi@redis:6379/0", "SMTP_URL": "smtps://toko:sandi@mail.example:465",
        "MAIL_PROVIDER": "smtp", "FINTRACKIT_API_KEY": "kunci", "TRUSTED_PROXIES": "2", "LOG_LEVEL": "ERROR",
        "DB_NAME": "toko", "ENCRYPTION_KEYS": base64.urlsafe_b64encode(b"k" * 32).decode(), "RUN_JOBS": "0",
    }  # fmt: skip
    in_files = {}
    for name, value in other.items():
        (tmp_path / name).write_text(value + "\n")
        in_files[name + "_FILE"] = str(tmp_path / name)
    assert Settings.from_env(in_files) == Settings.from_env(other)


def test_a_published_url_without_https_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    for url, warned in (("http://toko.example", 1), ("http://localhost:30080", 0), ("https://toko.example", 0)):
        caplog.clear()
        database_startup.warn(Settings.from_env({**GOOD, "PUBLIC_URL": url}))
        assert caplog.text.count("PUBLIC_URL is not https") == warned
