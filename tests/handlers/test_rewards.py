"""Points: held, then posted or returned, and never twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import points, requests
from bot.domain.delivery import Route
from bot.domain.places import Place
from bot.domain.points import ISSUER, TransferState
from bot.domain.requests import Rating
from bot.domain.roster import PointRules, Role
from bot.domain.tickets import Kind, Move, State
from tests.builders import (
    CHEN,
    LEADER,
    LIGHT,
    NINE,
    OTHER_LIGHT,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    changed,
    example,
)

YES = requests.AnswerClosing(Rating.SATISFIED, 1)
NO = requests.AnswerClosing(Rating.DISSATISFIED, 1)


async def test_a_reward_is_held_until_the_matter_is_verified(world: World) -> None:
    await world.reported()
    assert (await world.balance(f"held:{WANG}"), await world.balance(f"person:{WANG}")) == (5, 0)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert await world.balance(f"person:{WANG}") == 0
    await world.says(WANG, YES, chat=RESIDENTS)
    assert (await world.balance(f"held:{WANG}"), await world.balance(f"person:{WANG}")) == (0, 5)


async def test_closed_reopened_and_closed_again_pays_once(world: World) -> None:
    await world.reported()
    for _ in range(2):
        await world.moved(Move.ACCEPT, Move.RESOLVE)
        await world.says(WANG, YES, chat=RESIDENTS)
        await world.says(WANG, NO, chat=RESIDENTS)
    assert await world.balance(f"person:{WANG}") == 5
    assert sum("积分红包" in one.body for one in world.posts()) == 1


@pytest.mark.parametrize("report", [QUARREL, replace(LIGHT, category="medical"), replace(LIGHT, kind=Kind.ALARM)])
async def test_private_matters_and_kinds_without_a_rate_earn_nothing(world: World, report: requests.OpenTicket) -> None:
    assert "积分" not in (await world.reported(report)).splitlines()[0]
    assert world.store.state.transfers == {}


async def test_who_may_earn_is_a_setting() -> None:
    world = World()
    await world.reported(person=CHEN)
    assert world.store.state.transfers == {}
    rules = PointRules({"hazard": 5}, reward_roles=frozenset({Role.WORKER}))
    world = World(changed(example(), points=rules))
    await world.reported(person=CHEN)
    assert await world.balance(f"held:{CHEN}") == 5


async def test_nobody_is_paid_for_what_they_solved_themselves() -> None:
    rules = PointRules({"hazard": 5}, reward_roles=frozenset({Role.WORKER}))
    world = World(changed(example(), points=rules))
    await world.reported(person=CHEN)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(SECRETARY, YES, chat=STAFF)
    assert world.state() is State.CLOSED
    assert (await world.balance(f"held:{CHEN}"), await world.balance(f"person:{CHEN}")) == (0, 0)


async def test_nothing_is_paid_to_somebody_who_has_been_forgotten(world: World) -> None:
    await world.reported()
    world.store.state.tickets[world.place.code, 1] = replace(world.ticket(), reporter="gone-0123456789ab")
    world.store.state.transfers.clear()
    async with world.store.work() as work:
        await work.points.enter(points.hold(world.place.code, 1, "gone-0123456789ab", 5, NINE, ""))
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(SECRETARY, requests.MoveTicket(Move.CONFIRM, 1), chat=STAFF)
    assert world.state() is State.CLOSED
    assert await world.balance(ISSUER) == 0
    assert not any("积分" in one.body for one in world.posts(RESIDENTS))


async def test_nor_for_what_they_solved_while_somebody_else_had_it() -> None:
    rules = PointRules({"hazard": 5}, reward_roles=frozenset({Role.SECRETARY}))
    world = World(changed(example(), points=rules))
    await world.reported(person=SECRETARY)
    await world.moved(Move.ACCEPT)
    await world.moved(Move.RESOLVE, person=SECRETARY)
    assert world.ticket().assignee == CHEN
    await world.says(LEADER, YES, chat=STAFF)
    assert world.state() is State.CLOSED
    assert (await world.balance(f"held:{SECRETARY}"), await world.balance(f"person:{SECRETARY}")) == (0, 0)


async def test_the_cap_of_a_day_is_never_exceeded() -> None:
    rules = PointRules({"hazard": 8}, daily_cap=20)
    world = World(changed(example(), points=rules))
    for number in range(4):
        await world.reported(replace(LIGHT, place=Place("", f"{number + 1}")))
    assert await world.balance(f"held:{WANG}") == 20
    world.clock.set(world.clock.now().replace(day=24))
    await world.reported(replace(LIGHT, place=Place("", "7")))
    assert await world.balance(f"held:{WANG}") == 28


SAID: dict[str, requests.Request] = {"yes": YES, "no": NO, "withdraw": requests.WithdrawTicket(1), "again": LIGHT}
turns = st.sampled_from(["accept", "resolve", "yes", "no", "return", "decline", "withdraw", "again"])


@given(st.lists(turns, max_size=14))
async def test_whatever_happens_the_ledger_balances_and_no_reward_is_paid_twice(steps: list[str]) -> None:
    world = World()
    await world.reported()
    for step in steps:
        asked = SAID.get(step) or requests.MoveTicket(Move(step), 1, "已换灯泡")
        person = WANG if step in SAID else world.ticket().assignee
        await world.says(person, asked, chat=RESIDENTS)
    transfers = world.store.state.transfers.values()
    assert all(sum(entry.amount for entry in one.entries) == 0 for one in transfers)
    by_state = {state: [one for one in transfers if one.state is state] for state in TransferState}
    undone = [one for one in by_state[TransferState.RETURNED] if one.cause.endswith(":undo")]
    settled = [*by_state[TransferState.POSTED], *(one for one in by_state[TransferState.RETURNED] if one not in undone)]
    matters = [one.cause.rpartition(":")[0] for one in settled]
    assert len(matters) == len(set(matters))
    held, paid = await world.balance(f"held:{WANG}"), await world.balance(f"person:{WANG}")
    assert held == 5 * (len(by_state[TransferState.HELD]) - len(settled))
    assert paid == 5 * (len(by_state[TransferState.POSTED]) - len(undone))
    assert held + paid + await world.balance(ISSUER) == 0


async def test_a_danger_to_people_is_reported_for_nothing_and_one_of_things_is_rewarded(world: World) -> None:
    await world.hears(WANG, "我家孩子走丢了", chat=RESIDENTS)
    assert await world.balance(f"held:{WANG}") == 0
    await world.hears(WANG, "4栋楼道煤气味很大", chat=RESIDENTS)
    assert await world.balance(f"held:{WANG}") == 5


async def _paid(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, YES, chat=RESIDENTS)
    assert await world.balance(f"person:{WANG}") == 5


FALSE: dict[str, requests.Request] = {
    "declined": requests.MoveTicket(Move.DECLINE, 1, "根本没有垃圾，是误报，请找12345"),
    "refuted": requests.Correct(1, refuted=True),
    "withdrawn": requests.WithdrawTicket(1, "误报"),
    "by a word": requests.TakePoints(1, "是假的"),
}


@pytest.mark.parametrize("how", FALSE)
async def test_what_proves_false_after_it_was_paid_comes_back_as_a_transfer_of_its_own(world: World, how: str) -> None:
    await _paid(world)
    await world.says(SECRETARY, NO)
    before = dict(world.store.state.transfers)
    for _ in range(2):
        await world.says(SECRETARY, FALSE[how])
    added = [one for key, one in world.store.state.transfers.items() if key not in before]
    assert [(one.cause, one.state) for one in added] == [("ticket:1:undo", TransferState.RETURNED)]
    assert {one.account: one.amount for one in added[0].entries} == {f"person:{WANG}": -5, ISSUER: 5}
    assert await world.balance(f"person:{WANG}") == 0
    (told,) = [one for one in world.posts() if "积分收回" in one.body]
    assert (told.target, told.route) == (WANG, Route.APP)
    assert "-5" in await world.says(WANG, requests.ShowMyPoints())


async def test_the_reporters_own_withdrawal_after_all_takes_nothing_back(world: World) -> None:
    await _paid(world)
    await world.says(WANG, NO, chat=RESIDENTS)
    await world.says(WANG, requests.WithdrawTicket(1), chat=RESIDENTS)
    assert await world.balance(f"person:{WANG}") == 5


async def test_only_the_secretary_takes_points_and_of_what_ended_too(world: World) -> None:
    await _paid(world)
    assert "书记" in await world.says(CHEN, requests.TakePoints(1))
    assert await world.balance(f"person:{WANG}") == 5
    assert "收回" in await world.hears(SECRETARY, "1 积分收回 根本没有灯")
    assert await world.balance(f"person:{WANG}") == 0
    assert "没有可以收回的积分" in await world.hears(SECRETARY, "把1的5分扣回来")
    assert world.state() is State.CLOSED


async def test_that_it_was_none_said_by_the_secretary_after_the_end_takes_them_back(world: World) -> None:
    await _paid(world)
    assert "已经是" in await world.hears(CHEN, "1 不是隐患")
    assert await world.balance(f"person:{WANG}") == 5
    assert "积分收回了" in await world.hears(SECRETARY, "1 不是隐患")
    assert await world.balance(f"person:{WANG}") == 0
    assert "已经是" in await world.hears(SECRETARY, "1 不是隐患")


async def test_what_is_still_held_comes_back_by_her_word_too(world: World) -> None:
    await world.reported()
    await world.says(SECRETARY, requests.TakePoints(1, "是假的"))
    assert (await world.balance(f"held:{WANG}"), await world.balance(f"person:{WANG}")) == (0, 0)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, YES, chat=RESIDENTS)
    assert await world.balance(f"person:{WANG}") == 0


async def test_she_takes_points_back_by_the_name_of_their_owner(world: World) -> None:
    await _paid(world)
    assert "私聊" in await world.hears(SECRETARY, "王阿姨那5分扣回来，是假的", chat=STAFF)
    assert "没有找到王阿姨3分的" in await world.hears(SECRETARY, "王阿姨那3分扣回来")
    assert "#1 核实下来不是要办的事，那5积分收回了" in await world.hears(SECRETARY, "王阿姨那5分扣回来，是假的")
    assert await world.balance(f"person:{WANG}") == 0
    assert world.history()[-1].reason == "积分收回：是假的"
    assert "没有找到" in await world.hears(SECRETARY, "王阿姨那5分扣回来")


async def test_of_several_rewards_she_is_asked_for_the_number_and_nobody_else_may(world: World) -> None:
    await _paid(world)
    await world.reported(OTHER_LIGHT)
    said = await world.hears(SECRETARY, "把王阿姨的积分收回")
    assert "有2笔，要收回哪一笔" in said
    assert "#1 " in said
    assert "#2 " in said
    assert await world.balance(f"person:{WANG}") == 5
    await world.says(CHEN, requests.TakePointsOf("王阿姨", 5))
    assert await world.balance(f"person:{WANG}") == 5
