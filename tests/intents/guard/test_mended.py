"""What is told beside a good end, and what is no end of another matter."""

import pytest

from intents.guard import mended


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("昨天的灯修好了谢谢师傅,4栋着火了", "4栋着火了"),
        ("4栋着火了,对了马桶修好了", "4栋着火了,"),
        ("插座冒火花,插座修好了", "插座冒火花,插座修好了"),
        ("着火了 修好了谢谢", "着火了 修好了谢谢"),
        ("3栋灯坏了", "3栋灯坏了"),
    ],
)
def test_the_end_of_another_matter_is_left_out(line: str, rest: str) -> None:
    assert mended.without(line).strip(" ,") == rest.strip(" ,")


def test_the_end_of_a_danger_may_be_that_of_its_own_kinds_only() -> None:
    rest, kinds = mended.after_another("火灭了谢谢 我老伴晕倒了")
    assert rest.strip() == "我老伴晕倒了"
    assert kinds == {"fire", "smoke", "electric", "ev_battery", "gas", "chemical"}
    assert mended.after_another("4栋着火了")[0] == ""


def test_what_follows_the_last_but_counts() -> None:
    assert "有人倒了" in mended.after_turn("演习刚完,可是有人倒了")
    assert mended.after_turn("有人倒了") == ""
