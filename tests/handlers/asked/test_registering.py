"""The register is for those who answer for a house, alone; a finder learns nothing of the family."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Priority, Route
from bot.domain.register import Resident
from bot.domain.requests import FindFamily, ShowHousehold, TakeLeave
from tests.builders import (
    CHEN,
    HOME,
    LEADER,
    LIU,
    PROPERTY,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    bodies,
)  # fmt: skip

CARD = ShowHousehold(HOME)
SECRETS = ("13877665501", "13877665599", "王强", "王秀英", "2871")


@pytest.fixture
async def code(world: World) -> str:
    person = Resident("xingfuli", "王秀英", "3", "2", "501", "13877665501", "", "", "王强", "13877665599")
    async with world.store.work() as work:
        await work.register.put([person], by="admin", now=world.clock.now())
    return world.store.state.residents[0].code


@pytest.mark.parametrize("person", [CHEN, SECRETARY, LEADER])
async def test_those_who_answer_for_the_building_see_the_card_alone(world: World, code: str, person: str) -> None:
    said = await world.says(person, CARD)
    assert "王秀英" in said
    assert "13877665599" in said
    assert code in said
    assert world.store.state.looks[-1] == (person, "register", "3-2-501")


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize(
    ("person", "chat", "why"), [(CHEN, STAFF, "私聊"), (WANG, "", "工作人员"), (PROPERTY, "", "工作人员")]
)
async def test_nobody_sees_it_elsewhere_or_without_the_office(world: World, person: str, chat: str, why: str) -> None:
    looks = [one for one in world.store.state.looks if one[1] == "register"]
    said = await world.says(person, CARD, chat=chat)
    assert why in said
    assert not [one for one in SECRETS if one in said]
    assert [one for one in world.store.state.looks if one[1] == "register"] == looks
    assert world.store.state.looks[-1] == (person, "register refused", "3-2-501")


@pytest.mark.usefixtures("code")
async def test_a_stand_in_sees_a_house_of_another_grid_only_while_standing_in(world: World) -> None:
    assert "不归您管" in await world.says(LIU, CARD)
    assert world.store.state.looks[-1] == (LIU, "register refused", "3-2-501")
    await world.says(CHEN, TakeLeave("我今天请假", world.clock.now().date(), stand_in="刘敏"))
    assert "王秀英" in await world.says(LIU, CARD)
    world.clock.set(world.clock.now() + timedelta(days=1))
    assert "不归您管" in await world.says(LIU, CARD)


async def test_a_finder_is_thanked_and_the_worker_called_with_the_contact_alone(world: World, code: str) -> None:
    said = await world.says(WANG, FindFamily(code), chat=RESIDENTS)
    assert "已通知网格员" in said
    alone = [one for one in world.posts() if one.route is Route.APP]
    group = world.posts(STAFF)
    assert alone[0].target == CHEN
    assert alone[0].priority is Priority.RED
    assert "13877665599" in alone[0].body
    assert [one.mentions[0] for one in group] == [CHEN]
    assert code in group[0].body
    for shown in (said, *bodies(group), *bodies(world.posts(RESIDENTS))):
        assert not [one for one in SECRETS if one in shown]


async def test_a_finder_is_told_as_little_alone(world: World, code: str) -> None:
    said = await world.says(WANG, FindFamily(code))
    assert not [one for one in SECRETS if one in said]


async def test_a_worker_who_has_the_code_sees_whom_to_call(world: World, code: str) -> None:
    assert "13877665599" in await world.says(CHEN, FindFamily(code))
    assert world.posts() == []


@pytest.mark.usefixtures("code")
async def test_a_code_nobody_has_calls_nobody(world: World) -> None:
    assert "没有这个码" in await world.says(WANG, FindFamily("ZZZZZZ"), chat=RESIDENTS)
    assert world.posts() == []


async def test_what_a_finder_says_beside_the_code_goes_along(world: World, code: str) -> None:
    said = await world.hears(WANG, f"捡到一个走丢的老人，电话13812345678，在东门，卡上写着码 {code}", chat=RESIDENTS)
    assert "已通知网格员" in said
    assert "#1" in said
    calls = [one for one in world.posts() if code in one.body]
    assert all("东门" in one.body for one in calls)
    assert "13877665599" in next(one.body for one in calls if one.target == CHEN)
    assert not [one for one in calls if "13812345678" in one.body]
    for shown in (said, *bodies(world.posts(STAFF)), *bodies(world.posts(RESIDENTS))):
        assert not [one for one in SECRETS if one in shown]


async def test_the_secretary_is_told_who_looked_and_who_was_not_let(world: World) -> None:
    await world.says(CHEN, CARD)
    await world.says(LIU, CARD)
    said = (await world.hears(SECRETARY, "谁看过户卡")).splitlines()
    assert said[0] == "最近30天（10月25日周日—11月23日周一）看户卡 2次。"
    assert "刘敏 3栋2单元501（没让看）" in said[1]
    assert said[2].endswith("陈静 3栋2单元501")
    assert said[3].startswith("口径：")


async def test_nobody_else_is_told_who_looked_and_no_group(world: World) -> None:
    await world.says(CHEN, CARD)
    assert "私聊" in await world.hears(SECRETARY, "谁看过户卡", chat=STAFF)
    for person in (CHEN, LEADER, WANG):
        assert "501" not in await world.hears(person, "谁看过户卡")
