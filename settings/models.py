"""The settings by area, as frozen dataclasses whose repr shows no secret."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path


class SettingsError(Exception):
    """Raised with every setting that is missing or malformed, one per line."""


@dataclass(frozen=True)
class Database:
    """The address of MySQL. Without a `host` it is the embedded server, whose `socket` is known once it runs."""

    host: str | None
    port: int
    user: str
    password: str = field(repr=False)
    name: str
    socket: Path | None = None
    pool_size: int = 8
    wait_seconds: int = 3
    timeout_seconds: int = 10
    memory_mb: int = 128
    # The CA of the server's certificate. If set, certificate and host name are verified.
    ssl_ca: Path | None = None
    # The user that may change the schema, if it is another one.
    owner_user: str | None = None
    owner_password: str = field(default="", repr=False)
    # The directory of the embedded server.
    directory: Path | None = None
    # The node of a Galera cluster that reads without a transaction are sent to.
    reads: Database | None = None
    # Each statement first waits for what was committed before on any node of the cluster.
    synchronous: bool = False

    @property
    def is_remote(self) -> bool:
        """Tell whether the connection crosses a network."""
        return bool(self.host) and self.host not in ("localhost", "127.0.0.1", "::1")

    def as_owner(self) -> Database:
        """Return the database as its owner, who may change the schema."""
        if self.owner_user is None:
            return self
        return replace(self, user=self.owner_user, password=self.owner_password)


@dataclass(frozen=True)
class Tokens:
    """The secrets for tokens, API keys and encryption, and the lifetimes of tokens in seconds."""

    secret: str = field(repr=False)
    api_key_salts: tuple[str, ...] = field(repr=False)
    encryption_keys: tuple[str, ...] = field(repr=False)
    access_seconds: int
    refresh_seconds: int
    session_seconds: int


@dataclass(frozen=True)
class Passwords:
    """The cost of one argon2id hash; memory in KiB."""

    memory_kib: int
    time_cost: int
    parallelism: int


@dataclass(frozen=True)
class Limit:
    """At most `calls` calls in any window of `seconds` seconds."""

    calls: int
    seconds: int


@dataclass(frozen=True)
class Limits:
    """The rate limits, None where one is off. Processes of several machines count together at `redis_url`."""

    general: Limit | None
    auth: Limit | None
    api: Limit | None
    emails: Limit | None
    redis_url: str | None = field(repr=False)

    @property
    def any(self) -> bool:
        return self.general is not None or self.auth is not None or self.api is not None

    @property
    def key_quota(self) -> int:
        """The calls per hour of a key without a quota of its own, which is also the largest quota of a key."""
        return 1000 if self.api is None else max(1, self.api.calls * 3600 // self.api.seconds)


@dataclass(frozen=True)
class Smtp:
    """A mail server; `tls` is `smtps`, `starttls` or `none`."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str


@dataclass(frozen=True)
class FinTrackIt:
    """The e-mail service FinTrackIt: the API key, and the URLs for tokens and for e-mails."""

    api_key: str = field(repr=False)
    auth_url: str
    url: str


@dataclass(frozen=True)
class Mail:
    """The e-mail provider, the sender's name (may be empty) and address, and the timeout of one call."""

    provider: str
    sender_name: str
    sender: str
    timeout_seconds: int
    smtp: Smtp | None
    fintrackit: FinTrackIt


@dataclass(frozen=True)
class Demo:
    """Seed an empty database with the demo shop, whose users share `password`."""

    seed: bool
    password: str | None = field(repr=False)


@dataclass(frozen=True)
class Bucket:
    """An S3-compatible bucket. Without an endpoint it is Amazon's; without keys, those of the machine's role count."""

    name: str
    prefix: str
    endpoint: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)


@dataclass(frozen=True)
class Backup:
    """Where backups go, who can decrypt them, the time of day in Jakarta, and how many are kept.

    They are scheduled if there are recipients or a passphrase.
    """

    directory: Path | None
    bucket: Bucket | None
    recipients: tuple[str, ...]
    passphrase: str | None = field(repr=False)
    at: time | None
    keep: tuple[int, int, int]

    @property
    def encrypted(self) -> bool:
        return bool(self.recipients or self.passphrase)

    @property
    def scheduled(self) -> bool:
        return self.encrypted and self.at is not None


@dataclass(frozen=True)
class Analysis:
    """The number of concurrent analyses, and the limits of each: seconds, and MB beyond the engine itself."""

    workers: int
    seconds: float
    memory_mb: int


@dataclass(frozen=True)
class Telemetry:
    """What the shop tells its operator: metrics (off at port 0), traces, error reports, and a log file of a size."""

    metrics_host: str
    metrics_port: int
    otlp_endpoint: str
    sentry_dsn: str = field(repr=False)
    log_file: Path | None
    log_file_mb: int
