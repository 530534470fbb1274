"""Days and meals in people's words, from Monday 23 November 2026."""

from datetime import date, datetime

import pytest

from intents import times
from intents.slots import lunar


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", date(2026, 11, 23)),
        ("明儿晌午", date(2026, 11, 24)),
        ("后天晚上", date(2026, 11, 25)),
        ("大后天", date(2026, 11, 26)),
        ("周三", date(2026, 11, 25)),
        ("这周五", date(2026, 11, 27)),
        ("下周一", date(2026, 11, 30)),
        ("下下周二", date(2026, 12, 8)),
        ("25号", date(2026, 11, 25)),
        ("3号", date(2026, 12, 3)),
        ("十二月三号", date(2026, 12, 3)),
        ("1月5日", date(2027, 1, 5)),
        ("初八", date(2026, 12, 16)),
        ("正月初一", date(2027, 2, 6)),
        ("除夕", date(2027, 2, 5)),
        ("腊八", date(2027, 1, 15)),
        ("元旦", date(2027, 1, 1)),
        ("元旦前一天", date(2026, 12, 31)),
        ("圣诞节", date(2026, 12, 25)),
        ("国庆节", date(2027, 10, 1)),
        ("春节", date(2027, 2, 6)),
        ("后个", date(2026, 11, 25)),
        ("大后日", date(2026, 11, 26)),
        ("今朝", date(2026, 11, 23)),
        ("明午", date(2026, 11, 24)),
        ("五月初五", date(2027, 6, 9)),
        ("腊月二十三", date(2027, 1, 30)),
        ("正月十五", date(2027, 2, 20)),
        ("元宵节", date(2027, 2, 20)),
        ("十一月初五", date(2026, 12, 13)),
    ],
)
def test_a_day_is_resolved_against_now(now: datetime, said: str, day: date) -> None:
    assert [found.value for found in times.days(said, now)] == [day]


def test_a_stretch_of_days_has_a_last_one(now: datetime) -> None:
    (found,) = times.days("下周一到周五中午", now)
    assert (found.value, found.last) == (date(2026, 11, 30), date(2026, 12, 4))


@pytest.mark.parametrize(("said", "first"), [("明后天中午各一份", 24), ("明后两天", 24), ("今明两天", 23)])
def test_two_days_said_as_one_word_are_both(now: datetime, said: str, first: int) -> None:
    (found,) = times.days(said, now)
    assert (found.value, found.last) == (date(2026, 11, first), date(2026, 11, first + 1))


def test_the_end_of_a_stretch_may_be_a_bare_weekday(now: datetime) -> None:
    (found,) = times.days("下礼拜一到五全要", now)
    assert (found.value, found.last) == (date(2026, 11, 30), date(2026, 12, 4))


@pytest.mark.parametrize("said", ["3号楼", "2号门", "31号线", "两份", "3号套餐", "一碗元宵"])
def test_a_number_that_is_no_day_stays_one(now: datetime, said: str) -> None:
    assert times.days(said, now) == []


def test_the_thirty_first_waits_for_a_month_that_has_it(now: datetime) -> None:
    assert [found.value for found in times.days("31号", now)] == [date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("said", "services"),
    [
        ("明儿晌午", ["lunch"]),
        ("今晚", ["dinner"]),
        ("早饭和晚饭", ["breakfast", "dinner"]),
        ("馒头", []),
        ("早起那顿", ["breakfast"]),
        ("一份,晚", ["dinner"]),
        ("明儿午,一份", ["lunch"]),
        ("夜宵", ["dinner"]),
        ("下午茶", []),
    ],
)
def test_meals_are_named_by_the_hour(said: str, services: list[str]) -> None:
    assert times.services(said) == services


def test_lunar_days_are_known_to_the_end_of_the_century_leap_months_included() -> None:
    assert lunar.next_day("正月", "初一", date(2033, 8, 1)) == date(2034, 2, 19)
    assert lunar.next_day("", "除夕", date(2034, 2, 18)) == date(2034, 2, 18)
    assert lunar.next_day("", "初八", date(2033, 12, 28)) == date(2033, 12, 29), "the eighth of a leap eleventh month"


def test_a_lunar_day_after_the_calendar_ends_is_unknown() -> None:
    assert lunar.next_day("", "初八", date(2101, 2, 1)) is None


@pytest.mark.parametrize(
    ("said", "services"),
    [
        ("十一点半送来", ["lunch"]),
        ("12:30到", ["lunch"]),
        ("六点前", ["dinner"]),
        ("明早六点", ["breakfast"]),
        ("晚饭,十二点前告诉我", ["dinner"]),
        ("下午三点", []),
        ("二十五点菜", []),
    ],
)
def test_an_hour_names_a_meal_only_where_no_word_does(said: str, services: list[str]) -> None:
    assert times.services(said) == services


@pytest.mark.parametrize("said", ["早上好,订一份饭", "早点送来", "晚点送", "昨儿晚上订的那份别送了"])
def test_a_greeting_and_the_hour_of_speaking_name_no_meal(said: str) -> None:
    assert times.services(said) == []


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("以后天天中午", []),
        ("往后天冷了", []),
        ("今后晚上都要", []),
        ("后天中午", ["2026-11-25"]),
        ("大后天晚上", ["2026-11-26"]),
        ("后儿个中午", ["2026-11-25"]),
        ("这周天天要", []),
        ("周天中午", ["2026-11-29"]),
        ("下周天天气好的话", ["2026-12-06"]),
    ],
)
def test_from_now_on_is_no_day(now: datetime, said: str, named: list[str]) -> None:
    assert [str(one.value) for one in times.days(said, now)] == named


_DAYS = """
前天 前儿 前日 昨天 昨儿 昨日 昨晚 寻日 今天 今儿 今日 今晚 今早 今晨 今晌 今朝 当天 明天 明儿 明日 明早 明晚 听日
后天 后晚 大后天 外后天 今明两天 明后天 元旦 国庆节 劳动节前一天 圣诞 平安夜 下下周二 下星期三 这个礼拜四 本周五 周六
星期天 礼拜日 二月三号 12月5日 十五号 7号 初八 正月初三 冬月二十 腊月廿三 十二月初一 除夕 大年三十 年三十 腊八 春节
元宵节 端午那天 七夕晚上 中秋节 重阳那天
"""


@pytest.mark.parametrize("said", _DAYS.split())
def test_every_way_to_begin_a_day_is_heard_amid_other_words(now: datetime, said: str) -> None:
    assert [day.start for day in times.days(f"给我{said}", now)] == [2]
