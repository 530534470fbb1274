"""What is said when one report turns out to be two matters."""

from bot.domain.tickets import Ticket
from bot.wording.tickets import Sight, subject


def done(ticket: Ticket) -> str:
    """To whoever split it: the first half."""
    return f"#{ticket.number} 拆开了，这件接着办，时限从头算。"


def split_off(ticket: Ticket, label: str, sight: Sight) -> str:
    """To whoever split it: the second half."""
    return f"#{ticket.number} 另开了一件：{subject(ticket, label, sight)}。"


def told(ticket: Ticket, receipt: str) -> str:
    """To the reporter of both. `receipt`: the read-back of the second ticket."""
    return f"#{ticket.number} 您说的是两件事，分开办。{receipt}"


def told_neighbour(ticket: Ticket, other: Ticket, receipt: str) -> str:
    """To a neighbour who had joined the first, and whose matter has become a ticket of its own."""
    return f"#{other.number} 您那儿的事从 #{ticket.number} 分出来，单独办。{receipt}"


def followed(ticket: Ticket, other: Ticket, label: str, sight: Sight) -> str:
    """To the neighbours who had joined the first and meant the second, of which somebody else is the reporter."""
    what = subject(other, label, sight)
    return f"#{other.number} {what}：从 #{ticket.number} 分出来单独办，您也算上了，办好了一起告诉您。"


def needs_other(number: int) -> str:
    return f"#{number} 和哪一件合并？回编号就行，例如“15”。"


def needs_text(number: int) -> str:
    return f"#{number} 拆出来的是哪一件？例如“{number} 拆分 单元门也坏了”。"
