"""What is plain enough, what is asked about, and what has only begun."""

import pytest

from bot.domain import requests
from bot.domain.requests import Clarify, Guide
from tests.intents.conftest import Read


@pytest.mark.parametrize("line", ["3栋灯坏了", "3栋垃圾没人收", "我家停电了", "3栋暖气一点都不热"])
def test_few_words_with_a_thing_and_what_is_wrong_are_a_report(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, requests.OpenTicket)


@pytest.mark.parametrize(
    ("line", "slot"), [("楼梯口那个东西", "intent"), ("电梯里那个广告真逗", "whether"), ("我不会弄这个", "whether")]
)
def test_whether_it_names_a_thing_decides_what_silence_means(read: Read, line: str, slot: str) -> None:
    (asked,) = read(line).requests
    assert isinstance(asked, Clarify)
    assert asked.slot == slot


def test_staff_who_name_nothing_are_not_asked(read: Read) -> None:
    assert read("我不会弄这个", who="chen").requests == (Guide("我不会弄这个"),)


@pytest.mark.parametrize(
    ("line", "slot"),
    [
        ("报修", "matter"),
        ("你好，我要反映个情况", "matter"),
        ("投诉", "matter"),
        ("我有个心愿", "wish"),
        ("提意见", "wish"),
    ],
)
def test_whoever_has_only_begun_is_asked_what_it_is(read: Read, line: str, slot: str) -> None:
    assert read(line).requests == (Clarify(slot),)


@pytest.mark.parametrize("line", ["报修3栋路灯", "投诉楼上半夜蹦迪", "建议装个椅子", "问题不大"])
def test_whoever_says_more_has_said_it(read: Read, line: str) -> None:
    assert not any(isinstance(one, Clarify) and one.slot in ("matter", "wish") for one in read(line).requests)


@pytest.mark.parametrize(
    "line",
    [
        "3栋灯坏了 谢谢",
        "3栋下水道堵了，多谢师傅",
        "4栋水管漏水 辛苦师傅了",
        "2栋电梯有异响 谢谢社区",
        "3栋路灯不亮了谢谢你们",
    ],
)
def test_thanks_behind_a_report_take_nothing_from_it(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, requests.OpenTicket)


@pytest.mark.parametrize(
    "line",
    [
        "下水道堵了好几天今天通了 谢谢",
        "昨天灯坏了你们马上修了，谢谢",
        "路灯比以前亮了 感谢",
        "雪天路滑有你们扫雪 辛苦了",
        "帮我修灯的师傅辛苦了",
    ],
)
def test_thanks_for_what_is_done_stay_thanks(read: Read, line: str) -> None:
    assert not any(isinstance(one, requests.OpenTicket) for one in read(line, who="wang").requests)
