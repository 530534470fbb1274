"""What is said at the gate before 办结."""

from bot.domain.tickets import Ticket


def missing(ticket: Ticket, *, wordless: bool, photoless: bool) -> str:
    """The one question to whoever says it is done."""
    number = ticket.number
    if wordless and photoless:
        ask = f"具体做了什么？请说一句，例如“{number} 办结 已换灯泡”，再发一张现场照片。"
    elif wordless:
        ask = f"具体做了什么？请说一句，例如“{number} 办结 已换灯泡”，居民看得明白。"
    else:
        ask = "这类事办结要一张照片，请发来。"
    return f"#{number} {ask}实在没有，把刚才那句再发一次就算办结。"


def still_with_others(number: int) -> str:
    """To whoever calls it done when it has only been handed on."""
    return (
        f"#{number} 听着是交给别人在办，还没办好，先不办结。办好了请再说一句做了什么；"
        f"报给别的单位，请回“{number} 上报 单位 原因”。实在就这样，把刚才那句再发一次就算办结。"
    )


def whom_instead(number: int) -> str:
    """To whoever declines without a reason, or without saying where the reporter should turn."""
    return (
        f"#{number} 不受理要写明为什么、该找谁，例如“{number} 不受理 归供电局管，请打95598”。"
        "实在没有，把刚才那句再发一次就算不受理。"
    )


def overridden(*, wordless: bool, photoless: bool, handed_on: bool) -> str:
    """A row of history."""
    said = ((wordless, "没写做了什么"), (photoless, "没有照片"), (handed_on, "只说交给了别人"))
    lacks = "、".join(what for holds, what in said if holds)
    return f"问过一次，仍按原话办结（{lacks}）"


def needs_result(number: int) -> str:
    return f"#{number} 请补一句怎么处理的，例如“{number} 办结 已换灯泡”。"


def needs_date(number: int) -> str:
    return f"#{number} 暂缓到哪一天？例如“{number} 暂缓 到下周三”。"


def needs_person(number: int) -> str:
    return f"#{number} 转给谁？例如“{number} 转给 张三”。"


def under_way(said: str) -> str:
    """`said`: what staff last said of it, as much of it as may be seen; "" if none."""
    return f"最近一句：{said}。" if said else ""


def not_heard(ticket: Ticket) -> str:
    """To staff: the reporter has not written for so long that no channel reaches them."""
    return f"#{ticket.number} 办好的消息没发到报告人那里（公众号上48小时没说话就发不过去）。请打电话或上门说一声。"
