"""What was reported is put right in the reporter's own words."""

import pytest

from bot.domain.places import Place
from bot.domain.requests import AddToTicket
from intents.talk import amends
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("line", "building", "unit"),
    [
        ("说错了 是4栋", "4", None),
        ("不是3栋 是4栋", "4", None),
        ("我看错了，是2栋1单元", "2", "1"),
        ("我看错了 是2单元不是 是1单元", None, "1"),
        ("打错了，应该是5栋", "5", None),
        ("更正一下，是4栋那边的", "4", None),
    ],
)
def test_a_wrong_place_is_put_right(read: Read, line: str, building: str | None, unit: str | None) -> None:
    (said,) = read(line, who="wang").requests
    assert isinstance(said, AddToTicket)
    assert said.place is not None
    assert (said.corrects, said.place.building, said.place.unit) == (True, building, unit)


def test_another_thing_is_told_to_whoever_goes(read: Read) -> None:
    assert read("不是路灯 是楼道灯", who="wang").requests == (AddToTicket("不是路灯 是楼道灯"),)


@pytest.mark.parametrize(
    "line", ["不是我不去 是没时间", "说错了 是后天", "不是3栋漏水，是4栋水管爆了", "不好意思，是我错了"]
)
def test_other_words_correct_no_report(read: Read, line: str) -> None:
    assert not any(isinstance(one, AddToTicket) for one in read(line, who="wang").requests)


def test_a_unit_is_one_of_the_building_that_was_named() -> None:
    was = Place("3栋2单元", "3", "2", known=True)
    now = amends.amended(was, Place("1单元", unit="1"))
    assert (now.building, now.unit, now.known, now.text) == ("3", "1", True, "3栋1单元")
