"""A complaint about somebody who works here: private, in other hands, and nothing to the one complained of."""

from datetime import timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import Post
from bot.domain.places import Place
from bot.domain.tickets import Kind, Move, State
from tests.builders import CHEN, LEADER, LI, LIU, PROPERTY, RESIDENTS, SECRETARY, STAFF, WANG, World, bodies

RUDE = "我要投诉陈静，态度太差了"


def _reaching(world: World, person: str) -> list[Post]:
    return [one for one in world.posts() if person in (one.target, *one.mentions, *one.fallback)]


async def test_the_group_hears_a_neutral_line_and_the_leader_has_it(world: World) -> None:
    said = await world.hears(WANG, RUDE, chat=RESIDENTS)
    assert said.startswith("#1 收到了，会有人单独联系您。")
    assert not any(word in said for word in ("陈静", "投诉", "积分", "物业"))
    ticket = world.ticket()
    assert (ticket.assignee, ticket.about, ticket.private) == (LEADER, (CHEN,), True)
    assert [one.target for one in world.posts()] == [LEADER]


async def test_no_rung_of_the_ladder_calls_them_and_no_group_hears_of_it(world: World) -> None:
    await world.hears(WANG, RUDE, chat=RESIDENTS)
    await world.passes(timedelta(days=12))
    assert _reaching(world, CHEN) == []
    assert {one.target for one in world.posts()} == {LEADER, SECRETARY}


@pytest.mark.parametrize(
    ("text", "about", "assignee"),
    [
        ("物业的高师傅收钱不办事", PROPERTY, LEADER),
        ("赵刚态度恶劣，骂人", LEADER, SECRETARY),
        ("书记收红包", SECRETARY, LEADER),
    ],
)
async def test_it_goes_to_the_leader_else_to_the_secretary_whoever_is_not_meant(
    world: World, text: str, about: str, assignee: str
) -> None:
    await world.hears(WANG, text, chat=RESIDENTS)
    assert (world.ticket().about, world.ticket().assignee) == ((about,), assignee)
    await world.passes(timedelta(days=12))
    assert _reaching(world, about) == []


async def test_they_neither_see_it_nor_move_it(world: World) -> None:
    await world.hears(WANG, RUDE, chat=RESIDENTS)
    for said in ("1 到哪了", "我的", "1 为什么", "1 接单"):
        answer = await world.hears(CHEN, said)
        assert not any(word in answer for word in ("投诉", "态度", "王")), said
    assert (world.state(), world.ticket().assignee) == (State.ASSIGNED, LEADER)


async def test_it_can_be_given_to_somebody_else_and_not_to_them(world: World) -> None:
    await world.hears(WANG, RUDE, chat=RESIDENTS)
    assert "说的就是这个人" in await world.says(LEADER, requests.MoveTicket(Move.REASSIGN, 1, to="陈静"))
    await world.says(LEADER, requests.MoveTicket(Move.REASSIGN, 1, to="刘敏"))
    assert world.ticket().assignee == LIU


async def test_a_stand_in_who_is_complained_of_does_not_get_it_with_the_leave(world: World) -> None:
    await world.hears(WANG, RUDE, chat=RESIDENTS)
    today = world.clock.now().date()
    away = requests.TakeLeave("我请假，陈静替", today, today + timedelta(days=30), "陈静")
    await world.says(LEADER, away, chat=STAFF)
    assert world.ticket().assignee == LEADER
    await world.passes(timedelta(days=12))
    assert not [one for one in _reaching(world, CHEN) if "#1" in one.body]


async def test_given_another_category_it_stays_private_and_out_of_their_hands(world: World) -> None:
    await world.hears(WANG, RUDE, chat=RESIDENTS)
    await world.says(SECRETARY, requests.Correct(1, category="management"))
    ticket = world.ticket()
    assert (ticket.private, ticket.about, ticket.assignee) == (True, (CHEN,), LEADER)


