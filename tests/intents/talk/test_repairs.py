"""What is to be mended is named, and not what is wrong with it."""

import pytest

from bot.domain.requests import Clarify, OpenTicket, Slot
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("line", "category"), [("修灯", "lighting"), ("我要修灯", "lighting"), ("帮我通下水道", "drainage")]
)
def test_it_is_a_report_whose_place_is_asked(read: Read, line: str, category: str) -> None:
    (asked,) = read(line).requests
    assert isinstance(asked, Clarify)
    assert isinstance(asked.request, OpenTicket)
    assert (asked.slot, asked.request.category) == (Slot.PLACE, category)


@pytest.mark.parametrize(
    "line", ["修好了", "修手机", "换件衣服", "修路了", "要修多久", "修电动车 开锁 通下水道 13800000000"]
)
def test_other_talk_of_mending_is_none(read: Read, line: str) -> None:
    assert not any(isinstance(one, Clarify | OpenTicket) for one in read(line).requests)


def test_whoever_asks_for_somebody_to_come_and_mend_it_is_heard_however_long_the_line(read: Read) -> None:
    (opened,) = read(
        "那个什么我是五栋的老李啊我家厨房那个灯呀昨天晚上就不亮了我眼睛不好你们能不能派个人来给我换一下灯泡我自己爬不上去"
    ).requests
    assert isinstance(opened, OpenTicket)
    assert opened.category == "lighting"
    assert opened.place is not None
    assert opened.place.building == "5"


@pytest.mark.parametrize(("line", "category"), [("灯", "lighting"), ("大灯", "lighting")])
def test_of_a_thing_and_nothing_else_it_is_asked_where(read: Read, line: str, category: str) -> None:
    (asked,) = read(line).requests
    assert isinstance(asked, Clarify)
    assert isinstance(asked.request, OpenTicket)
    assert (asked.slot, asked.request.category) == (Slot.PLACE, category)


@pytest.mark.parametrize("line", ["食堂", "你好", "3栋", "水没通", "谁去"])
def test_a_few_other_words_are_no_thing_to_mend(read: Read, line: str) -> None:
    assert not any(isinstance(one, Clarify) and one.slot is Slot.PLACE for one in read(line).requests)
