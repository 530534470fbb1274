"""Is it a matter at all? Asked in plain words, and nobody is sent out for what nobody confirmed and names nothing."""

from datetime import timedelta

import pytest

from bot.domain.tickets import Kind
from tests.builders import HOME, RESIDENTS, SECRETARY, STAFF, WANG, ZHOU, World

#: Names a thing; says nothing in particular.
BIN, NOTHING = "楼梯口那个东西", "我不会弄这个"
HOURS = timedelta(hours=5)


@pytest.mark.parametrize("said", ["3栋垃圾没人收", "3栋灯坏了", "3栋暖气一点都不热", "3栋灯没亮", "3栋停电了"])
async def test_what_is_wrong_in_so_many_words_is_filed_without_a_question(world: World, said: str) -> None:
    assert "#1 收到：3栋" in await world.hears(WANG, said, RESIDENTS)


@pytest.mark.parametrize("yes", ["是", "是的", "要", "派人来看看", "好的，麻烦你们", "嗯 快点来", "报修"])
async def test_yes_sends_somebody(world: World, yes: str) -> None:
    assert "是要人来看看吗？回“是”" in await world.hears(ZHOU, BIN, RESIDENTS)
    assert "#1 收到" in await world.hears(ZHOU, yes, RESIDENTS)
    await world.passes(HOURS)
    assert len(world.store.state.tickets) == 1


@pytest.mark.parametrize("no", ["算了", "不是", "不用", "算了不说了", "不用了", "没事"])
@pytest.mark.parametrize("said", [BIN, NOTHING])
async def test_no_drops_it(world: World, said: str, no: str) -> None:
    await world.hears(ZHOU, said, RESIDENTS)
    assert "不记了" in await world.hears(ZHOU, no, RESIDENTS)
    await world.passes(HOURS)
    assert world.store.state.tickets == {}


async def test_a_wish_is_asked_about_as_one(world: World) -> None:
    assert "记成心愿吗" in await world.hears(ZHOU, NOTHING, RESIDENTS)
    await world.hears(ZHOU, "是", RESIDENTS)
    assert world.ticket().kind is Kind.WISH


async def test_without_an_answer_what_names_a_thing_goes_to_a_human(world: World) -> None:
    await world.hears(ZHOU, BIN, RESIDENTS)
    await world.passes(HOURS)
    assert len(world.store.state.tickets) == 1


async def test_without_an_answer_what_names_nothing_is_listed_for_the_secretary(world: World) -> None:
    await world.hears(ZHOU, NOTHING, RESIDENTS)
    await world.passes(HOURS)
    assert world.store.state.tickets == {}
    assert [text for _, text, _ in world.store.state.unanswered] == [NOTHING]


async def test_what_names_nothing_is_not_filed_over_a_second_question_either(world: World) -> None:
    await world.hears(ZHOU, NOTHING, RESIDENTS)
    assert "在哪栋楼" in await world.hears(ZHOU, "路灯坏了", RESIDENTS)
    assert world.store.state.tickets == {}
    assert [text for _, text, _ in world.store.state.unanswered] == [NOTHING]


async def test_nobody_on_the_staff_is_asked_whether_they_mean_anything(world: World) -> None:
    assert "记成心愿吗" not in await world.hears(SECRETARY, "我不会弄这个", STAFF)
    await world.passes(HOURS)
    assert world.store.state.tickets == {}


async def test_what_makes_the_noise_and_the_noise_are_one_matter_where_it_was_said_to_be(world: World) -> None:
    await world.hears(WANG, "5栋装修")
    assert "#1 收到：5栋 噪音" in await world.hears(WANG, "电钻声吵死了")
    assert len(world.store.state.tickets) == 1


async def test_two_lines_that_may_be_a_matter_are_one_at_home(world: World) -> None:
    await world.hears(WANG, "小同志 我家那个抽水马桶按下去不弹上来")
    await world.hears(WANG, "水一直哗哗的")
    assert [one.text for one in world.store.state.tickets.values()] == [
        "小同志 我家那个抽水马桶按下去不弹上来；水一直哗哗的"
    ]
    assert world.ticket().place == HOME
