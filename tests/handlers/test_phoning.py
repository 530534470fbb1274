"""A phone number that somebody leaves goes 1:1 to whoever has to act, and is seen nowhere else."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import requests
from bot.domain.delivery import Post, Priority, Route
from bot.domain.tickets import Move
from tests.builders import CHEN, LI, LIGHT, LIU, RESIDENTS, STAFF, WANG, World

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
