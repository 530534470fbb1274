"""What is said when a head names the day by which something must be done."""

from datetime import date, datetime

from bot.domain.tickets import Ticket
from bot.wording import words
from bot.wording.tickets import Sight, subject


def noted(until: date, said: str) -> str:
    """For the history of the ticket."""
    return f"{words.day(until)}前：{said}" if said else f"{words.day(until)}前"


def stands(ticket: Ticket, due: datetime) -> str:
    """To whoever has it and names a later day."""
    return (
        f"#{ticket.number} 期限是定好的：{words.moment(due)}前，没有改。来不及请跟书记或网格长说，"
        f"他们回一句“{ticket.number} 下周三前修好”就改。"
    )


def set_for(ticket: Ticket, until: date, who: str, *, red: bool) -> str:
    """To whoever named the day; `who` was told, "" nobody."""
    term = "紧急的事，原来的时限不变" if red else f"期限改为{words.day(until)}前"
    rest = f"，已经告诉{words.harmless(who, 12)}" if who else "。还没有人办，请派人，例如“{n} 派给 张三”"
    return f"#{ticket.number} {term}{rest.replace('{n}', str(ticket.number))}。"


def told(ticket: Ticket, label: str, until: date, who: str, asked: str, sight: Sight) -> str:
    """To whoever has it. `who`: an office; `asked`: in what words, "" where they may not be read."""
    words_said = f"要求：{asked}。" if asked else ""
    return (
        f"#{ticket.number} {who}定了期限：{subject(ticket, label, sight)}，请在{words.day(until)}前办好。{words_said}"
        f"来不及请早说，例如“{ticket.number} 下周三前修好”。"
    )
