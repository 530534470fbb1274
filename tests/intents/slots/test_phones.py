"""Phone numbers that people leave: found in every spelling, and nothing else taken for one."""

import pytest

from bot.domain import requests
from intents.slots import phones
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("联系我13800138000", "13800138000"),
        ("电话138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("我电话一三八零零一三八零零零", "13800138000"),
        ("幺三八零零幺三八洞洞洞", "13800138000"),
        ("打我手机：１３８００１３８０００", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("座机0531-88886666", "053188886666"),
        ("座机(010)88886666", "01088886666"),
        ("家里电话88886666", "88886666"),
        ("电话:6688990", "6688990"),
    ],
)
def test_a_number_is_found_however_it_is_written(said: str, number: str) -> None:
    assert [one.number for one in phones.find(said)] == [number]


@pytest.mark.parametrize(
    "said",
    [
        "身份证110101194903072871", "单号12345678901", "2026-11-23", "3栋2单元501", "打12345没人管", "119",
        "打物业电话88886666没人接", "打13800138000打不通", "编号20261123", "一二三四五六七八九十", "来88886666个",
    ],
)  # fmt: skip
def test_other_numbers_are_none_to_call(said: str) -> None:
    assert phones.find(said) == ()


def test_what_is_written_down_holds_a_word_in_its_place() -> None:
    assert phones.without("灯坏了，打138 0013 8000，或一三九零零一三九零零零") == "灯坏了，打（电话），或（电话）"
    assert phones.without("打物业电话88886666没人接") == "打物业电话（电话）没人接"
    assert phones.without("3栋2单元501") == "3栋2单元501"


@pytest.mark.parametrize("said", ["灯坏了，有事联系我13800138000谢谢", "我的手机号是13800138000", "灯坏了"])
def test_what_is_read_is_as_long_as_what_was_said(said: str) -> None:
    assert len(phones.blotted(said)) == len(said)
    assert "联系" not in phones.blotted(said)


@pytest.mark.parametrize(
    "said", ["3栋灯坏了，联系我13800138000", "3栋灯坏了 我电话138 0013 8000", "有事打13800138000，3栋灯坏了"]
)
def test_a_number_beside_a_report_does_not_hide_it(read: Read, said: str) -> None:
    (opened,) = read(said, addressed=False).requests
    assert isinstance(opened, requests.OpenTicket)
    assert opened.category == "lighting"


def test_a_number_beside_an_order_is_no_portion(read: Read) -> None:
    (order,) = read("明天中午两份饭送到3栋2单元501，电话13800138000").requests
    assert isinstance(order, requests.OrderMeal)
    assert (order.quantity, order.dishes) == (2, ())
