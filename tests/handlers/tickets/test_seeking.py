"""Staff ask how far something is, without its number."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.tickets import Move
from tests.builders import CHEN, LEADER, LI, LIGHT, LIU, OTHER_LIGHT, QUARREL, RESIDENTS, SECRETARY, STAFF, WANG, World


@pytest.mark.parametrize("said", ["3栋那个灯修好了没", "3栋路灯怎么样了", "路灯修了没有"])
@pytest.mark.parametrize("person", [SECRETARY, CHEN])
async def test_the_ticket_that_fits_is_shown_with_who_has_it(world: World, person: str, said: str) -> None:
    await world.reported()
    answer = await world.hears(person, said)
    assert answer.startswith("#1 3栋2单元 照明：已派单")
    assert "经办：陈静。" in answer


async def test_where_two_fit_one_question_is_asked(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT)
    assert "是哪一件？" in await world.hears(SECRETARY, "3栋那个灯修好了没")


async def test_an_open_one_comes_before_one_that_has_ended(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.passes(timedelta(days=8))
    await world.reported(OTHER_LIGHT)
    assert (await world.hears(SECRETARY, "3栋那个灯修好了没")).startswith("#2 ")


@pytest.mark.parametrize("said", ["5栋电梯修好了没", "5栋那个灯修好了没"])
async def test_where_none_fits_it_is_said(world: World, said: str) -> None:
    await world.reported()
    assert (await world.hears(SECRETARY, said)).startswith("最近30天没有这样一件。")


async def test_a_resident_learns_nothing_of_others_tickets(world: World) -> None:
    await world.reported(QUARREL)
    await world.reported()
    assert "陈静" not in await world.hears("stranger", "3栋那个灯修好了没")
    assert "经办" not in await world.hears(WANG, "2 到哪了")


@pytest.mark.parametrize(
    "said", ["王阿姨那事办了没", "王阿姨反映的灯修好了没", "老王的事到哪一步了", "3栋王阿姨家那个问题怎么样了"]
)
@pytest.mark.parametrize("person", [SECRETARY, LEADER, CHEN])
async def test_what_a_resident_reported_is_found_by_their_name(world: World, person: str, said: str) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    assert (await world.hears(person, said)).startswith("#1 3栋2单元 照明：已派单")


async def test_a_private_matter_is_told_alone_to_those_whose_it_is(world: World) -> None:
    await world.reported(QUARREL)
    assert (await world.hears(CHEN, "王阿姨那事办了没")).startswith("#1 ")
    assert "归您管的事" in await world.hears(LIU, "王阿姨那事办了没")


async def test_in_a_group_nothing_is_told_of_anybody_by_name(world: World) -> None:
    told = []
    for report in (None, LIGHT, QUARREL):
        if report:
            await world.reported(report)
        told.append((await world.hears(SECRETARY, "王阿姨那事办了没", STAFF)).split("\n")[0])
    assert set(told) == {"这只能私聊看。请点我头像私聊再说一次。"}


async def test_two_by_that_name_or_two_of_theirs_are_asked_about(world: World) -> None:
    await world.reported()
    await world.reported(QUARREL)
    said = await world.hears(CHEN, "王阿姨那事办了没")
    assert "是哪一件？" in said
    assert "照明" in said
    assert "精神" not in said


async def test_by_somebody_who_reported_nothing_or_is_not_on_the_roster_nothing_is_found(world: World) -> None:
    await world.reported()
    for name in ("李大爷", "孙大妈"):
        assert "没有找到这个人" in await world.hears(SECRETARY, f"{name}那事办了没")


async def test_whoever_is_complained_of_does_not_find_it_by_the_name_of_who_complained(world: World) -> None:
    await world.hears(WANG, "我要投诉陈静，态度太差了", RESIDENTS)
    assert "没有找到这个人" in await world.hears(CHEN, "王阿姨那事办了没")
    assert (await world.hears(LEADER, "王阿姨那事办了没")).startswith("#1 ")


@pytest.mark.parametrize("report", [LIGHT, QUARREL])
async def test_a_resident_asking_about_another_is_answered_as_if_nothing_had_been_reported(
    report: requests.OpenTicket,
) -> None:
    said = []
    for world, reported in ((World(), False), (World(), True)):
        if reported:
            await world.reported(report)
        said.append([await world.hears(LI, "王阿姨那事办了没", chat) for chat in ("", RESIDENTS)])
    assert said[0] == said[1]


async def test_a_colleague_by_name_is_no_resident(world: World) -> None:
    await world.reported()
    assert "没有找到这个人" not in await world.hears(SECRETARY, "高师傅那事办了没")
