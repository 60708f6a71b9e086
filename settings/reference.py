"""The reference of the settings: `python -m settings.reference PATH` writes docs/settings.md."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from settings import ROOT, Settings
from settings.reader import OLD_NAMES, Reader

# Section by section, each setting and its meaning.
MEANINGS: dict[str, dict[str, str]] = {
    "Server": {
        "ENV": "`development` or `production` (or `test`). Production refuses unsafe settings at start.",
        "HOST": "Address to listen on. In production the default is `0.0.0.0`.",
        "PORT": "Port to listen on. With `SERVICE` the default is 5000, 5001 or 5002.",
        "SERVICE": "`auth`, `users` or `products` serves that part alone; empty serves everything.",
        "WORKERS": "Number of worker processes.",
        "THREADS": "Number of request threads of each worker.",
        "LOG_LEVEL": "`DEBUG`, `INFO`, `WARNING` or `ERROR`.",
        "LOG_FILE": "File for the log instead of standard output, rotated by size.",
        "LOG_FILE_MB": "Size of the log file and its four predecessors (`.1` to `.4`) together, in MB.",
        "TRUSTED_PROXIES": "Number of reverse proxies in front, each of which appends to `X-Forwarded-For`.",
        "ALLOWED_ORIGINS": "Origins that browsers may call from (CORS), separated by commas. In production the "
        "default is empty and `*` is refused.",
        "FRONTEND_DIR": "Directory of the built front end. Without a build, simple pages are served.",
        "DATA_DIR": "Directory for uploads, e-mail files, created secrets and the embedded database.",
    },
    "Monitoring": {
        "METRICS_PORT": "Port on which [`/metrics`](reference/metrics.md) is served for Prometheus; 0: off.",
        "METRICS_HOST": "Address of that port. It has no authentication: `0.0.0.0` is for a container's own network.",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "URL of an OpenTelemetry collector (OTLP over HTTP) that gets traces; needs "
        "`requirements-telemetry.txt`. The SDK's other `OTEL_*` variables apply as well.",
        "SENTRY_DSN": "DSN of a Sentry-compatible service that gets errors; needs `requirements-telemetry.txt`.",
    },
    "Database": {
        "DB_HOST": "Host of the MySQL server. Empty: an embedded MariaDB under `DATA_DIR`; required in production.",
        "DB_PORT": "Port of the MySQL server.",
        "DB_READ_HOST": "`host` or `host:port` of a node of the same Galera cluster, or of haproxy before all of them: "
        "product lists, the change feed and sales reports are read there.",
        "DB_USER": "User of the MySQL server.",
        "DB_PASSWORD": "Password of the MySQL user.",
        "DB_NAME": "Name of the database, which is created if it is missing.",
        "DATABASE_URL": "`mysql://user:password@host:3306/name`; takes precedence over the `DB_*` settings above.",
        "DB_TIMEOUT": "Seconds that one statement may take.",
        "DB_SSL_CA": "File of PEM certificates. If set, the server's certificate and host name are verified.",
        "DB_TLS": "`verify`: in production a database on another machine needs `DB_SSL_CA`. `off`: not in a network "
        "that nobody else can enter.",
        "DB_OWNER_USER": "User that owns the schema, for upgrades; `DB_USER` then needs no more than what "
        "`flask db grants` prints. Empty: `DB_USER`.",
        "DB_OWNER_PASSWORD": "Password of `DB_OWNER_USER`.",
        "DB_MEMORY_MB": "Buffer pool of the embedded MariaDB in MB.",
    },
    "Secrets and tokens": {
        "JWT_SECRET_KEY": "Secret that signs tokens and the audit log: at least 32 random bytes "
        "(`openssl rand -hex 32`). Outside production it is created and kept under `DATA_DIR`.",
        "API_KEY_SALT": "Secret that API keys are hashed with. To rotate it, put the new one before the old, separated "
        "by a comma, until every key has been used. Outside production it is created and kept under `DATA_DIR`.",
        "ENCRYPTION_KEYS": "Keys that encrypt TOTP secrets, provider tokens and signing keys in the database, newest "
        "first, separated by commas (`openssl rand -base64 32 | tr +/ -_`). Empty: derived from `JWT_SECRET_KEY`.",
        "ACCESS_TOKEN_SECONDS": "Lifetime of an access token in seconds.",
        "REFRESH_TOKEN_SECONDS": "Lifetime of a refresh token in seconds.",
        "SESSION_MAX_DAYS": "Days after sign-in until a session ends, however often it is refreshed.",
        "ARGON2_MEMORY_KIB": "Memory of one password hash (argon2id) in KiB.",
        "ARGON2_TIME_COST": "Iterations of one password hash.",
        "ARGON2_PARALLELISM": "Parallelism of one password hash.",
    },
    "Rate limits": {
        "RATE_LIMIT_GENERAL": "Calls of a user, or of an anonymous address: `off`, or a number per `second`, "
        "`minute`, `hour` or `day`.",
        "RATE_LIMIT_AUTH": "Calls of an address that check a secret: sign-in, and links in e-mails.",
        "RATE_LIMIT_API": "Calls of an API key without a quota of its own.",
        "RATE_LIMIT_EMAILS": "E-mails that one user, or one anonymous network, may cause, and that one address gets.",
        "REDIS_URL": "`redis://:password@host:6379/0`: Redis in which several machines count together.",
    },
    "Jobs": {
        "RUN_JOBS": "1 runs jobs (imports, e-mails, clean-up) beside the server; 0 leaves them to `flask worker`.",
        "JOB_LEASE_SECONDS": "Seconds without a sign of life after which a job passes to another worker.",
        "WEBHOOK_PRIVATE_NETWORKS": "1 lets webhooks call private networks, this machine, and plain `http`: for "
        "development, and where all who may create webhooks may also reach these networks.",
    },
    "Backups": {
        "BACKUP_TO": "Directory, or S3-compatible bucket such as `s3://bucket/shop`, for backups. Empty: "
        "`DATA_DIR/backups`, which protects from mistakes, not from the loss of the disk.",
        "BACKUP_RECIPIENTS": "Public keys of [age](https://age-encryption.org), separated by commas, whose private "
        "keys decrypt backups. With them or `BACKUP_PASSPHRASE`, a backup is made each day.",
        "BACKUP_PASSPHRASE": "Passphrase that decrypts backups, of at least 16 characters, instead of "
        "`BACKUP_RECIPIENTS`. Keep a copy elsewhere.",
        "BACKUP_AT": "Time of the daily backup in Asia/Jakarta; `off`: none.",
        "BACKUP_KEEP": "Number of days, weeks and months of which the newest backup is kept.",
        "AWS_ENDPOINT_URL": "URL of a bucket's service, for S3-compatible services other than Amazon's.",
        "AWS_REGION": "Region of the bucket.",
        "AWS_ACCESS_KEY_ID": "Access key of the bucket. Empty: the role of the machine.",
        "AWS_SECRET_ACCESS_KEY": "The secret of this access key.",
    },
    "E-mails": {
        "PUBLIC_URL": "Origin at which users open the shop; links in e-mails start with it. Required in production.",
        "SHOP_NAME": "Name of the shop until an admin sets one (`PUT /api/shop`). Empty: the name in `MAIL_FROM`.",
        "MAIL_PROVIDER": "`file` (`DATA_DIR/mail/*.eml`, deleted after 90 days), `smtp` or `fintrackit`.",
        "MAIL_FROM": "Sender, such as `Toko Sari <no-reply@toko.example>`. Empty: `no-reply` at `PUBLIC_URL`'s host.",
        "MAIL_TIMEOUT": "Seconds that one call of the provider may take.",
        "SMTP_URL": "`smtp://user:password@host:587?starttls=1` (0: unencrypted) or `smtps://user:password@host:465`.",
        "FINTRACKIT_API_KEY": "API key of FinTrackIt.",
        "FINTRACKIT_AUTH_URL": "URL at which FinTrackIt issues tokens.",
        "FINTRACKIT_URL": "URL at which FinTrackIt accepts e-mails.",
    },
    "Shop": {
        "DEVELOPER_ROLE": "`auto` grants the role developer on request; `review` leaves the decision to an admin.",
        "SELLER_ROLE": "The same for the role seller.",
        "ROLE_REQUESTS": "Older name, which sets both.",
        "TAX_REGISTERED": "1 for a shop with PKP status, whose prices include PPN.",
        "PAYMENT_PROVIDERS_URL": "Server that stands for all payment providers, for tests. Refused in production.",
        "UNPAID": "An order without a payment: `pending` keeps its goods for an hour, in which the seller records the "
        "payment; `accept` makes it a sale at once. Empty: `accept` with `SEED_DEMO`, otherwise `pending`.",
        "SEED_DEMO": "1 seeds an empty database with the demo shop; refused in production, where the default is 0.",
        "DEMO_PASSWORD": "Password of the demo users. Empty: a random one, printed at the first start.",
    },
    "File analysis": {
        "ANALYSIS_WORKERS": "Number of concurrent analyses; one more runs if its file is small.",
        "ANALYSIS_TIMEOUT": "Seconds that one analysis may take.",
        "ANALYSIS_MEMORY_MB": "Memory of one analysis in MB, beyond the 40 MB of the engine.",
    },
}  # fmt: skip
# The shop's example is shorter than the default: all development servers on both names of this machine.
SHORTENED = {"ALLOWED_ORIGINS": "the usual development servers on `localhost`", "SHOP_NAME": ""}

HEADER = """\
# Settings

