"""The reader of environment variables: typed values, `NAME_FILE`, old names, and all faults in one report."""

from __future__ import annotations

import base64
import dataclasses
import hmac
import os
import re
from collections.abc import Callable, Mapping
from email.headerregistry import AddressHeader
from email.policy import SMTP
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from settings import secret_strength
from settings.models import Backup, Bucket, Database, FinTrackIt, Limit, Mail, SettingsError, Smtp
from settings.parsing import ORIGIN, is_origin, mail_domain, three_numbers, time_of_day, whole_number

LONGEST_SHOP_NAME = 100
# The maximum is the longest list that Redis should hold.
LIMIT = re.compile(r"([1-9][0-9]{0,5})/(second|minute|hour|day)")
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 24 * 3600}
REDIS_URL = re.compile(r"(rediss?://[^/\s]+|unix:///?\S)")
SERVICE_URL = re.compile(ORIGIN.pattern + r"(/[A-Za-z0-9._~/-]*)?")
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
AGE_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
SHORTEST_PASSPHRASE = 16
ENCRYPTION_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}

# Settings that were renamed. The old name still counts; both names with different values are a fault.
OLD_NAMES = {
    "ANALYSIS_TIMEOUT": "ANALYSIS_SECONDS",
    "ARGON2_PARALLELISM": "ARGON2_LANES",
    "ARGON2_TIME_COST": "ARGON2_PASSES",
    "RATE_LIMIT_EMAILS": "RATE_LIMIT_LETTERS",
    "RUN_JOBS": "JOBS",
    "SEED_DEMO": "DEMO",
}

T = TypeVar("T")


