"""What is said when one report turns out to be two matters."""

from bot.domain.tickets import Ticket


def told(ticket: Ticket, receipt: str) -> str:
    """To the reporter. `receipt`: the read-back of the second ticket."""
    return f"#{ticket.number} 您说的是两件事，分开办。{receipt}"


def needs_text(number: int) -> str:
    return f"#{number} 拆出来的是哪一件？例如“{number} 拆分 单元门也坏了”。"
