"""Figures of what is no ticket, and who looked into the register."""

from datetime import date

import pytest

from bot.domain import requests
from bot.domain.requests import ShowLooks, ShowTotal, Total
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
    ],
)
def test_it_is_asked_for_in_ordinary_words(read: Read, line: str, asked: requests.Request) -> None:
    assert read(line, "chen").requests == (asked,)


@pytest.mark.parametrize("line", ["我的积分", "我巡查了几次", "积分", "谁巡查了3栋", "户卡 3栋2单元501", "1 积分收回"])
def test_anything_else_is_something_else(read: Read, line: str) -> None:
    assert not any(isinstance(one, ShowTotal | ShowLooks) for one in read(line, "chen").requests)


def test_residents_ask_for_none_of_it(read: Read) -> None:
    assert not any(isinstance(one, ShowTotal | ShowLooks) for one in read("谁看过户卡", "wang").requests)
