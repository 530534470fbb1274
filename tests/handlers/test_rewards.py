"""Points: held, then posted or returned, and never twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import requests
from bot.domain.places import Place
from bot.domain.points import ISSUER, TransferState
from bot.domain.requests import Rating
from bot.domain.roster import PointRules, Role
from bot.domain.tickets import Kind, Move, State
from tests.builders import CHEN, LIGHT, QUARREL, RESIDENTS, SECRETARY, STAFF, WANG, World, changed, example

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
    settled = [*by_state[TransferState.POSTED], *by_state[TransferState.RETURNED]]
    matters = [one.cause.rpartition(":")[0] for one in settled]
    assert len(matters) == len(set(matters))
    held, paid = await world.balance(f"held:{WANG}"), await world.balance(f"person:{WANG}")
    assert held == 5 * (len(by_state[TransferState.HELD]) - len(settled))
    assert paid == 5 * len(by_state[TransferState.POSTED])
    assert held + paid + await world.balance(ISSUER) == 0
