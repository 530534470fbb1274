"""What is said when several people mean the same thing, and when a matter has come back."""

from bot.domain.tickets import State, Ticket
from bot.wording import words
from bot.wording.tickets import Sight, progress, subject


def joined(ticket: Ticket, label: str) -> str:
    """To a neighbour who reports what somebody has reported."""
    where = f"{subject(ticket, label)}，{words.STATES[ticket.state]}"
    return f"#{ticket.number} 已有人报过（{where}），您也算上了，办好了一起告诉您。"


def same_elsewhere(said: str, ticket: Ticket, label: str) -> str:
    """What a report says that is only "we too", from another building than that of `ticket`."""
    return f"{said}（{label}，和{ticket.number}号单一样）"


def just_done(ticket: Ticket, label: str) -> str:
    """To a neighbour who joins what has just been done: nobody would tell them anything any more."""
    return f"#{ticket.number} {subject(ticket, label)}刚办好。您那儿要是还没好，请直接说哪栋楼、什么事，我另记一件。"


def joined_already(ticket: Ticket) -> str:
    return f"#{ticket.number} 您已经算上了，补充的也加上了。"


def counted_already(ticket: Ticket) -> str:
    """Said again, without anything new."""
    return f"#{ticket.number} 您已经算上了，办好了一起告诉您。"


def resolved(ticket: Ticket, label: str, result: str, sight: Sight) -> str:
    """To those who only joined: nobody asks them to confirm."""
    done = f"已办好——{result}。" if result else "已办好。"
    return f"{progress(ticket, label, done, sight)}您那儿要是还没好，请再报一次。"


def ended(ticket: Ticket, label: str, reason: str, sight: Sight) -> str:
    """To those who only joined, when it ends without having been done."""
    if ticket.state is State.DECLINED:
        why = f"，原因：{reason}" if reason else ""
        return progress(ticket, label, f"这件事社区办不了{why}。有疑问请到社区服务大厅问一声。", sight)
    return progress(ticket, label, "已撤回，不再办了。您那儿要是还需要，请再报一次。", sight)


def came_back(earlier: int) -> str:
    """A line of the call to staff."""
    return f"【复发】#{earlier} 三十天内办过同样的事，请查一查根子。"


def taken_over() -> str:
    """A row of history: the reporter no longer needs it, a neighbour does."""
    return "报告人撤回，由一起报的邻居接着等。"


def undone(ticket: Ticket) -> str:
    """To whoever may have it opened again."""
    return f"#{ticket.number} 一起报的邻居说还没弄好。核实了没好，请回“{ticket.number} 没修好”重新派人。"


def undone_told(ticket: Ticket) -> str:
    """To the neighbour."""
    return f"#{ticket.number} 知道了，您那儿还没好，已经告诉办的人再去看看。"
