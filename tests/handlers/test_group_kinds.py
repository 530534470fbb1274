"""What each kind of group gets to see, whatever happens to a ticket."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import Post, Route
from bot.domain.requests import Rating
from bot.domain.roster import GroupKind
from bot.domain.tickets import Move
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    HOME,
    LEADER,
    LIGHT,
    LIU,
    NINE,
    QUARREL,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
    changed,
    example,
)

WORDS = "501的王阿姨有糖尿病摔伤了，电话13912345678，车蒙A12345"
REPORT = replace(LIGHT, text=WORDS, place=HOME)
SECRETS = ("501", "王阿姨", "糖尿病", "摔伤", "13912345678", "蒙A12345", WANG)


def without_staff_group() -> World:
    groups = tuple(one for one in example().groups if one.kind is not GroupKind.STAFF)
    return World(changed(example(), groups=groups))


async def a_whole_life(world: World, report: requests.OpenTicket) -> list[str]:
    """Everything that can happen to a ticket; the answers given in the residents' group."""
    result = f"已处理，{WORDS}"
    staff = {"chat": STAFF} if world.place.group(STAFF) else {}
    answers = [await world.reported(report)]
    await world.says(WANG, requests.AddToTicket(WORDS), chat=RESIDENTS)
    await world.until(NINE + timedelta(days=2))
    for person, asked in (
        (LEADER, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏")),
        (LIU, requests.MoveTicket(Move.ACCEPT, 1)),
        (LIU, requests.MoveTicket(Move.RESOLVE, 1, result)),
    ):
        await world.says(person, asked, **staff)
    answers.append(await world.says(WANG, requests.AnswerClosing(Rating.DISSATISFIED, 1, WORDS), chat=RESIDENTS))
    await world.says(LIU, requests.MoveTicket(Move.REFER, 1, result), **staff)
    await world.says(LIU, requests.MoveTicket(Move.RESOLVE, 1, result), **staff)
    last: tuple[requests.Request, ...] = (
        requests.ShowTicket(1),
        requests.ShowMyTickets(),
        requests.AnswerClosing(Rating.SATISFIED, 1),
    )
    answers += [await world.says(WANG, asked, chat=RESIDENTS) for asked in last]
    answers.append(await world.says(SECRETARY, requests.ShowTicket(1), chat=RESIDENTS))
    return answers


def seen_by(world: World, kind: GroupKind) -> list[Post]:
    chats = {one.chat_id for one in world.place.groups if one.kind is kind}
    return [one for one in world.posts() if one.route is Route.ROBOT and one.target in chats]


@pytest.mark.parametrize("world", [World(), without_staff_group()], ids=["with staff group", "without"])
async def test_a_residents_group_never_sees_room_name_number_health_or_words(world: World) -> None:
    answers = await a_whole_life(world, REPORT)
    shown = [*answers, *(one.body for one in seen_by(world, GroupKind.RESIDENT))]
    assert len(shown) > 8
    for said in shown:
        assert not [secret for secret in SECRETS if secret in said], said


async def test_a_staff_group_sees_the_door_and_the_words_without_numbers() -> None:
    world = World()
    await a_whole_life(world, REPORT)
    shown = [one.body for one in seen_by(world, GroupKind.STAFF)]
    assert "3栋2单元501 照明" in shown[0]
    assert "王阿姨" in shown[0]
    for said in shown:
        assert "13912345678" not in said
        assert "蒙A12345" not in said


@pytest.mark.parametrize("report", [replace(QUARREL, text=WORDS), replace(REPORT, category="medical")])
async def test_a_private_matter_is_acknowledged_neutrally_and_never_posted_to_residents(
    report: requests.OpenTicket,
) -> None:
    world = World()
    answers = await a_whole_life(world, report)
    assert answers[0].splitlines()[0] == "#1 收到了，会有人单独联系您。细节请不要在群里说，可以点我头像私聊。"
    assert seen_by(world, GroupKind.RESIDENT) == []
    for said in (*answers, *(one.body for one in seen_by(world, GroupKind.STAFF))):
        for secret in ("糖尿病", "纠纷", "伤病", "照明", "王阿姨"):
            assert secret not in said
    for said in answers:
        assert "501" not in said
        assert "3栋" not in said


async def test_a_private_matter_reaches_its_worker_one_to_one_in_full() -> None:
    world = World()
    await world.reported(QUARREL)
    (call,) = world.posts()
    assert (call.route, call.target) == (Route.APP, CHEN)
    assert "3栋2单元501 邻里纠纷" in call.body
    assert "打孩子" in call.body


async def test_a_private_matter_is_called_out_neutrally_in_the_staff_group_when_nothing_else_reaches() -> None:
    world = World(routes=frozenset({Route.ROBOT}))
    await world.reported(QUARREL)
    (call,) = world.posts()
    assert (call.target, call.mentions) == (STAFF, (CHEN,))
    assert "一件不公开的事" in call.body
    assert "打孩子" not in call.body
    assert "纠纷" not in call.body


async def test_without_any_other_way_residents_still_hear_nothing_of_a_private_matter() -> None:
    world = without_staff_group()
    world = World(world.place, routes=frozenset({Route.ROBOT}))
    await world.reported(QUARREL)
    assert world.posts() == []


async def test_a_red_private_matter_is_never_left_uncalled() -> None:
    red = replace(QUARREL, urgency=Urgency.RED, safety="violence")
    world = World()
    await world.reported(red)
    assert {one.target for one in world.posts()} == {CHEN, LEADER, STAFF}
    bare = World(without_staff_group().place, routes=frozenset({Route.ROBOT}))
    await bare.reported(red)
    (call,) = bare.posts()
    assert call.mentions == (CHEN, LEADER)
    for secret in ("3栋", "501", "打孩子", "纠纷"):
        assert secret not in call.body


async def test_whom_it_has_reached_one_to_one_the_group_is_told_no_more_than_to_look_there() -> None:
    world = World()
    await world.reported(replace(QUARREL, urgency=Urgency.RED, safety="violence"))
    (in_group,) = world.posts(STAFF)
    assert in_group.body == "#1 【紧急】有一件不公开的事，已经私下发给您，请马上看。"
    assert in_group.mentions == (CHEN, LEADER)


async def test_a_reminder_one_to_one_says_nothing_of_quoting() -> None:
    world = World()
    await world.reported(QUARREL)
    await world.passes(timedelta(days=1))
    reminded = [one.body for one in world.posts(CHEN) if one.cause.startswith("reminder:1:accept:0")]
    assert reminded
    assert all("请接单：回“1 接单”。" in one and "引用" not in one for one in reminded)


@pytest.mark.parametrize("danger", ["violence", "self_harm"])
async def test_what_people_do_to_each_other_or_to_themselves_is_private(danger: str) -> None:
    world = World()
    said = await world.reported(replace(REPORT, category="security", urgency=Urgency.RED, safety=danger))
    assert said.startswith("⚠️")
    assert "3栋" not in said
    assert world.ticket().private
    assert seen_by(world, GroupKind.RESIDENT) == []


async def test_openids_are_never_mentioned_by_a_robot() -> None:
    world = World()
    await world.reported(person="oa:o-abc", chat=RESIDENTS)
    await world.moved(Move.ACCEPT)
    assert world.posts(RESIDENTS)[-1].mentions == ()
