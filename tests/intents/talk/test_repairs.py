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
