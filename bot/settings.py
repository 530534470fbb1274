"""Everything an operator can set, read once: environment over `.env` over default."""

import difflib
import os
from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from bot.domain import errors
from bot.domain.keeping import DEFAULT, Keep

OFFICIAL_HOSTS = frozenset({"qyapi.weixin.qq.com", "api.weixin.qq.com", "api.mch.weixin.qq.com"})
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
LOG_LEVELS = ("debug", "info", "warning", "error")
_PREFIX = "LIANXIN_"
#: Days. Whoever wants to keep things longer than this would ask for a date that no calendar has.
_CENTURY = 36_500


class Settings(BaseSettings):
    """Frozen. Names in the environment are `LIANXIN_` and the field in capitals; secrets are never printed."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
    )

    database_url: str = "sqlite:///lianxin.sqlite3"
    community_dir: Path = Path("communities")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    timezone: str = "Asia/Shanghai"
    clock: str = "system"
    holidays_file: Path | None = None
    log_level: str = "info"

    wecom_api_base: str = "https://qyapi.weixin.qq.com"
    wechat_api_base: str = "https://api.weixin.qq.com"
    media_hosts: str = "*.myqcloud.com,*.qpic.cn"

    aibot_token: SecretStr | None = None
    aibot_aes_key: SecretStr | None = None
    aibot_name: str = "连心"

    app_corp_id: str = ""
    app_secret: SecretStr | None = None
    app_agent_id: int | None = None
    app_token: SecretStr | None = None
    app_aes_key: SecretStr | None = None

    oa_app_id: str = ""
    oa_app_secret: SecretStr | None = None
    oa_token: SecretStr | None = None
    oa_aes_key: SecretStr | None = None

    alarm_secret: SecretStr | None = None
    register_key: SecretStr | None = None

    keep_silent_days: int = Field(default=DEFAULT.silent.days, ge=1, le=_CENTURY)
    keep_raw_days: int = Field(default=DEFAULT.raw.days, ge=1, le=_CENTURY)
    keep_photos_days: int = Field(default=DEFAULT.photos.days, ge=30, le=_CENTURY)
    keep_tickets_days: int = Field(default=DEFAULT.tickets.days, ge=90, le=_CENTURY)
    keep_orders_days: int = Field(default=DEFAULT.orders.days, ge=30, le=_CENTURY)
    keep_ledger_days: int = Field(default=DEFAULT.ledger.days, ge=3 * 365, le=_CENTURY)
    keep_logs_days: int = Field(default=DEFAULT.logs.days, ge=DEFAULT.logs.days, le=_CENTURY)

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("is not a time zone; use a name such as Asia/Shanghai") from None
        return value

    @field_validator("log_level")
    @classmethod
    def _level_exists(cls, value: str) -> str:
        if value.lower() not in LOG_LEVELS:
            raise ValueError(f"is one of {', '.join(LOG_LEVELS)}")
        return value.lower()

    @field_validator("wecom_api_base", "wechat_api_base")
    @classmethod
    def _base_is_an_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise ValueError("must be an origin such as https://qyapi.weixin.qq.com")
        if parts.scheme == "http" and parts.hostname in OFFICIAL_HOSTS:
            raise ValueError("must begin with https:// for an official host, as secrets are part of what is asked for")
        return value.rstrip("/")

    @field_validator("aibot_aes_key", "app_aes_key", "oa_aes_key")
    @classmethod
    def _key_has_43_characters(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and (len(value.get_secret_value()) != 43 or not value.get_secret_value().isalnum()):
            raise ValueError("EncodingAESKey has 43 characters, letters and digits")
        return value

    @model_validator(mode="after")
    def _manual_time_stays_at_home(self) -> "Settings":
        """A clock that a request can move must not be reachable, nor near the real platform."""
        if self.clock == "system":
            return self
        if not self.clock.startswith("manual:"):
            raise ValueError("CLOCK is system, or manual: and an ISO time with offset")
        if self.host not in LOOPBACK:
            raise ValueError("a manual CLOCK needs HOST on loopback")
        bases = {urlsplit(self.wecom_api_base).hostname, urlsplit(self.wechat_api_base).hostname}
        if bases & OFFICIAL_HOSTS:
            raise ValueError("a manual CLOCK needs WECOM_API_BASE and WECHAT_API_BASE away from the official hosts")
        return self

    @property
    def media_patterns(self) -> tuple[str, ...]:
        """Host names pictures may come from; `*.` stands for any sub-domain."""
        return tuple(part.strip().lower() for part in self.media_hosts.split(",") if part.strip())

    @property
    def register_keys(self) -> str:
        """What opens the register of households; "" when it is off."""
        return self.register_key.get_secret_value() if self.register_key else ""

    @property
    def keep(self) -> Keep:
        """How long what tells of people is kept."""
        return Keep(**{one.name: timedelta(days=getattr(self, f"keep_{one.name}_days")) for one in fields(Keep)})

    @property
    def aibot_on(self) -> bool:
        return bool(self.aibot_token and self.aibot_aes_key)

    @property
    def app_on(self) -> bool:
        return bool(self.app_corp_id and self.app_token and self.app_aes_key)

    @property
    def app_sends(self) -> bool:
        return bool(self.app_corp_id and self.app_secret and self.app_agent_id is not None)

    @property
    def oa_on(self) -> bool:
        return bool(self.oa_app_id and self.oa_token)

    @property
    def oa_sends(self) -> bool:
        return bool(self.oa_app_id and self.oa_app_secret)


def load() -> Settings:
    """The settings, or BadConfiguration naming every setting that is wrong."""
    try:
        return Settings()
    except ValidationError as wrong:
        raise errors.BadConfiguration(tuple(_sentence(one["loc"], one["msg"]) for one in wrong.errors())) from None
    except UnicodeDecodeError:
        raise errors.BadConfiguration((".env: is not UTF-8; save it again with that encoding",)) from None
    except OSError as wrong:
        told = f".env: {wrong.strerror}; let it belong to the user whom lianxin runs as (chown, chmod 600)"
        raise errors.BadConfiguration((told,)) from None


def environment() -> Mapping[str, str]:
    """The environment, and what stands in `.env` beside it: a community file may name any of it (`env:NAME`)."""
    written = DotEnvSettingsSource(Settings, case_sensitive=True).env_vars
    return {name: value for name, value in written.items() if value} | dict(os.environ)


def unknown() -> list[str]:
    """A sentence for each name in the environment or `.env` that looks like a setting and is none: it does nothing."""
    sources = EnvSettingsSource(Settings), DotEnvSettingsSource(Settings)
    written = {name.upper() for source in sources for name in source.env_vars}
    known = [f"{_PREFIX}{name.upper()}" for name in Settings.model_fields]
    strange = sorted(name for name in written if name.startswith(_PREFIX) and name not in known)
    return [f"{name} is no setting{_nearest(name, known)}" for name in strange]


def _nearest(name: str, known: list[str]) -> str:
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
    return f"; did you mean {found[0]}?" if found else ""


def _sentence(loc: tuple[int | str, ...], message: str) -> str:
    name = f"{_PREFIX}{str(loc[0]).upper()}" if loc else f"{_PREFIX}CLOCK"
    return f"{name}: {message.removeprefix('Value error, ')}"
