"""A fire that is out is looked after soon, and rings nobody out of bed."""

import pytest

from bot.domain.requests import OpenTicket
from bot.domain.urgency import Urgency
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    "line", ["刚才厨房起火了 我自己扑灭了", "我送餐看见4栋垃圾桶着火了 已经灭了", "我家锅冒烟了 火灭了"]
)
def test_somebody_looks_at_it_soon(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert (opened.safety, opened.urgency, opened.category) == ("embers", Urgency.YELLOW, "fire_safety")


@pytest.mark.parametrize(
    "line", ["我家着火了还没灭", "去年4栋着火 后来灭了", "谢谢消防员 刚才起火 已经扑灭", "听说3栋着火了灭了吗"]
)
def test_what_burns_or_is_long_past_is_not_told_so(read: Read, line: str) -> None:
    assert not any(isinstance(one, OpenTicket) and one.safety == "embers" for one in read(line, who="wang").requests)