class Reader:
    """Read typed variables and collect the faults, the defaults and the alternative names."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []
        # For the reference in docs/settings.md.
        self.defaults: dict[str, str] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}

    def fault(self, name: str, what: str) -> None:
        self.faults.append(f"{name} {what}.")

    def raise_faults(self) -> None:
        if self.faults:
            raise SettingsError("\n".join(sorted(set(self.faults))))

    def text(self, name: str, default: str) -> str:
        """Return the variable under its present or old name, or the default; an empty variable counts as unset."""
        self.defaults.setdefault(name, default)
        value = self._value(name)
        old = OLD_NAMES.get(name)
        if old is not None:
            self.aliases[name] = (old,)
            earlier = self._value(old)
            if value and earlier and value != earlier:
                self.fault(name, f"and its old name {old} have different values")
            value = value or earlier
        return value or default

    def _value(self, name: str) -> str:
        """Return the variable, or the content of the file that NAME_FILE names."""
        path = self.environ.get(name + "_FILE", "")
        if path:
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                self.fault(name + "_FILE", "names a file that can't be read")
                return ""
        return self.environ.get(name, "").strip()

    def first(self, names: tuple[str, ...], default: str) -> str:
        """Return the first of the variables that is set: a name and its equal alternatives."""
        self.defaults.setdefault(names[0], default)
        self.aliases[names[0]] = names[1:]
        return next((value for name in names if (value := self._value(name))), default)

    def directory(self, name: str, default: Path) -> Path:
        """Return the absolute path of a directory that can be written, or be created."""
        path = Path(self.text(name, str(default))).absolute()
        # Path.exists() raises an error if a parent may not be entered.
        existing = next(place for place in (path, *path.parents) if os.path.exists(place))  # noqa: PTH110
        if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
            self.fault(name, f"must be a directory that can be written, which {path} is not")
        return path

    def number(self, name: str, default: int, least: int, most: int) -> int:
        return self._parsed(
            name,
            default,
            lambda text: whole_number(text, least, most),
            f"must be a whole number from {least} to {most}",
        )

    def flag(self, name: str, default: bool) -> bool:
        return self._parsed(name, default, lambda text: FLAGS[text.lower()], "must be 0 or 1")

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            self.fault(name, "must be one of " + ", ".join(word for word in allowed if word))
            return default
        return value

    def origins(self, name: str, default: str, production: bool) -> tuple[str, ...]:
        """Return exact origins such as `https://shop.example`, separated by commas, in lower case."""
        parts = (part.strip().rstrip("/").lower() for part in self.text(name, default).split(","))
        found = tuple(part for part in parts if part)
        for origin in found:
            if origin == "*" and production:
                self.fault(name, "must list exact origins in production: * lets every site act for your users")
            elif origin != "*" and not is_origin(origin):
                self.fault(name, f"holds {origin!r}, which is no origin such as https://shop.example")
        return found

    def origin(self, name: str, default: str) -> str:
        """Return one origin, which is required if there is no default."""
        value = self.text(name, default).rstrip("/")
        if not is_origin(value):
            self.fault(name, "must be the origin that people open the shop at, such as https://shop.example")
        return value

    def limit(self, name: str, default: str) -> Limit | None:
        """Return calls per unit of time, such as `100/minute`, or None for `off`."""
        text = self.text(name, default).lower()
        if text == "off":
            return None
        found = LIMIT.fullmatch(text)
        if found is None:
            self.fault(name, "must be off or a number of calls a second, minute, hour or day, such as 100/minute")
            return None
        return Limit(int(found[1]), UNITS[found[2]])

    def redis_url(self, name: str) -> str | None:
        value = self.text(name, "") or None
        if value is not None and not REDIS_URL.match(value):
            self.fault(name, "must look like redis://:password@host:6379/0, rediss://... or unix:///path")
        return value

    def secret(self, name: str, also: tuple[str, ...], data_dir: Path, production: bool) -> str:
        value = self.first((name, *also), "")
        if production:
            self._require_strength(name, value)
        return value or ("" if production else self._kept(name, data_dir))

    def salts(self, name: str, data_dir: Path, production: bool) -> tuple[str, ...]:
        """Return secrets separated by commas, newest first."""
        salts = tuple(salt.strip() for salt in self.text(name, "").split(",") if salt.strip())
        if production:
            for salt in salts or ("",):
                self._require_strength(name, salt)
        return salts or (() if production else (self._kept(name, data_dir),))

    def _kept(self, name: str, data_dir: Path) -> str:
        """Return the secret that is kept in DATA_DIR, and created at first."""
        try:
            return secret_strength.load_or_create(data_dir / "secrets" / name.lower())
        except OSError as error:
            kept = data_dir / "secrets"
            place = kept if os.path.lexists(kept) else data_dir
            self.fault("DATA_DIR", f"must be a directory that can be written, which {place} is not ({error.strerror})")
            return ""

    def _require_strength(self, name: str, value: str) -> None:
        if flaw := secret_strength.flaw(value):
            self.fault(name, flaw)

    def granted_roles(self) -> frozenset[str]:
        """Return the roles that are granted on request; an admin decides on the others."""
        # ROLE_REQUESTS is an older name, which sets both.
        both = self.choice("ROLE_REQUESTS", ("", "review", "auto"), "")
        found = {
            "developer": self.choice("DEVELOPER_ROLE", ("auto", "review"), both or "auto"),
            "seller": self.choice("SELLER_ROLE", ("auto", "review"), both or "review"),
        }
        return frozenset(role for role, how in found.items() if how == "auto")

    def encryption_keys(self, name: str, secret: str) -> tuple[str, ...]:
        """Return the configured keys, newest first, followed by the key derived from the tokens' secret."""
        keys = [key.strip() for key in self.text(name, "").split(",") if key.strip()]
        if not all(ENCRYPTION_KEY.fullmatch(key) for key in keys):
            self.fault(name, "must hold keys of 32 bytes in URL-safe base64: openssl rand -base64 32 | tr +/ -_")
        return (*keys, derived_key(secret))

    def database(self, pool_size: int, production: bool) -> Database:
        """Return the database that DATABASE_URL or DB_HOST names, or the embedded one."""
        url = self.text("DATABASE_URL", "")
        host = self.text("DB_HOST", "")
        port = self.number("DB_PORT", 3306, 1, 65535)
        read_host = self.text("DB_READ_HOST", "")
        user = self.first(("DB_USER", "DB_USERNAME"), "root")
        password = self.text("DB_PASSWORD", "")
        name = self.text("DB_NAME", "finenice")
        timeout = self.number("DB_TIMEOUT", 10, 1, 600)
        memory_mb = self.number("DB_MEMORY_MB", 128, 16, 65536)
        ca = self.certificates("DB_SSL_CA")
        verified = self.choice("DB_TLS", ("verify", "off"), "verify") == "verify"
        owner = self.text("DB_OWNER_USER", "") or None
        owner_password = self.text("DB_OWNER_PASSWORD", "")
        if url:
            try:
                parts = urlsplit(url)
                url_port = parts.port or 3306
            except ValueError:
                parts, url_port = urlsplit(""), 0
            if parts.scheme.split("+")[0] not in ("mysql", "mariadb") or not parts.hostname or not url_port:
                self.fault("DATABASE_URL", "must look like mysql://user:password@host:3306/name")
            host, port = parts.hostname or "", url_port
            user, password = unquote(parts.username or user), unquote(parts.password or password)
            name = parts.path.strip("/") or name
        if not all(part.isalnum() for part in name.replace("-", "_").split("_") if part) or len(name) > 64:
            self.fault("DB_NAME", "must be letters, digits, - and _ only")
        if not host:
            return Database(None, 0, "root", "", name, None, pool_size, timeout_seconds=timeout, memory_mb=memory_mb)
        found = Database(
            host, port, user, password, name, None, pool_size, timeout_seconds=timeout, ssl_ca=ca,
            owner_user=owner, owner_password=owner_password,
        )  # fmt: skip
        if production and found.is_remote:
            self._require_safety(found, verified)
        return self._with_reads(found, read_host)

    def _require_safety(self, database: Database, verified: bool) -> None:
        """Refuse a database on another machine that anyone can impersonate or open."""
        # A file that can't be read has its own fault.
        if verified and not self.text("DB_SSL_CA", ""):
            self.fault("DB_SSL_CA", "must name the CA of the database (or set DB_TLS=off if its network is private)")
        passwords = {"DB_PASSWORD": database.password}
        if database.owner_user is not None:
            passwords["DB_OWNER_PASSWORD"] = database.owner_password
        for name, password in passwords.items():
            if not password:
                self.fault(name, "must not be empty in production")
            elif secret_strength.is_published(password):
                self.fault(name, "is a published example; make one with: openssl rand -hex 32")

    def _with_reads(self, database: Database, address: str) -> Database:
        """Add the node for reads, at an address such as `10.0.0.2:3307`."""
        if not address:
            return database
        host, _, port = address.rpartition(":") if re.search(r":\d+$", address) else (address, "", database.port)
        if not host or not 1 <= int(port) <= 65535:
            self.fault("DB_READ_HOST", "must look like host or host:port")
            return database
        reads = dataclasses.replace(database, host=host, port=int(port), synchronous=True)
        return dataclasses.replace(database, reads=reads)

    def certificates(self, name: str) -> Path | None:
        """Return the path of a file of PEM certificates, or None."""
        text = self.text(name, "")
        if not text:
            return None
        try:
            if b"-----BEGIN CERTIFICATE-----" in Path(text).read_bytes():
                return Path(text).absolute()
        except OSError:
            pass
        self.fault(name, "must name a file of PEM certificates that can be read")
        return None

    def url(self, name: str) -> str:
        """Return the URL of an HTTP service, or an empty string."""
        value = self.text(name, "").rstrip("/")
        try:
            parts = urlsplit(value)
            valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            valid = False
        if value and not valid:
            # The value is not shown: it may hold a key.
            self.fault(name, "must be a URL that begins with http:// or https://")
        return value

    def log_file(self, name: str) -> Path | None:
        """Return the path of a file that can be appended to, or None."""
        text = self.text(name, "")
        if not text:
            return None
        path = Path(text).absolute()
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640))
        except OSError as error:
            self.fault(name, f"names a file that can't be written: {error.strerror}")
        return path

    def mail(self, public_url: str, production: bool) -> Mail:
        """Return the e-mail settings. What a provider needs is required only if that provider is chosen."""
        provider = self.choice("MAIL_PROVIDER", ("file", "smtp", "fintrackit"), "file")
        name, address = self.sender("MAIL_FROM", f"no-reply@{mail_domain(public_url)}")
        smtp = self.smtp("SMTP_URL", production)
        if provider == "smtp" and smtp is None and not self.text("SMTP_URL", ""):
            self.fault("SMTP_URL", "must name the mail server where MAIL_PROVIDER is smtp")
        api_key = self.first(("FINTRACKIT_API_KEY", "EMAIL_API_KEY"), "")
        if provider == "fintrackit" and not api_key:
            self.fault("FINTRACKIT_API_KEY", "must hold the key where MAIL_PROVIDER is fintrackit")
        elif not all("!" <= mark <= "~" for mark in api_key):
            self.fault("FINTRACKIT_API_KEY", "must be ASCII without spaces")
        fintrackit = FinTrackIt(
            api_key,
            self.service("FINTRACKIT_AUTH_URL", "https://api.fintrackit.my.id/v1/auth", production),
            self.service("FINTRACKIT_URL", "https://api.fintrackit.my.id/v1/secure", production),
        )
        return Mail(provider, name, address, self.number("MAIL_TIMEOUT", 10, 1, 60), smtp, fintrackit)

    def backup(self, data_dir: Path, production: bool) -> Backup:
        """Return the settings of backups."""
        target = self.text("BACKUP_TO", "") or str(data_dir / "backups")
        bucket, prefix = (target.removeprefix("s3://").rstrip("/").partition("/")[::2]) if "://" in target else ("", "")
        if "://" in target and not (target.startswith("s3://") and BUCKET.fullmatch(bucket)):
            self.fault("BACKUP_TO", "must be a directory, or a bucket such as s3://bucket/shop")
        recipients = tuple(part.strip() for part in self.text("BACKUP_RECIPIENTS", "").split(",") if part.strip())
        if not all(AGE_RECIPIENT.fullmatch(recipient) for recipient in recipients):
            self.fault("BACKUP_RECIPIENTS", "must hold public keys of age, such as age1ql3z7hjy...")
        passphrase = self.text("BACKUP_PASSPHRASE", "")
        if passphrase and len(passphrase) < SHORTEST_PASSPHRASE:
            self.fault("BACKUP_PASSPHRASE", f"must have at least {SHORTEST_PASSPHRASE} characters")
        if passphrase and recipients:
            self.fault("BACKUP_PASSPHRASE", "can't be combined with BACKUP_RECIPIENTS: age allows one of them")
        endpoint = self.text("AWS_ENDPOINT_URL", "").rstrip("/")
        if endpoint and not (SERVICE_URL.fullmatch(endpoint) and (endpoint.startswith("https:") or not production)):
            self.fault("AWS_ENDPOINT_URL", "must be an https address such as https://s3.example")
        region = self.text("AWS_REGION", "us-east-1")
        access_key, secret_key = self.text("AWS_ACCESS_KEY_ID", ""), self.text("AWS_SECRET_ACCESS_KEY", "")
        if bool(access_key) != bool(secret_key):
            self.fault("AWS_SECRET_ACCESS_KEY", "belongs to AWS_ACCESS_KEY_ID: set both or none")
        return Backup(
            directory=None if bucket else Path(target).absolute(),
            bucket=Bucket(bucket, prefix, endpoint, region, access_key, secret_key) if bucket else None,
            recipients=recipients,
            passphrase=passphrase or None,
            at=self._written("BACKUP_AT", "02:30", time_of_day, "must be a time such as 02:30, or off"),
            keep=self._written("BACKUP_KEEP", "7,4,12", three_numbers, "must be three numbers such as 7,4,12"),
        )

    def shop_name(self, name: str, default: str) -> str:
        """Return a name of one line that fits into the database column."""
        text = self.text(name, default)
        if not text.isprintable() or len(text) > LONGEST_SHOP_NAME:
            self.fault(name, f"must be one line of at most {LONGEST_SHOP_NAME} characters")
        return text

    def sender(self, name: str, default: str) -> tuple[str, str]:
        """Parse `Toko Sari <no-reply@toko.example>`, or an address alone, into a display name and an address."""
        header = SMTP.header_factory("From", " ".join(self.text(name, default).split()))
        found = header.addresses if isinstance(header, AddressHeader) else ()
        if header.defects or len(found) != 1 or not found[0].domain or not found[0].addr_spec.isascii():
            self.fault(name, "must be one address, such as Toko Sari <no-reply@toko.example>")
            return "", ""
        return found[0].display_name, found[0].addr_spec

    def smtp(self, name: str, production: bool) -> Smtp | None:
        """Parse `smtp://user:password@host:587?starttls=1` or `smtps://user:password@host:465`."""
        text = self.text(name, "")
        if not text:
            return None
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        tls = {
            ("smtp", ""): "starttls",
            ("smtp", "starttls=1"): "starttls",
            ("smtp", "starttls=0"): "none",
            ("smtps", ""): "smtps",
        }.get((parts.scheme, parts.query))
        if tls is None or not parts.hostname or parts.path.strip("/"):
            self.fault(
                name, "must look like smtp://user:password@host:587?starttls=1 or smtps://user:password@host:465"
            )
            return None
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if production and tls == "none" and password:
            self.fault(name, "must not send a password in clear: leave starttls=0 out")
        return Smtp(parts.hostname, port or (465 if tls == "smtps" else 587), user, password, tls)

    def service(self, name: str, default: str, production: bool) -> str:
        """Return the URL of an HTTP service, which must use https in production."""
        value = self.text(name, default).rstrip("/")
        if not SERVICE_URL.fullmatch(value) or (production and not value.startswith("https://")):
            self.fault(name, f"must be an https address such as {default}")
        return value

    def _written(self, name: str, default: str, parse: Callable[[str], T], what: str) -> T:
        """Return a value whose default is written as the variable would be."""
        try:
            return parse(self.text(name, default))
        except ValueError:
            self.fault(name, what)
            return parse(default)

    def _parsed(self, name: str, default: T, parse: Callable[[str], T], what: str) -> T:
        self.defaults.setdefault(name, str(int(default) if isinstance(default, bool) else default))
        text = self.text(name, "")
        if not text:
            return default
        try:
            return parse(text)
        except (ValueError, KeyError):
            self.fault(name, what)
            return default


def derived_key(secret: str) -> str:
    """Return the encryption key that is derived from the secret of tokens."""
    derived = hmac.digest(secret.encode(), b"finenice encryption", "sha256")
    return base64.urlsafe_b64encode(derived).decode()
