"""Leave in the words of somebody who is ill, in a hurry, or has changed their mind."""

from datetime import date, time

import pytest

from bot.domain.requests import EndLeave, Pending, TakeLeave
from tests.intents.conftest import Read

MON, TUE, WED, SUN = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 29)
BOOKED = TakeLeave("我明天请假", TUE, TUE, "小李")


@pytest.mark.parametrize(
    ("line", "first", "last", "endless"),
    [
        ("我发烧了，今天来不了", MON, MON, False),
        ("我病了，这几天来不了", MON, MON, True),
        ("我这两天请假", MON, MON, True),
        ("我感冒了，来不了了", MON, MON, True),
        ("今天来不了了，孩子病了", MON, MON, False),
        ("明天去医院，来不了", TUE, TUE, False),
        ("我明天也请假", TUE, TUE, False),
        ("我今明两天请假，刘敏替", MON, TUE, False),
        ("我明后两天请假", TUE, WED, False),
        ("我这周都在外面出差", MON, SUN, False),
    ],
)
def test_away_in_ordinary_words(read: Read, line: str, first: date, last: date, endless: bool) -> None:
    (found,) = read(line, "chen").requests
    assert isinstance(found, TakeLeave)
    assert (found.first, found.last, found.endless) == (first, last, endless)


def test_to_go_home_early_is_the_rest_of_the_day(read: Read) -> None:
    (found,) = read("家里有急事，下午先走了", "chen").requests
    assert isinstance(found, TakeLeave)
    assert (found.first, found.since) == (MON, time(12))


@pytest.mark.parametrize("line", ["3栋的师傅今天来不了", "2 师傅今天来不了", "孩子今天来不来", "来不了", "今天不来电"])
def test_somebody_else_who_does_not_come_is_nobody_on_leave(read: Read, line: str) -> None:
    assert not any(isinstance(one, TakeLeave) for one in read(line, "chen").requests)


def test_a_resident_who_does_not_come_is_not_on_leave(read: Read) -> None:
    assert not any(isinstance(one, TakeLeave) for one in read("我发烧了，今天来不了", "wang").requests)


@pytest.mark.parametrize("line", ["我今天来了", "我来上班了", "今天我来了", "我回来了"])
def test_whoever_has_come_is_back(read: Read, line: str) -> None:
    assert read(line, "chen").requests == (EndLeave(),)


@pytest.mark.parametrize("line", ["下周一我还是来上班的", "我下周一照常上班"])
def test_a_day_on_which_they_come_after_all(read: Read, line: str) -> None:
    assert read(line, "chen").requests == (EndLeave(cancelled=True, day=date(2026, 11, 30), alone=True),)


@pytest.mark.parametrize(
    ("line", "first", "last", "since"),
    [
        ("不对，是后天", WED, WED, None),
        ("改到后天", WED, WED, None),
        ("改成下周二到周四", date(2026, 12, 1), date(2026, 12, 3), None),
        ("改成下午", TUE, TUE, time(12)),
        ("说错了，是下午", TUE, TUE, time(12)),
        ("到周日", TUE, SUN, None),
    ],
)
def test_right_after_a_leave_the_next_word_sets_it_right(
    read: Read, line: str, first: date, last: date, since: time | None
) -> None:
    (found,) = read(line, "chen", pending=Pending("leave", BOOKED)).requests
    assert isinstance(found, TakeLeave)
    assert (found.first, found.last, found.since, found.instead) == (first, last, since, TUE)
    assert (found.text, found.stand_in) == (BOOKED.text, "小李")


@pytest.mark.parametrize("line", ["后天", "明天到后天", "周三吧"])
def test_where_no_day_was_said_the_day_alone_is_the_answer(read: Read, line: str) -> None:
    (found,) = read(line, "chen", pending=Pending("leave", TakeLeave("我要请假"))).requests
    assert isinstance(found, TakeLeave)
    assert found.last == WED


@pytest.mark.parametrize("line", ["后天开会", "3栋灯坏了", "1 接单", "好的", "后天中午两份饭", "是的", "我是陈静"])
def test_anything_else_leaves_the_leave_as_it_is(read: Read, line: str) -> None:
    found = read(line, "chen", pending=Pending("leave", BOOKED)).requests
    assert not any(isinstance(one, TakeLeave) for one in found)


def test_another_weekday_is_one_of_the_same_week_at_the_same_hours(read: Read) -> None:
    booked = TakeLeave("下周三上午去培训，小李替", date(2026, 12, 2), date(2026, 12, 2), "小李", until=time(12))
    (found,) = read("不对 是周四", "chen", pending=Pending("leave", booked)).requests
    assert isinstance(found, TakeLeave)
    assert (found.first, found.last, found.since, found.until) == (date(2026, 12, 3), date(2026, 12, 3), None, time(12))


def test_a_whole_day_instead_keeps_no_hours(read: Read) -> None:
    booked = TakeLeave("周三上午去培训，小李替", WED, WED, "小李", until=time(12))
    (found,) = read("改成后天一整天", "chen", pending=Pending("leave", booked)).requests
    assert isinstance(found, TakeLeave)
    assert (found.first, found.until) == (WED, None)
