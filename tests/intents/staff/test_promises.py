"""Sentences that name a day by which something will be done, and the yes or no to our question."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.domain import requests
from bot.domain.requests import Pending, Promise

Read = Callable[..., requests.Reading]
NEXT_WEDNESDAY = date(2026, 12, 2)
WAITING = Pending("confirm", Promise(12, NEXT_WEDNESDAY, "12 下周三前修好"))


def said(read: Read, text: str, who: str = "chen", **given: Any) -> Any:
    found = read(text, who, **given).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "number", "until"),
    [
        ("12 下周三前修好", 12, NEXT_WEDNESDAY),
        ("#12 下周三之前能办好", 12, NEXT_WEDNESDAY),
        ("12号单 三天内办好", 12, date(2026, 11, 26)),
        ("12 我争取周五前处理好", 12, date(2026, 11, 27)),
        ("12 月底前解决", 12, date(2026, 11, 30)),
        ("下周三前修好", None, NEXT_WEDNESDAY),
        ("12月5日前修好", None, date(2026, 12, 5)),
    ],
)
def test_a_promise_is_understood(read: Read, line: str, number: int | None, until: date) -> None:
    assert said(read, line) == Promise(number, until, line)


def test_a_quoted_post_gives_the_number(read: Read) -> None:
    found = said(read, "下周三前修好", quote="#7 【一般·隐患】3栋 照明")
    assert (found.number, found.until) == (7, NEXT_WEDNESDAY)


@pytest.mark.parametrize(
    "line", ["12 昨天修好了", "12 修好了", "12 办结 周三换了灯", "3栋路灯周三前修好", "12 暂缓 下周三"]
)
def test_what_is_done_or_about_something_else_is_no_promise(read: Read, line: str) -> None:
    assert not isinstance(said(read, line), Promise)


def test_a_resident_promises_nothing(read: Read) -> None:
    assert not isinstance(said(read, "12 下周三前修好", "wang"), Promise)


@pytest.mark.parametrize(
    ("line", "agreed"),
    [("对", "yes"), ("对的，谢谢", "yes"), ("好的", "yes"), ("嗯", "yes"), ("不对", "no"), ("算了", "no")],
)
def test_yes_and_no_answer_the_question(read: Read, line: str, agreed: str) -> None:
    found = said(read, line, pending=WAITING, quote="#12 记为12月2日周三前办好，对吗？")
    assert (found.number, found.agreed) == (12, agreed)


def test_another_day_is_asked_about_anew(read: Read) -> None:
    found = said(read, "下周四", pending=WAITING)
    assert (found.until, found.agreed) == (date(2026, 12, 3), "")


@pytest.mark.parametrize("line", ["12 接单", "3栋的路灯不亮了"])
def test_anything_else_is_no_answer(read: Read, line: str) -> None:
    assert not isinstance(said(read, line, pending=WAITING), Promise)


def test_the_list_of_promises_is_a_command(read: Read) -> None:
    assert said(read, "承诺") == requests.ShowPromises()


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("下周一前疏通", date(2026, 11, 30)),
        ("下周一疏通", date(2026, 11, 30)),
        ("明天上午换好", date(2026, 11, 24)),
        ("后天换", date(2026, 11, 25)),
        ("月底前弄完", date(2026, 11, 30)),
        ("周末前换掉", date(2026, 11, 29)),
        ("下周末之前拆掉", date(2026, 12, 6)),
        ("今天下班前办好", date(2026, 11, 23)),
        ("周五前清干净", date(2026, 11, 27)),
        ("下周三安装好", date(2026, 12, 2)),
        ("后天下午来修", date(2026, 11, 25)),
    ],
)
def test_a_day_is_promised_in_ordinary_words(read: Read, words: str, until: date) -> None:
    assert said(read, f"1 {words}") == Promise(1, until, f"1 {words}")


@pytest.mark.parametrize("words", ["明天换", "后天修", "周五做"])
def test_a_bare_verb_promises_only_of_a_ticket_that_is_named(read: Read, words: str) -> None:
    assert not isinstance(said(read, words), Promise)
    assert isinstance(said(read, words, quote="#4 【一般·隐患】3栋2单元 照明"), Promise)
