"""What makes a matter more urgent beside its words; why is for staff, and never for a group of residents."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import Route
from bot.domain.places import Place
from bot.domain.register import Care, Resident
from bot.domain.roster import Community, GroupKind, PushRules
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency
from tests.builders import (
    CHEN,
    FIRE,
    LEADER,
    LI,
    LIGHT,
    LIU,
    NINE,
    PROPERTY,
    RESIDENTS,
    RIDER,
    SECRETARY,
    STAFF,
    WANG,
    ZHOU,
    World,
    bodies,
    changed,
    example,
)

NIGHT = NINE.replace(hour=22)
HOME = Place("3栋2单元501", "3", "2", "501", known=True)
AT_HOME = replace(LIGHT, place=HOME)
COMPANY = requests.OpenTicket("希望有人上门陪着看看", Kind.WISH, "elder_care")
PARKING = requests.OpenTicket("3栋2单元门口乱停车", Kind.HAZARD, "parking", place=LIGHT.place)
SECRETS = ("照顾", "独居", "alone", "夜里", "三户", "第三次", "另有原因")


def marked(userid: str = WANG, care: Care = Care.ALONE) -> Community:
    home = example()
    people = [replace(one, care=frozenset({care})) if one.userid == userid else one for one in home.people]
    return changed(home, people=tuple(people))


async def level(world: World, number: int = 1) -> tuple[Urgency, list[str]]:
    """How urgent a ticket is, and the rows of its history that say why."""
    rows = [one.reason for one in world.history(number) if one.move is Move.RAISE]
    return world.ticket(number).urgency, rows


async def in_register(world: World, tier: str = "红") -> None:
    person = Resident("xingfuli", "王秀英", "3", "2", "501", tier=tier, consented_on=date(2026, 1, 5))
    async with world.store.work() as work:
        await work.register.put([person], by="admin", now=world.clock.now())


# At night -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hour", "raised"), [(22, True), (3, True), (9, False), (20, False)])
async def test_a_lamp_that_fails_in_the_quiet_hours_is_one_step_up(hour: int, raised: bool) -> None:
    world = World(start=NINE.replace(hour=hour))
    await world.reported()
    assert await level(world) == ((Urgency.YELLOW, ["yellow night"]) if raised else (Urgency.BLUE, []))


async def test_the_quiet_hours_are_those_of_the_community() -> None:
    early = PushRules(quiet=(NINE.time().replace(hour=19), NINE.time().replace(hour=6)))
    world = World(changed(example(), push=early), start=NINE.replace(hour=20))
    await world.reported()
    assert await level(world) == (Urgency.YELLOW, ["yellow night"])


async def test_what_the_dark_makes_no_worse_waits_for_the_day() -> None:
    world = World(start=NIGHT)
    await world.reported(PARKING)
    assert await level(world) == (Urgency.BLUE, [])


async def test_the_clocks_of_what_was_lifted_are_those_of_its_level() -> None:
    world = World(start=NIGHT)
    await world.reported()
    assert world.ticket().accept_due == datetime(2026, 11, 24, 10, 30, tzinfo=NINE.tzinfo)
    assert world.ticket().round == 0


async def test_night_never_makes_red() -> None:
    world = World(start=NIGHT)
    await world.reported(requests.OpenTicket("3栋电梯停了", Kind.HAZARD, "lift", Urgency.YELLOW, LIGHT.place))
    assert await level(world) == (Urgency.YELLOW, [])


# For whom -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("care", Care)
async def test_a_marked_reporters_matter_at_home_is_one_step_up(care: Care) -> None:
    world = World(marked(care=care))
    await world.reported()
    assert await level(world) == (Urgency.YELLOW, ["yellow person"])


async def test_a_wish_for_help_at_home_of_somebody_marked_is_one_step_up() -> None:
    world = World(marked())
    await world.reported(COMPANY)
    assert await level(world) == (Urgency.YELLOW, ["yellow person"])


async def test_who_reports_for_a_marked_household_lifts_it_too() -> None:
    world = World(marked())
    await world.reported(AT_HOME, person=ZHOU)
    assert await level(world) == (Urgency.YELLOW, ["yellow person"])


@pytest.mark.parametrize(
    "elsewhere",
    [
        PARKING,
        replace(LIGHT, place=Place("4栋", "4", known=True)),
        replace(LIGHT, place=Place("广场", landmark="广场")),
    ],
)
async def test_what_touches_no_home_of_theirs_stays_as_it_is(elsewhere: requests.OpenTicket) -> None:
    world = World(marked())
    await world.reported(elsewhere)
    assert await level(world) == (Urgency.BLUE, [])


async def test_a_household_with_a_colour_in_the_register_is_one_step_up_and_the_look_is_written_down(
    world: World,
) -> None:
    await in_register(world)
    await world.reported(AT_HOME, person=ZHOU)
    assert await level(world) == (Urgency.YELLOW, ["yellow person"])
    assert world.store.state.looks[-1] == ("bot", "register", "3-2-501")


async def test_a_household_of_an_ordinary_colour_is_like_any_other(world: World) -> None:
    await in_register(world, "绿")
    await world.reported(AT_HOME, person=ZHOU)
    assert await level(world) == (Urgency.BLUE, [])


async def test_the_register_is_not_looked_into_where_it_would_change_nothing(world: World) -> None:
    await in_register(world)
    looks = len(world.store.state.looks)
    await world.reported(replace(FIRE, place=HOME))
    await world.reported(replace(PARKING, place=HOME))
    assert len(world.store.state.looks) == looks


async def test_night_and_person_together_are_one_step_with_two_reasons() -> None:
    world = World(marked(), start=NIGHT)
    await world.reported()
    assert await level(world) == (Urgency.YELLOW, ["yellow night person"])


async def test_a_marked_neighbour_who_joins_lifts_the_event() -> None:
    world = World(marked())
    await world.reported(person=LI)
    assert await level(world) == (Urgency.BLUE, [])
    await world.reported(person=WANG)
    assert await level(world) == (Urgency.YELLOW, ["yellow person"])


# By repetition ------------------------------------------------------------------------------------


async def crowd(world: World, *people: str) -> None:
    await world.reported()
    for person in people:
        await world.reported(person=person)


async def test_three_households_that_mean_one_event_lift_it_once(world: World) -> None:
    await crowd(world, LI)
    assert await level(world) == (Urgency.BLUE, [])
    await world.reported(person=ZHOU)
    assert await level(world) == (Urgency.YELLOW, ["yellow crowd"])
    await world.reported(person=RIDER)
    assert await level(world) == (Urgency.YELLOW, ["yellow crowd"])


async def test_two_people_of_one_household_are_one_voice() -> None:
    home = example()
    wang = next(one for one in home.people if one.userid == WANG)
    world = World(changed(home, people=(*home.people, replace(wang, userid="husband"))))
    await crowd(world, "husband", LI)
    assert await level(world) == (Urgency.BLUE, [])
    await world.reported(person=ZHOU)
    assert await level(world) == (Urgency.YELLOW, ["yellow crowd"])


async def test_one_neighbour_who_says_it_three_times_is_no_crowd(world: World) -> None:
    await crowd(world, LI, LI, LI)
    assert await level(world) == (Urgency.BLUE, [])


async def test_the_assignee_of_a_crowds_event_is_told_once_and_its_clocks_start_anew(world: World) -> None:
    await crowd(world, LI, ZHOU, RIDER)
    told = [one for one in world.posts(STAFF) if "升为" in one.body]
    assert [(one.mentions, one.body.splitlines()[-1]) for one in told] == [((CHEN,), "#1 升为【尽快】，请早一点去。")]
    assert world.ticket().accept_due == NINE + timedelta(hours=2)
    assert {one.occurrence for one in world.waiting()} == {"1"}


async def test_no_clock_runs_longer_than_before_the_lift(world: World) -> None:
    await world.reported()
    due = world.ticket().resolve_due
    await world.moved(Move.ACCEPT)
    world.clock.set(NINE + timedelta(hours=23))
    before = replace(world.ticket(), resolve_due=world.clock.now() + timedelta(hours=3))
    world.store.state.tickets[world.place.code, 1] = before
    await world.reported(person=LI)
    await world.reported(person=ZHOU)
    assert world.ticket().urgency is Urgency.YELLOW
    assert world.ticket().resolve_due == before.resolve_due != due


async def test_what_is_late_stays_late_and_does_not_ring_again(world: World) -> None:
    await crowd(world, LI)
    late = replace(world.ticket(), resolve_due=NINE - timedelta(hours=1))
    world.store.state.tickets[world.place.code, 1] = late
    await world.reported(person=ZHOU)
    assert (world.ticket().urgency, world.ticket().resolve_due, world.ticket().round) == (
        Urgency.YELLOW,
        late.resolve_due,
        0,
    )


async def test_a_day_that_staff_set_stays(world: World) -> None:
    await crowd(world, LI)
    await world.says(CHEN, requests.MoveTicket(Move.DEFER, 1, until=date(2026, 11, 25)), chat=STAFF)
    until = world.ticket().resolve_due
    await world.reported(person=ZHOU)
    assert (world.state(), world.ticket().urgency) == (State.DEFERRED, Urgency.YELLOW)
    assert world.ticket().resolve_due == until
    assert [one.step for one in world.waiting()] == ["resume"]


async def test_what_the_secretary_lowered_is_not_lifted_again_for_the_same_reason(world: World) -> None:
    await crowd(world, LI, ZHOU)
    await world.says(SECRETARY, requests.Correct(1, urgency=Urgency.BLUE), chat=STAFF)
    await world.reported(person=RIDER)
    assert await level(world) == (Urgency.BLUE, ["yellow crowd"])
    said = await world.says(SECRETARY, requests.ShowReasons(1))
    assert "升为尽快：三户以上都报了\n现在一般：工作人员改的" in said


async def test_those_whose_tickets_are_merged_may_make_a_crowd(world: World) -> None:
    await world.reported()
    await world.reported(replace(LIGHT, place=Place("3栋5单元", "3", "5", known=True)), person=LI)
    await world.reported(replace(LIGHT, place=Place("3栋5单元", "3", "5", known=True)), person=ZHOU)
    await world.says(LEADER, requests.MoveTicket(Move.MERGE, 2, to="1"), chat=STAFF)
    assert await level(world) == (Urgency.YELLOW, ["yellow crowd"])
    assert [one.mentions for one in world.posts(STAFF) if one.body == "#1 升为【尽快】，请早一点去。"] == [(CHEN,)]


async def happened(world: World, times: int) -> None:
    for number in range(1, times + 1):
        await world.reported()
        await world.moved(Move.ACCEPT, Move.RESOLVE, number=number)
        await world.says(WANG, requests.AnswerClosing(requests.Rating.SATISFIED), chat=RESIDENTS)
        world.clock.set(world.clock.now() + timedelta(days=7))


async def test_the_third_time_within_thirty_days_is_one_step_up(world: World) -> None:
    await happened(world, 1)
    await world.reported()
    assert await level(world, 2) == (Urgency.BLUE, [])


async def test_the_third_time_says_so_in_its_history(world: World) -> None:
    await happened(world, 2)
    await world.reported()
    assert await level(world, 3) == (Urgency.YELLOW, ["yellow again"])


async def test_what_happened_longer_ago_does_not_count(world: World) -> None:
    await happened(world, 2)
    world.clock.set(world.clock.now() + timedelta(days=20))
    await world.reported()
    assert await level(world, 3) == (Urgency.BLUE, [])


# Why, and who may know ----------------------------------------------------------------------------


async def test_words_that_press_later_are_a_row_with_a_reason(world: World) -> None:
    await world.reported()
    await world.says(WANG, requests.AddToTicket("灯杆在冒烟", urgency=Urgency.RED), chat=RESIDENTS)
    assert await level(world) == (Urgency.RED, ["red words"])
    assert "升为紧急：话里说得急" in await world.says(CHEN, requests.ShowTicket(1), chat=STAFF)


async def at_night_and_marked() -> World:
    world = World(marked(), start=NIGHT)
    await world.reported()
    return world


@pytest.mark.parametrize("asked", [requests.ShowTicket(1), requests.ShowReasons(1)])
async def test_those_who_answer_for_it_hear_the_whole_reason_alone(asked: requests.Request) -> None:
    world = await at_night_and_marked()
    for person in (CHEN, SECRETARY, LEADER):
        assert "升为尽快：夜里；住户需要照顾" in await world.says(person, asked)


@pytest.mark.parametrize("asked", [requests.ShowTicket(1), requests.ShowReasons(1)])
async def test_the_staff_group_hears_no_word_of_the_household(asked: requests.Request) -> None:
    world = await at_night_and_marked()
    said = await world.says(CHEN, asked, chat=STAFF)
    assert "升为尽快：夜里；另有原因" in said
    assert "照顾" not in said


@pytest.mark.parametrize("person", [LIU, PROPERTY])
async def test_staff_who_do_not_answer_for_it_hear_no_word_of_the_household(person: str) -> None:
    world = await at_night_and_marked()
    said = await world.says(person, requests.ShowTicket(1))
    assert "升为尽快：夜里；另有原因" in said


@pytest.mark.parametrize("person", [WANG, CHEN, SECRETARY])
@pytest.mark.parametrize("asked", [requests.ShowTicket(1), requests.ShowReasons(1)])
async def test_no_group_of_residents_and_no_resident_hears_a_reason(person: str, asked: requests.Request) -> None:
    world = await at_night_and_marked()
    said = await world.says(person, asked, chat=RESIDENTS)
    said += await world.says(WANG, asked)
    assert not [one for one in SECRETS if one in said]


@pytest.mark.parametrize("kinds", [set(GroupKind), {GroupKind.RESIDENT}], ids=["staff group", "residents only"])
async def test_the_call_and_the_receipt_name_the_level_and_never_the_reason(kinds: set[GroupKind]) -> None:
    home = marked()
    world = World(changed(home, groups=tuple(one for one in home.groups if one.kind in kinds)), start=NIGHT)
    said = [await world.reported()]
    said += [await world.reported(person=person) for person in (LI, ZHOU, RIDER)]
    told = bodies([one for one in world.posts() if one.route is Route.ROBOT])
    assert "【尽快·隐患】" in told[0]
    assert not [one for one in SECRETS if any(one in text for text in (*said, *told))]


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (LIGHT, "一般：这类事就是这一级"),
        (FIRE, "紧急：话里说的，或工作人员定的"),
    ],
)
async def test_a_level_that_nothing_lifted_is_explained_too(
    world: World, report: requests.OpenTicket, why: str
) -> None:
    await world.reported(report)
    assert why in (await world.says(CHEN, requests.ShowReasons(1))).splitlines()
