"""A leave set right, shortened, ended by word."""

from datetime import date, timedelta

import pytest

from bot.domain import leaves
from tests.builders import CHEN, LIU, SECRETARY, STAFF, World

TUESDAY, WEDNESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)


def noted(world: World) -> list[leaves.Leave]:
    return [one for one in world.store.state.leaves.values() if one.ended_at is None]


def days(world: World) -> list[tuple[date, date]]:
    return [(one.first, one.last) for one in noted(world)]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("不对，是后天", WEDNESDAY, WEDNESDAY),
        ("改到周五", FRIDAY, FRIDAY),
        ("改成周三到周五", WEDNESDAY, FRIDAY),
        ("到周五", TUESDAY, FRIDAY),
    ],
)
async def test_the_leave_noted_just_before_is_set_right(world: World, said: str, first: date, last: date) -> None:
    await world.hears(CHEN, "我明天请假，刘敏替", STAFF)
    answer = await world.hears(CHEN, said, STAFF)
    assert "由刘敏替" in answer
    assert ("原来记的11月24日周二不算了" in answer) is (first > TUESDAY)
    assert days(world) == [(first, last)]


async def test_it_may_be_set_right_twice(world: World) -> None:
    for said in ("我明天请假，刘敏替", "不对，是后天", "改到周五"):
        await world.hears(CHEN, said, STAFF)
    assert days(world) == [(FRIDAY, FRIDAY)]


async def test_an_hour_later_such_words_change_nothing(world: World) -> None:
    await world.hears(CHEN, "我明天请假，刘敏替", STAFF)
    world.clock.set(world.clock.now() + timedelta(hours=1))
    await world.hears(CHEN, "改到周五", STAFF)
    assert days(world) == [(TUESDAY, TUESDAY)]


async def test_whoever_is_ill_for_some_days_has_the_first_noted_and_is_asked_until_when(world: World) -> None:
    answer = await world.hears(CHEN, "我病了，这几天来不了", STAFF)
    assert "先记11月23日周一这一天。要请到哪一天？" in answer
    assert days(world) == [(date(2026, 11, 23), date(2026, 11, 23))]
    await world.hears(CHEN, "到周三", STAFF)
    assert days(world) == [(date(2026, 11, 23), WEDNESDAY)]


async def test_the_day_that_was_asked_for_is_taken_from_the_answer(world: World) -> None:
    assert "请哪一天假" in await world.hears(CHEN, "我要请假", STAFF)
    assert "您11月25日周三请假" in await world.hears(CHEN, "周三", STAFF)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [("周二我还是来上班的", WEDNESDAY, FRIDAY), ("周五我照常上班", TUESDAY, date(2026, 11, 26))],
)
async def test_of_a_longer_leave_its_first_or_last_day_may_be_worked(
    world: World, said: str, first: date, last: date
) -> None:
    await world.hears(CHEN, "我周二到周五请假，刘敏替", STAFF)
    await world.hears(CHEN, said, STAFF)
    assert days(world) == [(first, last)]
    assert noted(world)[0].stand_in == LIU


async def test_a_day_in_the_middle_of_it_is_asked_about(world: World) -> None:
    await world.hears(CHEN, "我周二到周五请假，刘敏替", STAFF)
    assert "请一次说一段" in await world.hears(CHEN, "周三我还是来上班的", STAFF)
    assert days(world) == [(TUESDAY, FRIDAY)]


async def test_a_leave_of_that_day_alone_is_cancelled(world: World) -> None:
    await world.hears(CHEN, "我明天请假，刘敏替", STAFF)
    assert "请假不算了" in await world.hears(CHEN, "明天我还是来上班的", STAFF)
    assert not noted(world)


@pytest.mark.parametrize("said", ["我今天来了", "我来上班了"])
async def test_whoever_has_come_is_on_duty_again(world: World, said: str) -> None:
    await world.hears(CHEN, "我今天请假，刘敏替", STAFF)
    assert "转回给您" in await world.hears(CHEN, said, STAFF)
    assert not noted(world)


async def test_the_secretary_may_set_right_what_she_has_noted_for_another(world: World) -> None:
    await world.hears(SECRETARY, "陈静明天请假，刘敏替", STAFF)
    await world.hears(SECRETARY, "不对，是后天", STAFF)
    assert [(one.person, one.first) for one in noted(world)] == [(CHEN, WEDNESDAY)]
