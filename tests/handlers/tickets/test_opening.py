"""A matter is filed, read back, called out, added to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import Priority, Route
from bot.domain.places import Place
from bot.domain.roster import Party, Role
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency
from tests.builders import (
    BLOCK,
    CHEN,
    FIRE,
    LEADER,
    LI,
    LIGHT,
    NINE,
    OTHER_LIGHT,
    PROPERTY,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    ZHOU,
    World,
    changed,
    example,
)
from tests.domain.test_routing import without


async def test_a_report_is_read_back_in_one_line_that_begins_with_its_number(world: World) -> None:
    said = (await world.reported()).splitlines()[0]
    assert said == "#1 收到：3栋2单元 照明，已通知第一网格网格员。核实办结后您得5积分。"


async def test_a_report_is_assigned_and_its_worker_is_really_mentioned(world: World) -> None:
    await world.reported()
    (call,) = world.posts()
    assert (call.target, call.mentions, call.priority) == (STAFF, (CHEN,), Priority.ORDINARY)
    assert "3栋2单元的路灯又不亮了" in call.body
    assert (world.state(), world.ticket().assignee, world.ticket().grid) == (State.ASSIGNED, CHEN, "g1")
    assert [(one.source, one.target, one.by) for one in world.history()] == [(None, State.ASSIGNED, "bot")]


async def test_a_wish_has_its_handler_and_its_reward(world: World) -> None:
    wish = requests.OpenTicket("希望小区多组织小朋友活动", Kind.WISH, "activities")
    said = await world.reported(wish)
    assert said.startswith("#1 心愿收到：活动，已通知第一网格网格员。核实办结后您得2积分。")


async def test_numbers_are_counted_up(world: World) -> None:
    await world.reported()
    assert (await world.reported(OTHER_LIGHT, person=LI)).startswith("#2 ")


async def test_red_says_first_what_to_do_and_calls_worker_and_leader_at_once(world: World) -> None:
    said = await world.reported(FIRE)
    assert said.startswith("⚠️")
    assert "本群不能代替110/119/120" in said.splitlines()[0]
    assert said.splitlines()[1].startswith("#1 ")
    call, *who = world.posts()
    assert (call.mentions, call.priority) == ((CHEN, LEADER), Priority.RED)
    assert [(one.route, one.target) for one in who] == [(Route.APP, CHEN), (Route.APP, LEADER)]
    assert all("王阿姨，住3栋2单元501（不一定是出事的地方）" in one.body for one in who)


async def test_another_danger_at_the_same_place_is_a_matter_of_its_own(world: World) -> None:
    place = Place("4栋楼下", "4", landmark="楼下", known=True)
    fight = requests.OpenTicket("4栋楼下有人打架", Kind.HAZARD, "security", Urgency.RED, place, safety="violence")
    lost = replace(fight, text="孩子在4栋楼下走丢了，六岁", safety="missing_person")
    await world.reported(fight, person=ZHOU)
    await world.reported(lost, person=ZHOU)
    await world.reported(replace(lost, text="孩子在4栋楼下走丢了，穿红衣服"), person=ZHOU)
    assert sorted(number for _, number in world.store.state.tickets) == [1, 2]


async def test_alone_with_the_bot_nobody_is_sent_away_from_a_group(world: World) -> None:
    assert "群里" in await world.says(WANG, QUARREL, chat=RESIDENTS)
    assert "群里" not in await World().says(WANG, QUARREL)


async def test_no_points_are_promised_beside_a_danger(world: World) -> None:
    assert "积分" not in await world.reported(FIRE)


@pytest.mark.parametrize(
    ("report", "opens"), [(FIRE, timedelta()), (LIGHT, timedelta(hours=10))], ids=["red at once", "blue at eight"]
)
async def test_at_ten_in_the_evening_red_is_called_out_and_blue_waits_for_the_morning(
    report: requests.OpenTicket, opens: timedelta
) -> None:
    night = NINE.replace(hour=22)
    world = World(start=night)
    await world.reported(report)
    assert {one.not_before for one in world.posts()} == {night + opens}


async def test_nobody_to_assign_rings_the_secretary_with_what_to_do() -> None:
    world = World(without(example(), Role.WORKER, Role.LEADER))
    await world.reported()
    (call,) = world.posts()
    assert (call.route, call.target) == (Route.APP, SECRETARY)
    assert "没有人可派" in call.body
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="物业"))
    assert world.ticket().assignee == PROPERTY


async def test_nobody_to_assign_rings_in_the_staff_group_when_the_secretary_has_no_private_channel() -> None:
    world = World(without(example(), Role.WORKER, Role.LEADER), routes=frozenset({Route.ROBOT}))
    await world.reported()
    assert [(one.target, one.mentions) for one in world.posts()] == [(STAFF, (SECRETARY,))]


async def test_a_community_with_nobody_keeps_the_ticket_new_and_can_still_be_assigned() -> None:
    world = World(without(example(), Role.WORKER, Role.LEADER, Role.SECRETARY))
    await world.reported()
    assert world.state() is State.NEW
    await world.says(PROPERTY, requests.MoveTicket(Move.REASSIGN, 1, to="物业"), chat=STAFF)
    assert (world.state(), world.ticket().assignee) == (State.ASSIGNED, PROPERTY)


async def test_a_category_of_another_party_calls_its_people() -> None:
    parties = (Party("wuye", "安居物业", people=(PROPERTY,), categories=("lighting",)),)
    world = World(changed(example(), parties=parties))
    assert "已通知安居物业" in await world.reported()
    assert world.posts()[0].mentions == (PROPERTY,)


async def test_the_same_matter_again_is_added_and_not_filed_twice(world: World) -> None:
    await world.reported()
    said = await world.reported(replace(LIGHT, text="3栋2单元灯还是不亮"))
    assert said == "#1 补充的已经加上了。"
    assert len(world.store.state.tickets) == 1
    assert world.history()[-1].move is Move.ADD


async def test_the_same_fault_in_the_next_entrance_is_another_ticket(world: World) -> None:
    await world.reported()
    await world.reported(replace(LIGHT, text="3栋1单元灯也不亮", place=Place("3栋1单元", "3", "1", known=True)))
    assert len(world.store.state.tickets) == 2


async def test_somebody_else_in_between_does_not_make_the_same_matter_a_new_one(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported()
    assert len(world.store.state.tickets) == 2


async def test_another_day_another_ticket(world: World) -> None:
    await world.reported()
    world.clock.set(NINE + timedelta(hours=25))
    await world.reported()
    assert len(world.store.state.tickets) == 2


async def test_reported_again_while_we_wait_for_a_yes_means_that_it_was_not_done(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.reported()
    assert (world.state(), len(world.store.state.tickets)) == (State.ASSIGNED, 1)


async def test_danger_reported_again_is_answered_with_the_advice_again(world: World) -> None:
    await world.reported(FIRE)
    assert (await world.reported(FIRE)).startswith("⚠️")


async def test_louder_words_raise_the_urgency_restart_the_clock_and_call_the_leader_too(world: World) -> None:
    await world.reported()
    await world.says(WANG, requests.AddToTicket("灯杆在冒烟", urgency=Urgency.RED), chat=RESIDENTS)
    ticket = world.ticket()
    assert (ticket.urgency, ticket.round) == (Urgency.RED, 1)
    assert ticket.accept_due is not None
    assert ticket.accept_due == NINE + timedelta(minutes=5)
    assert world.posts()[-1].mentions == (CHEN, LEADER)
    assert {one.occurrence for one in world.waiting()} == {"1"}


async def test_softer_words_never_lower_the_urgency(world: World) -> None:
    await world.reported(FIRE)
    await world.says(WANG, requests.AddToTicket("不着急"), chat=RESIDENTS)
    assert (world.ticket().urgency, world.ticket().round) == (Urgency.RED, 0)


async def test_an_addition_brings_the_place_that_was_missing(world: World) -> None:
    await world.reported(replace(LIGHT, place=None))
    await world.says(WANG, requests.AddToTicket("3栋2单元", place=BLOCK), chat=RESIDENTS)
    assert world.ticket().place == BLOCK


async def test_a_place_once_known_is_not_replaced_by_an_addition(world: World) -> None:
    await world.reported()
    await world.says(WANG, requests.AddToTicket("5栋也是", place=Place("5栋", "5")), chat=RESIDENTS)
    assert world.ticket().place == BLOCK


async def test_what_staff_add_is_not_told_as_the_reporters_words(world: World) -> None:
    await world.reported()
    before = len(world.posts())
    said = await world.says(CHEN, requests.AddToTicket("明天去看", 1), chat=STAFF)
    assert said.startswith("#1 记下了。")
    assert len(world.posts()) == before
    await world.says(LEADER, requests.AddToTicket("带上梯子", 1), chat=STAFF)
    assert "工作人员补充：带上梯子" in world.posts()[-1].body


async def test_an_addition_to_what_has_ended_is_not_lost_in_silence(world: World) -> None:
    await world.reported()
    await world.says(WANG, requests.WithdrawTicket(1), chat=RESIDENTS)
    said = await world.says(WANG, requests.AddToTicket("还有一处", 1), chat=RESIDENTS)
    assert "撤回" in said
    assert world.history()[-1].move is Move.WITHDRAW


async def test_a_strangers_addition_to_somebody_elses_ticket_is_met_with_silence(world: World) -> None:
    await world.reported()
    assert await world.says(LI, requests.AddToTicket("我家也是", 1), chat=RESIDENTS) == ""
    assert len(world.history()) == 1


async def test_an_addition_to_nothing_gets_one_sentence_on_what_the_bot_can_do(world: World) -> None:
    assert "我能帮您记" in await world.says(WANG, requests.AddToTicket("就是那个灯"), chat=RESIDENTS)
    assert await world.says(WANG, requests.AddToTicket("就是那个灯"), chat=RESIDENTS) == ""


async def test_a_fraud_under_way_is_private_and_earns_nothing(world: World) -> None:
    said = await world.hears(WANG, "我妈要给骗子转钱 拦不住", chat=RESIDENTS)
    assert said.startswith("⚠️ 先别转钱")
    assert "积分" not in said
    assert (world.ticket().kind, world.ticket().private) == (Kind.HELP, True)


async def test_what_is_red_by_its_words_alone_has_its_advice_too(world: World) -> None:
    said = await world.hears(WANG, "3栋护栏松了 孩子多", chat=RESIDENTS)
    assert said.startswith("⚠️ 马上离远")
