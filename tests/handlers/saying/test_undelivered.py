"""A post that reached nobody takes the next route; a doubled alarm is acceptable, a lost one is not."""

import pytest

from bot.domain import requests
from bot.domain.delivery import Post, Priority, Route, Verdict
from bot.domain.tickets import Move, State
from tests.builders import CANTEEN, CHEN, FIRE, LEADER, NINE, RESIDENTS, SECRETARY, STAFF, WANG, World, bodies


def post(**fields: object) -> Post:
    plain = {
        "community": "xingfuli",
        "cause": "ticket:1:assigned:0",
        "route": Route.ROBOT,
        "target": STAFF,
        "body": "#1 …",
        "priority": Priority.ORDINARY,
        "not_before": NINE,
        "mentions": (CHEN,),
        "fallback": (CHEN,),
    }
    return Post(**(plain | fields))  # type: ignore[arg-type]


async def told(world: World, lost: Post, verdict: Verdict, *, late: bool = False) -> list[Post]:
    before = len(world.posts())
    await world.dispatcher.run(requests.Undelivered(lost, verdict, late), world.place.code)
    return world.posts()[before:]


async def test_a_dead_robot_is_told_to_the_secretary_once_a_day_and_its_call_goes_one_to_one(world: World) -> None:
    again, warning = await told(world, post(), Verdict.DEAD_ROUTE)
    assert (again.route, again.target, again.body) == (Route.APP, CHEN, "#1 …")
    assert warning.target == SECRETARY
    assert "幸福里工作群" in warning.body
    second = await told(world, post(cause="ticket:2:assigned:0"), Verdict.DEAD_ROUTE)
    assert [one.target for one in second] == [CHEN]


@pytest.mark.parametrize("route", [Route.APP, Route.OA, Route.REPLY])
async def test_a_way_that_was_never_set_up_is_not_called_a_groups_robot(route: Route) -> None:
    world = World(routes=frozenset({Route.ROBOT, Route.REPLY}))
    (warning,) = await told(world, post(route=route, target="7", mentions=(), fallback=(WANG,)), Verdict.DEAD_ROUTE)
    assert (warning.target, warning.mentions) == (STAFF, (SECRETARY,))
    assert "机器人" not in warning.body
    assert "doctor" in warning.body


async def test_what_takes_the_next_route_is_forgotten_with_what_it_tells_of(world: World) -> None:
    lost = post(tickets=(1,), messages=(7,), short_lived=True)
    again, warning = await told(world, lost, Verdict.DEAD_ROUTE)
    assert (again.tickets, again.messages, again.short_lived) == ((1,), (7,), True)
    assert warning.tickets == ()


async def test_what_is_not_worth_saying_any_more_takes_no_other_route(world: World) -> None:
    forecast = post(target=CANTEEN, mentions=(), fallback=(), expires_at=NINE)
    assert await told(world, forecast, Verdict.FINAL) == []


async def test_an_answer_that_can_no_longer_be_given_as_one_takes_another_route(world: World) -> None:
    late = post(route=Route.REPLY, target="7", mentions=(), fallback=(WANG,), expires_at=NINE)
    (again,) = await told(world, late, Verdict.FINAL)
    assert (again.route, again.target) == (Route.APP, WANG)


async def test_what_nobody_was_named_for_goes_to_the_secretary(world: World) -> None:
    said = await told(world, post(target=CANTEEN, mentions=(), fallback=()), Verdict.FINAL)
    assert [one.target for one in said] == [SECRETARY]


async def test_an_ordinary_post_of_unknown_fate_is_not_said_again(world: World) -> None:
    assert await told(world, post(), Verdict.UNKNOWN) == []


async def test_a_red_post_of_unknown_fate_goes_once_more_by_another_route(world: World) -> None:
    await world.reported(FIRE)
    red = world.posts()[0]
    said = await told(world, red, Verdict.UNKNOWN)
    assert [(one.route, one.target, one.priority) for one in said] == [
        (Route.APP, CHEN, Priority.RED),
        (Route.APP, LEADER, Priority.RED),
    ]
    assert all(body.startswith("（换个方式再通知一次）\n#1 ") for body in bodies(said))
    assert await told(world, said[0], Verdict.UNKNOWN) == []


async def test_an_exact_text_never_falls_back_to_residents() -> None:
    world = World(routes=frozenset({Route.ROBOT}))
    assert RESIDENTS not in [one.target for one in await told(world, post(priority=Priority.RED), Verdict.FINAL)]


async def test_an_answer_that_could_not_be_given_reaches_the_person_one_to_one(world: World) -> None:
    reply = post(route=Route.REPLY, target="7", cause="message:7:reply", mentions=(), fallback=(WANG,))
    (said,) = await told(world, reply, Verdict.FINAL)
    assert (said.route, said.target) == (Route.APP, WANG)


