"""Whose door it is: one's own flat, or no nearer than the staircase where the neighbours are spoken of."""

import pytest

from tests.intents.conftest import Read


def _told(read: Read, text: str) -> str:
    place = read(text, "wang").place
    return place.exact() if place else ""


@pytest.mark.parametrize("text", ["我家暖气不热", "楼上漏水漏到我家了", "家里水管爆了", "家门口的路灯坏了"])
def test_what_is_said_of_ones_own_flat_is_put_at_its_door(read: Read, text: str) -> None:
    assert _told(read, text) == "3栋2单元501"


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("楼上在打孩子，哭得厉害", "楼上"),
        ("隔壁老王家打孩子", "隔壁"),
        ("楼上独居的张奶奶三天没出门了，敲门也不应", "楼上"),
        ("我家楼上漏水", "楼上"),
        ("楼道灯不亮", "楼道"),
        ("单元门口的灯不亮", "单元门口"),
        ("咱楼门口的台阶坏了", "楼门口"),
        ("我们楼的灯坏了", ""),
    ],
)
def test_neighbours_and_the_staircase_are_no_nearer_than_the_unit(read: Read, text: str, spot: str) -> None:
    assert _told(read, text) == f"3栋2单元{spot}"


def test_somebody_elses_door_is_not_that_of_the_speaker(read: Read) -> None:
    assert "501" not in _told(read, "张桂芳家门口路灯坏了")


def test_alone_with_the_bot_home_is_meant_where_nothing_else_is_named(read: Read) -> None:
    place = read("暖气不热", "wang", in_group=False).place
    assert place is not None
    assert place.exact() == "3栋2单元501"


def test_of_several_words_for_the_staircase_the_first_counts(read: Read) -> None:
    assert _told(read, "整个单元都停水了 我问了对门") == "3栋2单元"
