"""Figures of what is no ticket, and who looked into the register."""

from datetime import date

import pytest

from bot.domain import requests
from bot.domain.requests import ShowLooks, ShowOldest, ShowTotal, Total
from tests.intents.conftest import Read

MONTH = (date(2026, 11, 1), date(2026, 11, 23), "这个月")


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("这个月积分发了多少", ShowTotal(Total.POINTS, False, *MONTH)),
        ("这个月发了多少积分", ShowTotal(Total.POINTS, False, *MONTH)),
        ("发放积分多少", ShowTotal(Total.POINTS)),
        ("谁的积分最多", ShowTotal(Total.POINTS, ranked=True)),
        ("这个月谁积分最多", ShowTotal(Total.POINTS, True, *MONTH)),
        ("积分排名", ShowTotal(Total.POINTS, ranked=True)),
        ("这个月巡查了多少次", ShowTotal(Total.PATROLS, False, *MONTH)),
        ("巡逻几次？", ShowTotal(Total.PATROLS)),
        ("谁巡查最多", ShowTotal(Total.PATROLS, ranked=True)),
        ("谁看过户卡", ShowLooks()),
        ("这个月谁查了户卡", ShowLooks(*MONTH)),
        ("户卡查看记录", ShowLooks()),
        ("巡查发现几处", ShowTotal(Total.PATROLS)),
        ("谁巡查得多", ShowTotal(Total.PATROLS, ranked=True)),
        ("谁分最高", ShowTotal(Total.POINTS, ranked=True)),
        ("拖了一个星期的有吗", ShowOldest(7)),
        ("压了三天的单子", ShowOldest(3)),
        ("导出", requests.Explain("no_files")),
        ("发我excel", requests.Explain("no_files")),
        ("画个图", requests.Explain("no_files")),
        ("拖得最久的是哪件", ShowOldest()),
        ("陈静哪件拖得最久", ShowOldest(worker="chen")),
        ("最久没办的", ShowOldest()),
        ("超过三天没办的", ShowOldest(3)),
        ("一周还没处理完的有哪些", ShowOldest(7)),
    ],
)
def test_it_is_asked_for_in_ordinary_words(read: Read, line: str, asked: requests.Request) -> None:
    assert read(line, "chen").requests == (asked,)


@pytest.mark.parametrize("line", ["我的积分", "我巡查了几次", "积分", "谁巡查了3栋", "户卡 3栋2单元501", "1 积分收回"])
def test_anything_else_is_something_else(read: Read, line: str) -> None:
    assert not any(isinstance(one, ShowTotal | ShowLooks) for one in read(line, "chen").requests)


def test_what_a_resident_has_is_asked_by_their_name(read: Read) -> None:
    assert read("王芳有多少积分", "chen").requests == (ShowTotal(Total.POINTS, who="王芳"),)
    assert not any(isinstance(one, ShowTotal) for one in read("某某有多少积分", "chen").requests)


def test_residents_ask_for_none_of_it(read: Read) -> None:
    assert not any(isinstance(one, ShowTotal | ShowLooks) for one in read("谁看过户卡", "wang").requests)


@pytest.mark.parametrize("line", ["给王阿姨加5分", "奖励王阿姨10分", "王阿姨加5分吧"])
def test_points_that_are_to_be_given_by_hand_are_no_meal(read: Read, line: str) -> None:
    assert read(line, "chen").requests == (requests.Explain("points_give"),)
