"""Who reported it is a question, not a report."""

import pytest

from bot.domain import requests
from bot.domain.requests import Action, Intent
from intents.talk import inquiring
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "said",
    [
        "谁报了3栋",
        "谁报了3栋的灯？",
        "谁报修了3栋的灯",
        "请问谁报的3栋",
        "3栋的灯是谁报的",
        "3栋漏水谁反映的",
        "谁举报了我们家",
        "12是谁报的",
        "谁反映3栋漏水",
    ],
)
def test_whoever_asks_who_reported_it_opens_no_ticket(read: Read, said: str) -> None:
    reading = read(said)
    assert (reading.intent, reading.action) == (Intent.OTHER, Action.ACT)
    assert reading.requests == (requests.AskReporter(),)


@pytest.mark.parametrize(
    "said",
    [
        "谁帮我娘报个饭",
        "谁报了名",
        "谁报了午饭",
        "3栋的灯坏了，谁管",
        "3栋灯坏了没人报",
        "谁说3栋灯坏了",
        "报一下3栋的灯",
    ],
)
def test_other_lines_with_such_words_are_not_that_question(said: str) -> None:
    assert inquiring.read(said) is None


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1 谁报的", 1),
        ("12号报告人电话", 12),
        ("1 他家住哪栋", 1),
        ("电话多少", None),
        ("报告人是谁", None),
        ("怎么联系报告人", None),
    ],
)
def test_staff_may_ask_for_the_way_to_whoever_reported_it(said: str, number: int | None) -> None:
    assert inquiring.read(said, staff=True) == requests.AskReporter(number)


@pytest.mark.parametrize(
    "said", ["陈静电话多少", "3栋在哪", "1 地址写错了", "1 电话打过了", "居民电话线断了", "人在哪摔的不知道"]
)
def test_other_lines_of_staff_are_not_that_question(said: str) -> None:
    assert inquiring.read(said, staff=True) is None


@pytest.mark.parametrize("said", ["谁说3栋灯坏了", "谁说灯坏了？", "到底谁说的3栋漏水啊"])
def test_whoever_doubts_it_reports_nothing(read: Read, said: str) -> None:
    reading = read(said)
    assert (reading.intent, reading.action, reading.requests) == (Intent.OTHER, Action.SILENT, ())


def test_a_doubt_beside_an_order_does_not_hide_it(read: Read) -> None:
    assert read("谁说今天的鱼没了，给我留一份").action is Action.ACT


def test_a_doubt_about_a_danger_is_no_reason_to_wait(read: Read) -> None:
    assert read("谁说煤气味没了，3栋还是有煤气味").action is Action.ACT


KNOWN = frozenset({"王桂芳"})


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("王阿姨那事办了没", "王阿姨"),
        ("王阿姨的事办得怎么样了？", "王阿姨"),
        ("王阿姨反映的灯修好了没", "王阿姨"),
        ("请问3栋李大爷家的问题到哪一步了", "李大爷"),
        ("王阿姨报的漏水处理了吗", "王阿姨"),
        ("王桂芳那件事有进展吗", "王桂芳"),
        ("老王那个事情解决了吗", "老王"),
        ("李桂香那件事有进展吗", ""),
        ("路灯的事办了没", ""),
        ("3栋的灯修好了没", ""),
        ("王阿姨那事办好了", ""),
        ("王阿姨的饭订了", ""),
        ("王阿姨说3栋的灯不亮", ""),
    ],
)
def test_whose_matter_is_asked_about(said: str, who: str) -> None:
    assert inquiring.whose(said, KNOWN) == who
