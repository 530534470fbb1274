"""What is said about findings that must be put right by a day."""

from datetime import datetime

from bot.domain.tickets import Ticket
from bot.wording import tickets, words
from bot.wording.tickets import Sight


def finding(subject: str, found: str) -> str:
    """What the ticket says: at whose place, and what was found there."""
    return f"{subject}：{found}"


def opened(ticket: Ticket, deadline: datetime, sight: Sight) -> str:
    """The receipt to the inspector; where residents read, the shop is not named."""
    what = "" if sight is Sight.RESIDENTS else f"：{words.discreet(ticket.text)}"
    return f"#{ticket.number} 检查记下了{what}。限{words.moment(deadline)}前整改，到时候提醒您复查。"


def call(ticket: Ticket, deadline: datetime, sight: Sight) -> str:
    """To whoever must put it right."""
    what = "检查发现的问题" if sight is Sight.RESIDENTS else words.discreet(ticket.text)
    return (
        f"#{ticket.number} 【限时整改】{what}\n请在{words.moment(deadline)}前整改好。"
        f"\n{tickets.how_to_answer(ticket, sight, '整改好', '怎么整改的')}"
    )


def recheck(ticket: Ticket, sight: Sight) -> str:
    """To the inspector, when the term is over."""
    what = "检查发现的问题" if sight is Sight.RESIDENTS else words.discreet(ticket.text)
    return (
        f"#{ticket.number} 整改期限到了，请去复查：{what}（现在是“{words.STATES[ticket.state]}”）。"
        f"\n改好了回“{ticket.number} 办结 怎么整改的”；没改好回“{ticket.number} 重办”或再限几天。"
    )
