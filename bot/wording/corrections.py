"""What is said when staff set right what was misread, and by what it had been read."""

from collections.abc import Sequence

from bot.domain.tickets import Ticket
from bot.wording import words


def changes(before: Ticket, after: Ticket, was: str, now: str) -> str:
    """What changed: 隐患→心愿，照明→设施，一般→紧急. Also the reason in the history."""
    pairs = (
        (words.KINDS[before.kind], words.KINDS[after.kind]),
        (was, now),
        (words.URGENCIES[before.urgency], words.URGENCIES[after.urgency]),
    )
    return "，".join(f"{old}→{new}" for old, new in pairs if old != new)


def corrected(ticket: Ticket, changed: str) -> str:
    """To whoever corrected it. A private matter is not named outside 1:1, so neither is the change."""
    return f"#{ticket.number} 改好了{'' if ticket.private else f'：{changed}'}。谢谢纠正，我记住了。"


def voided(ticket: Ticket) -> str:
    return f"#{ticket.number} 已取消，是我听错了。谢谢纠正，我记住了。"


def misheard(ticket: Ticket) -> str:
    """To the reporter."""
    return f"#{ticket.number} 是我听错了，这条不算报事，已取消。真有事要办，请@我再说一遍。"


def reasons(ticket: Ticket | None, why: Sequence[str]) -> str:
    """The evidence, the strongest first; "" of it when the message's words are gone by rule."""
    head = f"#{ticket.number} " if ticket else ""
    if not why:
        return f"{head}当时的依据已按期删去，或只能私聊问。"
    shown = "；".join(words.discreet(one, 40) for one in why[:8])
    return f"{head}依据：{shown}。听错了请说“{ticket.number if ticket else 12} 改类 …”或引用后回“这条不是隐患”。"
