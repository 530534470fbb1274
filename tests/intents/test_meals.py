"""What an order says."""

from datetime import datetime

import pytest

from intents import meals


def test_an_order_gives_up_all_its_slots(now: datetime) -> None:
    words = meals.read("给我妈订明天中午两份饭，少盐，不要香菜，送到3栋501", now, "3栋501")
    assert words.services == ("lunch",)
    assert words.quantity == 2
    assert str(words.day) == "2026-11-24"
    assert words.delivery is True
    assert words.for_whom.endswith("妈")
    assert words.diet == ("少盐", "不要香菜")


def test_the_number_of_a_building_is_no_quantity(now: datetime) -> None:
    assert meals.read("饭送到3栋2个单元", now, "3栋2个单元").quantity is None


@pytest.mark.parametrize(
    ("said", "delivery"), [("自己来取", False), ("送上门", True), ("不用送，我下楼", False), ("两份", None)]
)
def test_delivery_is_said_or_left_open(now: datetime, said: str, delivery: bool | None) -> None:
    assert meals.read(said, now).delivery is delivery


@pytest.mark.parametrize(
    ("said", "act"),
    [
        ("明天中午一份", "order"),
        ("取消明天的饭", "cancel"),
        ("我那份不要了", "cancel"),
        ("改成三份", "change"),
        ("我订了没", "show"),
        ("我昨天订的饭呢", "show"),
        ("今儿别给我送饭了", "cancel"),
        ("饭停一天,去县里喝喜酒", "cancel"),
        ("来碗面,别放辣", "order"),
        ("午饭数错了,不是五是四", "change"),
        ("晚饭我改自取了", "change"),
        ("帮我查一下订了没，没订就订一份", "order"),
        ("午饭再加一份", "change"),
        ("我爸的停了吧,住院了", "cancel"),
        ("周三到周五的都停了", "cancel"),
        ("明儿个不送咯", "cancel"),
        ("晚饭两份送4栋,电梯今天停着", "order"),
        ("是三份不是两份", "change"),
        ("我订的是午饭不是晚饭,给改过来", "change"),
        ("我这份改清淡的", "change"),
        ("饭是不是每天都有,有就订一份", "order"),
        ("我那三份减一份", "change"),
        ("明天中午少订一份", "change"),
    ],
)
def test_the_kitchen_is_told_what_is_wanted(said: str, act: str) -> None:
    assert meals.act_of(said) == act


def test_a_past_day_is_no_day_to_eat(now: datetime) -> None:
    assert meals.read("昨天的两份", now).day is None


def test_the_number_of_a_day_is_no_quantity(now: datetime) -> None:
    assert meals.read("今儿腊月二十三，糖瓜没有就来份普通的", now).quantity == 1


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("周三和周五中午各一份", ["2026-11-25", "2026-11-27"]),
        ("周二周四各来一份", ["2026-11-24", "2026-11-26"]),
        ("明天订，昨天那份今天退", ["2026-11-24"]),
        ("是礼拜三不是礼拜二", ["2026-11-25"]),
    ],
)
def test_days_told_one_after_the_other_are_all_meant(now: datetime, said: str, days: list[str]) -> None:
    words = meals.read(said, now)
    assert [str(day) for day in (words.day, *words.more_days)] == days


def test_an_order_for_so_many_days_on_end_has_a_last_one(now: datetime) -> None:
    words = meals.read("后天开始连订五天午餐", now)
    assert (str(words.day), str(words.last_day)) == ("2026-11-25", "2026-11-29")


@pytest.mark.parametrize(
    ("said", "open_day"),
    [
        ("过几天要两份", True),
        ("月底来三份", True),
        ("这几天都要", True),
        ("一份，月底一起结", False),
        ("下周二一份", False),
    ],
)
def test_a_day_left_open_is_told_from_one_that_is_named(now: datetime, said: str, open_day: bool) -> None:
    assert meals.read(said, now).some_day is open_day


@pytest.mark.parametrize(
    "said",
    ["明天不订饭", "明天不订餐", "今天不订", "中午不订", "明天不要饭", "午饭不用了", "明天不来吃了", "我明天不吃食堂"],
)
def test_a_meal_that_is_not_wanted_is_never_an_order(said: str) -> None:
    assert meals.act_of(said) == "cancel"


@pytest.mark.parametrize(
    "said",
    ["我不来吃，送家里来一份", "不要早饭，要午饭一份", "明天一份饭不要葱", "一份 不吃辣，不要饭盒", "两份 不吃猪肉"],
)
def test_what_is_not_wanted_in_an_order_leaves_it_one(said: str) -> None:
    assert meals.act_of(said) == "order"


@pytest.mark.parametrize(
    ("said", "away"),
    [("明天不在家", True), ("下午不在家 别来修", True), ("明天不在家吃", False), ("我不在家，给老伴送一份", False)],
)
def test_being_away_alone_says_nothing_of_a_meal(said: str, *, away: bool) -> None:
    assert meals.only_away(said) is away


@pytest.mark.parametrize(
    ("said", "notes"),
    [
        ("一份，不要辣的", ("不辣",)),
        ("一份，不吃辣", ("不辣",)),
        ("一份，别放辣椒", ("不辣",)),
        ("一份，不要加辣", ("不辣",)),
        ("一份，不用多放辣", ()),
        ("一份，要辣的", ("加辣",)),
        ("一份，少放盐，不要香菜", ("少盐", "不要香菜")),
        ("一份，盐少放点", ("少盐",)),
        ("一份，少放点油", ("少油",)),
        ("一份，我没有糖尿病", ()),
    ],
)
def test_a_taste_denied_is_never_the_taste(now: datetime, said: str, notes: tuple[str, ...]) -> None:
    assert meals.read(said, now).diet == notes


@pytest.mark.parametrize(
    ("said", "past", "no_day"),
    [
        ("昨天中午一份", "2026-11-22", ""),
        ("昨天中午给我来一份", "2026-11-22", ""),
        ("11月20号中午一份", "2026-11-20", ""),
        ("2月30号中午一份", None, "2月30号"),
        ("四月三十一号晚上两份", None, "四月三十一号"),
        ("2月29号一份", None, "2月29号"),
        ("昨天订的那份呢", None, ""),
        ("跟昨天一样来一份", None, ""),
        ("昨天两份没送来，明天中午一份", None, ""),
    ],
)
def test_a_day_that_is_over_or_never_comes_is_not_ordered_for(
    now: datetime, said: str, past: str | None, no_day: str
) -> None:
    words = meals.read(said, now)
    assert (str(words.past) if words.past else None, words.no_day) == (past, no_day)
    if past or no_day:
        assert words.day is None


@pytest.mark.parametrize("said", ["这个周末中午一份", "冬至来一份", "隔天中午一份", "我生日那天一份", "端午节中午一份"])
def test_a_day_that_we_cannot_tell_is_asked_for_and_never_today(now: datetime, said: str) -> None:
    assert meals.read(said, now).some_day
