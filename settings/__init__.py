"""The environment, read once into frozen dataclasses, with every fault in one report."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import load_dotenv

from settings.models import (
    Analysis,
    Backup,
    Bucket,
    Database,
    Demo,
    FinTrackIt,
    Limit,
    Limits,
    Mail,
    Passwords,
    SettingsError,
    Smtp,
    Telemetry,
    Tokens,
)
from settings.parsing import local_origin
from settings.reader import Reader

__all__ = [
    "Analysis",
    "Backup",
    "Bucket",
    "Database",
    "Demo",
    "FinTrackIt",
    "Limit",
    "Limits",
    "Mail",
    "Passwords",
    "Settings",
    "SettingsError",
    "Smtp",
    "Telemetry",
    "Tokens",
    "load",
]

ROOT = Path(__file__).resolve().parent.parent
SERVICES = {"auth": 5000, "users": 5001, "products": 5002}
# The development servers of create-react-app, Vite (dev and preview), Angular, webpack and Expo (Metro and web).
DEVELOPMENT_PORTS = (3000, 4173, 4200, 5173, 5174, 8080, 8081, 19006)
DEVELOPMENT_ORIGINS = ",".join(
    f"http://{host}:{port}" for port in DEVELOPMENT_PORTS for host in ("localhost", "127.0.0.1")
)


@dataclass(frozen=True)
class Settings:
    """All settings of the process."""

    env: str
    service: str | None
    host: str
    port: int
    workers: int
    threads: int
    data_dir: Path
    frontend_dir: Path
    database: Database
    tokens: Tokens
    passwords: Passwords
    limits: Limits
    trusted_proxies: int
    allowed_origins: tuple[str, ...]
    tax_registered: bool
    unpaid: str
    run_jobs: bool
    webhooks_private: bool
    job_lease_seconds: int
    public_url: str
    shop_name: str
    mail: Mail
    payment_providers_url: str
    granted_roles: frozenset[str]
    analysis: Analysis
    demo: Demo
    backup: Backup
    log_level: str
    telemetry: Telemetry

    @property
    def production(self) -> bool:
        return self.env == "production"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Return the settings, or raise SettingsError with every fault."""
        return cls.read(Reader(environ))

    @classmethod
    def read(cls, env: Reader) -> Settings:
        """Return the settings, or raise SettingsError with every fault."""
        kind = env.choice("ENV", ("development", "production", "test"), "development")
        production = kind == "production"
        service = env.choice("SERVICE", ("", *SERVICES), "") or None
        data_dir = env.directory("DATA_DIR", ROOT / "var")
        threads = env.number("THREADS", 4, 1, 64)
        host = env.text("HOST", "0.0.0.0" if production else "127.0.0.1")
        port = env.number("PORT", SERVICES[service] if service else 5000, 1, 65535)
        public_url = env.origin("PUBLIC_URL", "" if production else local_origin(host, port))
        mail = env.mail(public_url, production)
        demo = _demo(env, kind)
        settings = cls(
            env=kind,
            service=service,
            host=host,
            port=port,
            workers=env.number("WORKERS", 2, 1, 64),
            threads=threads,
            data_dir=data_dir,
            frontend_dir=Path(env.text("FRONTEND_DIR", str(ROOT / "frontend" / "dist"))).absolute(),
            # One for each request thread, eight for analyses, three for uploads, two for forecasts, and the rest for
            # probes, the documentation and downloads in progress.
            database=env.database(threads + 16, production),
            tokens=_tokens(env, data_dir, production),
            passwords=Passwords(
                memory_kib=env.number("ARGON2_MEMORY_KIB", 19 * 1024, 8, 1024 * 1024),
                time_cost=env.number("ARGON2_TIME_COST", 2, 1, 100),
                parallelism=env.number("ARGON2_PARALLELISM", 1, 1, 64),
            ),
            limits=_limits(env),
            trusted_proxies=env.number("TRUSTED_PROXIES", 0, 0, 10),
            allowed_origins=env.origins("ALLOWED_ORIGINS", "" if production else DEVELOPMENT_ORIGINS, production),
            tax_registered=env.flag("TAX_REGISTERED", False),
            unpaid=env.choice("UNPAID", ("accept", "pending"), "accept" if demo.seed else "pending"),
            run_jobs=env.flag("RUN_JOBS", True),
            webhooks_private=env.flag("WEBHOOK_PRIVATE_NETWORKS", False),
            job_lease_seconds=env.number("JOB_LEASE_SECONDS", 30, 1, 3600),
            public_url=public_url,
            shop_name=env.shop_name("SHOP_NAME", mail.sender_name or "Finenice"),
            mail=mail,
            payment_providers_url=_providers(env, production),
            granted_roles=env.granted_roles(),
            analysis=_analysis(env),
            demo=demo,
            backup=env.backup(data_dir, production),
            log_level=env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
            telemetry=_telemetry(env, port),
        )
        if production and not settings.database.host:
            env.fault("DB_HOST", "must name the database in production (or set DATABASE_URL)")
        env.raise_faults()
        return settings