async def test_a_household_complained_of_is_private_to_the_end(world: World) -> None:
    said = await world.hears(WANG, "502那家天天打麻将赌钱", chat=RESIDENTS)
    assert "110" in said
    await world.says(CHEN, requests.MoveTicket(Move.ACCEPT, 1))
    await world.says(CHEN, requests.MoveTicket(Move.RESOLVE, 1, "已上门劝说，不打了"))
    await world.says(WANG, requests.AnswerClosing(requests.Rating.SATISFIED, 1))
    public = [one for one in bodies(world.posts(RESIDENTS)) + bodies(world.posts(STAFF)) if one]
    assert world.ticket().private
    assert not [one for one in public if any(word in one for word in ("502", "麻将", "劝说", "治安", "积分"))]


async def test_a_public_matter_of_ones_own_does_not_swallow_a_private_one(world: World) -> None:
    public = requests.OpenTicket("3栋大门没人看", Kind.HAZARD, "security", place=Place("3栋", "3"))
    await world.reported(public)
    await world.hears(WANG, "3栋502那家天天打麻将赌钱", chat=RESIDENTS)
    assert (world.ticket().private, world.ticket(2).private) == (False, True)


async def test_a_childs_trouble_is_met_with_a_neutral_line(world: World) -> None:
    said = await world.hears(LI, "我孙子抑郁了不肯上学", chat=RESIDENTS)
    assert "会有人单独联系您" in said
    assert "抑郁" not in said
    assert (world.ticket().kind, world.ticket().private) == (Kind.HELP, True)


async def test_whoever_wants_to_die_is_spoken_to_and_a_bystander_told_to_stay(world: World) -> None:
    own = await world.hears(WANG, "我不想活了")
    assert "您先别一个人待着，现在就打12356" in own
    assert "请先陪着人" not in own
    assert "请先陪着人" in await world.hears(LI, "我儿子说他不想活了")


@pytest.mark.parametrize("said", ["没修好，陈静态度恶劣", "1 陈静根本没来，还骂人", "补充一下，网格员陈静骂人"])
async def test_what_is_said_of_whoever_has_a_ticket_is_not_told_to_them_with_it(world: World, said: str) -> None:
    await world.hears(WANG, "3栋2单元的路灯不亮了", chat=RESIDENTS)
    await world.says(CHEN, requests.MoveTicket(Move.RESOLVE, 1, "已换灯泡"), chat=STAFF)
    await world.hears(WANG, said, chat=RESIDENTS)
    assert (world.ticket(2).about, world.ticket(2).assignee) == ((CHEN,), LEADER)
    heard = "".join(bodies(_reaching(world, CHEN)))
    assert "态度" not in heard
    assert "骂人" not in heard


FIGURES = ("统计", "这个月新增多少", "投诉有多少", "还有多少没办完", "谁手上的单最多", "超时了几件", "承诺")


async def _figures(world: World, person: str, chat: str = "") -> list[str]:
    return [(await world.hears(person, asked, chat)).split("\n（")[0] for asked in FIGURES]


@pytest.mark.parametrize(("text", "person"), [("书记收红包", SECRETARY), ("赵刚态度恶劣，骂人", LEADER)])
async def test_no_figure_a_head_sees_moves_by_a_complaint_about_them(world: World, text: str, person: str) -> None:
    await world.hears(LI, "5栋门口的灯不亮了", chat=RESIDENTS)
    before = await _figures(world, person)
    await world.hears(WANG, text, chat=RESIDENTS)
    other = LEADER if person == SECRETARY else SECRETARY
    await world.hears(other, "2 收到")
    await world.hears(other, "2 明天办好")
    await world.hears(other, "对")
    assert world.store.state.promises
    assert await _figures(world, person) == before
    assert "新增 2件" in await world.hears(other, "这个月新增多少")


async def test_where_staff_read_no_figure_counts_a_complaint_about_any_of_them(world: World) -> None:
    await world.hears(LI, "5栋门口的灯不亮了", chat=RESIDENTS)
    before = await _figures(world, SECRETARY, STAFF)
    await world.hears(WANG, RUDE, chat=RESIDENTS)
    assert await _figures(world, SECRETARY, STAFF) == before
    assert "投诉工作人员的不算" in before[0]
    assert "新增 2件" in await world.hears(SECRETARY, "这个月新增多少")


async def test_the_account_of_the_day_does_not_tell_a_complaint_from_other_lines(world: World) -> None:
    await world.hears(WANG, "书记收红包", chat=RESIDENTS)
    assert "收到 2 条＝其他2。" in await world.says(SECRETARY, requests.ShowDailyAccount(world.clock.now().date()))
