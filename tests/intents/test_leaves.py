"""Sentences about being away, and those that only look like it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.domain import requests
from bot.domain.requests import EndLeave, TakeLeave

Read = Callable[..., requests.Reading]
TUE, WED, FRI = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)


def said(read: Read, text: str, who: str = "chen") -> Any:
    found = read(text, who).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "first", "last", "stand_in"),
    [
        ("我周五请假，小李替", FRI, FRI, "小李"),
        ("明天到后天我休息 刘敏顶班", TUE, WED, "刘敏"),
        ("周五请假", FRI, FRI, ""),
        ("我明天调休", TUE, TUE, ""),
        ("24号到27号请假，让小王替我", TUE, FRI, "小王"),
        ("明天起请两天假 小李替", TUE, WED, "小李"),
        ("我明天家里有事请一天假，由小李代班", TUE, TUE, "小李"),
        ("我周五请假，小李替我一下，谢谢", FRI, FRI, "小李"),
        ("周五我不上班，李敏替我值班", FRI, FRI, "李敏"),
        ("下周一出差到周三，小李顶", date(2026, 11, 30), date(2026, 12, 2), "小李"),
        ("我要请假", None, None, ""),
    ],
)
def test_a_leave_is_understood(read: Read, line: str, first: date | None, last: date | None, stand_in: str) -> None:
    found = said(read, line)
    assert isinstance(found, TakeLeave)
    assert (found.first, found.last, found.stand_in, found.person) == (first, last, stand_in, "")


@pytest.mark.parametrize("line", ["我回来了", "回来上班了", "销假", "我回来了！"])
def test_being_back_is_understood(read: Read, line: str) -> None:
    assert said(read, line) == EndLeave()


def test_somebody_else_is_named_in_full(read: Read) -> None:
    found = said(read, "陈静周五请假，小李替")
    assert (found.person, found.stand_in) == ("chen", "小李")


@pytest.mark.parametrize(
    "line",
    [
        "周五3栋休息室的灯坏了",
        "楼上太吵老人休息不好",
        "今天休息吗",
        "周五食堂休息吗？",
        "我休息一下再去",
        "12 办结 已换灯泡",
    ],
)
def test_what_is_no_leave_is_none(read: Read, line: str) -> None:
    assert not isinstance(said(read, line), TakeLeave | EndLeave)


@pytest.mark.parametrize("line", ["我周五请假，小李替", "我回来了"])
def test_a_resident_takes_no_leave(read: Read, line: str) -> None:
    assert not isinstance(said(read, line, "wang"), TakeLeave | EndLeave)
