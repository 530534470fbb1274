"""What has failed in a whole building, and what is dark on its stairs, in the words of those who live there."""

import pytest

from bot.domain.requests import Clarify, OpenTicket
from bot.domain.tickets import Kind
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("整栋楼都没电", "power"),
        ("整栋楼都停电", "power"),
        ("整栋楼都没水", "water"),
        ("一栋楼都没水", "water"),
        ("整个单元都没暖气", "heating"),
        ("水是黄的", "water"),
        ("水很小", "water"),
        ("没网了", "public_facilities"),
        ("楼道也不亮", "lighting"),
        ("我家楼道不亮", "lighting"),
        ("楼道里黑", "lighting"),
        ("楼下也漏了", "water"),
        ("3栋二单元门口的灯黑的", "lighting"),
        ("4栋门口地上的洞", "road"),
        ("门禁老刷不开", "security"),
        ("楼上还在蹦迪 我刚下夜班 要不要人睡觉了", "noise"),
        ("楼下烧烤摊吵得睡不着", "noise"),
        ("楼道堆满纸箱", "fire_safety"),
    ],
)
def test_it_is_filed_as_what_it_is(read: Read, line: str, category: str) -> None:
    (asked,) = read(line, who="wang").requests
    opened = asked.request if isinstance(asked, Clarify) else asked
    assert isinstance(opened, OpenTicket)
    assert (opened.kind, opened.category) == (Kind.HAZARD, category)


@pytest.mark.parametrize("line", ["整栋楼都没电", "一栋楼都没水", "这栋楼停水了"])
def test_a_whole_building_is_the_speaker_s(read: Read, line: str) -> None:
    (opened,) = read(line, who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert opened.place is not None
    assert opened.place.building == "3"


def test_the_first_building_is_still_called_so(read: Read) -> None:
    (opened,) = read("一栋没水", who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert opened.place is not None
    assert opened.place.building == "1"
