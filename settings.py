"""The environment, read once into frozen dataclasses, with every fault in one report."""

from __future__ import annotations

import base64
import hmac
import math
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.headerregistry import AddressHeader
from email.policy import SMTP
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parent
SERVICES = {"auth": 5000, "users": 5001, "products": 5002}
# Where create-react-app, Vite (dev and preview), Angular, webpack and Expo (Metro and the web) serve pages.
DEVELOPMENT_PORTS = (3000, 4173, 4200, 5173, 5174, 8080, 8081, 19006)
DEVELOPMENT_ORIGINS = ",".join(
    f"http://{host}:{port}" for port in DEVELOPMENT_PORTS for host in ("localhost", "127.0.0.1")
)

# Secrets that stand in a manifest, an example or a tutorial protect nothing.
PUBLISHED_SECRETS = ("change-me", "changeme", "finenice-secret", "super-secret", "your_secret_key", "your-secret")
SHORTEST_SECRET = 32
LONGEST_SHOP_NAME = 100
# Below this nobody has drawn it at random: 32 random hex digits are estimated at about 110 bits.
LEAST_BITS = 80
ROWS = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm"
COMMON_WORDS = re.compile(
    "password|passwd|secret|secure|super|token|default|example|production|development|finenice|flask|mysql|admin|"
    "jwt|salt|key|change|this|your|rahasia|kunci|kata|sandi|toko"
)
ORIGIN = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")

# The most is what the longest list in Redis should hold.
LIMIT = re.compile(r"([1-9][0-9]{0,5})/(second|minute|hour|day)")
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 24 * 3600}
REDIS_URL = re.compile(r"(rediss?://[^/\s]+|unix:///?\S)")
SERVICE_URL = re.compile(ORIGIN.pattern + r"(/[A-Za-z0-9._~/-]*)?")
ENCRYPTION_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")

T = TypeVar("T")


class SettingsError(Exception):
    """Says every setting that is missing or malformed, one a line."""


@dataclass(frozen=True)
class Database:
    """Where MySQL answers. Without a `host` it is the private server, whose `socket` is known once it runs."""

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
    # Who vouches for the server's certificate; with it certificate and host name are verified.
    ssl_ca: Path | None = None

    @property
    def far(self) -> bool:
        """Whether the way to the server leads over a network."""
        return bool(self.host) and self.host not in ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Tokens:
    """The secrets that sign tokens, salt API keys and seal what is read back, and the tokens' lives in seconds."""

    secret: str = field(repr=False)
    api_key_salts: tuple[str, ...] = field(repr=False)
    encryption_keys: tuple[str, ...] = field(repr=False)
    access_seconds: int
    refresh_seconds: int
    session_seconds: int


@dataclass(frozen=True)
class Passwords:
    """What one argon2id hash costs: memory in KiB, passes, lanes."""

    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True)
class Limit:
    """So many calls during so many seconds, whenever these begin."""

    calls: int
    seconds: int


