"""Staff move a ticket; the reporter and the next in charge hear of it."""

from datetime import date, timedelta

import pytest

from bot.domain import requests
from bot.domain.delivery import Route
from bot.domain.tickets import Move, State
from tests.builders import (
    CHEN,
    COOK,
    LEADER,
    LI,
    LIU,
    NINE,
    OTHER_LIGHT,
    PROPERTY,
    RESIDENTS,
    SECRETARY,
    STAFF,
    WANG,
    World,
)


def move(what: Move, number: int | None = 1, text: str = "已换灯泡", **more: object) -> requests.MoveTicket:
    return requests.MoveTicket(what, number, text, **more)  # type: ignore[arg-type]


async def test_accepting_by_number_tells_the_reporter(world: World) -> None:
    await world.reported()
    said = await world.says(CHEN, move(Move.ACCEPT, text=""), chat=STAFF)
    assert said.startswith("#1 已接单")
    assert (world.state(), world.ticket().assignee) == (State.ACCEPTED, CHEN)
    news = world.posts(RESIDENTS)[-1]
    assert news.body == "#1 3栋2单元 照明：已有人接手，正在安排。"
    assert news.mentions == (WANG,)


@pytest.mark.parametrize(
    ("what", "said", "heard"),
    [
        (Move.ACCEPT, "自来水公司抢修，下午5点来水", "已有人接手：自来水公司抢修，下午5点来水。"),
        (Move.START, "等配件，明天换", "正在办：等配件，明天换。"),
        (Move.START, "联系了3栋2单元501的张叔叔", "正在办。"),
    ],
)
async def test_what_the_worker_says_with_it_reaches_the_reporter_where_residents_may_read_it(
    world: World, what: Move, said: str, heard: str
) -> None:
    await world.reported()
    await world.says(CHEN, move(what, text=said), chat=STAFF)
    assert world.posts(RESIDENTS)[-1].body == f"#1 3栋2单元 照明：{heard}"


async def test_more_said_while_it_is_being_worked_on_is_kept_as_a_note(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.START, text="在看"), chat=STAFF)
    assert "记下了" in await world.says(CHEN, move(Move.START, text="还差一个配件"), chat=STAFF)
    assert (world.history()[-1].move, world.history()[-1].reason) == (Move.NOTE, "还差一个配件")


async def test_accepting_without_a_number_means_the_only_one_that_fits(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.ACCEPT, None), chat=STAFF)
    assert world.state() is State.ACCEPTED


