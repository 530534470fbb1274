"""Which matter a quoted line is about: named, said, cut short, or nearly said; never one with another digit."""

import pytest

from intents.talk import quotes

LAMP, LIFT, OTHER = "3栋2单元的路灯又不亮了", "5栋电梯停了，有老人困在里面出不来", "5栋2单元的路灯又不亮了"
TEXTS = {12: (LAMP, "3栋2单元 照明"), 15: (LIFT, "5栋 电梯"), 18: (OTHER, "5栋2单元 照明")}


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        (LAMP, (12,)),
        ("@连心 3栋2单元的路灯又不亮了。", (12,)),
        ("王阿姨：@连心 3栋2单元的路灯又不亮了", (12,)),
        ("3栋2单元的路灯…", (12,)),
        ("3棟2單元的路燈又不亮了", (12,)),
        ("3栋2单元路灯也不亮了呢", (12,)),
        ("3栋2单元的门禁又不亮了", ()),
        ("【一般·隐患】3栋2单元 照明 还没有人接单", (12,)),
        ("5栋电梯停了，有老人困在里面…", (15,)),
        ("合并通知（2条）：\n· #12 已派单\n· #15 已派单", (12, 15)),
        ("（换个方式再通知一次）\n#15 【紧急】", (15,)),
        ("合并通知（2条）：\n· #99 已派单", ()),
        ("7栋2单元的路灯又不亮了", ()),
        ("灯", ()),
        ("", ()),
        ("。。。", ()),
        ("今天天气真不错，大家出来晒太阳", ()),
    ],
)
def test_a_quote_is_about_what_it_names_or_says(quote: str, found: tuple[int, ...]) -> None:
    assert quotes.fitting(quote, TEXTS, "连心") == found


def test_the_same_words_count_before_nearly_the_same() -> None:
    texts = {1: ("3栋门口的灯不亮了",), 2: ("3栋门口的灯不亮",)}
    assert quotes.fitting("3栋门口的灯不亮", texts, "连心") == (2,)


@pytest.mark.parametrize(
    "quote", ["小区西门口的路灯又不亮了", "小区东门口的道闸又不亮了", "小区2号东门口的路灯又不亮了"]
)
def test_another_gate_another_thing_or_another_number_is_another_matter(quote: str) -> None:
    assert quotes.fitting(quote, {1: ("小区东门口的路灯又不亮了",)}, "连心") == ()


def test_a_letter_that_was_mistyped_does_not_matter() -> None:
    texts = {1: ("单元门口那个垃圾桶旁边的下水道堵了两天",)}
    assert quotes.fitting("单元门口那个拉圾桶旁边的下水道堵了两天", texts, "连心") == (1,)


def test_two_that_were_said_in_the_same_words_both_fit() -> None:
    texts = {1: ("楼道灯坏了",), 2: ("楼道灯坏了",), 3: ("楼道门坏了",)}
    assert quotes.fitting("楼道灯坏了", texts, "连心") == (1, 2)
