"""What is said when a matter ends, and when it turns out not to have ended."""

from bot.domain.tickets import Ticket
from bot.wording import words
from bot.wording.tickets import Sight, progress


def closed(ticket: Ticket) -> str:
    return f"#{ticket.number} 好的，这件事办结了，谢谢您。"


def closed_so_so(ticket: Ticket) -> str:
    """To a reporter who is half content: one question."""
    return (
        f"#{ticket.number} 好的，记为“一般”，这件事办结了。要不要再请人去看看？"
        "要就回“要”，再说一句哪里没弄好；不用就回“不用”。"
    )


def reopened(ticket: Ticket) -> str:
    return f"#{ticket.number} 对不起，还没弄好，已经重新派人。"


def confirmed_by(who: str) -> str:
    """A row of history: it was not the reporter who agreed."""
    return f"{who}代为确认，报告人没有评价"


def confirmed_for_reporter(ticket: Ticket, label: str, who: str, sight: Sight) -> str:
    call = "" if sight is Sight.ALONE else "@我"
    return progress(ticket, label, f"{who}看过，确认办好了。您那儿要是没弄好，请{call}回“没修好”。", sight)


def done_or_not(ticket: Ticket) -> str:
    """To somebody above who said neither."""
    done, again = f"“{ticket.number} 确认”", f"“{ticket.number} 重办”"
    return f"#{ticket.number} 评价由报告人来说。您看过办好了，请回{done}；没办好，请回{again}。"


def confirmed_above(ticket: Ticket) -> str:
    """To whoever confirmed in the reporter's place."""
    return f"#{ticket.number} 已办结，记的是您代为确认，报告人没有评价。"


def reopened_by(who: str, said: str) -> str:
    """A row of history."""
    return f"{who}要求重办：{said}" if said else f"{who}要求重办"


def reopened_for_reporter(ticket: Ticket, label: str, who: str, sight: Sight) -> str:
    return progress(ticket, label, f"{who}看过，还没弄好，已经重新派人。", sight)


def reopened_above(ticket: Ticket) -> str:
    """To whoever had it reopened in the reporter's place."""
    return f"#{ticket.number} 已重开，重新派人去。"


def declined(number: int, reason: str) -> str:
    """`reason` "" where the reader may not see it."""
    why = f"：{reason}。" if reason else f"，原因请私聊我问“{number} 到哪了”。"
    return f"这件事社区办不了{why}有疑问请到社区服务大厅问一声。"


def withdrawn(ticket: Ticket) -> str:
    return f"#{ticket.number} 好的，已撤回。还要修的话，再回“{ticket.number} 还是要修”。"


def withdrawn_above(ticket: Ticket) -> str:
    """To the secretary, who withdrew it."""
    return f"#{ticket.number} 已撤回，已经告诉报告人和办的人。"


def withdrawn_by_office(ticket: Ticket) -> str:
    """To whoever had it, when the secretary withdrew it."""
    return f"#{ticket.number} 书记撤回了，不必再去。"


def withdrawn_for_reporter(ticket: Ticket, label: str, reason: str, sight: Sight) -> str:
    """To the reporter, when the secretary withdrew it. `reason`: "" where the reader may not see it."""
    call = "" if sight is Sight.ALONE else "@我"
    why = f"：{reason}" if reason else ""
    news = f"书记撤回了{why}，不再派人去。还要办，请{call}回“{ticket.number} 还是要修”，或说“找书记”。"
    return progress(ticket, label, news, sight)


def withdrawn_for_staff(ticket: Ticket) -> str:
    return f"#{ticket.number} 报告人说不用了，已撤回，不必再去。"


def rated_too_early(ticket: Ticket) -> str:
    """To a reporter who rates what nobody has done yet."""
    return (
        f"#{ticket.number} 还在办，办好了会请您评价。"
        f"要是已经自己好了，请回“{ticket.number} 好了”；等急了，请回“{ticket.number} 催一下”。"
    )


def own_work() -> str:
    """A row of history: the one who did it reported it, too."""
    return "自己报、自己办的，不算评价"


def says_fixed(ticket: Ticket) -> str:
    """To staff, before they have said so themselves."""
    return f"#{ticket.number} 报告人说已经好了。核实后请回“{ticket.number} 办结 怎么处理的”。"


def passed(ticket: Ticket, said: str, sight: Sight) -> str:
    """To all who have been called: the reporter says that the danger is over; whoever has it decides.

    `said` is masked, and shown like what they reported.
    """
    hidden = sight is Sight.RESIDENTS or (ticket.private and sight is not Sight.ALONE)
    told = "已经没事了，详情请私下问。" if hidden else said if sight is Sight.ALONE else words.discreet(said)
    close = f"{ticket.number} 办结" if sight is Sight.ALONE else "办结"
    return f"#{ticket.number} 报告人说：{told}\n还用不用去，请负责的人看着办：不用去了回“{close} 是什么情况”。"


def go_and_see(ticket: Ticket, said: str, sight: Sight) -> str:
    """The same of what only somebody who has been there can know to be over."""
    told = f"：{said}" if sight is Sight.ALONE else "已经没事了，详情请私下问"
    return f"#{ticket.number} 报告人说{told}\n这类事话可能不是本人说的，请照样马上去，当面见到人；没人接单，铃不停。"


def heard(ticket: Ticket) -> str:
    """To the reporter of such a one; whoever holds the phone learns nothing from it."""
    return f"#{ticket.number} 知道了。有事随时打110/120，或者再叫我一声。"


def from_neighbour(ticket: Ticket, said: str, sight: Sight) -> str:
    """To all who have been called: a neighbour knows something."""
    told = f"：{said}" if sight is not Sight.RESIDENTS else "知道些情况，请看群里"
    return f"#{ticket.number} 群里邻居说{told}"


def neighbour_knows(ticket: Ticket, said: str) -> str:
    """To the reporter, in the group where the neighbour has said it."""
    return f"#{ticket.number} 群里邻居说：{words.discreet(said)}"


def neighbour_thanked(ticket: Ticket) -> str:
    return f"#{ticket.number} 谢谢您，已经告诉报的人和赶来的人。还在危险里就打110/119/120。"


def passed_on(ticket: Ticket) -> str:
    """To the reporter who has said so."""
    return f"#{ticket.number} 知道了，已经告诉赶来的人。要是又有危险，马上打110/119/120，再叫我一声。"


def thanks(ticket: Ticket) -> str:
    """To a neighbour who is content, too."""
    return f"#{ticket.number} 好的，谢谢您。"
