"""A phone number that somebody leaves goes 1:1 to whoever has to act, and is seen nowhere else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import Post, Priority, Route
from bot.domain.places import Place
from bot.domain.tickets import Move
from tests.builders import (
    CHEN,
    LEADER,
    LI,
    LIGHT,
    LIU,
    OTHER_LIGHT,
    PROPERTY,
    RESIDENTS,
    RESIDENTS_2,
    SECRETARY,
    STAFF,
    WANG,
    ZHOU,
    World,
)

PHONE, OTHER = "13800138000", "13900139000"
CALLABLE = replace(LIGHT, text=f"3栋2单元的路灯不亮了，联系我{PHONE}")


def telling(world: World, phone: str = PHONE) -> list[Post]:
    """Every post that holds the number, answers included."""
    return [one for one in world.store.posts() if phone in one.body]


async def test_it_goes_to_the_assignee_alone_with_the_assignment(world: World) -> None:
    said = await world.reported(CALLABLE)
    assert PHONE not in said
    (post,) = telling(world)
    assert (post.route, post.target, post.priority) == (Route.APP, CHEN, Priority.URGENT)
    assert "不要转发到群里" in post.body


async def test_what_is_kept_of_the_report_does_not_hold_it(world: World) -> None:
    await world.reported(CALLABLE)
    await world.says(WANG, requests.AddToTicket(f"补充：打{OTHER}"), chat=RESIDENTS)
    assert world.ticket().text == "3栋2单元的路灯不亮了，联系我（电话）"
    assert not [one for one in world.history() if PHONE in one.reason or OTHER in one.reason]


async def test_one_left_later_or_by_a_neighbour_is_handed_over_too(world: World) -> None:
    await world.reported()
    await world.says(LI, requests.JoinTicket(1, f"我们也是，打我{OTHER}"), chat=RESIDENTS)
    (post,) = telling(world, OTHER)
    assert post.target == CHEN


async def test_the_next_assignee_gets_it_as_well(world: World) -> None:
    await world.reported(CALLABLE)
    await world.says(CHEN, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    assert [one.target for one in telling(world)] == [CHEN, LIU]


async def test_whoever_takes_it_on_themselves_gets_it(world: World) -> None:
    await world.reported(CALLABLE)
    await world.says(LIU, requests.MoveTicket(Move.ACCEPT, 1), chat=STAFF)
    assert [one.target for one in telling(world)] == [CHEN, LIU]


async def test_a_stand_in_gets_it_and_gives_the_ticket_back_with_it(world: World) -> None:
    await world.reported(CALLABLE)
    today = world.clock.now().date()
    await world.says(CHEN, requests.TakeLeave("我请假，刘敏替", today, today + timedelta(days=9), "刘敏"), chat=STAFF)
    assert [one.target for one in telling(world)] == [CHEN, LIU]
    world.clock.set(world.clock.now() + timedelta(hours=1))
    await world.says(CHEN, requests.EndLeave(), chat=STAFF)
    assert [one.target for one in telling(world)] == [CHEN, LIU, CHEN]


async def test_asked_alone_the_assignee_is_told_and_in_a_group_nobody_is() -> None:
    world = World(routes=frozenset({Route.REPLY, Route.ROBOT}))
    await world.reported(CALLABLE)
    assert telling(world) == []
    assert PHONE in await world.says(CHEN, requests.ShowTicket(1))
    for person, chat in ((CHEN, STAFF), (CHEN, RESIDENTS), (LIU, ""), (WANG, "")):
        assert PHONE not in await world.says(person, requests.ShowTicket(1), chat=chat)


async def test_after_the_end_nobody_is_told(world: World) -> None:
    await world.reported(CALLABLE)
    await world.says(WANG, requests.WithdrawTicket(1), chat=RESIDENTS)
    assert PHONE not in await world.says(CHEN, requests.ShowTicket(1))


async def merged(world: World) -> None:
    """#1 with a number, of the second grid, becomes part of #2, which is of the first."""
    there = replace(CALLABLE, place=Place("5栋", "5", known=True))
    await world.reported(there)
    await world.reported(person=LI)
    assert (world.ticket(1).assignee, world.ticket(2).assignee) == (LIU, CHEN)
    await world.says(LIU, requests.MoveTicket(Move.MERGE, 1, to="2"), chat=STAFF)


