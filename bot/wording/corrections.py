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


_READ_AS = {"hazard": "隐患", "wish": "心愿", "meal": "订餐"}


def reasons(ticket: Ticket | None, heard: Sequence[str], intent: str, label: str, *, kept: bool) -> str:
    """The words by which a message was read as `intent`, the strongest first, and what that made of it.

    `label`: its category, "" for none. `kept`: False when the message's words are gone by rule.
    """
    head = f"#{ticket.number} " if ticket else ""
    if not kept:
        return f"{head}当时的依据已按期删去，或只能私聊问。"
    quoted = "".join(f"“{words.discreet(one, 20)}”" for one in heard[:4])
    said = f"听到{quoted}" if quoted else "没有特别的字眼，是按整句话的意思"
    kind = "·".join(part for part in (_READ_AS.get(intent, ""), label) if part)
    if intent not in _READ_AS:
        said = f"{said}，像是平常说话，没听出哪里坏了、想要什么或要订餐，所以没有记成事"
    else:
        said = f"{said}，所以{'记成' if ticket else '听成'}{kind}"
    return f"{head}{said}。听错了请说“{ticket.number if ticket else 12} 改类 …”或引用后回“这条不是隐患”。"


def put_right(ticket: Ticket, label: str) -> str:
    """To the reporter, who had named a wrong place."""
    named = "" if ticket.private else label
    where = words.where(ticket.place, exact=False)
    return f"#{ticket.number} 改好了：{' '.join(part for part in (where, named) if part)}，已告诉办事的人。"
