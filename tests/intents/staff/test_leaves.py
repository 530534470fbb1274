"""Sentences about being away, and those that only look like it."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from bot.domain import requests
from bot.domain.requests import EndLeave, TakeLeave

Read = Callable[..., requests.Reading]
MON, TUE, WED, FRI = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)


def said(read: Read, text: str, who: str = "chen") -> Any:
    found = read(text, who).requests
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "first", "last", "stand_in"),
    [
        ("我周五请假，小李替", FRI, FRI, "小李"),
        ("明天到后天我休息 刘敏顶班", TUE, WED, "刘敏"),
        ("我周五请假，先让小刘顶一下", FRI, FRI, "小刘"),
        ("周五请假", FRI, FRI, ""),
        ("我明天调休", TUE, TUE, ""),
        ("24号到27号请假，让小王替我", TUE, FRI, "小王"),
        ("明天起请两天假 小李替", TUE, WED, "小李"),
        ("我明天家里有事请一天假，由小李代班", TUE, TUE, "小李"),
        ("我周五请假，小李替我一下，谢谢", FRI, FRI, "小李"),
        ("周五请假小李替", FRI, FRI, "小李"),
        ("周五我不上班，李敏替我值班", FRI, FRI, "李敏"),
        ("下周一出差到周三，小李顶", date(2026, 11, 30), date(2026, 12, 2), "小李"),
        ("我要请假", None, None, ""),
        ("我也要请假，明天起三天", TUE, date(2026, 11, 26), ""),
        ("请假到周五，孩子住院了，小刘替我", MON, FRI, "小刘"),
        ("我从明天休到周五", TUE, FRI, ""),
        ("我后天开始休年假，休到下周三，小刘替", WED, date(2026, 12, 2), "小刘"),
        ("我下周二起出差三天", date(2026, 12, 1), date(2026, 12, 3), ""),
        ("这三天请假", MON, WED, ""),
    ],
)
def test_a_leave_is_understood(read: Read, line: str, first: date | None, last: date | None, stand_in: str) -> None:
    found = said(read, line)
    assert isinstance(found, TakeLeave)
    assert (found.first, found.last, found.stand_in, found.person) == (first, last, stand_in, "")


NOON, SIX = time(12), time(18)


@pytest.mark.parametrize(
    ("line", "first", "last", "since", "until", "stand_in"),
    [
        ("我周五下午请假，小李替", FRI, FRI, NOON, SIX, "小李"),
        ("明天上午不在", TUE, TUE, None, NOON, ""),
        ("下午不在，小李替", MON, MON, NOON, SIX, "小李"),
        ("周五下午到下周一上午请假，小李替", FRI, date(2026, 11, 30), NOON, NOON, "小李"),
        ("周五下午到周日请假", FRI, date(2026, 11, 29), NOON, None, ""),
        ("我周五14:00到16:00请假，小王替", FRI, FRI, time(14), time(16), "小王"),
        ("周五下午2点到4点请假，小李替我", FRI, FRI, time(14), time(16), "小李"),
        ("明天10点前不在，小李替一下", TUE, TUE, None, time(10), "小李"),
        ("上午9点到11点半去街道开会，小李替", MON, MON, time(9), time(11, 30), "小李"),
        ("请两个小时假，小李替", MON, MON, time(8), time(10), "小李"),
        ("周五下午3点请两个小时假，小李替", FRI, FRI, time(15), time(17), "小李"),
        ("周三全天请假", WED, WED, None, None, ""),
        ("下周一下午2:00-4:00请假 小李替", date(2026, 11, 30), date(2026, 11, 30), time(14), time(16), "小李"),
        ("我明天下午有事，让小李替我", TUE, TUE, NOON, SIX, "小李"),
        ("我明天下午陪老人看病，小李替", TUE, TUE, NOON, SIX, "小李"),
        ("周五下午小李替我", FRI, FRI, NOON, SIX, "小李"),
    ],
)
def test_half_a_day_and_hours_are_understood(
    read: Read, line: str, first: date, last: date, since: time | None, until: time | None, stand_in: str
) -> None:
    found = said(read, line)
    assert isinstance(found, TakeLeave)
    assert (found.first, found.last, found.since, found.until) == (first, last, since, until)
    assert (found.stand_in, found.vague) == (stand_in, False)


@pytest.mark.parametrize("line", ["我明天请半天假，小李替", "明天请两个小时假", "我请半天假"])
def test_a_part_of_a_day_without_its_hours_is_left_open(read: Read, line: str) -> None:
    found = said(read, line)
    assert isinstance(found, TakeLeave)
    assert found.vague


@pytest.mark.parametrize("line", ["我回来了", "回来上班了", "销假", "我回来了！"])
def test_being_back_is_understood(read: Read, line: str) -> None:
    assert said(read, line) == EndLeave()


def test_somebody_else_is_named_in_full(read: Read) -> None:
    found = said(read, "陈静周五请假，小李替")
    assert (found.person, found.stand_in) == ("chen", "小李")


@pytest.mark.parametrize(
    "line",
    [
        "周五3栋休息室的灯坏了",
        "楼上太吵老人休息不好",
        "今天休息吗",
        "周五食堂休息吗？",
        "我休息一下再去",
        "12 办结 已换灯泡",
        "明天下午开会",
        "明天下午有事",
        "小李替我",
        "老李下午不在家",
        "周五下午3点到5点停水",
        "不在",
    ],
)
def test_what_is_no_leave_is_none(read: Read, line: str) -> None:
    assert not isinstance(said(read, line), TakeLeave | EndLeave)


@pytest.mark.parametrize("line", ["我周五请假，小李替", "我回来了"])
def test_a_resident_takes_no_leave(read: Read, line: str) -> None:
    assert not isinstance(said(read, line, "wang"), TakeLeave | EndLeave)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("我周五不请假了", FRI),
        ("周五我不休息了", FRI),
        ("取消周五的请假", FRI),
        ("我不请假了", None),
        ("假取消了", None),
    ],
)
def test_a_leave_that_is_not_to_be_is_no_new_leave(read: Read, line: str, day: date | None) -> None:
    assert said(read, line) == EndLeave(cancelled=True, day=day)


def test_one_who_does_not_feel_well_still_takes_leave(read: Read) -> None:
    assert isinstance(said(read, "我身体不舒服，周五请假"), TakeLeave)


@pytest.mark.parametrize(
    "line",
    ["今天晚上10点到明天早上6点我不在，小李替", "今晚10点到明早6点我不在，小李替", "我今晚22:00到明早6:00不在，小李替"],
)
def test_a_leave_through_the_night_ends_at_the_hour_that_was_said(read: Read, line: str) -> None:
    found = said(read, line)
    assert (found.first, found.since, found.last, found.until) == (MON, time(22), TUE, time(6))


def test_some_hours_from_late_in_the_evening_end_after_midnight(read: Read) -> None:
    found = said(read, "我今晚10点起请三个小时假，小李替")
    assert (found.first, found.since, found.last, found.until) == (MON, time(22), TUE, time(1))
    found = said(read, "我今晚10点起请两个小时假，小李替")
    assert (found.first, found.since, found.last, found.until) == (MON, time(22), MON, None)


def taken(read: Read, text: str, who: str = "chen") -> list[Any]:
    return [one for one in read(text, who).requests if isinstance(one, TakeLeave)]


THU = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("line", "leaves"),
    [
        ("我周三上午和周五请假，小李替", [(WED, WED, None, NOON, "小李"), (FRI, FRI, None, None, "小李")]),
        ("周三请假小李替，周五请假小王替", [(WED, WED, None, None, "小李"), (FRI, FRI, None, None, "小王")]),
        ("我周三请假，小李替；周五下午请假，小王替", [(WED, WED, None, None, "小李"), (FRI, FRI, NOON, SIX, "小王")]),
        ("周三请假，周五也请假，小李替", [(WED, WED, None, None, "小李"), (FRI, FRI, None, None, "小李")]),
        ("我周三、周五请假", [(WED, WED, None, None, ""), (FRI, FRI, None, None, "")]),
        ("周三下午和周五下午我请假，小李替", [(WED, WED, NOON, SIX, "小李"), (FRI, FRI, NOON, SIX, "小李")]),
        ("周三14:00到16:00和周五请假", [(WED, WED, time(14), time(16), ""), (FRI, FRI, None, None, "")]),
        ("周二到周三和周五请假，小李替", [(TUE, WED, None, None, "小李"), (FRI, FRI, None, None, "小李")]),
        ("我周三上午和周三下午4点到6点请假", [(WED, WED, None, NOON, ""), (WED, WED, time(16), SIX, "")]),
    ],
)
def test_several_leaves_in_one_sentence_are_told_apart(read: Read, line: str, leaves: list[Any]) -> None:
    found = taken(read, line)
    assert [(one.first, one.last, one.since, one.until, one.stand_in) for one in found] == leaves


def test_whole_days_in_a_row_are_one_leave(read: Read) -> None:
    [found] = taken(read, "我周三和周四请假，小李替")
    assert (found.first, found.last, found.stand_in) == (WED, THU, "小李")


def test_several_leaves_of_somebody_else_are_theirs(read: Read) -> None:
    assert [one.person for one in taken(read, "陈静周三和周五请假，小李替")] == ["chen", "chen"]


@pytest.mark.parametrize(
    "line",
    [
        "周三和周五下午请假，小李替",
        "周三请假，小李替，周五也请假",
        "周三请半天假，周五请假",
        "周三和周三上午请假",
        "周三我请假周五",
    ],
)
def test_several_days_that_cannot_be_told_apart_are_one_question(read: Read, line: str) -> None:
    [found] = taken(read, line)
    assert found.unclear
    assert found.first is None


@pytest.mark.parametrize("line", ["周三和周五3栋的灯坏了", "周三请假周五请假吗", "12 办结 已换灯泡，周五再看"])
def test_several_days_alone_are_no_leaves(read: Read, line: str) -> None:
    assert taken(read, line) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("小李替2网格", "小李"),
        ("小李替 2网格", "小李"),
        ("由小李替班第二网格", "小李"),
        ("李敏先顶第2网格的班", "李敏"),
    ],
)
def test_a_grid_is_covered_by_name(read: Read, line: str, name: str) -> None:
    [found] = taken(read, line)
    assert (found.stand_in, found.grid, found.first) == (name, "g2", None)


@pytest.mark.parametrize("line", ["小李替99网格", "小李替我", "小李替2网格换灯泡", "替2网格"])
def test_what_covers_no_grid_is_not_read_so(read: Read, line: str) -> None:
    assert not any(one.grid for one in taken(read, line))