async def test_whoever_has_the_ticket_it_was_merged_into_gets_it(world: World) -> None:
    await merged(world)
    assert [(one.target, one.body[:2]) for one in telling(world)] == [(LIU, "#1"), (CHEN, "#2")]
    assert PHONE in await world.says(CHEN, requests.ShowTicket(2))


async def test_so_does_the_next_one_and_once_only(world: World) -> None:
    await merged(world)
    await world.says(CHEN, requests.MoveTicket(Move.REASSIGN, 2, to="高师傅"), chat=STAFF)
    assert [one.target for one in telling(world)] == [LIU, CHEN, PROPERTY]


async def test_whoever_has_both_is_not_told_again(world: World) -> None:
    await world.reported(CALLABLE)
    await world.reported(OTHER_LIGHT, person=LI)
    await world.says(CHEN, requests.MoveTicket(Move.MERGE, 1, to="2"), chat=STAFF)
    assert [one.target for one in telling(world)] == [CHEN]
    assert PHONE in await world.says(CHEN, requests.ShowTicket(2))


async def test_a_complaint_and_its_number_come_to_nobody_it_complains_of_by_a_merger(world: World) -> None:
    await world.hears(WANG, f"我要投诉刘敏，态度太差了，联系我{PHONE}", chat=RESIDENTS)
    await world.hears(LI, "5栋502的老太太摔伤了以后没人照顾，能不能帮帮她")
    assert (world.ticket(1).about, world.ticket(2).assignee, world.ticket(2).private) == ((LIU,), LIU, True)
    assert "要分开办" in await world.says(LEADER, requests.MoveTicket(Move.MERGE, 1, to="2"))
    assert world.ticket(1).merged_into is None
    assert not [one for one in telling(world) if one.target == LIU]
    assert PHONE not in await world.says(LIU, requests.ShowTicket(2))


#: As the roster knows the old man of the second grid, who lives alone.
WHERE = "李大爷，住5栋1单元101"


async def test_everybody_called_to_a_private_danger_sees_on_the_card_who_and_where(world: World) -> None:
    await world.hears(LI, "我胸口堵得慌 左胳膊麻", chat=RESIDENTS_2)
    for person in (LIU, LEADER):
        (post,) = world.posts(person)
        assert WHERE in post.body
        assert post.card is not None
        assert ("报告人", "李大爷 5栋1单元101") in post.card.lines


async def test_everybody_called_to_a_public_danger_learns_it_1_1(world: World) -> None:
    await world.hears(ZHOU, "4栋着火了", chat=RESIDENTS)
    assert [one.target for one in telling(world, "周姐，住4栋1单元601")] == [CHEN, LEADER]


async def test_so_does_whoever_the_ladder_rings_and_once(world: World) -> None:
    await world.hears(LI, "我胸口堵得慌 左胳膊麻", chat=RESIDENTS_2)
    assert WHERE not in await world.says(SECRETARY, requests.ShowTicket(1))
    await world.passes(timedelta(hours=3))
    assert len([one for one in telling(world, WHERE) if one.target == SECRETARY and one.route is Route.APP]) == 1
    assert WHERE in await world.says(SECRETARY, requests.ShowTicket(1))


@pytest.mark.parametrize(
    "asked",
    [
        "谁报的",
        "1 谁报的",
        "1 电话多少",
        "1 电话",
        "1 地址",
        "1 联系方式",
        "1 人在哪",
        "在哪栋楼",
        "1 住哪",
        "报告人是谁",
    ],
)
async def test_whoever_is_called_may_ask_for_it_1_1_and_nobody_else(world: World, asked: str) -> None:
    await world.hears(LI, "我胸口堵得慌 左胳膊麻", chat=RESIDENTS_2)
    assert WHERE in await world.hears(LIU, asked)
    for person, chat in ((LIU, STAFF), (CHEN, ""), (WANG, "")):
        assert WHERE not in await world.hears(person, asked, chat=chat)


async def test_of_what_is_no_danger_it_is_kept(world: World) -> None:
    await world.reported()
    assert (await world.hears(CHEN, "1 谁报的")).startswith("谁报的，我们不往外说。")