async def test_all_that_wait_are_taken_on_at_once_and_only_those(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.says(CHEN, move(Move.DEFER, 1, until=date(2026, 11, 27)), chat=STAFF)
    said = await world.says(CHEN, requests.MoveTicket(Move.ACCEPT, every=True), chat=STAFF)
    assert said.startswith("#2 已接单")
    assert (world.state(1), world.state(2)) == (State.DEFERRED, State.ACCEPTED)
    assert "没有等您接的单" in await world.says(CHEN, requests.MoveTicket(Move.ACCEPT, every=True), chat=STAFF)


async def test_all_are_answered_one_by_one(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    said = await world.says(CHEN, requests.MoveTicket(Move.RESOLVE, text="换了灯泡", every=True), chat=STAFF)
    assert [line[:2] for line in said.splitlines()[:2]] == ["#1", "#2"]
    assert {world.state(1), world.state(2)} == {State.CONFIRMING}


async def test_one_question_when_several_would_fit(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    said = await world.says(CHEN, move(Move.ACCEPT, None), chat=STAFF)
    assert "是哪一件？#2" in said
    assert "；#1" in said
    assert world.state() is State.ASSIGNED


async def test_the_one_that_was_taken_on_is_meant_before_those_that_only_wait(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    await world.reported(OTHER_LIGHT, person=LI)
    await world.says(CHEN, move(Move.RESOLVE, None), chat=STAFF)
    assert (world.state(1), world.state(2)) == (State.CONFIRMING, State.ASSIGNED)


async def test_resolving_asks_the_reporter_and_waits(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    said = await world.says(CHEN, move(Move.RESOLVE, text="已换灯泡"), chat=STAFF)
    assert said.startswith("#1 记下了，已请报告人确认")
    ticket = world.ticket()
    assert (ticket.state, ticket.result) == (State.CONFIRMING, "已换灯泡")
    assert ticket.confirm_due == NINE + timedelta(days=3)  # three working days from Monday nine o'clock
    news = world.posts(RESIDENTS)[-1]
    assert "已办好——已换灯泡。" in news.body
    assert news.mentions == (WANG,)


async def test_done_on_a_ticket_nobody_took_on_takes_it_on_and_leaves_both_rows(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.RESOLVE, None), chat=STAFF)
    assert [(one.source, one.target) for one in world.history()[1:]] == [
        (State.ASSIGNED, State.ACCEPTED),
        (State.ACCEPTED, State.CONFIRMING),
    ]


async def test_done_without_a_word_on_what_was_done_is_asked_for_it(world: World) -> None:
    await world.reported()
    said = await world.says(CHEN, move(Move.RESOLVE, text=" "), chat=STAFF)
    assert "怎么处理的" in said
    assert world.state() is State.ASSIGNED


@pytest.mark.parametrize(
    ("moves", "said"),
    [((Move.ACCEPT, Move.ACCEPT), "已接单"), ((Move.ACCEPT, Move.RESOLVE, Move.RESOLVE), "记下了")],
)
async def test_the_same_said_twice_is_not_an_error(world: World, moves: tuple[Move, ...], said: str) -> None:
    await world.reported()
    await world.moved(*moves[:-1])
    rows = len(world.history())
    assert said in await world.says(CHEN, move(moves[-1]), chat=STAFF)
    assert len(world.history()) == rows


async def test_a_move_the_state_does_not_know_is_refused_in_words(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT)
    assert "现在是“已接单”，不能接单" in await world.says(LIU, move(Move.ACCEPT), chat=STAFF)


async def test_the_leader_names_somebody_else_who_starts_with_a_full_clock(world: World) -> None:
    await world.reported()
    await world.until(NINE + timedelta(minutes=30))
    said = await world.says(LEADER, move(Move.REASSIGN, to="小刘"), chat=STAFF)
    assert said.startswith("#1 已改派。")
    ticket = world.ticket()
    assert (ticket.assignee, ticket.round, ticket.state) == (LIU, 1, State.ASSIGNED)
    call = world.posts(STAFF)[-1]
    assert call.mentions == (LIU,)
    assert "3栋2单元的路灯又不亮了" in call.body
    assert {one.occurrence for one in world.waiting()} == {"1"}


async def test_a_name_nobody_has_changes_nothing(world: World) -> None:
    await world.reported()
    said = await world.says(LEADER, move(Move.REASSIGN, to="@all"), chat=STAFF)
    assert "没有找到这个人" in said
    assert (world.ticket().assignee, world.state()) == (CHEN, State.ASSIGNED)


async def test_passing_on_without_a_name_is_asked_for_one(world: World) -> None:
    await world.reported()
    assert "转给谁？" in await world.says(CHEN, move(Move.REASSIGN), chat=STAFF)


async def test_a_party_may_be_named_and_each_of_its_people_may_act(world: World) -> None:
    await world.reported()
    await world.says(LEADER, move(Move.REASSIGN, to="物业"), chat=STAFF)
    assert (world.ticket().assignee, world.ticket().party) == (PROPERTY, "wuye")
    await world.says(PROPERTY, move(Move.RESOLVE), chat=STAFF)
    assert world.state() is State.CONFIRMING


async def test_a_returned_ticket_is_the_secretarys_to_assign(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.RETURN, text="不归我管"), chat=STAFF)
    assert (world.state(), world.ticket().assignee) == (State.RETURNED, SECRETARY)
    assert world.posts(STAFF)[-1].mentions == (SECRETARY,)
    await world.says(SECRETARY, move(Move.REASSIGN, to="刘敏"))
    assert (world.state(), world.ticket().assignee) == (State.ASSIGNED, LIU)


async def test_a_ticket_passed_up_is_still_tracked(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.REFER, text="供电局 要换整根线"), chat=STAFF)
    assert "已经报给供电局" in world.posts(RESIDENTS)[-1].body
    assert {one.step for one in world.waiting()} == {"answer"}


async def test_putting_off_needs_a_date(world: World) -> None:
    await world.reported()
    assert "暂缓到哪一天" in await world.says(CHEN, move(Move.DEFER), chat=STAFF)
    past = await world.says(CHEN, move(Move.DEFER, until=date(2026, 11, 20)), chat=STAFF)
    assert "已经过去了" in past
    assert world.state() is State.ASSIGNED


async def test_what_was_put_off_comes_back_on_its_date_with_a_full_clock(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.DEFER, until=date(2026, 12, 2)), chat=STAFF)
    assert "12月2日周三再办" in world.posts(RESIDENTS)[-1].body
    assert [one.step for one in world.waiting()] == ["resume"]
    calls = len(world.posts(STAFF))
    await world.until(NINE.replace(month=12, day=2, hour=8, minute=30))
    assert world.state() is State.ASSIGNED
    assert world.posts(STAFF)[calls].mentions == (CHEN,)
    assert {one.step for one in world.waiting()} == {"accept", "resolve"}
    assert world.history()[-1].by == "bot"


async def test_a_declined_ticket_gives_the_reward_back_and_says_why(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.DECLINE, text="不属于社区，请找供电局"), chat=STAFF)
    assert world.state() is State.DECLINED
    assert "这件事社区办不了：不属于社区，请找供电局。" in world.posts(RESIDENTS)[-1].body
    assert (await world.balance(f"held:{WANG}"), await world.balance(f"person:{WANG}")) == (0, 0)
    assert world.waiting() == []


