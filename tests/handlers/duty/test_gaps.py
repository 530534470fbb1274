"""A grid without anybody on duty: the secretary hears of it at once, once, and can close it with one sentence."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain import requests, roster
from bot.domain.alarms import Alarm, AlarmKind
from bot.domain.delivery import Post, Route
from bot.domain.tickets import Kind, Move
from bot.domain.urgency import Urgency
from intents.normalise import normalise
from intents.scene import Scene
from intents.staff import leaves as intents_leaves
from tests.builders import (
    CHEN,
    FIRE,
    LEADER,
    LI,
    LIGHT,
    LIU,
    NINE,
    OTHER_LIGHT,
    PROPERTY,
    RESIDENTS,
    SECRETARY,
    SHANGHAI,
    STAFF,
    WANG,
    World,
    bodies,
    changed,
    example,
)

MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)
AWAY = requests.TakeLeave("我请假", MONDAY, WEDNESDAY)
COVER = requests.TakeLeave("刘敏替第一网格", stand_in="刘敏", grid="g1")


def alone(*without: str) -> roster.Community:
    """The example without stand-ins in its grids, and without what else is named."""
    place = example()
    emptied = {"stand_in": "", **dict.fromkeys(without, "")}
    return changed(place, grids=tuple(replace(one, **emptied) for one in place.grids))


def told(world: World) -> list[Post]:
    return [one for one in world.posts() if one.cause.startswith("gap:")]


async def in_a_gap(**more: object) -> World:
    world = World(place=alone(), **more)  # type: ignore[arg-type]
    await world.says(CHEN, AWAY, chat=STAFF)
    return world


async def test_the_secretary_is_told_with_the_first_matter_which_grid_since_when_and_what_to_do() -> None:
    world = await in_a_gap()
    assert not told(world)
    await world.reported()
    [post] = told(world)
    assert (post.route, post.target, post.not_before) == (Route.APP, SECRETARY, NINE)
    assert post.body == (
        "第一网格从11月23日周一起没有人在岗：陈静请假，没有人替。这里的事先派给赵刚。要找人替，回复：张三替第一网格"
    )
    assert world.ticket().assignee == LEADER


async def test_while_the_gap_lasts_it_is_told_once_however_many_matters_come() -> None:
    world = await in_a_gap()
    for request, person in ((LIGHT, WANG), (OTHER_LIGHT, LI), (FIRE, LI)):
        await world.reported(request, person)
        await world.passes(timedelta(hours=5))
    assert len(told(world)) == 1


async def test_a_gap_of_its_own_is_told_anew() -> None:
    world = await in_a_gap()
    await world.reported()
    await world.until(datetime(2026, 12, 1, 9, tzinfo=SHANGHAI))
    await world.says(CHEN, replace(AWAY, first=date(2026, 12, 1), last=date(2026, 12, 1)), chat=STAFF)
    await world.reported(OTHER_LIGHT, LI)
    assert ["11月23日周一" in told(world)[0].body, "12月1日周二" in told(world)[1].body] == [True, True]


async def test_without_a_private_channel_the_staff_group_hears_it_with_an_at() -> None:
    world = await in_a_gap(routes=frozenset({Route.ROBOT}))
    await world.reported()
    assert [(one.target, one.mentions) for one in told(world)] == [(STAFF, (SECRETARY,))]


async def test_where_somebody_of_the_grid_acts_there_is_no_gap() -> None:
    world = World()
    await world.reported()
    await world.says(CHEN, AWAY, chat=STAFF)
    await world.reported(OTHER_LIGHT, LI)
    assert not told(world)


async def test_what_another_party_answers_for_is_no_matter_of_the_grid() -> None:
    lifts = roster.Party("lifts", "电梯公司", people=(PROPERTY,), categories=("lift",))
    world = World(place=changed(alone(), parties=(lifts,)))
    await world.says(CHEN, AWAY, chat=STAFF)
    await world.reported(replace(LIGHT, category="lift", text="3栋电梯坏了"))
    assert (world.ticket().party, world.ticket().accept_due) == ("lifts", due(9, day=24))
    assert not told(world)


async def test_a_stand_in_who_is_away_as_well_is_named() -> None:
    world = World()
    await world.says(LIU, replace(AWAY, stand_in="陈静"), chat=STAFF)
    await world.says(CHEN, replace(AWAY, since=None), chat=STAFF)
    await world.reported()
    assert "陈静、刘敏请假，没有人替" in told(world)[0].body


async def test_a_grid_for_which_the_file_names_nobody_says_so_once() -> None:
    world = World(place=alone("worker"))
    await world.reported()
    await world.reported(OTHER_LIGHT, LI)
    [post] = told(world)
    assert post.body.startswith("第一网格没有网格员，也没有顶班的。这里的事先派给赵刚。")


async def test_an_alarm_in_a_grid_without_anybody_is_told_too() -> None:
    world = await in_a_gap()
    alarm = Alarm("a1", "btn", AlarmKind.SOS, "3栋2单元501", NINE)
    await world.dispatcher.carry_out(requests.RaiseAlarm(alarm), world.place.code)
    assert len(told(world)) == 1


async def test_one_sentence_of_the_secretary_closes_the_gap_for_as_long_as_it_lasts() -> None:
    world = await in_a_gap()
    said = await world.says(SECRETARY, COVER)
    assert "陈静11月23日周一到11月25日周三请假，由刘敏替" in said
    await world.reported()
    assert (world.ticket().assignee, world.ticket().covers_for) == (LIU, CHEN)
    assert not told(world)
    await world.until(datetime(2026, 11, 26, 9, tzinfo=SHANGHAI))
    await world.reported(OTHER_LIGHT, LI)
    assert world.ticket(2).assignee == CHEN


async def test_a_grid_with_somebody_on_duty_needs_no_cover() -> None:
    world = World()
    assert "第一网格有人在岗，不用替" in await world.says(SECRETARY, COVER)
    assert not world.store.state.leaves


@pytest.mark.parametrize("person", [LIU, CHEN])
async def test_only_those_who_answer_for_others_name_somebody_for_a_grid(person: str) -> None:
    world = await in_a_gap()
    before = dict(world.store.state.leaves)
    assert "书记、网格长" in await world.says(person, COVER, chat=STAFF)
    assert world.store.state.leaves == before


async def test_what_the_secretary_is_told_to_say_is_understood() -> None:
    world = await in_a_gap()
    await world.reported()
    words = told(world)[0].body.rpartition("回复：")[2]
    scene = Scene(NINE, world.place, world.place.person(SECRETARY), in_group=False, addressed=True, bot_name="连心")
    understood = intents_leaves.read(normalise(words).text, scene)
    assert isinstance(understood, requests.TakeLeave)
    assert (understood.stand_in, understood.grid) == ("张三", "g1")


def due(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("urgency", "usual", "hastened"),
    [
        (Urgency.BLUE, due(9, day=24), due(14, 30)),
        (Urgency.YELLOW, due(11), due(10)),
        (Urgency.RED, due(9, 5), due(9, 5)),
    ],
)
async def test_with_nobody_to_assign_it_rings_after_half_the_time_and_red_as_ever(
    urgency: Urgency, usual: datetime, hastened: datetime
) -> None:
    manned, gap = World(), await in_a_gap()
    for world in (manned, gap):
        await world.reported(replace(LIGHT, urgency=urgency))
    assert (manned.ticket().accept_due, gap.ticket().accept_due) == (usual, hastened)
    assert manned.ticket().resolve_due == gap.ticket().resolve_due
    [first] = [one for one in gap.waiting() if (one.step, one.level) == ("accept", 0)]
    assert first.due_at == hastened


async def test_it_rings_after_no_less_than_half_an_hour_unless_it_would_anyway() -> None:
    for minutes, wait in ((50, 30), (20, 20)):
        rules = replace(example().tickets, accept_minutes=dict.fromkeys(Urgency, minutes))
        world = World(place=changed(alone(), tickets=rules))
        await world.says(CHEN, AWAY, chat=STAFF)
        await world.reported()
        assert world.ticket().accept_due == NINE + timedelta(minutes=wait)


async def test_whoever_is_named_for_it_afterwards_has_the_full_time() -> None:
    world = await in_a_gap()
    await world.reported()
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"), chat=STAFF)
    assert world.ticket().accept_due == due(9, day=24)


async def test_what_belongs_to_no_grid_rings_faster_too() -> None:
    world = World()
    await world.says("stranger", requests.OpenTicket("想有个活动室", Kind.WISH, "other_wish"))
    assert world.ticket().grid == ""
    assert world.ticket().accept_due == due(14, 30)


async def test_what_another_party_cannot_take_rings_faster_too() -> None:
    lifts = roster.Party("lifts", "电梯公司", people=(PROPERTY,), categories=("lift",))
    world = World(place=changed(example(), parties=(lifts,)))
    await world.says(PROPERTY, AWAY, chat=STAFF)
    await world.reported(replace(LIGHT, category="lift", text="3栋电梯坏了"))
    assert (world.ticket().assignee, world.ticket().accept_due) == (LEADER, due(14, 30))


async def test_two_leaves_of_one_sentence_are_both_noted_and_read_back() -> None:
    world = World()
    asked = (
        requests.TakeLeave("…", WEDNESDAY, WEDNESDAY, "刘敏", until=time(12)),
        requests.TakeLeave("…", date(2026, 11, 27), date(2026, 11, 27), "高师傅"),
    )
    said = (await world.says(CHEN, *asked, chat=STAFF)).splitlines()
    assert said[0].startswith("记下了：您11月25日周三上午（12:00前）请假，由刘敏替。")
    assert said[1].startswith("记下了：您11月27日周五请假，由高师傅替。")
    assert len(world.store.state.leaves) == 2
    assert any("11月25日周三上午" in body for body in bodies(world.posts(LIU)))


async def test_several_days_that_cannot_be_told_apart_are_one_question() -> None:
    world = World()
    asked = requests.TakeLeave("…", unclear=(WEDNESDAY, date(2026, 11, 27)))
    said = await world.says(CHEN, asked, chat=RESIDENTS)
    assert "您说了11月25日周三、11月27日周五，怕记错，还没有记。" in said
    assert "例如“我11月25日请假，张三替”" in said
    assert not world.store.state.leaves
