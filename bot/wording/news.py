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
