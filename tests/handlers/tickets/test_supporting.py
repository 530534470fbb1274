"""Neighbours mean the same thing: one ticket, everybody told at the end, one reward."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import points, requests
from bot.domain.places import Place
from bot.domain.requests import Rating
from bot.domain.tickets import Kind, Move, State
from bot.domain.urgency import Urgency
from tests.builders import (
    BLOCK,
    CHEN,
    FIRE,
    HOME,
    LEADER,
    LI,
    LIGHT,
    OTHER_LIGHT,
    QUARREL,
    RESIDENTS,
    RIDER,
    SECRETARY,
    STAFF,
    WANG,
    ZHOU,
    World,
    bodies,
)


async def test_a_neighbours_report_joins_the_event_and_says_so(world: World) -> None:
    await world.reported()
    said = (await world.reported(person=LI)).splitlines()[0]
    assert said == "#1 已有人报过（3栋2单元 照明，已派单），您也算上了，办好了一起告诉您。"
    assert len(world.store.state.tickets) == 1
    assert "邻居也来报了" in world.posts(STAFF)[-1].body


async def test_joining_twice_counts_once(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    assert "您已经算上了" in await world.reported(person=LI)
    assert len(world.store.state.supporters) == 1


async def test_all_who_joined_are_told_at_the_end_in_one_post(world: World) -> None:
    await world.reported()
    for person in (LI, ZHOU):
        await world.reported(person=person)
    await world.says(RIDER, LIGHT)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    told = [one for one in world.posts() if "您那儿要是还没好" in one.body]
    assert [(one.target, one.mentions) for one in told] == [(RESIDENTS, (LI, ZHOU)), (RIDER, ())]
    assert all("已换灯泡" in one.body for one in told)


async def test_of_a_crowd_staff_hear_every_tenth_time(world: World) -> None:
    await world.reported()
    for number in range(20):
        world.clock.set(world.clock.now() + timedelta(minutes=20))
        await world.reported(person=f"neighbour{number}")
    assert len([one for one in world.posts(STAFF) if "邻居也来报了" in one.body]) == 5 + 2


async def test_who_joins_earns_nothing(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    assert (await world.balance(f"person:{WANG}"), await world.balance(f"person:{LI}")) == (5, 0)


@pytest.mark.parametrize(
    "other",
    [
        OTHER_LIGHT,
        replace(LIGHT, category="lift"),
        replace(LIGHT, place=None),
        replace(LIGHT, place=Place("4栋", "4", known=True)),
        replace(LIGHT, kind=Kind.WISH),
        replace(LIGHT, category="medical"),
    ],
)
async def test_what_may_be_something_else_is_a_ticket_of_its_own(world: World, other: requests.OpenTicket) -> None:
    await world.reported(replace(other, place=LIGHT.place) if other.category == "medical" else LIGHT)
    await world.reported(other, person=LI)
    assert len(world.store.state.tickets) == 2


async def test_after_a_day_it_is_another_event(world: World) -> None:
    await world.reported()
    world.clock.set(world.clock.now() + timedelta(hours=24))
    assert (await world.reported(person=LI)).startswith("#2 ")


async def test_a_louder_neighbour_makes_it_urgent_and_hears_the_safety_line_first(world: World) -> None:
    await world.reported(replace(FIRE, urgency=Urgency.YELLOW, safety=""))
    said = await world.reported(FIRE, person=LI)
    assert said.startswith("⚠️")
    assert world.ticket().urgency is Urgency.RED


async def test_when_the_reporter_withdraws_the_first_neighbour_waits_on(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    assert "已撤回" in await world.says(WANG, requests.WithdrawTicket(1), chat=RESIDENTS)
    assert (world.state(), world.ticket().reporter) == (State.ASSIGNED, LI)
    assert await world.balance(f"held:{WANG}") == 0


async def test_when_it_is_declined_all_who_joined_hear_why(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    await world.says(CHEN, requests.MoveTicket(Move.DECLINE, 1, "归供电局管"), chat=STAFF)
    told = [one for one in world.posts(RESIDENTS) if one.mentions == (LI,)]
    assert "归供电局管" in told[-1].body


async def test_the_reporters_of_merged_tickets_are_told_at_the_end_of_the_other(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported(OTHER_LIGHT, person=ZHOU)
    await world.says(CHEN, requests.MoveTicket(Move.MERGE, 2, to="1"), chat=STAFF)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    told = [one for one in world.posts(RESIDENTS) if "您那儿要是还没好" in one.body]
    assert [one.mentions for one in told] == [(LI, ZHOU)]
    assert told[0].body.startswith("#1 ")


async def test_a_private_matter_is_not_merged_into_a_public_one(world: World) -> None:
    await world.reported()
    await world.reported(replace(LIGHT, kind=Kind.DISPUTE, category="quarrel"), person=LI)
    await world.says(SECRETARY, requests.MoveTicket(Move.MERGE, 2, to="1"), chat=STAFF)
    assert world.state(2) is State.ASSIGNED


async def test_who_joined_may_ask_how_far_it_is_but_sees_no_door_and_no_note(world: World) -> None:
    await world.reported(replace(LIGHT, place=Place("3栋2单元501", "3", "2", "501", known=True)))
    await world.reported(person=LI)
    await world.says(CHEN, requests.NoteTicket(1, "等配件"), chat=STAFF)
    said = await world.says(LI, requests.ShowTicket(1))
    assert "已派单" in said
    assert "501" not in said
    assert "等配件" not in said


async def closed(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)


@pytest.mark.parametrize(("days", "back"), [(1, True), (29, True), (31, False)])
async def test_what_was_closed_within_thirty_days_and_is_reported_again_has_come_back(
    world: World, days: int, back: bool
) -> None:
    await closed(world)
    world.clock.set(world.clock.now() + timedelta(days=days))
    await world.reported(person=LI)
    assert world.ticket(2).recurs == (1 if back else None)
    assert ("【复发】#1" in world.posts(STAFF)[-1].body) is back


async def test_not_done_for_a_neighbour_is_a_ticket_that_has_come_back(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.reported(person=LI)
    assert (world.ticket(2).recurs, world.state(1)) == (1, State.CONFIRMING)
    assert bodies(world.posts(STAFF))[-1].count("复发") == 1


async def test_what_one_has_joined_is_listed_among_ones_own_and_marked(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported(person=LI)
    said = await world.says(LI, requests.ShowMyTickets(), chat=RESIDENTS)
    assert said.splitlines() == ["您的事：", "#2 3栋5单元 照明：已派单", "#1 3栋2单元 照明：已派单（和邻居一起报的）"]
    assert "和邻居一起报的" not in await world.says(WANG, requests.ShowMyTickets(), chat=RESIDENTS)


async def test_what_one_has_joined_leaves_the_list_when_it_ends(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, requests.AnswerClosing(Rating.SATISFIED), chat=RESIDENTS)
    assert "没有在办的事" in await world.says(LI, requests.ShowMyTickets(), chat=RESIDENTS)


async def test_whoever_joined_may_ask_how_far_it_is_and_urge_it(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    assert (await world.says(LI, requests.ShowTicket(1), chat=RESIDENTS)).startswith("#1 3栋2单元 照明：已派单")
    said = await world.says(LI, requests.UrgeTicket(), chat=RESIDENTS)
    assert said.startswith("#1 已经替您催了")
    assert "只有报告人和工作人员能看" in await world.says(ZHOU, requests.ShowTicket(1), chat=RESIDENTS)


async def test_what_one_reported_is_urged_before_what_one_joined(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.reported(person=LI)
    assert (await world.says(LI, requests.UrgeTicket(), chat=RESIDENTS)).startswith("#2 已经替您催了")


async def test_whoever_joined_is_not_asked_to_confirm(world: World) -> None:
    await world.reported()
    await world.reported(person=LI)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    said = await world.says(LI, requests.UrgeTicket(1), chat=RESIDENTS)
    assert said == "#1 办的人说已经办好了，在等报告人确认。您那儿要是还没好，请再报一次。"


NO_WATER = requests.OpenTicket("3栋没水了", Kind.HAZARD, "water", Urgency.YELLOW, Place("3栋", "3", known=True))


def next_door(text: str = "我们4栋也没水", building: str = "4") -> requests.OpenTicket:
    return replace(NO_WATER, text=text, place=Place(f"{building}栋", building, known=True))


async def test_me_too_counts_a_neighbour_in(world: World) -> None:
    await world.reported()
    said = await world.says(LI, requests.JoinTicket(1, "我也是"), chat=RESIDENTS)
    assert "您也算上了" in said
    assert "和邻居一起报的" in await world.says(LI, requests.ShowMyTickets(), chat=RESIDENTS)
    assert "您已经算上了" in await world.says(LI, requests.JoinTicket(1, "+1"), chat=RESIDENTS)


ME_TOO = requests.JoinTicket(None, "我也是")


async def test_me_too_right_after_a_single_report_joins_it_without_a_number(world: World) -> None:
    await world.reported()
    await world.passes(timedelta(minutes=30))
    assert "您也算上了" in await world.says(LI, ME_TOO, chat=RESIDENTS)
    assert [one.ticket for one in world.store.state.supporters.values()] == [1]


async def test_me_too_asks_which_when_two_were_just_reported_and_a_bare_number_answers(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=ZHOU)
    said = await world.says(LI, ME_TOO, chat=RESIDENTS)
    assert said.startswith("是哪一件？#2 3栋5单元 照明；#1 3栋2单元 照明。回编号就行，例如“2”。")
    assert "#1 " in await world.says(LI, replace(ME_TOO, number=1), chat=RESIDENTS)
    assert world.scenes[-1].pending == requests.Pending("which", ME_TOO)
    assert [one.ticket for one in world.store.state.supporters.values()] == [1]
    assert world.store.state.questions == {}


@pytest.mark.parametrize(
    ("own", "person", "chat", "after"),
    [
        (LIGHT, WANG, RESIDENTS, timedelta(minutes=31)),
        (LIGHT, WANG, STAFF, timedelta()),
        (LIGHT, LI, RESIDENTS, timedelta()),
        (QUARREL, WANG, RESIDENTS, timedelta()),
        (requests.OpenTicket("想学跳舞", Kind.WISH, "learning", place=BLOCK), WANG, RESIDENTS, timedelta()),
    ],
    ids=["too late", "another chat", "one's own", "private", "somebody's own"],
)
async def test_me_too_about_nothing_that_can_be_joined_is_met_with_silence(
    world: World, own: requests.OpenTicket, person: str, chat: str, after: timedelta
) -> None:
    await world.reported(own, person=person, chat=chat)
    await world.passes(after)
    assert await world.says(LI, ME_TOO, chat=RESIDENTS) == ""
    assert not world.store.state.supporters


async def test_me_too_said_again_calls_nobody_again(world: World) -> None:
    await world.reported()
    await world.says(LI, requests.JoinTicket(1, "我也是"), chat=RESIDENTS)
    before = len(world.posts())
    again = await world.says(LI, requests.JoinTicket(1, "我也是"), chat=RESIDENTS)
    assert again == "#1 您已经算上了，办好了一起告诉您。"
    assert len(world.posts()) == before


async def test_me_too_after_it_was_done_is_asked_for_as_a_matter_of_its_own(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    said = await world.says(LI, requests.JoinTicket(1, "我也是"), chat=RESIDENTS)
    assert said.startswith("#1 3栋2单元 照明刚办好。您那儿要是还没好，请直接说")
    assert not world.store.state.supporters


async def test_me_too_of_the_reporter_is_only_added(world: World) -> None:
    await world.reported()
    await world.says(WANG, requests.JoinTicket(1, "我也是"), chat=RESIDENTS)
    assert not world.store.state.supporters


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (QUARREL, "没有找到 #1，"),
        (requests.OpenTicket("想学跳舞", Kind.WISH, "learning", place=BLOCK), "#1 是别人自己的事。"),
    ],
)
async def test_what_is_somebodys_own_cannot_be_joined(world: World, own: requests.OpenTicket, told: str) -> None:
    await world.reported(own)
    said = await world.says(LI, requests.JoinTicket(1, "我也是"), chat=RESIDENTS)
    assert said.startswith(told)
    assert not world.store.state.supporters
    assert "没有找到" in await world.says(LI, requests.JoinTicket(9, "我也是"), chat=RESIDENTS)


async def test_an_outage_in_the_next_building_is_the_same_event(world: World) -> None:
    await world.reported(NO_WATER)
    assert "您也算上了" in await world.reported(next_door(), person=ZHOU)
    assert len(world.store.state.tickets) == 1
    assert "我们4栋也没水" in world.posts(STAFF)[-1].body


@pytest.mark.parametrize(
    "report",
    [next_door("4栋没水了"), next_door("4栋也漏水"), next_door("我们5栋也没水", "5"), next_door("4栋也停电了")],
)
async def test_what_is_not_said_to_be_the_same_outage_stays_its_own(world: World, report: requests.OpenTicket) -> None:
    category = "power" if "电" in report.text else "water"
    await world.reported(NO_WATER)
    await world.reported(replace(report, category=category), person=ZHOU)
    assert len(world.store.state.tickets) == 2


async def test_a_leak_next_door_is_no_outage_to_join(world: World) -> None:
    await world.reported(replace(NO_WATER, text="3栋漏水"))
    await world.reported(next_door(), person=ZHOU)
    assert len(world.store.state.tickets) == 2


async def out_next_door(world: World) -> None:
    """WANG of building 3 has reported it, ZHOU of building 4 has joined."""
    await world.reported(NO_WATER)
    await world.says(ZHOU, next_door(), chat=RESIDENTS)
    assert not world.store.state.tickets.get((world.place.code, 2))


@pytest.mark.parametrize("said", ["还没来水", "没来水", "我们4栋还没来水", "根本没人来"])
async def test_still_not_done_said_by_a_neighbour_urges_it(world: World, said: str) -> None:
    await out_next_door(world)
    assert (await world.hears(ZHOU, said, RESIDENTS)).startswith("#1 已经替您催了")


@pytest.mark.parametrize("said", ["还没来水", "没来水", "没修好"])
async def test_still_not_done_after_the_result_is_told_to_who_has_it_and_to_who_may_open_it_again(
    world: World, said: str
) -> None:
    await out_next_door(world)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert (await world.hears(ZHOU, said, RESIDENTS)).startswith("#1 知道了，您那儿还没好")
    heard = [(one.mentions, one.body[:13]) for one in world.posts(STAFF)[-2:]]
    assert heard == [((CHEN,), "#1 邻居也来报了，补充："), ((LEADER,), "#1 一起报的邻居说还没弄")]
    await world.hears(LEADER, "1 没修好", STAFF)
    assert world.state() is State.ASSIGNED


async def test_at_ones_own_building_after_the_result_it_is_a_ticket_of_its_own(world: World) -> None:
    await out_next_door(world)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert (await world.hears(ZHOU, "我们4栋还没来水", RESIDENTS)).startswith("#2 收到")


async def test_not_done_before_the_result_is_added_to_what_one_has_joined(world: World) -> None:
    await out_next_door(world)
    await world.hears(ZHOU, "没修好", RESIDENTS)
    assert (world.history()[-1].move, world.history()[-1].by) == (Move.ADD, ZHOU)


async def test_what_is_split_off_belongs_to_whoever_lives_there(world: World) -> None:
    await world.reported(person=ZHOU)
    await world.says(WANG, requests.JoinTicket(1), chat=RESIDENTS)
    said = await world.hears(CHEN, "1 拆分 3栋水管爆了", chat=STAFF)
    assert said.startswith("#1 拆开了")
    assert "#2 另开了一件：3栋" in said
    assert "积分" not in said
    assert (world.ticket(1).reporter, world.ticket(2).reporter) == (ZHOU, WANG)
    news = [one for one in world.posts(RESIDENTS) if one.body.startswith("#2 您那儿的事从 #1 分出来")]
    assert [one.mentions for one in news] == [(WANG,)]


DOOR = "3栋2单元门也坏了关不上"


async def split(world: World, *said: tuple[str, str]) -> None:
    """A lamp that Wang reported; what neighbours said as they joined; then the door becomes a ticket of its own."""
    await world.reported()
    for person, words in said:
        await world.says(person, requests.JoinTicket(1, words), chat=RESIDENTS)
    await world.hears(CHEN, f"1 拆分 {DOOR}", chat=STAFF)


def joined(world: World, number: int) -> set[str]:
    return {person for _, ticket, person in world.store.state.supporters if ticket == number}


async def test_who_joined_for_one_matter_alone_follows_it_when_it_is_split_off(world: World) -> None:
    await split(world, (ZHOU, "我家的灯也不亮"), (LI, "单元门也坏了"), (RIDER, "我也是"))
    assert (world.ticket(1).reporter, world.ticket(2).reporter) == (WANG, LI)
    assert (joined(world, 1), joined(world, 2)) == ({ZHOU, RIDER}, {RIDER})
    [news] = [one for one in world.posts(RESIDENTS) if one.body.startswith("#2 您那儿的事从 #1 分出来")]
    assert news.mentions == (LI,)
    mine = await world.hears(LI, "我的")
    assert "#2" in mine
    assert "#1" not in mine


async def test_the_end_of_each_part_is_told_to_those_who_wait_for_it(world: World) -> None:
    await split(world, (ZHOU, "我家的灯也不亮"), (LI, "单元门也坏了"), (RIDER, "门也坏了，关不上"))
    assert [one.mentions for one in world.posts(RESIDENTS) if "从 #1 分出来单独办，您也算上了" in one.body] == [
        (RIDER,)
    ]
    before = len(world.posts())
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    told = {who for one in world.posts()[before:] if one.body.startswith("#1") for who in one.mentions}
    assert {WANG, ZHOU} <= told
    assert told.isdisjoint({LI, RIDER})
    before = len(world.posts())
    await world.moved(Move.ACCEPT, Move.RESOLVE, number=2)
    told = {who for one in world.posts()[before:] if one.body.startswith("#2") for who in one.mentions}
    assert {LI, RIDER} <= told
    assert told.isdisjoint({WANG, ZHOU})


async def test_who_brought_the_second_matter_confirms_it_and_has_its_points(world: World) -> None:
    await split(world, (LI, "单元门也坏了"))
    await world.moved(Move.ACCEPT, Move.RESOLVE, number=2)
    await world.hears(LI, "2 满意", RESIDENTS)
    assert world.state(2) is State.CLOSED
    assert world.state(1) is not State.CLOSED
    assert await world.balance(points.account_of(LI)) > 0
    assert await world.balance(points.account_of(WANG)) == 0


async def test_of_what_the_reporter_said_too_they_stay_the_reporter_and_neighbours_follow(world: World) -> None:
    await world.reported(replace(LIGHT, text="3栋2单元灯坏了，单元门也坏了"))
    await world.says(LI, requests.JoinTicket(1, "单元门也坏了"), chat=RESIDENTS)
    await world.hears(CHEN, f"1 拆分 {DOOR}", chat=STAFF)
    assert world.ticket(2).reporter == WANG
    assert (joined(world, 1), joined(world, 2)) == (set(), {LI})


async def test_a_complaint_is_merged_only_into_one_about_the_same_people() -> None:
    world = World()
    await world.reported(QUARREL)
    await world.reported(replace(QUARREL, text="陈静态度差", about=(CHEN,)), person=ZHOU)
    assert "要分开办" in await world.says(SECRETARY, requests.MoveTicket(Move.MERGE, 2, to="1"))
    assert world.ticket(2).merged_into is None


async def test_what_is_closed_takes_nothing_in_and_says_so(world: World) -> None:
    await world.reported()
    await world.reported(replace(LIGHT, text="3栋6单元灯坏", place=replace(BLOCK, unit="6")), person=ZHOU)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(SECRETARY, requests.MoveTicket(Move.CONFIRM, 1), chat=STAFF)
    said = await world.says(SECRETARY, requests.MoveTicket(Move.MERGE, 2, to="1"), chat=STAFF)
    assert said.startswith("#1 现在是“办结”，不能再合并进去。")


async def test_the_end_of_a_private_matter_is_told_to_no_group(world: World) -> None:
    await world.reported(QUARREL)
    await world.reported(replace(QUARREL, text="4栋也吵", place=replace(HOME, building="4")), person=ZHOU)
    await world.says(SECRETARY, requests.MoveTicket(Move.MERGE, 2, to="1"))
    await world.says(SECRETARY, requests.MoveTicket(Move.RESOLVE, 1, "已劝说双方和解"))
    assert world.state(1) is State.CONFIRMING
    assert not [one for one in world.posts(RESIDENTS) if one.body.startswith("#1")]


@pytest.mark.parametrize(("said", "building"), [("我们家也是", "4"), ("2栋也是", "2"), ("我们5栋也一样", "5")])
async def test_the_door_of_another_building_is_a_matter_of_its_own(world: World, said: str, building: str) -> None:
    door = requests.OpenTicket("3栋2单元门禁坏了", Kind.HAZARD, "security", place=BLOCK)
    await world.reported(door)
    assert "#2 收到" in await world.hears(ZHOU, said, RESIDENTS)
    place = world.ticket(2).place
    assert place is not None
    assert place.building == building


async def test_an_outage_of_the_whole_neighbourhood_stays_one_matter(world: World) -> None:
    await world.reported(requests.OpenTicket("3栋停水了", Kind.HAZARD, "water", place=BLOCK))
    assert "您也算上了" in await world.hears(ZHOU, "4栋也是", RESIDENTS)