@dataclass(frozen=True)
class Limits:
    """Who may call how often, None where it is off; `redis_url` is where all processes count together."""

    general: Limit | None
    auth: Limit | None
    api: Limit | None
    letters: Limit | None
    redis_url: str | None = field(repr=False)

    @property
    def any(self) -> bool:
        return self.general is not None or self.auth is not None or self.api is not None

    @property
    def key_quota(self) -> int:
        """The calls an hour that any key has, and so the most that a developer may give one."""
        return 1000 if self.api is None else max(1, self.api.calls * 3600 // self.api.seconds)


@dataclass(frozen=True)
class Smtp:
    """A mail server; `tls` is `smtps` from the first byte, `starttls` before anything is told, or `none`."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str


@dataclass(frozen=True)
class FinTrackIt:
    """The HTTP service that sends letters: the key that it gave us, where it gives tokens, where it takes letters."""

    api_key: str = field(repr=False)
    auth_url: str
    url: str


@dataclass(frozen=True)
class Mail:
    """Who takes the letters, from which address and name, if any, and how many seconds one call may take in all."""

    provider: str
    sender_name: str
    sender: str
    timeout_seconds: int
    smtp: Smtp | None
    fintrackit: FinTrackIt


@dataclass(frozen=True)
class Demo:
    """Whether an empty database is stocked with the demo shop, and its people's password."""

    wanted: bool
    password: str | None = field(repr=False)


@dataclass(frozen=True)
class Analysis:
    """How many analyses run at once, and what each may take: seconds, and MB beyond the engine itself."""

    workers: int
    seconds: float
    memory_mb: int


@dataclass(frozen=True)
class Settings:
    """All that the process was told."""

    env: str
    service: str | None
    host: str
    port: int
    workers: int
    threads: int
    data_dir: Path
    database: Database
    tokens: Tokens
    passwords: Passwords
    limits: Limits
    trusted_proxies: int
    allowed_origins: tuple[str, ...]
    tax_registered: bool
    jobs: bool
    job_lease_seconds: int
    public_url: str
    shop_name: str
    mail: Mail
    granted_roles: frozenset[str]
    analysis: Analysis
    demo: Demo
    log_level: str

    @property
    def production(self) -> bool:
        return self.env == "production"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Reads the settings, or raises SettingsError with every fault found."""
        env = _Reader(environ)
        kind = env.choice("ENV", ("development", "production", "test"), "development")
        service = env.choice("SERVICE", ("", *SERVICES), "") or None
        data_dir = Path(env.text("DATA_DIR", str(ROOT / "var"))).absolute()
        production = kind == "production"
        threads = env.number("THREADS", 4, 1, 64)
        host = env.text("HOST", "0.0.0.0" if production else "127.0.0.1")
        port = env.number("PORT", SERVICES[service] if service else 5000, 1, 65535)
        public_url = env.origin("PUBLIC_URL", "" if production else _local_origin(host, port))
        token_secret = env.secret("JWT_SECRET_KEY", ("JWT_SECRET", "SECRET_KEY"), data_dir, production)
        mail = env.mail(public_url, production)
        settings = cls(
            env=kind,
            service=service,
            host=host,
            port=port,
            workers=env.number("WORKERS", 2, 1, 64),
            threads=threads,
            data_dir=data_dir,
            # One for each service thread, three for uploads, two for forecasts, and two for probes and for downloads
            # that are under way.
            database=env.database(threads + 7),
            tokens=Tokens(
                secret=token_secret,
                api_key_salts=env.salts("API_KEY_SALT", data_dir, production),
                encryption_keys=env.encryption_keys("ENCRYPTION_KEYS", token_secret),
                access_seconds=env.number("ACCESS_TOKEN_SECONDS", 15 * 60, 1, 24 * 3600),
                refresh_seconds=env.number("REFRESH_TOKEN_SECONDS", 7 * 24 * 3600, 1, 365 * 24 * 3600),
                session_seconds=env.number("SESSION_MAX_DAYS", 30, 1, 365) * 24 * 3600,
            ),
            passwords=Passwords(
                memory_kib=env.number("ARGON2_MEMORY_KIB", 19 * 1024, 8, 1024 * 1024),
                passes=env.number("ARGON2_PASSES", 2, 1, 100),
                lanes=env.number("ARGON2_LANES", 1, 1, 64),
            ),
            limits=Limits(
                general=env.limit("RATE_LIMIT_GENERAL", "100/minute"),
                auth=env.limit("RATE_LIMIT_AUTH", "20/minute"),
                api=env.limit("RATE_LIMIT_API", "1000/hour"),
                letters=env.limit("RATE_LIMIT_LETTERS", "10/day"),
                redis_url=env.redis_url("REDIS_URL"),
            ),
            trusted_proxies=env.number("TRUSTED_PROXIES", 0, 0, 10),
            allowed_origins=env.origins("ALLOWED_ORIGINS", "" if production else DEVELOPMENT_ORIGINS, production),
            tax_registered=env.flag("TAX_REGISTERED", False),
            jobs=env.flag("JOBS", True),
            job_lease_seconds=env.number("JOB_LEASE_SECONDS", 30, 1, 3600),
            public_url=public_url,
            shop_name=env.shop_name("SHOP_NAME", mail.sender_name or "Finenice"),
            mail=mail,
            granted_roles=env.granted_roles(),
            analysis=Analysis(
                workers=env.number("ANALYSIS_WORKERS", 2, 1, 64),
                seconds=env.number("ANALYSIS_SECONDS", 20, 1, 600),
                memory_mb=env.number("ANALYSIS_MEMORY_MB", 512, 64, 65536),
            ),
            demo=Demo(
                wanted=env.flag("DEMO", not production and kind != "test"),
                password=env.text("DEMO_PASSWORD", "") or None,
            ),
            log_level=env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
        )
        if production and settings.demo.wanted:
            env.fault("DEMO", "must be 0 in production: the demo shop has published passwords")
        if production and token_secret in settings.tokens.api_key_salts:
            env.fault("API_KEY_SALT", "must not be the same as JWT_SECRET_KEY")
        if production and not settings.database.host:
            env.fault("DB_HOST", "must name the database in production (or set DATABASE_URL)")
        env.raise_faults()
        return settings


def load() -> Settings:
    """Reads `.env`, which never overrides the environment, and then the environment."""
    load_dotenv(ROOT / ".env")
    return Settings.from_env(os.environ)


class _Reader:
    """Reads typed variables and gathers what is wrong with them. `NAME_FILE` names a file with the value."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.faults: list[str] = []

    def fault(self, name: str, what: str) -> None:
        self.faults.append(f"{name} {what}.")

    def raise_faults(self) -> None:
        if self.faults:
            raise SettingsError("\n".join(sorted(self.faults)))

    def text(self, name: str, default: str) -> str:
        """The variable, or the content of the file that NAME_FILE names; an empty variable counts as unset."""
        path = self.environ.get(name + "_FILE", "")
        if path:
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError):
                self.fault(name + "_FILE", "names a file that can't be read")
                return default
        return self.environ.get(name, "").strip() or default

    def first(self, names: tuple[str, ...], default: str) -> str:
        return next((value for name in names if (value := self.text(name, ""))), default)

    def number(self, name: str, default: int, least: int, most: int) -> int:
        return self._parsed(
            name, default, lambda text: _whole(text, least, most), f"must be a whole number from {least} to {most}"
        )

    def flag(self, name: str, default: bool) -> bool:
        words = {
            "1": True,
            "true": True,
            "yes": True,
            "on": True,
            "0": False,
            "false": False,
            "no": False,
            "off": False,
        }
        return self._parsed(name, default, lambda text: words[text.lower()], "must be 0 or 1")

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            self.fault(name, "must be one of " + ", ".join(word for word in allowed if word))
            return default
        return value

    def origins(self, name: str, default: str, production: bool) -> tuple[str, ...]:
        """Exact origins such as `https://shop.example`, separated by commas, as browsers write them: in lower case."""
        parts = (part.strip().rstrip("/").lower() for part in self.text(name, default).split(","))
        found = tuple(part for part in parts if part)
        for origin in found:
            if origin == "*" and production:
                self.fault(name, "must list exact origins in production: * lets every site act for your users")
            elif origin != "*" and not _is_origin(origin):
                self.fault(name, f"holds {origin!r}, which is no origin such as https://shop.example")
        return found

    def origin(self, name: str, default: str) -> str:
        """One origin, which must be given where there is no default."""
        value = self.text(name, default).rstrip("/")
        if not _is_origin(value):
            self.fault(name, "must be the origin that people open the shop at, such as https://shop.example")
        return value

    def limit(self, name: str, default: str) -> Limit | None:
        """Calls a unit of time, such as `100/minute`, or `off`."""
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
            self._weigh(name, value)
        return value or ("" if production else _kept_secret(data_dir / "secrets" / name.lower()))

    def salts(self, name: str, data_dir: Path, production: bool) -> tuple[str, ...]:
        """Secrets separated by commas, newest first."""
        salts = tuple(salt.strip() for salt in self.text(name, "").split(",") if salt.strip())
        if production:
            for salt in salts or ("",):
                self._weigh(name, salt)
        return salts or (() if production else (_kept_secret(data_dir / "secrets" / name.lower()),))

    def _weigh(self, name: str, value: str) -> None:
        """Finds fault with a secret that production can't do with."""
        if len(value.encode()) < SHORTEST_SECRET:
            self.fault(name, f"must be a random secret of at least {SHORTEST_SECRET} bytes in production")
        elif any(word in value.lower() for word in PUBLISHED_SECRETS):
            self.fault(name, "is a published example; make one with: openssl rand -hex 32")
        elif estimated_bits(value) < LEAST_BITS:
            self.fault(name, "can be guessed, because it repeats itself; make one with: openssl rand -hex 32")

    def granted_roles(self) -> frozenset[str]:
        """The roles that are granted when they are asked for; an admin decides about the others."""
        # ROLE_REQUESTS is the older name, which stands for both.
        both = self.choice("ROLE_REQUESTS", ("", "review", "auto"), "")
        found = {
            "developer": self.choice("DEVELOPER_ROLE", ("auto", "review"), both or "auto"),
            "seller": self.choice("SELLER_ROLE", ("auto", "review"), both or "review"),
        }
        return frozenset(role for role, how in found.items() if how == "auto")

    def encryption_keys(self, name: str, secret: str) -> tuple[str, ...]:
        """The keys given, newest first, and behind them the one that the tokens' secret yields, used where none is."""
        keys = [key.strip() for key in self.text(name, "").split(",") if key.strip()]
        if not all(ENCRYPTION_KEY.fullmatch(key) for key in keys):
            self.fault(name, "must hold keys of 32 bytes in URL-safe base64: openssl rand -base64 32 | tr +/ -_")
        derived = hmac.digest(secret.encode(), b"finenice encryption", "sha256")
        return (*keys, base64.urlsafe_b64encode(derived).decode())

    def database(self, pool_size: int) -> Database:
        """The database that DATABASE_URL or DB_HOST names, or the private one."""
        url = self.text("DATABASE_URL", "")
        host = self.text("DB_HOST", "")
        port = self.number("DB_PORT", 3306, 1, 65535)
        user = self.first(("DB_USER", "DB_USERNAME"), "root")
        password = self.text("DB_PASSWORD", "")
        name = self.text("DB_NAME", "finenice")
        timeout = self.number("DB_TIMEOUT", 10, 1, 600)
        memory_mb = self.number("DB_MEMORY_MB", 128, 16, 65536)
        ca = self.certificates("DB_SSL_CA")
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
        return Database(host, port, user, password, name, None, pool_size, timeout_seconds=timeout, ssl_ca=ca)

    def certificates(self, name: str) -> Path | None:
        """The path of a file of PEM certificates."""
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

    def mail(self, public_url: str, production: bool) -> Mail:
        """The provider and what it needs, which is a fault only where the provider is chosen and it lacks."""
        provider = self.choice("MAIL_PROVIDER", ("file", "smtp", "fintrackit"), "file")
        name, address = self.sender("MAIL_FROM", f"no-reply@{_mail_domain(public_url)}")
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

    def shop_name(self, name: str, default: str) -> str:
        """A line that the database may hold, too."""
        text = self.text(name, default)
        if not text.isprintable() or len(text) > LONGEST_SHOP_NAME:
            self.fault(name, f"must be one line of at most {LONGEST_SHOP_NAME} characters")
        return text

    def sender(self, name: str, default: str) -> tuple[str, str]:
        """A display name and an address out of `Toko Sari <no-reply@toko.example>` or an address alone."""
        header = SMTP.header_factory("From", " ".join(self.text(name, default).split()))
        found = header.addresses if isinstance(header, AddressHeader) else ()
        if header.defects or len(found) != 1 or not found[0].domain or not found[0].addr_spec.isascii():
            self.fault(name, "must be one address, such as Toko Sari <no-reply@toko.example>")
            return "", ""
        return found[0].display_name, found[0].addr_spec

    def smtp(self, name: str, production: bool) -> Smtp | None:
        """The server of `smtp://user:password@host:587?starttls=1` or `smtps://user:password@host:465`."""
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
        """The address of a service over HTTP, encrypted in production."""
        value = self.text(name, default).rstrip("/")
        if not SERVICE_URL.fullmatch(value) or (production and not value.startswith("https://")):
            self.fault(name, f"must be an https address such as {default}")
        return value

    def _parsed(self, name: str, default: T, parse: Callable[[str], T], what: str) -> T:
        text = self.text(name, "")
        if not text:
            return default
        try:
            return parse(text)
        except (ValueError, KeyError):
            self.fault(name, what)
            return default


