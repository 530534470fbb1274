"""Lines that hold several things."""

import pytest

from bot.domain.requests import ChangeMeal, Intent, OpenTicket, OrderMeal, name_of
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("3栋灯坏了，另外明天中午两份饭", ["open_ticket", "order_meal"]),
        ("5栋下水道堵了，还有想请社区给装个扶手", ["open_ticket", "open_ticket"]),
        ("明天的饭帮我退了吧，顺便说下大门的锁又打不开了", ["cancel_meal", "open_ticket"]),
        ("3栋电梯坏了，按了没反应，吓死人", ["open_ticket"]),
        ("3栋楼道灯又坏了，明天中午订两份饭", ["open_ticket", "order_meal"]),
        ("明天中午一份 3栋楼道灯坏了", ["order_meal", "open_ticket"]),
        ("明天不用给我送饭了 我去女儿家 3栋楼道灯也还没修", ["cancel_meal", "open_ticket"]),
        ("3栋水管爆了做不了饭 明天订两份", ["open_ticket", "order_meal"]),
        ("明天中午一份饭 送到家 少盐 软一点", ["order_meal"]),
    ],
)
def test_each_matter_gets_its_own_request(read: Read, line: str, names: list[str]) -> None:
    assert [name_of(one) for one in read(line).requests] == names


def test_each_part_keeps_its_own_words(read: Read) -> None:
    first, second = read("3栋灯坏了，另外明天中午两份饭").requests
    assert isinstance(first, OpenTicket)
    assert isinstance(second, OrderMeal | ChangeMeal)
    assert first.text == "3栋灯坏了"
    assert "两份饭" in second.text


@pytest.mark.parametrize(
    "line",
    [
        "娃放学没人接，社区能不能开个托管班",
        "健身器材都锈断了，希望社区给装一套新的",
    ],
)
def test_a_complaint_beside_a_wish_is_its_reason_unless_announced(read: Read, line: str) -> None:
    reading = read(line)
    assert reading.intent is Intent.WISH
    assert len(reading.requests) <= 1


def test_a_part_without_a_place_is_at_home_like_any_line(read: Read) -> None:
    _, opened = read("明天中午一份饭 送到家，还有我楼道灯坏了两天了", who="wang").requests
    assert isinstance(opened, OpenTicket)
    assert opened.place is not None
    assert opened.place.building == "3"
