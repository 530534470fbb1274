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


def whom_instead(number: int) -> str:
    """To whoever declines without a reason, or without saying where the reporter should turn."""
    return (
        f"#{number} 不受理要写明为什么、该找谁，例如“{number} 不受理 归供电局管，请打95598”。"
        "实在没有，把刚才那句再发一次就算不受理。"
    )


def overridden(*, wordless: bool, photoless: bool) -> str:
    """A row of history."""
    lacks = "、".join([*(["没写做了什么"] if wordless else []), *(["没有照片"] if photoless else [])])
    return f"问过一次，仍按原话办结（{lacks}）"
