"""How long what tells of people is kept (个人信息保护法 第十九条: no longer than the purpose needs)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Keep:
    """`silent`: words that nobody acted on. `raw`: what the platform sent, unchanged. `photos` and `tickets`: counted
    from the end of the matter. `orders`: from the day of the meal. `ledger`: the names behind the points. `logs`:
    who looked at personal data; at least six months (网络安全法 第二十一条)."""

    silent: timedelta = timedelta(days=7)
    raw: timedelta = timedelta(days=30)
    photos: timedelta = timedelta(days=365)
    tickets: timedelta = timedelta(days=3 * 365)
    orders: timedelta = timedelta(days=3 * 365)
    ledger: timedelta = timedelta(days=10 * 365)
    logs: timedelta = timedelta(days=184)


DEFAULT = Keep()
#: How the name begins under which the rest is kept of somebody who has been forgotten.
GONE = "gone-"
#: Days within which whoever asks what is kept of them, or to have it put right or deleted, is answered
#: (个人信息保护法 第五十条: in good time).
ANSWER_DAYS = 15


def forgotten(person: str) -> bool:
    """Is this the name of somebody who has been forgotten, and whom nothing can reach?"""
    return person.startswith(GONE)
