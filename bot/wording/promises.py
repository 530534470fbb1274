"""What is said about promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.tickets import Ticket
from bot.wording import tickets as say
from bot.wording import words


@dataclass(frozen=True, slots=True)
class Line:
    """A promise in a list; `due` in local time."""

    ticket: Ticket
    label: str
    due: datetime
    who: str


def asked(ticket: Ticket, until: date) -> str:
    """The beginning of the one question: …，对吗？"""
    return f"#{ticket.number} 记为{words.day(until)}前办好"


def needs_day(ticket: Ticket) -> str:
    return f"#{ticket.number} 哪一天前办好？例如“{ticket.number} 下周三前修好”。"


def dropped() -> str:
    return "好的，没有记。要记请再说一次，例如“12 下周三前修好”。"


def made(ticket: Ticket, until: date, *, red: bool) -> str:
    kept = "紧急的事，原来的时限不变。" if red else "到时没办好会提醒您。"
    return f"#{ticket.number} 记下了：{words.day(until)}前办好。{kept}"


def news(ticket: Ticket, label: str, until: date, sight: say.Sight) -> str:
    """To the reporter."""
    return say.progress(ticket, label, f"办理人答应{words.day(until)}前办好。", sight)


def listed(lines: Sequence[Line], kept: tuple[int, int] | None, now: datetime, sight: say.Sight) -> str:
    """What is promised and not done; `kept` of this month, for the secretary."""
    named = [
        f"#{one.ticket.number} {say.subject(one.ticket, one.label, sight)}："
        f"{words.day(one.due.date())}前，{words.harmless(one.who, 12)}{'，已过期' if one.due < now else ''}"
        for one in lines
    ]
    head = ["答应了还没办好的："] if named else ["没有答应了还没办好的事。"]
    tail = [f"本月{rate(kept)}"] if kept else []
    return "\n".join([*head, *named, *tail])


def rate(kept: tuple[int, int]) -> str:
    """承诺兑现 3/4 件，75.0%"""
    done, every = kept
    share = f"，{done / every:.1%}" if every else ""
    return f"承诺兑现 {done}/{every} 件{share}"
