"""In what mood a line speaks of something reported, and of what."""

import pytest

from bot.domain.concerns import Mood
from tests.intents.conftest import Read


@pytest.mark.parametrize(
    ("line", "mood"),
    [
        ("灯还是原样", Mood.UNDONE),
        ("师傅没来", Mood.UNDONE),
        ("哪里修了，骗人", Mood.UNDONE),
        ("水还是不热", Mood.UNDONE),
        ("水没通", Mood.DENIED),
        ("好是好了，声音大", Mood.DOUBT),
        ("好一点了", Mood.DOUBT),
        ("路灯什么时候能修", Mood.ASKS),
        ("井盖修好没", Mood.ASKS),
        ("有没有进展啊", Mood.ASKS),
        ("螺丝拧了吗", Mood.ASKS),
        ("石墩子的事有人管了吧", Mood.ASKS),
        ("你们什么时候找他谈", Mood.ASKS),
        ("昨晚的事算了 孩子妈来道歉了", Mood.GIVES_UP),
        ("都等了三天了", Mood.URGES),
        ("反映好几次了", Mood.URGES),
        ("为什么还没人来修", Mood.URGES),
        ("我儿子修好了", Mood.GIVES_UP),
        ("不用再派人来看了", Mood.GIVES_UP),
        ("终于热了 谢谢师傅", Mood.DONE),
        ("好嘞，辛苦", Mood.PLEASED),
        ("就在东门", Mood.PLACE),
        ("还是来修吧", Mood.AGAIN),
    ],
)
def test_the_mood_is_heard_in_ordinary_words(read: Read, line: str, mood: Mood) -> None:
    concern = read(line).concern
    assert concern is not None
    assert mood in concern.moods


@pytest.mark.parametrize(
    "line", ["修不修了", "来没来", "井盖修了没有", "有没有人来"]
)  # fmt: skip
def test_a_question_is_neither_a_denial_nor_a_withdrawal(read: Read, line: str) -> None:
    concern = read(line).concern
    assert concern is not None
    assert concern.moods == {Mood.ASKS}


@pytest.mark.parametrize(
    "line",
    [
        "大家早上好",
        "楼上漏水",
        "明天中午一份饭",
        "不好意思打扰了",
        "老年证要带什么材料",
        "3栋2单元",
        "接单 12",
        "明天的饭取消了吧",
        "饭好了吗",
        "等两天再说",
        "今天身体不好",
    ],
)
def test_what_speaks_of_nothing_reported_says_so(read: Read, line: str) -> None:
    concern = read(line).concern
    assert concern is None or concern.moods <= {Mood.PLACE, Mood.UNCLEAR}


@pytest.mark.parametrize(
    ("line", "number", "thing"), [("1 修了吗", 1, ""), ("#12号路灯咋样了", 12, "路灯"), ("3栋灯修了吗", None, "灯")]
)
def test_number_and_thing_are_taken_along(read: Read, line: str, number: int | None, thing: str) -> None:
    concern = read(line).concern
    assert concern is not None
    assert concern.number == number
    assert not thing or thing in concern.things
