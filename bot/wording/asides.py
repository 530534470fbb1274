"""What is said about urging, and about notes among staff."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.tickets import Move, Ticket
from bot.wording import words
from bot.wording.tickets import Sight, subject


def urged(ticket: Ticket, due: datetime | None) -> str:
    return f"#{ticket.number} 已经替您催了。{_where(ticket, due)}"


def urged_by_staff(ticket: Ticket, due: datetime | None) -> str:
    return f"#{ticket.number} 已经催了。{_where(ticket, due)}"


def told(said: str, until: date | None) -> str:
    """The words of whoever urges, with the day they name."""
    return f"要求：{said}{f'（{words.day(until)}）' if until else ''}。" if said else ""


def urged_many(urged: Sequence[int], before: Sequence[int], more: int) -> str:
    """To whoever urged several at once; `before`: urged already, or waiting for their reporter; `more`: left out."""
    if not urged and not before:
        return "没有这样的单子，不用催。"
    head = f"催了{len(urged)}件：{_listed(urged)}。" if urged else "这次没有催。"
    rest = f"{_listed(before)} 今天催过了，或者在等报告人确认，没有再催。" if before else ""
    return f"{head}{rest}{f'还有{more}件，请再说一次。' if more else ''}"


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(f"#{one}" for one in numbers)


def urged_already(ticket: Ticket, due: datetime | None) -> str:
    """Once a working day is enough; the person is told where it stays all the same."""
    return f"#{ticket.number} 今天已经催过了，办的人知道。{_where(ticket, due)}有危险请直接说，或打110、119。"


def waits_for_you(ticket: Ticket) -> str:
    return f"#{ticket.number} 办的人说已经办好了，没弄好请回“{ticket.number} 没修好”。"


def waits_for_reporter(ticket: Ticket) -> str:
    """To somebody else who asks for it."""
    return f"#{ticket.number} 办的人说已经办好了，在等报告人确认。您那儿要是还没好，请再报一次。"


def call(
    ticket: Ticket, label: str, times: int, due: datetime | None, sight: Sight, who: str = "居民", told: str = ""
) -> str:
    """To staff. `times`: how often it has been urged, this time included. `who`: 居民, or an office; what it `told`."""
    again = f"（第{times}次）" if times > 1 else ""
    until = f"，应在{words.moment(due)}前" if due else ""
    return (
        f"#{ticket.number} {who}来催了{again}：{subject(ticket, label, sight)}，"
        f"现在{words.STATES[ticket.state]}{until}。{told}请回一句，例如“{ticket.number} 到现场”。"
    )


def _where(ticket: Ticket, due: datetime | None) -> str:
    until = f"，应在{words.moment(due)}前有回音" if due else ""
    return f"现在是“{words.STATES[ticket.state]}”{until}。"


def noted(ticket: Ticket, *, in_public: bool) -> str:
    again = "您这句话群里的人都看到了，下次请在工作群里说，或私聊我。" if in_public else ""
    return f"#{ticket.number} 记下了，只有工作人员看得到，单子没有变。{again}"


#: What to say for an order that was half heard, by what it sounds like.
_TO_SAY = {
    "withdraw": "要撤回，请回“{} 撤回”",
    "accept": "要接单，请回“{} 接单”",
    "resolve": "办好了，请回“{} 办结 做了什么”",
    "reassign": "要换人，请回“{} 转给 姓名”",
    "return": "不归您，请回“{} 退回 原因”",
    "refer": "要上报，请回“{} 上报 单位 原因”",
    "defer": "要往后放，请回“{} 暂缓 下周三”",
    "decline": "不受理，请回“{} 不受理 原因和该找谁”",
    "merge": "要合并，请回“{} 合并 15”",
    "split": "要拆开，请回“{} 拆分 另一件事”",
    "reopen": "没弄好，请回“{} 重办”",
    "confirm": "看过办好了，请回“{} 确认”",
    "correct": "记错了，请回“{} 改类 照明”或“{} 改成一般”",
    "promise": "答应日子请一件一件说，例如“{} 下周三前修好”",
    "points": "收回积分要由书记来说：“{} 积分收回 原因”",
}


def not_done(number: int, near: str) -> str:
    """KeyError for an order that nobody has worded (a bug)."""
    return f"#{number} 没办成，单子没有变。{_TO_SAY[near].replace('{}', str(number))}。"


_SAID_WITH = {
    Move.RETURN: "退回",
    Move.REASSIGN: "改派",
    Move.ASSIGN: "派单",
    Move.DEFER: "暂缓",
    Move.REFER: "上报",
    Move.URGE: "来催",
    Move.TERM: "定期限",
}


def line(move: Move, who: str, said: str) -> str:
    """A note, or what somebody said when they passed the ticket on or back. `who`: "" the bot."""
    return f"内部：{said}" if move is Move.NOTE else f"{words.harmless(who, 20)}{_SAID_WITH[move]}：{said}"


def notes(lines: Sequence[str], supporters: int) -> str:
    """Lines under the state of a ticket, for staff."""
    return "\n".join([*([f"一起报的还有{supporters}人"] if supporters else []), *lines])
