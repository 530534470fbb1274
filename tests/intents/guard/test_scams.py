"""Somebody is being worked upon and has not paid yet."""

import pytest

from bot.domain.requests import OpenTicket
from bot.domain.tickets import Kind
from bot.domain.urgency import Urgency
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "line",
    [
        "接到冒充公检法的电话",
        "有人冒充公安给我打电话",
        "有个电话说我孙子出事了要钱",
        "收到短信说我医保卡停了让点链接",
        "有人让我下载个app给我退钱",
        "我妈被人忽悠买了八千块保健品",
        "门口有人免费送鸡蛋让登记身份证",
        "有人敲门说查煤气 要收钱",
        "有人加我微信说是我领导",
        "家里来了个推销净水器的 赖着不走",
    ],
)
def test_what_looks_like_a_fraud_is_help_and_not_red(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert (opened.kind, opened.safety, opened.urgency, opened.private) == (Kind.HELP, "scam", Urgency.YELLOW, True)


@pytest.mark.parametrize("line", ["说是我孙子 让我汇款", "有人打电话说我中奖了 让转钱"])
def test_what_is_paid_now_stays_a_danger(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert (opened.safety, opened.urgency) == ("fraud", Urgency.RED)


@pytest.mark.parametrize(
    "line", ["谨防冒充公检法诈骗", "社区反诈宣传今天下午三点", "物业让我下载个app报修", "食堂给我退钱", "3栋灯坏了"]
)
def test_a_warning_and_other_talk_is_none(read: Read, line: str) -> None:
    assert not any(isinstance(one, OpenTicket) and one.safety == "scam" for one in read(line, who="wang").requests)


def test_staff_are_not_answered_so(read: Read) -> None:
    assert not any(
        isinstance(one, OpenTicket) and one.safety for one in read("接到冒充公检法的电话", who="chen").requests
    )