def load() -> Settings:
    """Return the settings of the environment and of `.env`, which never overrides the environment."""
    load_dotenv(ROOT / ".env")
    return Settings.from_env(os.environ)


def _tokens(env: Reader, data_dir: Path, production: bool) -> Tokens:
    secret = env.secret("JWT_SECRET_KEY", ("JWT_SECRET", "SECRET_KEY"), data_dir, production)
    salts = env.salts("API_KEY_SALT", data_dir, production)
    if production and secret in salts:
        env.fault("API_KEY_SALT", "must not be the same as JWT_SECRET_KEY")
    return Tokens(
        secret=secret,
        api_key_salts=salts,
        encryption_keys=env.encryption_keys("ENCRYPTION_KEYS", secret),
        access_seconds=env.number("ACCESS_TOKEN_SECONDS", 15 * 60, 1, 24 * 3600),
        refresh_seconds=env.number("REFRESH_TOKEN_SECONDS", 7 * 24 * 3600, 1, 365 * 24 * 3600),
        session_seconds=env.number("SESSION_MAX_DAYS", 30, 1, 365) * 24 * 3600,
    )


def _limits(env: Reader) -> Limits:
    return Limits(
        general=env.limit("RATE_LIMIT_GENERAL", "100/minute"),
        auth=env.limit("RATE_LIMIT_AUTH", "20/minute"),
        api=env.limit("RATE_LIMIT_API", "1000/hour"),
        emails=env.limit("RATE_LIMIT_EMAILS", "10/day"),
        redis_url=env.redis_url("REDIS_URL"),
    )


def _analysis(env: Reader) -> Analysis:
    return Analysis(
        workers=env.number("ANALYSIS_WORKERS", 2, 1, 64),
        seconds=env.number("ANALYSIS_TIMEOUT", 20, 1, 600),
        memory_mb=env.number("ANALYSIS_MEMORY_MB", 512, 64, 65536),
    )


def _telemetry(env: Reader, port: int) -> Telemetry:
    telemetry = Telemetry(
        metrics_host=env.text("METRICS_HOST", "127.0.0.1"),
        metrics_port=env.number("METRICS_PORT", 0, 0, 65535),
        otlp_endpoint=env.url("OTEL_EXPORTER_OTLP_ENDPOINT"),
        sentry_dsn=env.url("SENTRY_DSN"),
        log_file=env.log_file("LOG_FILE"),
        log_file_mb=env.number("LOG_FILE_MB", 50, 1, 100_000),
    )
    if telemetry.metrics_port == port:
        env.fault("METRICS_PORT", "must not be the same as PORT: metrics are for the operator alone")
    return telemetry


def _providers(env: Reader, production: bool) -> str:
    url = env.url("PAYMENT_PROVIDERS_URL")
    if production and url:
        env.fault("PAYMENT_PROVIDERS_URL", "must be empty in production: it would get the keys of all sellers")
    return url


def _demo(env: Reader, kind: str) -> Demo:
    demo = Demo(env.flag("SEED_DEMO", kind == "development"), env.text("DEMO_PASSWORD", "") or None)
    if kind == "production" and demo.seed:
        env.fault("SEED_DEMO", "must be 0 in production: the demo shop has published passwords")
    return demo
