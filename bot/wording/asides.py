"""What is said about urging, and about notes among staff."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.roster import Role
from bot.domain.tickets import Ticket
from bot.wording import words
from bot.wording.tickets import Sight, subject

_OFFICES = ((Role.SECRETARY, "书记"), (Role.LEADER, "网格长"), (Role.WORKER, "网格员"), (Role.PROPERTY, "物业"))


def urged(ticket: Ticket, due: datetime | None) -> str:
    return f"#{ticket.number} 已经替您催了。{_where(ticket, due)}"


def urged_by_staff(ticket: Ticket, due: datetime | None) -> str:
    return f"#{ticket.number} 已经催了。{_where(ticket, due)}"


def office(roles: frozenset[Role]) -> str:
    """As whom somebody with these roles urges."""
    return next((name for role, name in _OFFICES if role in roles), "居民")


def urged_already(ticket: Ticket, due: datetime | None) -> str:
    """Once a working day is enough; the person is told where it stays all the same."""
    return f"#{ticket.number} 今天已经催过了，办的人知道。{_where(ticket, due)}有危险请直接说，或打110、119。"


def waits_for_you(ticket: Ticket) -> str:
    return f"#{ticket.number} 办的人说已经办好了，没弄好请回“{ticket.number} 没修好”。"


def waits_for_reporter(ticket: Ticket) -> str:
    """To somebody else who asks for it."""
    return f"#{ticket.number} 办的人说已经办好了，在等报告人确认。您那儿要是还没好，请再报一次。"


def call(ticket: Ticket, label: str, times: int, due: datetime | None, sight: Sight, who: str = "居民") -> str:
    """To staff. `times`: how often it has been urged, this time included. `who`: 居民, or an office."""
    again = f"（第{times}次）" if times > 1 else ""
    until = f"，应在{words.moment(due)}前" if due else ""
    return (
        f"#{ticket.number} {who}来催了{again}：{subject(ticket, label, sight)}，"
        f"现在{words.STATES[ticket.state]}{until}。请回一句，例如“{ticket.number} 到现场”。"
    )


def _where(ticket: Ticket, due: datetime | None) -> str:
    until = f"，应在{words.moment(due)}前有回音" if due else ""
    return f"现在是“{words.STATES[ticket.state]}”{until}。"


def noted(ticket: Ticket, *, in_public: bool) -> str:
    again = "您这句话群里的人都看到了，下次请在工作群里说，或私聊我。" if in_public else ""
    return f"#{ticket.number} 记下了，只有工作人员看得到。{again}"


def notes(said: Sequence[str], supporters: int) -> str:
    """Lines under the state of a ticket, for staff."""
    lines = [f"内部：{one}" for one in said]
    return "\n".join([*([f"一起报的还有{supporters}人"] if supporters else []), *lines])
