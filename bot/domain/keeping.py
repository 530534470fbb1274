"""How long what tells of people is kept (个人信息保护法 第十九条: no longer than the purpose needs)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Keep:
    """`silent`: words nobody acted on. `raw`: what the platform sent, as it came. `photos` and `tickets`: since the
    matter ended. `orders`: since the day of the meal. `ledger`: whose points they were. `logs`: who looked at what;
    at least six months (网络安全法 第二十一条)."""

    silent: timedelta = timedelta(days=7)
    raw: timedelta = timedelta(days=30)
    photos: timedelta = timedelta(days=365)
    tickets: timedelta = timedelta(days=3 * 365)
    orders: timedelta = timedelta(days=3 * 365)
    ledger: timedelta = timedelta(days=10 * 365)
    logs: timedelta = timedelta(days=184)


DEFAULT = Keep()
