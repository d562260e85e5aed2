"""Settings, read once from the environment and frozen. The only reader of the environment."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from stdnum import iban as ibans

from funding.errors import Refused

ROOT = Path(__file__).resolve().parents[1]
SHORTEST_SECRET = 32
LOOPBACK_URL = "http://127.0.0.1:8000"
DEFAULT_SECRETS = frozenset({"dev", "secret", "changeme", "change-me", "default", "password"})
MAIL_SCHEMES = frozenset({"file", "smtp", "smtp+starttls"})
ONE_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
DEMO_TREASURY = ("Hauptkasse (Demo)", "DE89370400440532013000")
COUNTS = ("0", "1", "2", "3", "4", "5")
TRUE = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process runs: embedded on a laptop, or in production."""

    mode: str
    var: Path
    database_url: str
    secret_key: str
    base_url: str
    mail_url: str
    mail_from: str
    broker_url: str
    trusted_hosts: tuple[str, ...]
    trusted_proxies: int = 0
    debug: bool = False
    cheap_passwords: bool = False
    clamd_url: str = ""
    mail_reply_to: str = ""
    bounce_box: str = ""
    treasury_name: str = ""
    treasury_iban: str = ""

    @property
    def treasury(self) -> tuple[str, str]:
        """Return name and IBAN of the account that pays; on a laptop an example of neither."""
        if not self.treasury_iban and self.embedded:
            return DEMO_TREASURY
        return self.treasury_name, self.treasury_iban

    @property
    def embedded(self) -> bool:
        """Tell whether web, worker and clock share this one process on loopback."""
        return self.mode == "embedded"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; a production start that would be unsafe raises :class:`Refused`."""
        env = os.environ if env is None else env
        mode = env.get("FUNDING_MODE", "production")
        if mode not in {"embedded", "production"}:
            raise Refused(f"FUNDING_MODE is '{mode}'; set it to 'embedded' or 'production'.")
        var = Path(env.get("FUNDING_VAR") or ROOT / "var").absolute()
        hosts = tuple(h.strip() for h in env.get("TRUSTED_HOSTS", "").split(",") if h.strip())
        settings = cls(
            mode=mode,
            var=var,
            database_url=env.get("DATABASE_URL") or f"sqlite:///{var / 'funding.sqlite3'}",
            secret_key=env.get("SECRET_KEY") or (_own_secret(var) if mode == "embedded" else ""),
            base_url=(env.get("BASE_URL") or LOOPBACK_URL).rstrip("/"),
            mail_url=_mail_url(env.get("MAIL_URL") or f"file:{var / 'mail'}"),
            mail_from=env.get("MAIL_FROM", "noreply@foerderportal.example"),
            broker_url=env.get("BROKER_URL", ""),
            trusted_hosts=hosts or (("127.0.0.1", "localhost") if mode == "embedded" else ()),
            trusted_proxies=_count(env, "TRUSTED_PROXIES"),
            debug=_flag(env, "DEBUG") or _flag(env, "FLASK_DEBUG"),
            cheap_passwords=mode == "embedded" and _flag(env, "FUNDING_CHEAP_PASSWORDS"),
            clamd_url=_clamd_url(env.get("CLAMD_URL", "").strip()),
            mail_reply_to=_mail_address(env.get("MAIL_REPLY_TO", "").strip()),
            bounce_box=_bounce_box(env.get("BOUNCE_BOX", "").strip()),
            treasury_name=env.get("TREASURY_NAME", "").strip(),
            treasury_iban=_iban(env.get("TREASURY_IBAN", "").strip()),
        )
        if mode == "production":
            settings._refuse_unsafe_production(env)
        return settings

    def _refuse_unsafe_production(self, env: Mapping[str, str]) -> None:
        secret = self.secret_key
        dangers = (
            (
                not secret or secret.lower() in DEFAULT_SECRETS,
                "SECRET_KEY is missing or a default; set it to 32 random characters.",
            ),
            (
                len(secret) < SHORTEST_SECRET,
                "SECRET_KEY is too short; set it to at least 32 random characters.",
            ),
            (self.debug, "DEBUG is on; production does not start with it. Unset DEBUG."),
            (
                not self.trusted_hosts,
                "TRUSTED_HOSTS is missing; set it to the host names of the portal.",
            ),
            (
                not env.get("DATABASE_URL"),
                "DATABASE_URL is missing; set it to the address of the database.",
            ),
            (
                not env.get("MAIL_URL"),
                "MAIL_URL is missing; set it to the mail server, or no letter leaves.",
            ),
            (
                not self.base_url.startswith("https://"),
                "BASE_URL is missing or not https://; letters need it for their links.",
            ),
            (
                not env.get("TRUSTED_PROXIES"),
                "TRUSTED_PROXIES is missing; set it to how many proxies stand before the portal.",
            ),
        )
        for danger, sentence in dangers:
            if danger:
                raise Refused(sentence)


def _mail_url(url: str) -> str:
    if url.partition(":")[0] not in MAIL_SCHEMES:
        raise Refused(
            "MAIL_URL is no way to send mail; begin it with smtp+starttls://, smtp:// or file:."
        )
    return url


def _clamd_url(url: str) -> str:
    """Take no address at all: then files are not scanned."""
    try:
        parts = urlsplit(url)
        network = parts.scheme == "tcp" and bool(parts.hostname) and bool(parts.port)
        local = parts.scheme == "unix" and not parts.netloc and len(parts.path) > 1
    except ValueError:  # a port that is none, or half an IPv6 address
        network = local = False
    if url and not (network or local):
        raise Refused(
            "CLAMD_URL is no address of a virus scanner; write tcp://host:3310 or "
            "unix:///run/clamav/clamd.ctl, or leave it out."
        )
    return url


def _mail_address(typed: str) -> str:
    """Take no address at all: then whoever answers a letter writes to its sender."""
    if typed and not ONE_ADDRESS.fullmatch(typed):
        raise Refused(
            "MAIL_REPLY_TO is no address; write one like praevention@behoerde.example, or leave "
            "it out."
        )
    return typed


def _iban(typed: str) -> str:
    """Take no account at all: then no file of payments is made."""
    if typed and not ibans.is_valid(typed):
        raise Refused("TREASURY_IBAN is no IBAN; check its digits, or leave it out.")
    return str(ibans.compact(typed))


def _bounce_box(typed: str) -> str:
    """Take no folder at all: then letters that come back are not read."""
    if typed and not Path(typed).is_absolute():
        raise Refused(
            "BOUNCE_BOX is no folder; write the whole path of a Maildir, or leave it out."
        )
    return typed


def _count(env: Mapping[str, str], name: str) -> int:
    typed = env.get(name) or "0"
    if typed not in COUNTS:
        raise Refused(f"{name} is '{typed}'; set it to a number from 0 to {COUNTS[-1]}.")
    return int(typed)


def _flag(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").lower() in TRUE


def configured_database() -> str:
    """Return the address of the database as it is configured; empty where none is."""
    return os.environ.get("DATABASE_URL", "")


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a process of our own, with settings of its own."""
    return os.environ | dict(own)


def make_var(var: Path) -> None:
    """Make the folder of the state, or say in one sentence why it cannot be."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        probe = var / f".probe-{os.getpid()}"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise Refused(
            f"The folder {var} cannot be written ({error.strerror}); "
            "make it writable or set FUNDING_VAR to another folder."
        ) from error


def _own_secret(var: Path) -> str:
    make_var(var)
    path = var / "secret"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