async def test_an_answer_nobody_can_be_given_is_not_posted_to_a_group() -> None:
    world = World(routes=frozenset({Route.ROBOT, Route.REPLY}))
    reply = post(route=Route.REPLY, target="7", cause="message:7:reply", mentions=(), fallback=(WANG,))
    assert await told(world, reply, Verdict.FINAL) == []


async def test_what_was_meant_for_one_pair_of_eyes_is_only_announced_in_a_group(world: World) -> None:
    alone = post(route=Route.APP, target=CHEN, body="#7 【紧急】3栋2单元501\n居民说：有尿毒症", priority=Priority.RED)
    said, _ = await told(world, alone, Verdict.FINAL)
    assert (said.target, said.mentions) == (STAFF, (CHEN,))
    assert said.body.startswith("#7 ")
    assert "501" not in said.body
    assert "尿毒症" not in said.body


@pytest.mark.parametrize("cause", ["ticket:1:assigned:0", "ticket:1:assigned:0:again"])
async def test_the_secretary_is_told_once_a_day_whom_of_the_staff_the_app_cannot_reach(
    world: World, cause: str
) -> None:
    lost = post(route=Route.APP, target=CHEN, cause=cause)
    (said,) = await told(world, lost, Verdict.FINAL)
    assert (said.route, said.target) == (Route.APP, SECRETARY)
    assert "陈静" in said.body
    assert await told(world, post(route=Route.APP, target=CHEN, cause="another"), Verdict.FINAL) == []
    assert await told(world, post(route=Route.APP, target=CHEN, response_code="R"), Verdict.FINAL) == []


async def test_where_it_is_herself_the_staff_group_is_told_and_nothing_goes_round_in_a_ring(world: World) -> None:
    (said,) = await told(world, post(route=Route.APP, target=SECRETARY), Verdict.FINAL)
    assert (said.route, said.target, said.mentions) == (Route.ROBOT, STAFF, (SECRETARY,))
    assert await told(world, post(route=Route.APP, target=WANG), Verdict.FINAL) == []


async def _result_that_came_too_late(world: World) -> list[Post]:
    await world.hears("oa:follower", "3栋2单元路灯不亮")
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert world.state() is State.CONFIRMING
    lost = post(route=Route.OA, target="follower", mentions=(), fallback=(), tickets=(1,))
    return await told(world, lost, Verdict.FINAL)


async def test_staff_learn_that_a_follower_did_not_hear_the_result(world: World) -> None:
    said = await _result_that_came_too_late(world)
    assert any("#1 办好的消息没发到报告人那里" in one.body and CHEN in one.mentions for one in said)


async def test_thanks_for_a_result_that_was_never_heard_bring_it_and_close_nothing(world: World) -> None:
    await _result_that_came_too_late(world)
    assert "已换灯泡" in await world.hears("oa:follower", "谢谢")
    assert world.state() is State.CONFIRMING
    await world.hears("oa:follower", "谢谢")
    assert world.state() is State.CLOSED


async def test_the_first_word_of_a_follower_brings_the_result(world: World) -> None:
    await _result_that_came_too_late(world)
    assert "已换灯泡" in await world.hears("oa:follower", "你好")
    assert "已换灯泡" not in await world.hears("oa:follower", "你好")


async def test_a_way_that_is_barred_is_told_to_the_secretary_by_another_once_a_day_and_nothing_else_is_said_twice(
    world: World,
) -> None:
    lost = post(route=Route.APP, target=CHEN)
    (warning,) = await told(world, lost, Verdict.BARRED)
    assert (warning.route, warning.target, warning.mentions) == (Route.ROBOT, STAFF, (SECRETARY,))
    assert "企业微信" in warning.body
    assert "doctor" in warning.body
    assert await told(world, lost, Verdict.BARRED) == []
    (warning,) = await told(world, post(route=Route.OA, target="7"), Verdict.BARRED)
    assert (warning.route, warning.target) == (Route.APP, SECRETARY)
    assert "公众号" in warning.body


async def test_of_what_a_barred_way_holds_back_red_is_told_by_another_once(world: World) -> None:
    red = post(route=Route.APP, target=CHEN, priority=Priority.RED)
    look, warning = await told(world, red, Verdict.BARRED)
    assert (look.route, look.mentions, look.priority) == (Route.ROBOT, (CHEN,), Priority.RED)
    assert warning.mentions == (SECRETARY,)
    assert await told(world, red, Verdict.BARRED) == []
    again = post(route=Route.APP, target=CHEN, priority=Priority.RED, cause=f"{red.cause}:again:1")
    assert await told(world, again, Verdict.BARRED) == []


async def test_of_what_came_too_late_the_secretary_is_not_told_that_it_was_refused(world: World) -> None:
    lost = post(route=Route.APP, target=CHEN)
    assert await told(world, lost, Verdict.FINAL, late=True) == []
    (warning,) = await told(world, lost, Verdict.FINAL)
    assert warning.target == SECRETARY
