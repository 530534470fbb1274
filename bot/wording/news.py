"""What a reporter hears while their ticket is on its way. `said`: what staff wrote, as far as the reader may see it."""

from datetime import date

from bot.wording import words


def taken_on(said: str) -> str:
    return f"已有人接手：{said}。" if said else "已有人接手，正在安排。"


def under_way(said: str) -> str:
    return f"正在办：{said}。" if said else "正在办。"


def passed_up(whom: str) -> str:
    return f"社区办不了，已经报给{whom or '上级'}，会一直跟着问。"


def put_off(until: date) -> str:
    return f"要等一等，{words.day(until)}再办，到时会接着跟。"


def joined(other: int) -> str:
    return f"和 #{other} 是同一件事，一起办。"


def photographed(photos: int, *, here: bool) -> str:
    """What was sent with the words that it is done; "" for none. `here`: in the group where the reader is told.

    What we push holds words alone: elsewhere the photo is for a human to show.
    """
    if not photos:
        return ""
    where = "就在群里上面" if here else "我这里发不了照片，想看请找网格员给您看"
    return f"办的人拍了{photos}张办好后的照片，{where}。"
