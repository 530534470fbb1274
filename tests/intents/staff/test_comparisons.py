"""A figure beside the same one of an earlier span."""

from datetime import date, datetime

import pytest

from bot.domain import requests, roster
from bot.domain.cases import Measure
from bot.domain.requests import Period, ShowFigure
from intents.normalise import normalise
from intents.scene import Scene
from intents.staff import comparisons
from tests.intents.conftest import Read

#: A Thursday.
NOW = datetime(2026, 11, 26, 9).astimezone()


def compared(line: str, community: roster.Community) -> ShowFigure | None:
    scene = Scene(NOW, community, community.person("chen"), in_group=False, addressed=True, bot_name="连心")
    return comparisons.read(normalise(line), scene)


@pytest.mark.parametrize(
    ("line", "days", "than"),
    [
        ("比上周多了吗", ((11, 23), (11, 26)), ("上周同期", (2026, 11, 16), (2026, 11, 19))),
        ("本周比上周多了多少", ((11, 23), (11, 26)), ("上周同期", (2026, 11, 16), (2026, 11, 19))),
        ("比上个月少了吗", ((11, 1), (11, 26)), ("上个月同期", (2026, 10, 1), (2026, 10, 26))),
        ("这个月和去年比怎么样", ((11, 1), (11, 26)), ("去年同期", (2025, 11, 1), (2025, 11, 26))),
        ("同比", ((11, 1), (11, 26)), ("去年同期", (2025, 11, 1), (2025, 11, 26))),
        ("环比", ((11, 1), (11, 26)), ("上个月同期", (2026, 10, 1), (2026, 10, 26))),
        ("本周环比", ((11, 23), (11, 26)), ("上周同期", (2026, 11, 16), (2026, 11, 19))),
        ("本季度环比", ((10, 1), (11, 26)), ("上季度同期", (2026, 7, 1), (2026, 8, 26))),
        ("比上季度多了吗", ((10, 1), (11, 26)), ("上季度同期", (2026, 7, 1), (2026, 8, 26))),
        ("今年环比", ((1, 1), (11, 26)), ("去年同期", (2025, 1, 1), (2025, 11, 26))),
        ("今天比昨天多吗", ((11, 26), (11, 26)), ("昨天", (2026, 11, 25), (2026, 11, 25))),
        ("上个月环比", ((10, 1), (10, 31)), ("上个月", (2026, 9, 1), (2026, 9, 30))),
        ("10月和9月比哪个多", ((10, 1), (10, 31)), ("9月", (2026, 9, 1), (2026, 9, 30))),
        ("上个月跟这个月比怎么样", ((11, 1), (11, 26)), ("上个月同期", (2026, 10, 1), (2026, 10, 26))),
        ("上个月和这个月各多少件", ((11, 1), (11, 26)), ("上个月", (2026, 10, 1), (2026, 10, 31))),
        ("去年和今年比", ((1, 1), (11, 26)), ("去年同期", (2025, 1, 1), (2025, 11, 26))),
        ("最近10天环比", ((11, 17), (11, 26)), ("之前", (2026, 11, 7), (2026, 11, 16))),
    ],
)
def test_both_spans_are_as_long_as_each_other(
    community: roster.Community,
    line: str,
    days: tuple[tuple[int, int], tuple[int, int]],
    than: tuple[str, tuple[int, int, int], tuple[int, int, int]],
) -> None:
    found = compared(line, community)
    assert found is not None
    assert (found.first, found.last) == tuple(date(2026, *day) for day in days)
    assert found.than == Period(date(*than[1]), date(*than[2]), than[0])


def test_what_is_named_is_compared_and_else_what_came_in(community: roster.Community) -> None:
    found = compared("这个月照明办结率比上个月高吗", community)
    assert found is not None
    assert (found.measure, found.category) == (Measure.CLOSE_RATE, "lighting")
    plain = compared("比上周多了吗", community)
    assert plain is not None
    assert plain.measure is Measure.OPENED


@pytest.mark.parametrize("line", ["今天比昨天冷", "菜比上周贵了", "3栋的灯比去年还暗"])
def test_other_comparisons_are_none(read: Read, line: str) -> None:
    assert not any(isinstance(one, requests.ShowFigure) for one in read(line, "chen").requests)