Generated by `make api` from `settings/`; don't edit it. Settings are environment variables, or lines of `.env`. Any
`NAME` may be given as `NAME_FILE` instead: the path of a file that holds the value. An empty value counts as unset.
All faults are reported together at start. Defaults are those of development.
"""


def collect() -> Reader:
    """Return a reader that has read an empty environment, with the default and the other names of every setting."""
    with tempfile.TemporaryDirectory() as data_dir:
        reader = Reader({"DATA_DIR": data_dir})
        Settings.read(reader)
    return reader


def write() -> str:
    """Return the reference in Markdown."""
    reader = collect()
    parts = [HEADER]
    for section, meanings in MEANINGS.items():
        rows = [f"| `{name}` | {_default(reader, name)} | {_meaning(reader, name)} |\n" for name in meanings]
        parts.append(f"## {section}\n\n| Name | Default | Meaning |\n| --- | --- | --- |\n{''.join(rows)}")
    return "\n".join(parts)


def _default(reader: Reader, name: str) -> str:
    default = SHORTENED.get(name, reader.defaults[name].removeprefix(f"{ROOT}/"))
    return f"`{default}`" if default and " " not in default else default


def _meaning(reader: Reader, name: str) -> str:
    meaning = next(meanings[name] for meanings in MEANINGS.values() if name in meanings)
    others = " and ".join(f"`{other}`" for other in reader.aliases.get(name, ()))
    if name in OLD_NAMES:
        return f"{meaning} Old name: {others}."
    return f"{meaning} Also read from {others}." if others else meaning


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(write(), encoding="utf-8")