def estimated_bits(secret: str) -> float:
    """Return about how many bits a guesser must try who knows how people make up secrets.

    Common words count nothing, nor does a character that ends three which stood there before, or three in a row of
    the alphabet or the keyboard; each other one counts as much as the number of distinct characters tells apart.
    """
    rest = COMMON_WORDS.sub("", secret.lower())
    seen: set[str] = set()
    new = 0
    for place in range(len(rest)):
        triple = rest[max(0, place - 2) : place + 1]
        habit = len(triple) == 3 and (triple in seen or triple in ROWS or triple[::-1] in ROWS or len(set(triple)) == 1)
        new += not habit
        seen.add(triple)
    return new * math.log2(max(2, len(set(rest))))


def _whole(text: str, least: int, most: int) -> int:
    value = int(text)
    if not least <= value <= most:
        raise ValueError
    return value


def _is_origin(text: str) -> bool:
    try:
        return ORIGIN.fullmatch(text) is not None and urlsplit(text).port != 0
    except ValueError:
        # The brackets hold no address of IPv6, or the port is none.
        return False


def _local_origin(host: str, port: int) -> str:
    """Where a browser on this machine finds the shop; one that listens everywhere is found on the loopback."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def _mail_domain(public_url: str) -> str:
    """The domain that letters come from; an address of IPv6 is none."""
    host = (urlsplit(public_url).hostname or "") if _is_origin(public_url) else ""
    return "localhost" if ":" in host or not host else host


def _kept_secret(path: Path) -> str:
    """A random secret that is made once and then kept; processes that start together agree on it."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