async def test_one_event_reported_twice_becomes_one_ticket(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    await world.says(CHEN, move(Move.MERGE, 2, to="1"), chat=STAFF)
    assert (world.state(2), world.ticket(2).merged_into, world.waiting(2)) == (State.MERGED, 1, [])
    assert "和 #1 是同一件事" in world.posts(RESIDENTS)[-1].body
    assert await world.balance(f"held:{LI}") == 0


@pytest.mark.parametrize("other", ["1", "99", "@all"])
async def test_nothing_is_merged_into_itself_or_into_nothing(world: World, other: str) -> None:
    await world.reported()
    assert "没有找到" in await world.says(CHEN, move(Move.MERGE, to=other), chat=STAFF)
    assert world.state() is State.ASSIGNED


async def test_a_reporter_nobody_can_reach_is_called_by_the_worker() -> None:
    world = World(routes=frozenset({Route.REPLY, Route.ROBOT}))
    await world.reported(chat="")
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert "请电话告知：待确认" in world.posts(STAFF)[-1].body


@pytest.mark.parametrize("person", [WANG, LI, COOK])
@pytest.mark.parametrize("number", [None, 1])
async def test_a_residents_polite_word_is_no_command(world: World, person: str, number: int | None) -> None:
    await world.reported()
    assert await world.says(person, move(Move.ACCEPT, number), chat=RESIDENTS) == ""
    assert world.state() is State.ASSIGNED


async def test_staff_without_a_fitting_ticket_are_told_so(world: World) -> None:
    assert "没有等您接的单" in await world.says(LIU, move(Move.ACCEPT, None), chat=STAFF)


async def test_done_said_by_the_reporter_is_a_yes(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(WANG, move(Move.RESOLVE), chat=RESIDENTS)
    assert world.state() is State.CLOSED


async def test_the_secretary_may_reopen_confirm_and_withdraw_in_the_words_of_a_move(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(SECRETARY, move(Move.REOPEN), chat=STAFF)
    assert (world.state(), world.ticket().round) == (State.ASSIGNED, 1)
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.says(SECRETARY, move(Move.CONFIRM), chat=STAFF)
    assert world.state() is State.CLOSED
    assert world.ticket().closed_at is not None
    assert await world.balance(f"person:{WANG}") == 5


async def test_staff_who_may_not_are_told_who_may(world: World) -> None:
    await world.reported()
    said = await world.says(PROPERTY, move(Move.RESOLVE), chat=STAFF)
    assert said.startswith("#1 现在由陈静在办，办结要陈静来说。")
    assert world.state() is State.ASSIGNED


async def test_what_the_secretary_wants_is_told_to_whoever_has_it_and_takes_nothing_from_them(world: World) -> None:
    await world.reported()
    assert "期限改为11月24日周二前，已经告诉陈静" in await world.hears(SECRETARY, "1 明天必须办完", chat=STAFF)
    assert (world.state(), world.ticket().assignee) == (State.ASSIGNED, CHEN)
    told = world.posts(STAFF)[-1]
    assert "书记定了期限" in told.body
    assert "请在11月24日周二前办好。要求：明天必须办完。" in told.body
    assert told.mentions == (CHEN,)
    assert not [one for one in world.posts(RESIDENTS) if "必须" in one.body]
    assert "已接单" in await world.hears(CHEN, "1 接单", chat=STAFF)


@pytest.mark.parametrize("words", ["1 我明天去看看", "1 收到", "1 知道了"])
async def test_a_head_takes_nothing_on_by_the_way(world: World, words: str) -> None:
    await world.reported()
    for head in (SECRETARY, LEADER):
        await world.hears(head, words, chat=STAFF)
        assert (world.state(), world.ticket().assignee) == (State.ASSIGNED, CHEN)


@pytest.mark.parametrize("words", ["1 看过了，可以", "1 看了，挺好", "1 行", "1 办结"])
async def test_a_head_who_has_seen_it_confirms(world: World, words: str) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    await world.hears(SECRETARY, words, chat=STAFF)
    assert world.state() is State.CLOSED


async def test_a_head_who_has_seen_that_it_is_not_done_has_it_done_again(world: World) -> None:
    await world.reported()
    await world.moved(Move.ACCEPT, Move.RESOLVE)
    assert "已重开" in await world.hears(LEADER, "1 我看过了，没弄好", chat=STAFF)
    assert world.state() is State.ASSIGNED


async def test_a_head_who_says_yes_to_their_own_ticket_takes_it_on(world: World) -> None:
    await world.reported()
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="赵刚"), chat=STAFF)
    await world.hears(LEADER, "1 可以", chat=STAFF)
    assert (world.state(), world.ticket().assignee) == (State.ACCEPTED, LEADER)


async def test_half_an_order_changes_nothing_and_says_what_to_say(world: World) -> None:
    await world.reported()
    said = await world.hears(CHEN, "1 帮我撤一下", chat=STAFF)
    assert said.startswith("#1 没办成，单子没有变。要撤回，请回“1 撤回”。")
    assert world.state() is State.ASSIGNED
    assert "工作人员来说" in await world.says(WANG, requests.HalfOrder(1, "withdraw"), chat=RESIDENTS)


async def test_what_comes_back_says_who_sent_it_back_and_why(world: World) -> None:
    await world.reported()
    await world.hears(CHEN, "1 不归我们管，是厂家质保", chat=STAFF)
    called = world.posts(STAFF)[-1]
    assert called.mentions == (SECRETARY,)
    assert "陈静退回了：不归我们管，是厂家质保" in called.body
    assert "1 转给 姓名" in called.body
    assert "回“收到”就是接单" not in called.body
    assert "陈静退回：不归我们管，是厂家质保" in await world.hears(SECRETARY, "1 为什么退回", chat=STAFF)


async def test_what_is_said_with_it_goes_along_to_whoever_gets_it(world: World) -> None:
    await world.reported()
    await world.hears(SECRETARY, "1 派给物业，必须办", chat=STAFF)
    assert "林书记转来时说：必须办" in world.posts(STAFF)[-1].body


@pytest.mark.parametrize(("words", "after"), [("1 上报 街道", State.REFERRED), ("1 暂缓 周五", State.DEFERRED)])
async def test_from_what_was_sent_back_there_is_a_way_on(world: World, words: str, after: State) -> None:
    await world.reported()
    await world.hears(CHEN, "1 退回 不是我的", chat=STAFF)
    await world.hears(SECRETARY, words, chat=STAFF)
    assert world.state() is after


@pytest.mark.parametrize("words", ["收到", "知道了", "马上去", "好的，我去"])
async def test_two_words_without_a_number_take_on_the_only_one_that_waits(world: World, words: str) -> None:
    await world.reported()
    assert (await world.hears(CHEN, words, chat=STAFF)).startswith("#1 已接单")
    assert "没有等您接的单" in await world.hears(CHEN, words, chat=STAFF)


@pytest.mark.parametrize("words", ["换好灯泡了", "修好了", "灯换好了"])
async def test_two_words_without_a_number_close_the_only_one_in_hand(world: World, words: str) -> None:
    await world.reported()
    await world.hears(CHEN, words, chat=STAFF)
    assert (world.state(), world.ticket().result) == (State.CONFIRMING, words)


async def test_two_words_without_a_number_wake_nothing_that_was_put_off(world: World) -> None:
    await world.reported()
    await world.says(CHEN, move(Move.DEFER, until=date(2026, 11, 27)), chat=STAFF)
    await world.hears(CHEN, "知道了", chat=STAFF)
    assert world.state() is State.DEFERRED


async def test_which_of_several_is_meant_is_answered_by_a_bare_number(world: World) -> None:
    await world.reported()
    await world.reported(OTHER_LIGHT, person=LI)
    assert "是哪一件？" in await world.hears(CHEN, "收到", chat=STAFF)
    await world.hears(CHEN, "2", chat=STAFF)
    assert (world.state(1), world.state(2)) == (State.ASSIGNED, State.ACCEPTED)


async def test_a_party_says_without_a_number_that_it_is_not_theirs(world: World) -> None:
    await world.reported()
    await world.says(SECRETARY, requests.MoveTicket(Move.REASSIGN, 1, to="物业"), chat=STAFF)
    await world.hears(PROPERTY, "这个不是我们的，请找电梯公司", chat=STAFF)
    assert (world.state(), world.ticket().assignee) == (State.RETURNED, SECRETARY)
